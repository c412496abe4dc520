"""The host is late: home proposes other weeks, and the host says yes or no."""

from datetime import date, datetime

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonpool.access import Right
from commonpool.bookings.operations import decline_weeks, propose_weeks, take_up_weeks
from commonpool.bookings.queries import one_time_of, proposed_for
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.web.bookings.changing import Difference, Room, difference, room_of
from commonpool.web.bookings.forms import ChangeForm, ProposedForm
from commonpool.web.bookings.story import heading
from commonpool.web.bookings.viewpoint import Viewpoint, seen_by
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show


@page(right=SIGNED_IN)
def propose(request: Asking, reference: str) -> HttpResponse:
    """The officer or an approver at home proposes other hours: chosen, then checked, then sent to the host."""
    view, at = seen_by(request.actor, reference), now()
    view.require("propose")
    room, status = _room(view, at), 0
    sent = request.POST if request.method == "POST" else None
    form = ChangeForm(sent, now_booked=room.booked, free=room.free, times={})
    if form.is_bound and form.is_valid():
        if "sure" not in request.POST:
            return _check(request, view, room, form)
        try:
            propose_weeks(actor=request.actor, booking_id=view.booking.pk, weeks=form.chosen(), at=at)
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            refused(form, refusal)
            status = refusal.status
        else:
            return redirect("booking", reference)
    facts = {**heading(view), "form": form, "can_answer": "propose" in view.moves}
    facts["back_url"] = reverse("booking", args=[reference])
    response = show(request, "bookings/propose.html", facts)
    response.status_code = status or response.status_code
    return response


def _room(view: Viewpoint, at: datetime) -> Room:
    """What there is to propose: other weeks are for the same time of the week as those booked."""
    live = [week for week in view.booking.weeks.all() if week.released_at is None]
    return room_of(view, at, one_time_of(live))


def _check(request: Asking, view: Viewpoint, room: Room, form: ChangeForm) -> HttpResponse:
    facts = {
        **heading(view),
        "difference": difference(room, dict(form.chosen()), view.booking.standing.net_pence),
        "kept": [(name, form.data.get(name, "")) for name in form.fields],
        "back_url": reverse("booking_propose", args=[view.booking.reference]),
    }
    return show(request, "bookings/propose_check.html", facts)


@page(right=Right.REQUEST_BOOKING)
def proposed(request: Asking, reference: str) -> HttpResponse:
    """The host takes up the weeks that home proposed, or says no to them."""
    view, at = seen_by(request.actor, reference), now()
    view.require("vary")
    waiting = proposed_for(view.booking)
    initial = {"proposal": waiting.pk if waiting else None}
    form, status = ProposedForm(request.POST if request.method == "POST" else None, initial=initial), 0
    if form.is_bound and form.is_valid():
        answer = take_up_weeks if form.cleaned_data["answer"] == "yes" else decline_weeks
        try:
            answer(
                actor=request.actor,
                booking_id=view.booking.pk,
                proposal_id=form.cleaned_data["proposal"],
                at=at,
            )
        except Refusal as refusal:
            refused(form, refusal)
            status = refusal.status
        else:
            return redirect("booking", reference)
    facts = {**heading(view), "form": form, "proposal": waiting}
    facts["difference"] = _difference(view, dict(waiting.hours)) if waiting else None
    facts["back_url"] = reverse("booking", args=[reference])
    response = show(request, "bookings/proposed.html", facts)
    response.status_code = status or response.status_code
    return response


def _difference(view: Viewpoint, chosen: dict[date, int]) -> Difference | None:
    """The weeks before and after; None where one of them is no longer to be had."""
    room = _room(view, now())
    if any(monday not in room.prices for monday in chosen):
        return None
    return difference(room, chosen, view.booking.standing.net_pence)
