"""One booking: its story, and what happens next."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.kernel.clock import now
from commonpool.web.bookings.phrases import weeks_in_words
from commonpool.web.bookings.story import next_facts, story
from commonpool.web.bookings.viewpoint import Viewpoint, seen_by
from commonpool.web.pages import SIGNED_IN, Asking, page, show


@page(right=SIGNED_IN, methods=("GET",))
def booking(request: Asking, reference: str) -> HttpResponse:
    """Where a booking stands, what is asked of the reader, its terms and all that happened."""
    return show(request, "bookings/booking.html", story(seen_by(request.actor, reference), now()))


@page(right=SIGNED_IN, methods=("GET",))
def sent(request: Asking, reference: str) -> HttpResponse:
    """The request is sent: what happens next and by when."""
    return _next(request, seen_by(request.actor, reference))


@page(right=SIGNED_IN, methods=("GET",))
def what_next(request: Asking, reference: str) -> HttpResponse:
    """What the reader has just done, and what happens next."""
    return _next(request, seen_by(request.actor, reference))


def _next(request: Asking, view: Viewpoint) -> HttpResponse:
    facts: dict[str, Any] = next_facts(view, now())
    facts |= {
        "panel": _panel(view),
        "weeks_text": weeks_in_words(view.asked),
        "back_url": reverse("bookings"),
    }
    return show(request, "bookings/next.html", facts)


def _panel(view: Viewpoint) -> str:
    """What has been done, in a few words."""
    booking = view.booking
    names = {"officer": booking.officer, "host": booking.host.name}
    if booking.pending is not None:
        return (
            _("The change is sent to %(officer)s") % names if view.manages else _("Your answer is recorded")
        )
    if booking.status == "requested":
        return _("Sent to %(officer)s") % names if view.manages else _("Your answer is recorded")
    if booking.status == "accepted":
        return _("You said yes") if view.officer else _("Your answer is recorded")
    by_status = {
        "bound": _("It is bound"),
        "worked": _("All done"),
        "declined": _("You said no") if view.officer else _("The request is declined"),
        "withdrawn": _("The request is withdrawn"),
        "expired": _("The request has expired"),
        "cancelled": _("The booking is cancelled"),
    }
    return by_status[booking.status]
