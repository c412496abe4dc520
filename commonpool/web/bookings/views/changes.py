"""One more hour, or these hours in other weeks."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonpool.access import Right
from commonpool.agreements.queries import prices_when
from commonpool.agreements.rules.when import WHEN
from commonpool.bookings.operations import vary_booking
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.web.bookings.changing import Room, difference, room_of
from commonpool.web.bookings.forms import ChangeForm, name_of
from commonpool.web.bookings.story import heading
from commonpool.web.bookings.viewpoint import Viewpoint, seen_by
from commonpool.web.look.prices import priced
from commonpool.web.pages import Asking, page, refused, show


@page(right=Right.REQUEST_BOOKING)
def change(request: Asking, reference: str) -> HttpResponse:
    """The host asks for other hours: chosen, then checked, then sent to the officer."""
    view, at = seen_by(request.actor, reference), now()
    view.require("vary")
    if request.method != "POST" and "vary" not in view.moves:
        return redirect("booking", reference)
    times = _times(view, at)
    wanted = request.POST.get("when", "")
    room = room_of(view, at, wanted if wanted in times else "")
    form, status = _form(request, room, times), 0
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


def _form(request: Asking, room: Room, times: dict[str, str]) -> ChangeForm:
    shape: dict[str, Any] = {"now_booked": room.booked, "free": room.free, "times": times}
    if request.method == "POST":
        return ChangeForm(request.POST, **shape)
    wanted = room.with_one_more_hour() if _more(request) else {}
    initial = {name_of(monday): minutes for monday, minutes in wanted.items()}
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
