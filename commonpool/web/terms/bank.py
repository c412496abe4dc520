"""The bank details: one person enters them, another rings back and confirms, five working days go by."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements import operations, queries
from commonpool.agreements.models import BankDetails
from commonpool.agreements.queries.money import BANK_READERS
from commonpool.agreements.rules import account_shown
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import NotFound
from commonpool.web.pages import Asking, page, show
from commonpool.web.rooms.place import own_council
from commonpool.web.terms.forms import BankForm, CallBackForm
from commonpool.web.terms.saying import kept


@page(right=BANK_READERS)
def bank(request: Asking, slug: str) -> HttpResponse:
    """The account in effect, the change on its way, and all that went before; whole after a second factor."""
    actor, council = request.actor, own_council(request.actor, slug)
    if "whole" in request.GET and actor.may(Right.SEE_BANK_DETAILS, council.pk):
        actor.require_second_factor()
    today = london_date(now())
    history = list(queries.bank_history(actor, council.pk))
    change = queries.bank_change(council.pk, today)
    form = BankForm(request.POST or None)
    if kept(request, form, operations.enter_bank_details, organisation_id=council.pk, at=now()):
        return redirect("terms_bank", slug)
    whole = queries.sees_bank_details(actor, council.pk)
    in_effect = queries.bank_in_effect(council.pk, today)
    may_enter = actor.may(Right.ENTER_BANK_DETAILS, council.pk)
    waits = change is not None and change.confirmed_at is None
    may_confirm = waits and actor.may(Right.CONFIRM_BANK_DETAILS, council.pk)
    facts = {
        "council": council,
        "in_effect": _shown(in_effect, whole),
        "change": _shown(change, whole),
        "masked": not whole and actor.may(Right.SEE_BANK_DETAILS, council.pk),
        "history": [_shown(each, whole) for each in history],
        "form": form if may_enter and (change is None or request.method == "POST") else None,
        "may_confirm": may_confirm and change is not None and change.entered_by_id != actor.person_id,
        "own": may_confirm and change is not None and change.entered_by_id == actor.person_id,
        "may_object": may_enter and change is not None,
        "back_url": reverse("joining", args=[slug]),
    }
    return show(request, "terms/bank.html", facts)


@page(right=Right.CONFIRM_BANK_DETAILS)
def confirm(request: Asking, slug: str) -> HttpResponse:
    """The second person says whom they rang, and confirms what they compared: the change is shown whole."""
    actor, council = request.actor, own_council(request.actor, slug)
    actor.require(Right.CONFIRM_BANK_DETAILS, council.pk)
    actor.require_second_factor()
    today = london_date(now())
    change = queries.bank_change(council.pk, today)
    if change is None or change.confirmed_at is not None:
        return redirect("terms_bank", slug)
    form = CallBackForm(request.POST or None, initial={"called_on": today})
    details_id = _details_id(request) if request.method == "POST" else change.pk
    if kept(
        request,
        form,
        operations.confirm_bank_details,
        organisation_id=council.pk,
        details_id=details_id,
        at=now(),
    ):
        return redirect("terms_bank", slug)
    facts = {
        "council": council,
        "change": _shown(change, whole=True),
        "form": form,
        "back_url": reverse("terms_bank", args=[slug]),
    }
    return show(request, "terms/confirm.html", facts)


@page(right=Right.ENTER_BANK_DETAILS, methods=("POST",))
def object_to(request: Asking, slug: str) -> HttpResponse:
    """Somebody in finance stops a change before it takes effect."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.ENTER_BANK_DETAILS, council.pk)
    if not request.POST.get("details"):
        return redirect("terms_bank", slug)
    operations.object_to_bank_details(
        actor=request.actor, organisation_id=council.pk, details_id=_details_id(request), at=now()
    )
    messages.success(request, _("The change is stopped. The details before it stand."))
    return redirect("terms_bank", slug)


def _details_id(request: Asking) -> int:
    typed = request.POST.get("details", "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 16):
        raise NotFound
    return int(typed)


def _shown(details: BankDetails | None, whole: bool) -> dict[str, Any] | None:
    """The details as this reader may see them: an account number whole, or its last four digits."""
    if details is None:
        return None
    sort_code, number = account_shown(details.sort_code, details.account_number, whole=whole)
    return {"row": details, "sort_code": sort_code, "account_number": number}
