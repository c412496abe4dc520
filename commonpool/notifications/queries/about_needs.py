"""Letters about what an officer needs for a booking: documents, an account, a visit."""

from datetime import date
from typing import Any

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.bookings import queries as bookings
from commonpool.bookings.models import Booking
from commonpool.bookings.rules.cancelling import HOST_LATE
from commonpool.identity.models import Person
from commonpool.invoices.models.charge import CORRECTION
from commonpool.kernel.clock import london_date
from commonpool.notifications.queries.about_bookings import approver_of, booking_of, facts_of
from commonpool.notifications.queries.about_invoices import hours_to_credit
from commonpool.notifications.queries.addressing import to
from commonpool.notifications.rules import Draft
from commonpool.people.queries import holders_at


def _draft(person: Person | None, template: str, booking: Booking, link: str, **more: Any) -> list[Draft]:
    terms = booking.standing
    facts = facts_of(booking) | {
        "needs": list(terms.needs),
        "contact": str(terms.contact),
        "ready_on": terms.ready_on,
        "ends_on": bookings.access_ends_on(booking),
    }
    return to(person, template, link, booking.reference, **facts | more)


def needs_told(event: Event) -> list[Draft]:
    """The host's contact hears what waits for them, or whoever has it in their place; where it is late, so do who
    asked (while they book there), the officer and home.
    """
    booking = booking_of(event)
    today = london_date(event.happened_at)
    keeper = _keeper(booking, today)
    needed = bookings.needed_for(booking, today)
    if event.facts["told"] == "removal":
        left = [each.need for each in needed if each.to_be_removed]
        return _draft(keeper, "needs_removal", booking, "booking_removed", needs=left) if left else []
    left = [each.need for each in needed if not each.ready]
    if not left or booking.status != "bound":
        return []
    if event.facts["told"] == "soon":
        return _draft(keeper, "needs_soon", booking, "booking_ready", needs=left)
    asked = booking.requested_by
    told = {
        each.pk: each
        for each in (keeper, asked if asked.pk in _booking_there(booking, today) else None)
        if each
    }
    home = (booking.officer, approver_of(booking, event))
    return [
        *(
            draft
            for each in told.values()
            for draft in _draft(each, "needs_late", booking, "booking_ready", needs=left)
        ),
        *(
            draft
            for each in home
            for draft in _draft(each, "needs_late_home", booking, "booking", needs=left)
        ),
    ]


def _keeper(booking: Booking, today: date) -> Person | None:
    person_id = bookings.needs_kept_by([booking], today)[booking.pk]
    return None if person_id is None else Person.objects.get(pk=person_id)


def _booking_there(booking: Booking, today: date) -> set[int]:
    managers = holders_at([booking.host_id], Role.BOOKING_MANAGER, today)
    return {person.pk for person in managers[booking.host_id]}


def need_ready(event: Event) -> list[Draft]:
    """The officer hears what is ready for them."""
    booking = booking_of(event)
    return _draft(booking.officer, "needs_ready", booking, "booking", needs=event.facts["needs"])


def charge_made(event: Event) -> list[Draft]:
    """The host hears of an hour charged because it was late; home's finance team, of an invoice to be credited.

    Other charges follow what the host did itself.
    """
    if event.facts["source"] == CORRECTION and event.facts["net_pence"] < 0:
        return hours_to_credit(event)
    if event.facts["source"] != HOST_LATE:
        return []
    booking = booking_of(event)
    amounts = {"minutes": event.facts["minutes"], "net_pence": event.facts["net_pence"]}
    return _draft(booking.requested_by, "host_late_charged", booking, "booking", **amounts)


def weeks_proposed(event: Event) -> list[Draft]:
    """Who asked for the booking hears while they book for the host, and else everybody who does."""
    booking = booking_of(event)
    proposal = bookings.proposed_for(booking)
    if proposal is None or proposal.pk != event.facts["proposal_id"]:
        return []
    managers = holders_at([booking.host_id], Role.BOOKING_MANAGER, london_date(event.happened_at))
    there = managers[booking.host_id]
    readers = [each for each in there if each.pk == booking.requested_by_id] or there
    facts = {"who": str(proposal.proposed_by), "proposed": _lines(proposal.hours)}
    return [
        draft
        for each in readers
        for draft in _draft(each, "weeks_proposed", booking, "booking_proposed", **facts)
    ]


def weeks_declined(event: Event) -> list[Draft]:
    """Who proposed the weeks hears, and the officer."""
    booking = booking_of(event)
    proposal = bookings.proposal(event.facts["proposal_id"])
    readers = {each.pk: each for each in (proposal.proposed_by, booking.officer)}
    facts = {"proposed": _lines(proposal.hours)}
    return [
        draft
        for each in readers.values()
        for draft in _draft(each, "weeks_declined", booking, "booking", **facts)
    ]


def _lines(hours: list[tuple[date, int]]) -> list[dict[str, Any]]:
    return [{"monday": monday, "minutes": minutes} for monday, minutes in hours]


LETTERS = {
    "NeedsTold": needs_told,
    "NeedReady": need_ready,
    "ChargeMade": charge_made,
    "WeeksProposed": weeks_proposed,
    "WeeksDeclined": weeks_declined,
}
