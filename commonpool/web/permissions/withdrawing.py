"""Ending a permission: why, and what happens to what is booked."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.availability import operations
from commonpool.bookings import queries as bookings
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.people.queries import employment
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.permissions.forms import WithdrawForm
from commonpool.web.permissions.views import let_the_page_answer


@page(right=Right.GRANT_PERMISSION)
def withdraw(request: Asking, permission_id: int) -> HttpResponse:
    """Ending a permission, with a reason; where something is bound, with what happens to it."""
    found = operations.load_to_decide(request.actor, permission_id)
    bound = bookings.bound_bookings(found.pk)
    form = WithdrawForm(request.POST if request.method == "POST" else None, bound=bool(bound))
    if request.method == "POST" and form.is_valid():
        try:
            operations.withdraw_permission(
                actor=request.actor, permission_id=found.pk, at=now(), **form.cleaned_data
            )
        except Refusal as refusal:
            let_the_page_answer(refusal)
            refused(form, refusal)
        else:
            messages.success(request, _("Withdrawn. No new bookings."))
            return redirect("permission", found.pk)
    facts = {
        "form": form,
        "bound": bound,
        "officer": employment(found.employment_id).person,
        "back_url": reverse("permission", args=[found.pk]),
    }
    return show(request, "permissions/withdraw.html", facts)
