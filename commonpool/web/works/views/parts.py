"""One's part in a piece of work: claimed, and withdrawn."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.people import operations, queries
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show
from commonpool.web.pool.views.find import require_names
from commonpool.web.works.forms import PartForm


@page(right=Right.LIST_ONESELF)
def claim(request: Asking, reference: str) -> HttpResponse:
    """What I did in it."""
    require_names(request)
    work = queries.work_for(request.actor, reference)
    begun = {"from_on": work.starts_on, "to_on": work.ends_on}
    form = PartForm(request.POST if request.method == "POST" else None, initial=begun)
    if request.method == "POST" and form.is_valid():
        try:
            operations.claim_role(actor=request.actor, reference=reference, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            council = {"council": work.organisation.name}
            messages.success(request, _("Added, in your words. %(council)s can confirm it.") % council)
            return redirect("work", reference)
    facts = {"form": form, "work": work, "back_url": reverse("work", args=[reference])}
    return show(request, "works/part.html", facts)


@page(right=SIGNED_IN, methods=("POST",))
def withdraw(request: Asking, participation_id: int) -> HttpResponse:
    """What I took part in is shown no more."""
    operations.withdraw_participation(actor=request.actor, participation_id=participation_id, at=now())
    messages.success(request, _("Withdrawn."))
    return redirect("listing_experience" if request.actor.where(Right.LIST_ONESELF) else "home")
