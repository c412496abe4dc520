"""A booking as calendar entries: one for each week, the same entry in the reader's calendar whatever changes."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from commonpool.activity.models import Event as Happening
from commonpool.activity.queries import story
from commonpool.bookings.models import Booking
from commonpool.kernel import weeks
from commonpool.kernel.words import hours

WORKING_WEEK = timedelta(days=5)


def calendar_facts(booking: Booking, event: Happening) -> dict[str, Any]:
    """What the entries hold: each week once, released ones as cancelled. SEQUENCE rises with each event."""
    found: dict[date, dict[str, Any]] = {}
    for week in booking.weeks.order_by("monday", "id"):
        live = week.released_at is None
        if live or not found.get(week.monday, {}).get("live"):
            found[week.monday] = {"monday": week.monday, "minutes": week.minutes, "live": live}
    sequence = story("booking_id", booking.pk).filter(pk__lte=event.pk).count()
    return {"reference": booking.reference, "sequence": sequence, "weeks": list(found.values())}


def calendar_of(facts: Mapping[str, Any], *, summary: str, address: str, sender: str, at: datetime) -> bytes:
    """The attachment (RFC 5545), in the language now active. All weeks released: it takes the entries away."""
    from icalendar import Calendar, Event, vCalAddress  # letters are the worker’s: the web needs none

    calendar = Calendar()
    calendar.add("prodid", "-//Commonpool//Bookings//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH" if any(week["live"] for week in facts["weeks"]) else "CANCEL")
    for week in facts["weeks"]:
        monday = week["monday"]
        entry = Event()
        entry.add("uid", f"{facts['reference']}-{weeks.written(monday)}@commonpool")
        entry.add("sequence", facts["sequence"])
        entry.add("dtstamp", at)
        entry.add("dtstart", monday)
        entry.add("dtend", monday + WORKING_WEEK)
        entry.add("summary", f"{hours(week['minutes'])}: {summary}")
        entry.add("description", f"{_('Booking')} {facts['reference']}\n{address}")
        entry.add("url", address)
        entry.add("status", "CONFIRMED" if week["live"] else "CANCELLED")
        entry.add("transp", "TRANSPARENT")
        entry.add("organizer", vCalAddress(f"MAILTO:{sender}"))
        calendar.add_component(entry)
    return calendar.to_ical()
