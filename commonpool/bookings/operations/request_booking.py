"""A host council asks for an officer's hours; the weeks are held until they answer."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import connection

from commonpool.access import Actor, Right
from commonpool.activity.operations import change
from commonpool.agreements.models import LegalPower
from commonpool.agreements.operations import pair_made
from commonpool.agreements.queries import power_read
from commonpool.agreements.rules import Power
from commonpool.availability.queries import bank_holidays
from commonpool.bookings import queries
from commonpool.bookings.events import BookingRequested
from commonpool.bookings.models import BookedWeek, Booking, BookingNeed, BookingTerms
from commonpool.bookings.operations.telling import tell
from commonpool.bookings.queries import Subject
from commonpool.bookings.rules import deadlines, pricing
from commonpool.bookings.rules.asking import Ask, shape
from commonpool.bookings.rules.judging import judge
from commonpool.bookings.rules.lawful import Said, as_checks, said_by_law
from commonpool.bookings.rules.needs import Provision
from commonpool.bookings.rules.pricing import Priced
from commonpool.bookings.rules.refusals import PeerHelpUsedUp, WeekTaken
from commonpool.bookings.rules.vat import Treatments, as_said, vat_of
from commonpool.identity.queries import require_name
from commonpool.kernel.clock import london_date
from commonpool.kernel.prepared import Asking, at_once, nothing_asked
from commonpool.kernel.refusals import refusing
from commonpool.kernel.rows import hang
from commonpool.kernel.written import next_number, write

HELP = """
    INSERT INTO bookings_peerhelpmonth (person_id, host_id, month, minutes)
    SELECT %s, %s, month, minutes FROM unnest(%s::date[], %s::int[]) AS asked (month, minutes) ORDER BY month
    ON CONFLICT (person_id, host_id, month)
    DO UPDATE SET minutes = bookings_peerhelpmonth.minutes + excluded.minutes
"""


def request_booking(
    *,
    actor: Actor,
    host_id: int,
    officer: str,
    weeks: Iterable[tuple[date, int]],
    purpose: str,
    function_id: str,
    at: datetime,
    kind: str = "paid",
    decisions: bool = False,
    needs: Collection[str] = (),
    purchase_order: str = "",
    contact: str = "",
    ready_on: date | None = None,
    when: Mapping[date, str] | None = None,
) -> Booking:
    """These weeks of an officer are held for a host council until they answer: all of them or none.

    `officer` is a listing's reference; `weeks` are pairs of Monday and minutes, in half hours; `when`, by Monday, says
    of a week that its hours are not for weekdays: another price, or `not_lent_then`. Requires
    `request_booking` at the host (peer help: `request_peer_help`). Refuses what `rules.asking.judge` says, among
    it `week_taken` (409, with each clash), `not_bookable`, `not_deemed` (PWR-06), `same_council`,
    `outside_permission`, `peer_help_used_up`, and `name_needed`, `depth_needed`, `not_found`.
    """
    ask = Ask.of(
        weeks,
        purpose=purpose,
        function_id=function_id,
        kind=kind,
        decisions=decisions,
        needs=needs,
        purchase_order=purchase_order,
        contact=contact,
        ready_on=ready_on,
        when=when,
    )
    actor.require(Right.REQUEST_BOOKING if ask.paid else Right.REQUEST_PEER_HELP, host_id)
    require_name(actor)
    for refusal in shape(ask, london_date(at)):
        raise refusal
    with change():
        subject = queries.subject_for(host_id, officer, ask, at, lock=True, by=actor.by)
        said = list(said_by_law(ask, subject.known))
        for refusal in judge(ask, subject.known, said):
            raise refusal
        return hold_for(actor, subject, ask, said, at)


def hold_for(
    actor: Actor, subject: Subject, ask: Ask, said: list[Said], at: datetime, together: str = ""
) -> Booking:
    """What was judged under lock is held. `together`: the reference of those it is asked with.

    The booking has its terms, weeks and parties with it: nothing of them is asked for again.
    """
    lines = pricing.priced(ask, subject.known.prices)
    booking = _booked(actor, subject, ask, at, together)
    terms = terms_of(
        actor,
        booking,
        ask,
        said,
        lines,
        vat=subject.known.vat,
        power=subject.known.power,
        provision=subject.known.provision,
        grade_band=subject.grade_band,
        version=1,
        by=booking.answer_by,
        at=at,
    )
    weeks = weeks_of(booking, lines) if ask.paid else []
    with _refusing_taken(lines):
        write(booking, terms, *weeks)
    if not ask.paid:
        _hold_help(booking, lines)
    for name, rows in (("terms", [terms]), ("weeks", weeks), ("ready", list[BookingNeed]())):
        hang(booking, name, rows)
    tell(
        BookingRequested,
        booking,
        for_home=False,
        actor=actor,
        at=at,
        kind=booking.kind,
        minutes=terms.minutes,
        net_pence=terms.net_pence,
    )
    return booking


def _booked(actor: Actor, subject: Subject, ask: Ask, at: datetime, together: str) -> Booking:
    assert subject.permission is not None
    settings, facts = subject.host_joining, subject.known.procurement
    blanket = settings.blanket_purchase_order if ask.paid and settings else ""
    number, pair_id = at_once(next_number(Booking), _pair_of(subject))
    return Booking(
        pk=number,
        kind=ask.kind,
        together=together,
        officer=subject.listing.person,
        listing=subject.listing,
        employment=subject.listing.employment,
        permission=subject.permission,
        home=subject.home,
        host=subject.host,
        power=power_read(subject.known.power.id) if subject.known.power else None,
        agreement_text_id=subject.text_id,
        pair_id=pair_id,
        family_id=facts.family if facts else None,
        purchase_order=ask.purchase_order or blanket,
        requested_at=at,
        requested_by_id=actor.by,
        answer_by=deadline(subject, ask, at),
    )


def _pair_of(subject: Subject) -> Asking[Any]:
    """The number of the row of the two councils, where what they bind is counted."""
    facts = subject.known.procurement
    if facts is None or facts.pair_id:
        return nothing_asked(facts.pair_id if facts else None)
    return pair_made(subject.home.pk, subject.host.pk)


def deadline(subject: Subject, ask: Ask, at: datetime) -> datetime:
    """By when the officer answers: their own working days, their nation's bank holidays."""
    first = min(ask.mondays)
    last_moment = first if ask.paid else first + 7 * deadlines.DAY
    holidays = bank_holidays(subject.home.nation)
    return deadlines.answer_by(at, last_moment, subject.listing.employment.working_days, holidays)


def terms_of(
    actor: Actor,
    booking: Booking,
    ask: Ask,
    said: Iterable[Said],
    lines: list[Priced],
    *,
    vat: Treatments,
    power: Power | LegalPower | None,
    provision: Provision,
    grade_band: str,
    version: int,
    by: datetime,
    at: datetime,
) -> BookingTerms:
    """The terms to be written, numbered and hashed, with what the law said and until when they can be answered.

    `vat`: by week; `power`: by which the officer is lent; a variation keeps the power that the booking was made under.
    """
    words = pricing.wording(
        ask,
        lines,
        officer_id=booking.officer_id,
        home_id=booking.home_id,
        host_id=booking.host_id,
        grade_band=grade_band,
        version=version,
        power=power,
        vat_pence=vat_of(lines, vat),
        vat=as_said(lines, vat),
        provision=provision,
    )
    return BookingTerms(
        booking=booking,
        version=version,
        weeks=words["weeks"],
        purpose=ask.purpose,
        function_id=ask.function_id,
        decisions=ask.decisions,
        needs=list(ask.needs),
        contact_id=provision.contact_id,
        ready_on=provision.ready_on,
        grade_band=grade_band,
        hourly_pence=lines[0].hourly_pence,
        net_pence=words["net_pence"],
        vat_pence=words["vat_pence"],
        vat=words["vat"],
        checks=as_checks(said),
        sha256=pricing.sha256_of(words),
        answer_by=by,
        offered_at=at,
        offered_by_id=actor.by,
    )


def hold_weeks(booking: Booking, lines: list[Priced], limit_id: int | None = None) -> list[BookedWeek]:
    """The weeks are held in one statement, in order of Monday; the caller holds their locks. Refuses `week_taken`."""
    weeks = weeks_of(booking, lines, limit_id)
    with _refusing_taken(lines):
        write(*weeks)
    return weeks


def weeks_of(booking: Booking, lines: list[Priced], limit_id: int | None = None) -> list[BookedWeek]:
    """The weeks to be held."""
    return [
        BookedWeek(
            booking=booking,
            person_id=booking.officer_id,
            monday=line.monday,
            minutes=line.minutes,
            when=line.when,
            hourly_pence=line.hourly_pence,
            net_pence=line.net_pence,
            spending_limit_id=limit_id,
        )
        for line in lines
    ]


@contextmanager
def _refusing_taken(lines: list[Priced]) -> Iterator[None]:
    def none_free() -> WeekTaken:
        return WeekTaken([(line.monday, 0) for line in lines])

    with refusing("week_held_within_offer", none_free), refusing("week_one_booking", none_free):
        yield


def _hold_help(booking: Booking, lines: list[Priced]) -> None:
    """Peer help holds minutes of a month, and no week."""
    months: dict[date, int] = {}
    for line in lines:
        months[line.month] = months.get(line.month, 0) + line.minutes
    with refusing("peer_help_two_hours_a_month", PeerHelpUsedUp()), connection.cursor() as cursor:
        cursor.execute(HELP, [booking.officer_id, booking.host_id, list(months), list(months.values())])
