"""What is next: the reader's booked weeks, as officer and as host, and what others still have to answer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from commonpool.access import Actor
from commonpool.bookings import queries
from commonpool.bookings.models import Booking
from commonpool.bookings.models.terms import hours_in
from commonpool.kernel import weeks, words
from commonpool.kernel.clock import london_date


@dataclass(frozen=True)
class Coming:
    """One line of what is next."""

    when: str
    what: str
    note: str
    booking: Booking


def coming(actor: Actor, at: datetime) -> list[Coming]:
    """The next booked weeks, and requests that wait for somebody else: eight at most. One SQL query."""
    monday = weeks.monday_of(london_date(at))
    return [_line(actor, booking) for booking in queries.coming_for(actor, monday)]


def _line(actor: Actor, booking: Booking) -> Coming:
    first: date | None = getattr(booking, "next_week", None)
    hours = dict(hours_in(booking.standing_weeks))  # type: ignore[attr-defined]
    monday = first or min(hours)
    minutes = hours.get(monday, sum(hours.values()))
    facts = {"hours": words.hours(minutes), "host": booking.host.name, "officer": booking.officer}
    if booking.officer_id == actor.person_id:
        what = _("%(hours)s for %(host)s") % facts
    else:
        what = _("%(hours)s of %(officer)s’s time") % facts
    return Coming(capfirst(words.week_of(monday)), what, _note(booking), booking)


def _note(booking: Booking) -> str:
    by = {"by": words.moment(booking.answer_by), "officer": booking.officer}
    if booking.status == "requested":
        return _("Not bound yet: %(officer)s answers by %(by)s") % by
    if booking.status == "accepted":
        return _("Not bound yet: a council answers by %(by)s") % by
    if booking.kind == "peer_help":
        return _("Peer help. When it has happened, say so with one tap")
    return _("Bound")
