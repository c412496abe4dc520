"""Letters about bookings: each side hears what it has to do, or what has changed for it."""

from datetime import date
from typing import Any

from commonpool.activity.models import Event
from commonpool.bookings import queries as bookings
from commonpool.bookings.models import Booking, BookingTerms
from commonpool.bookings.rules.evidence import BEFORE_WORK
from commonpool.identity.models import Person
from commonpool.identity.queries import person as person_of
from commonpool.kernel.clock import london_date
from commonpool.notifications.queries.addressing import to, with_deputy
from commonpool.notifications.queries.calendar import calendar_facts
from commonpool.notifications.rules import Draft
from commonpool.people.queries import employment


def booking_of(event: Event) -> Booking:
    return bookings.booking(event.facts["booking_id"])


def facts_of(booking: Booking, terms: BookingTerms | None = None) -> dict[str, Any]:
    """What both sides may read of a booking as its terms stand, or as other terms would make it. Pence before VAT."""
    shown = terms or booking.standing
    weeks = [{"monday": monday, "minutes": minutes} for monday, minutes in _hours(booking, terms)]
    return {
        "reference": booking.reference,
        "kind": booking.kind,
        "officer": str(booking.officer),
        "home": booking.home.name,
        "host": booking.host.name,
        "requester": str(booking.requested_by),
        "weeks": weeks,
        "minutes": sum(week["minutes"] for week in weeks) or shown.minutes,
        "purpose": shown.purpose,
        "function": shown.function.label,
        "decisions": shown.decisions,
        "net_pence": shown.net_pence,
        "vat_pence": shown.vat_pence,
        "answer_by": terms.answer_by if terms else booking.answer_by,
    }


def _hours(booking: Booking, terms: BookingTerms | None) -> list[tuple[date, int]]:
    """The weeks still held; of terms only offered, of peer help and of what is over, those of the terms."""
    if booking.kind != "paid" and booking.status == "cancelled":
        return []
    if terms is not None or booking.kind != "paid" or booking.status not in ("bound", "worked", "cancelled"):
        return (terms or booking.standing).hours
    live = booking.weeks.filter(released_at__isnull=True).order_by("monday")
    return list(live.values_list("monday", "minutes"))


def approver_of(booking: Booking, event: Event) -> Person | None:
    """The one who answers for the permission at home."""
    today = london_date(event.happened_at)
    return bookings.approver_asked(booking.home_id, booking.permission, but={booking.officer_id}, today=today)


ASKED = {"approval": "booking_to_approve", "confirmation": "booking_to_confirm"}


def _to(
    person: Person | None,
    template: str,
    booking: Booking,
    *,
    to_doer: bool = False,
    terms: BookingTerms | None = None,
    **more: Any,
) -> list[Draft]:
    facts = facts_of(booking, terms)
    return to(person, template, "booking", booking.reference, to_doer=to_doer, **facts, **more)


def _concerned(booking: Booking, event: Event, *, requester: bool = True) -> list[Person]:
    """Officer, requester and whoever was asked for an answer to these terms, each once."""
    asked = bookings.people_asked(booking, event.facts["version"], event.happened_at)
    people = [booking.officer, *([booking.requested_by] if requester else []), *asked]
    return list({person.pk: person for person in people}.values())


def _to_each(people: list[Person], template: str, booking: Booking, **more: Any) -> list[Draft]:
    return [draft for person in people for draft in _to(person, template, booking, **more)]


def booking_requested(event: Event) -> list[Draft]:
    booking = booking_of(event)
    return _to(booking.officer, "booking_requested", booking) if booking.status == "requested" else []


def answers_missing(event: Event) -> list[Draft]:
    """What is still missing is asked of one named person each; the requester hears of whom. Also of a variation."""
    booking = booking_of(event)
    if booking.status != "accepted" and booking.pending is None:
        return []
    terms = booking.pending if booking.status == "bound" else None
    drafts: list[Draft] = []
    asked: list[str] = []
    for missing in bookings.missing_answers(booking, event.happened_at):
        if not event.facts[missing.what]:
            continue
        readers = [missing.person] if missing.person else []
        named = (booking.permission.approver_id, booking.permission.granted_by_id)
        if missing.person and missing.what == "approval" and missing.person.pk in named:
            readers = with_deputy(missing.person, booking.home_id, event.happened_at, but=booking.parties)
        drafts += _to_each(readers, ASKED[missing.what], booking, terms=terms)
        asked += [str(missing.person)] if missing.person and str(missing.person) not in asked else []
    return drafts + _to(booking.requested_by, "booking_accepted", booking, terms=terms, asked=asked)


def booking_declined(event: Event) -> list[Draft]:
    """The requester hears, and who was asked; the officer too, where their manager said no."""
    booking = booking_of(event)
    return _to_each(_concerned(booking, event), "booking_declined", booking)


def booking_bound(event: Event) -> list[Draft]:
    """Officer and requester get it with the calendar; the manager at home is told."""
    booking = booking_of(event)
    dates = calendar_facts(booking, event) if booking.kind == "paid" else None
    rules = bookings.outstanding(booking, london_date(event.happened_at))
    seen: dict[str, Any] = {"missing": [str(BEFORE_WORK[rule]) for rule in rules]}
    return [
        *_to(booking.officer, "booking_bound_officer", booking, to_doer=True, calendar=dates, **seen),
        *_to(booking.requested_by, "booking_bound_host", booking, calendar=dates, **seen),
        *_to(approver_of(booking, event), "booking_bound_home", booking),
    ]


def booking_withdrawn(event: Event) -> list[Draft]:
    """The officer hears, and who was asked."""
    booking = booking_of(event)
    return _to_each(_concerned(booking, event, requester=False), "booking_withdrawn", booking)


def booking_expired(event: Event) -> list[Draft]:
    """Both sides hear why, and so does who was asked."""
    booking = booking_of(event)
    readers = _concerned(booking, event)
    return _to_each(readers, "booking_expired", booking, reason=event.facts["reason"])


def booking_cancelled(event: Event) -> list[Draft]:
    """Everybody who was told that it was bound is told what is left of it, with the calendar put right."""
    booking = booking_of(event)
    if booking.bound_at is None:
        return []
    dates = calendar_facts(booking, event) if booking.kind == "paid" else None
    why = event.facts["reason"] if event.facts["by_home"] else ""
    return [
        *_to(booking.officer, "booking_cancelled", booking, calendar=dates, why=why, to_doer=True),
        *_to(booking.requested_by, "booking_cancelled", booking, calendar=dates, why=why, to_doer=True),
        *_to(approver_of(booking, event), "booking_cancelled", booking, why=why),
    ]


def variation_offered(event: Event) -> list[Draft]:
    booking = booking_of(event)
    return (
        _to(booking.officer, "variation_offered", booking, terms=booking.pending) if booking.pending else []
    )


def variation_bound(event: Event) -> list[Draft]:
    """Officer and requester get the new weeks for their calendars; the manager at home is told."""
    booking = booking_of(event)
    dates = calendar_facts(booking, event) if booking.kind == "paid" else None
    return [
        *_to(booking.officer, "booking_varied", booking, calendar=dates, to_doer=True),
        *_to(booking.requested_by, "booking_varied", booking, calendar=dates, to_doer=True),
        *_to(approver_of(booking, event), "booking_varied", booking),
    ]


def variation_dropped(event: Event) -> list[Draft]:
    booking = booking_of(event)
    return _to_each(_concerned(booking, event), "variation_dropped", booking)


def waiting_told(event: Event) -> list[Draft]:
    waiting = bookings.waiting(event.facts["waiting_id"])
    facts: dict[str, Any] = {"officer": str(waiting.officer), "monday": waiting.monday}
    return to(waiting.asked_by, "week_free", "person", waiting.listing.reference, **facts)


def employment_ended(event: Event) -> list[Draft]:
    """Whose job the council has ended hears of it, and whom to ask; who has late weeks with them hears too."""
    assert event.happened_by is not None  # only people end employments
    job, who = employment(event.facts["employment_id"]), str(person_of(event.happened_by))
    facts = {"home": job.organisation.name, "leaves_on": event.facts["ends_on"], "who": who}
    return to(job.person, "employment_ended", "account", **facts) + officer_leaves(event)


def officer_leaves(event: Event) -> list[Draft]:
    """Both councils hear of the booked weeks after an officer's last day: who asked, and the manager at home."""
    last_day = date.fromisoformat(event.facts["ends_on"])
    told: dict[int, tuple[Person, list[Booking]]] = {}
    for booking in bookings.booked_after(event.facts["employment_id"], last_day):
        for person in (booking.requested_by, approver_of(booking, event)):
            if person is not None:
                told.setdefault(person.pk, (person, []))[1].append(booking)
    drafts: list[Draft] = []
    for person, late in told.values():
        facts: dict[str, Any] = {
            "officer": str(late[0].officer),
            "home": late[0].home.name,
            "leaves_on": last_day,
        }
        lines = [_late(booking, last_day) for booking in late]
        drafts += to(person, "officer_leaves", "booking", late[0].reference, bookings=lines, **facts)
    return drafts


def _late(booking: Booking, last_day: date) -> dict[str, Any]:
    weeks = [week for week in facts_of(booking)["weeks"] if week["monday"] > last_day]
    return {"reference": booking.reference, "host": booking.host.name, "weeks": weeks}


LETTERS = {
    "BookingRequested": booking_requested,
    "AnswersMissing": answers_missing,
    "BookingDeclined": booking_declined,
    "BookingBound": booking_bound,
    "BookingWithdrawn": booking_withdrawn,
    "BookingExpired": booking_expired,
    "BookingCancelled": booking_cancelled,
    "VariationOffered": variation_offered,
    "VariationBound": variation_bound,
    "VariationDropped": variation_dropped,
    "WaitingTold": waiting_told,
    "EmploymentEnded": employment_ended,
}
