"""One more hour, or these hours in other weeks."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonpool.access import Right
from commonpool.agreements.queries import prices_when
from commonpool.agreements.rules.when import WHEN
from commonpool.bookings.operations import vary_booking
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.timesheets.queries import asked_move
from commonpool.web.bookings.changing import Room, difference, room_of
from commonpool.web.bookings.forms import ChangeForm
from commonpool.web.bookings.story import heading
from commonpool.web.bookings.viewpoint import Viewpoint, seen_by
from commonpool.web.look.forms import week_field
from commonpool.web.look.prices import priced
from commonpool.web.pages import Asking, page, refused, show


@page(right=Right.REQUEST_BOOKING)
def change(request: Asking, reference: str, week: str = "") -> HttpResponse:
    """The host asks for other hours: chosen, then checked, then sent to the officer.

    `week`: the one whose hours the officer asked to move: the form is filled in as they asked.
    """
    view, at = seen_by(request.actor, reference), now()
    view.require("vary")
    if request.method != "POST" and "vary" not in view.moves:
        return redirect("booking", reference)
    times = _times(view, at)
    asked = _asked(view, week)
    wanted = request.POST.get("when", asked.when if asked else "")
    room = room_of(view, at, wanted if wanted in times else "")
    form, status = _form(request, room, times, asked), 0
    if form.is_bound and form.is_valid():
        if "sure" not in request.POST:
            return _check(request, view, room, form)
        try:
            vary_booking(
                actor=request.actor, booking_id=view.booking.pk, weeks=form.chosen(), when=form.when, at=at
            )
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            refused(form, refusal)
            status = refusal.status
        else:
            return redirect("booking_next", reference)
    facts = {
        **heading(view),
        "form": form,
        "room": room,
        "can_answer": "vary" in view.moves,
        "more": _more(request),
        "asked": asked,
    }
    response = show(
        request, "bookings/change.html", facts | {"back_url": reverse("booking", args=[reference])}
    )
    response.status_code = status or response.status_code
    return response


def _more(request: Asking) -> bool:
    return request.GET.get("more") == "1"


def _times(view: Viewpoint, at: datetime) -> dict[str, str]:
    """When in the week the officer's council lends, with the price; nothing where it lends on weekdays alone."""
    job = view.booking.employment
    prices = prices_when(view.booking.home_id, job.grade_band, london_date(at))
    return {when: priced(when, pence) for when, pence in prices.items()} if len(prices) > 1 else {}


@dataclass(frozen=True)
class AskedMove:
    """The officer would rather work the hours of `monday` in `to_monday`, at that time of the week."""

    monday: date
    to_monday: date
    when: str


def _asked(view: Viewpoint, week: str) -> AskedMove | None:
    if not week:
        return None
    try:
        monday = weeks.read(week)
    except weeks.NotAWeek as refusal:
        raise Http404(str(refusal)) from refusal
    found = asked_move(view.booking, monday)
    return AskedMove(monday, *found) if found else None


def _moved(room: Room, asked: AskedMove) -> dict[date, int]:
    """The weeks still to be worked with the hours where the officer asked for them, if those are free."""
    found = dict(room.booked)
    if asked.monday in found and (asked.to_monday in room.free or asked.to_monday in found):
        minutes = found.pop(asked.monday)
        found[asked.to_monday] = found.get(asked.to_monday, 0) + minutes
    return found


def _form(request: Asking, room: Room, times: dict[str, str], asked: AskedMove | None) -> ChangeForm:
    shape: dict[str, Any] = {"now_booked": room.booked, "free": room.free, "times": times}
    if request.method == "POST":
        return ChangeForm(request.POST, **shape)
    wanted = room.with_one_more_hour() if _more(request) else {}
    if asked:
        wanted = dict.fromkeys(room.booked, 0) | _moved(room, asked)
    initial: dict[str, Any] = {week_field(monday): minutes or "" for monday, minutes in wanted.items()}
    if asked and asked.when in times:
        initial["when"] = asked.when
    return ChangeForm(initial=initial, **shape)


def _check(request: Asking, view: Viewpoint, room: Room, form: ChangeForm) -> HttpResponse:
    chosen = dict(form.chosen())
    facts = {
        **heading(view),
        "difference": difference(room, chosen, view.booking.standing.net_pence),
        "when": WHEN.get(form.cleaned_data.get("when") or "", ""),
        "kept": [(name, form.data.get(name, "")) for name in form.fields],
        "back_url": reverse("booking_change", args=[view.booking.reference]),
    }
    return show(request, "bookings/change_check.html", facts)
