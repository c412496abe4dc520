"""One's part in a piece of work: claimed, confirmed by its council, withdrawn."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.people import operations, queries
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show
from commonpool.web.pool.views.find import page_number, require_names
from commonpool.web.works.forms import PartForm
from commonpool.web.works.phrases import parts_in_words

PAGE = 20


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


@page(right=Right.GRANT_PERMISSION, methods=("GET",))
def waiting(request: Asking) -> HttpResponse:
    """Who says that they took part in a piece of work of my council."""
    found = Paginator(queries.claims_waiting(request.actor), PAGE).get_page(page_number(request))
    parts = parts_in_words(found.object_list)
    shown = [(part, queries.claim_sha256(part.row)) for part in parts]
    return show(request, "works/parts.html", {"parts": shown, "page_obj": found, "back_url": reverse("home")})


@page(right=Right.GRANT_PERMISSION, methods=("POST",))
def answer(request: Asking, participation_id: int) -> HttpResponse:
    """It was so, or it was not."""
    said = request.POST.get("answer")
    confirmed = said != "refuse"  # without a clear word as of a claim that nobody was shown: that is refused
    of: dict[str, Any] = {"actor": request.actor, "participation_id": participation_id, "at": now()}
    if confirmed:
        shown = request.POST.get("shown", "") if said == "confirm" else ""
        operations.confirm_participation(**of, claim_sha256=shown)
    else:
        operations.refuse_participation(**of)
    so, not_so = (
        _("Confirmed, in the name of your council."),
        _("Not confirmed. Only the officer sees it now."),
    )
    messages.success(request, so if confirmed else not_so)
    return redirect("parts")


@page(right=SIGNED_IN, methods=("POST",))
def withdraw(request: Asking, participation_id: int) -> HttpResponse:
    """What I took part in is shown no more."""
    operations.withdraw_participation(actor=request.actor, participation_id=participation_id, at=now())
    messages.success(request, _("Withdrawn."))
    return redirect("listing_experience" if request.actor.where(Right.LIST_ONESELF) else "home")
