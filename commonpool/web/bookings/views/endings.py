"""How a booking ends without work, or peer help ends well: no, withdrawn, cancelled, it happened."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.bookings.models import Booking
from commonpool.bookings.operations import (
    cancel_booking,
    decline_booking,
    say_it_happened,
    withdraw_booking,
)
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.web.bookings.cancelling import cancelling_facts, reasons_for, weeks_left
from commonpool.web.bookings.forms import CancelForm, DeclineForm, WithdrawForm
from commonpool.web.bookings.story import heading, terms_facts
from commonpool.web.bookings.viewpoint import Viewpoint, seen_by
from commonpool.web.look.forms import PageForm
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show


@page(right=(Right.ANSWER_BOOKING, Right.APPROVE_BOOKING))
def decline(request: Asking, reference: str) -> HttpResponse:
    """The officer or their manager says no; nobody has to say why."""
    view = seen_by(request.actor, reference)
    view.require("decline")
    form = DeclineForm(
        request.POST if request.method == "POST" else None, initial={"terms": view.asked.sha256}
    )
    return _end(request, view, "decline", form, decline_booking)


@page(right=(Right.REQUEST_BOOKING, Right.CONFIRM_BOOKING, Right.REQUEST_PEER_HELP))
def withdraw(request: Asking, reference: str) -> HttpResponse:
    """The host takes its request back, or its change."""
    view = seen_by(request.actor, reference)
    view.require("withdraw")
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    return _end(request, view, "withdraw", form, withdraw_booking)


def _end(
    request: Asking, view: Viewpoint, verb: str, form: PageForm, operation: Callable[..., Booking]
) -> HttpResponse:
    reference, status = view.booking.reference, 0
    if request.method == "POST" and form.is_valid():
        try:
            operation(actor=request.actor, booking_id=view.booking.pk, at=now(), **form.cleaned_data)
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            refused(form, refusal)
            status, view = refusal.status, seen_by(request.actor, reference)
        else:
            return redirect("booking_next", reference)
    elif request.method != "POST" and verb not in view.moves:
        return redirect("booking", reference)
    if "terms" in form.fields and form.is_bound:
        form.data = {**dict(form.data.items()), "terms": view.asked.sha256}
    facts = {**heading(view), **terms_facts(view), "form": form, "can_answer": verb in view.moves}
    return _shown(request, f"bookings/{verb}.html", facts, view, status)


@page(right=(Right.REQUEST_BOOKING, Right.APPROVE_BOOKING, Right.ANSWER_BOOKING))
def cancel(request: Asking, reference: str) -> HttpResponse:
    """Weeks are cancelled: first which and why, then what it costs, then it is done."""
    view, at = seen_by(request.actor, reference), now()
    view.require("cancel")
    if request.method != "POST" and "cancel" not in view.moves:
        return redirect("booking", reference)
    left, hints = weeks_left(view, at)
    data = request.POST if request.method == "POST" else None
    form = CancelForm(data, reasons=reasons_for(view, at), weeks_left=left, hints=hints)
    status = 0
    if form.is_bound and form.is_valid():
        facts = cancelling_facts(view, form, at)
        if "sure" not in request.POST:
            return _shown(request, "bookings/cancel_check.html", heading(view) | facts, view)
        try:
            booking = cancel_booking(
                actor=request.actor,
                booking_id=view.booking.pk,
                reason=form.cleaned_data["reason"],
                mondays=form.mondays,
                at=at,
            )
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            refused(form, refusal)
            status = refusal.status
        else:
            return _cancelled(request, booking)
    facts = {
        **heading(view),
        "form": form,
        "can_answer": "cancel" in view.moves,
        "nothing_left": _none(view, left),
    }
    return _shown(request, "bookings/cancel.html", facts, view, status)


def _cancelled(request: Asking, booking: Booking) -> HttpResponse:
    """On to what happens next; while other weeks stand, to the booking, which shows each week as it is."""
    if booking.status != "bound":
        return redirect("booking_next", booking.reference)
    messages.success(request, _("Cancelled, and we have told the other side. The other weeks stand."))
    return redirect("booking", booking.reference)


def _none(view: Viewpoint, left: list[tuple[str, str]]) -> bool:
    return view.booking.kind == "paid" and not left


@page(right=SIGNED_IN, methods=("POST",))
def happened(request: Asking, reference: str) -> HttpResponse:
    """The peer help took place: one tap."""
    view = seen_by(request.actor, reference)
    view.require("say_it_happened")
    say_it_happened(actor=request.actor, booking_id=view.booking.pk, at=now())
    return redirect("booking_next", reference)


def _shown(
    request: Asking, template: str, facts: dict[str, Any], view: Viewpoint, status: int = 0
) -> HttpResponse:
    back = {"back_url": reverse("booking", args=[view.booking.reference])}
    response = show(request, template, facts | back)
    response.status_code = status or response.status_code
    return response
