"""A yes to the exact terms shown: by the officer, their manager, or the host's budget holder."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonpool.access import Right
from commonpool.bookings.models import Booking
from commonpool.bookings.operations import accept_booking, approve_booking, confirm_booking
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.web.bookings.answering import Question, question, show_new_terms
from commonpool.web.bookings.story import heading, terms_facts
from commonpool.web.bookings.viewpoint import Viewpoint, seen_by
from commonpool.web.pages import Asking, page, refused, show


@page(right=Right.ANSWER_BOOKING)
def accept(request: Asking, reference: str) -> HttpResponse:
    """The officer says yes."""
    return _answer(request, reference, "accept", accept_booking)


@page(right=Right.APPROVE_BOOKING)
def approve(request: Asking, reference: str) -> HttpResponse:
    """A manager at home says yes to what the permission does not cover."""
    return _answer(request, reference, "approve", approve_booking)


@page(right=Right.CONFIRM_BOOKING)
def confirm(request: Asking, reference: str) -> HttpResponse:
    """A budget holder at the host says yes to the price."""
    return _answer(request, reference, "confirm", confirm_booking)


def _answer(request: Asking, reference: str, verb: str, operation: Callable[..., Booking]) -> HttpResponse:
    view = seen_by(request.actor, reference)
    view.require(verb)
    if request.method != "POST":
        if verb not in view.moves:
            return redirect("booking", reference)
        return _page(request, view, question(view, verb))
    asked = question(view, verb, request.POST)
    if not asked.form.is_valid():
        return _page(request, view, asked)
    try:
        operation(actor=request.actor, booking_id=view.booking.pk, at=now(), **asked.form.cleaned_data)
    except (Forbidden, NotFound):
        raise
    except Refusal as refusal:
        refused(asked.form, refusal)
        return _page(request, seen_by(request.actor, reference), asked, refusal.status)
    return redirect("booking_next", reference)


def _page(request: Asking, view: Viewpoint, asked: Question, status: int = 0) -> HttpResponse:
    """One decision on a page of its own: the terms, and the button. After a "no", the terms as they are now."""
    if asked.form.is_bound:
        show_new_terms(asked, view)
    facts: dict[str, Any] = {
        **heading(view),
        **terms_facts(view),
        "question": asked,
        "form": asked.form,
        "can_answer": asked.verb in view.moves,
        "moves": view.moves,
        "back_url": reverse("booking", args=[view.booking.reference]),
    }
    response = show(request, "bookings/answer.html", facts)
    response.status_code = status or response.status_code
    return response
