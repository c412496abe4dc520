"""One payment: into which account, which invoices it settles (the remittance advice), and that it was made."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Actor, Right
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.organisations.models import Organisation
from commonpool.settlement import operations, queries
from commonpool.settlement.models import Payment
from commonpool.web.clearing.forms import PaidForm
from commonpool.web.clearing.views import PER_PAGE, line_of
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.rooms.place import own_council


@page(right=Right.SEE_MONEY)
def payment(request: Asking, slug: str, reference: str) -> HttpResponse:
    """The payment as its payer or its payee sees it; either says that it was made, or paid back."""
    actor, council = request.actor, own_council(request.actor, slug)
    found = queries.payment_of(actor, council.pk, reference)
    may_act = actor.may(Right.TAKE_PART_IN_CLEARING, council.pk)
    if "whole" in request.GET and may_act:
        actor.require_second_factor()
    question = _question(found)
    form = PaidForm(request.POST or None) if question and may_act else None
    if request.method == "POST":
        actor.require(Right.TAKE_PART_IN_CLEARING, council.pk)
        if form is not None and form.is_valid() and _said(actor, council, found, form):
            messages.success(request, _("Thank you. Both councils are told, and both ledgers have it."))
            return redirect("clearing_payment", slug, reference)
    lines = Paginator(
        queries.invoices_of(actor, council.pk, found.cycle).filter(left_out_reason=""), PER_PAGE
    )
    page_obj = lines.get_page(request.GET.get("page"))
    facts: dict[str, Any] = {
        "council": council,
        "payment": found,
        "account": queries.account_shown(actor, council.pk, found),
        "masked": found.now_payer_id == council.pk and may_act and not actor.second_factor,
        "pays": found.now_payer_id == council.pk,
        "question": question,
        "form": form,
        "page_obj": page_obj,
        "lines": [line_of(each, council) for each in page_obj],
        "back_url": reverse("clearing_cycle", args=[slug, str(found.cycle)]),
    }
    return show(request, "clearing/payment.html", facts)


def _question(found: Payment) -> str:
    """What can be said of it: that it was paid, that it was paid back; or nothing."""
    if found.cycle.status == "called" and found.confirmed_at is None:
        return "paid"
    if found.cycle.status == "unwound" and found.confirmed_at and found.returned_at is None:
        return "returned"
    return ""


def _said(actor: Actor, council: Organisation, found: Payment, form: PaidForm) -> bool:
    about: dict[str, Any] = {"actor": actor, "organisation_id": council.pk, "reference": found.reference}
    day = form.cleaned_data["paid_on"]
    try:
        if _question(found) == "paid":
            operations.confirm_payment(paid_on=day, at=now(), **about)
        else:
            operations.return_payment(returned_on=day, at=now(), **about)
    except Refusal as refusal:
        refused(form, refusal)
        return False
    return True
