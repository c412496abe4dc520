"""One more hour, or these hours in other weeks: new terms of a bound booking, with answers of their own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from commonpool.access import Actor, Right
from commonpool.activity.operations import change
from commonpool.availability.queries import bank_holidays
from commonpool.bookings import queries
from commonpool.bookings.events import VariationOffered
from commonpool.bookings.models import BookedWeek, Booking, BookingTerms
from commonpool.bookings.operations.request_booking import terms_of
from commonpool.bookings.operations.telling import tell
from commonpool.bookings.rules import deadlines, pricing
from commonpool.bookings.rules.asking import Ask, Known, shape
from commonpool.bookings.rules.judging import judge
from commonpool.bookings.rules.lawful import Said, said_by_law
from commonpool.bookings.rules.needs import Provision, provided_after
from commonpool.bookings.rules.refusals import BookingMoved, NothingVaried, VariationPending, WeekBegun
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.written import write


def vary_booking(
    *,
    actor: Actor,
    booking_id: int,
    weeks: Iterable[tuple[date, int]],
    at: datetime,
    when: Mapping[date, str] | None = None,
) -> BookingTerms:
    """The host asks for these weeks and minutes in place of those booked; the old terms stand until these bind.

    `weeks`: all the weeks still to be worked, as pairs of Monday and minutes; weeks that are over or agreed stay
    as they are. `when`, by Monday: at which time of the week, where that changes; a week added is for weekdays.
    Nothing more is held until it binds. Requires `request_booking` at the host. Refuses
    `not_found`, `booking_moved` (not bound for pay), `variation_pending`, `nothing_varied`, `week_begun` (a week
    that is over), and what a request for the same would refuse.
    """
    seen = queries.booking_where(actor, booking_id, host=Right.REQUEST_BOOKING)
    if seen.status != "bound" or seen.kind != "paid":
        raise BookingMoved
    with change():
        booking = queries.hold(seen.pk).booking
        refuse_unless_variable(booking)
        varied = varied_to(booking, list(weeks), when=dict(when or {}), by=actor.by, at=at)
        ask, known = varied.ask, varied.known
        by = _deadline(booking, min(varied.changed), at)
        lines = pricing.priced(ask, known.prices)
        newest = max(each.version for each in booking.terms.all())
        band = booking.standing.grade_band
        terms = terms_of(
            actor,
            booking,
            ask,
            varied.said,
            lines,
            vat=known.vat,
            power=booking.power,
            provision=known.provision,
            grade_band=band,
            version=newest + 1,
            by=by,
            at=at,
        )
        write(terms)
        tell(
            VariationOffered,
            booking,
            for_home=False,
            actor=actor,
            at=at,
            version=terms.version,
            minutes=terms.minutes,
            net_pence=terms.net_pence,
        )
    return terms


@dataclass(frozen=True)
class Varied:
    """What a booking would be with other weeks: what is known and said of it, and the Mondays that change."""

    ask: Ask
    known: Known
    said: list[Said]
    changed: set[date]


def refuse_unless_variable(booking: Booking) -> None:
    """A locked booking is bound for pay, and nothing else is asked of it: `booking_moved`, `variation_pending`."""
    if booking.status != "bound" or booking.kind != "paid":
        raise BookingMoved
    if booking.pending is not None:
        raise VariationPending


def varied_to(
    booking: Booking,
    weeks: list[tuple[date, int]],
    *,
    by: int,
    at: datetime,
    when: Mapping[date, str] | None = None,
) -> Varied:
    """The locked booking with these weeks in place of those still to be worked. `by`: who of the host asks.

    `when`: of the weeks that are for another time than they were. Refuses `nothing_varied`, `week_begun`, and what
    a request for the same would refuse.
    """
    live = queries.live_weeks(booking)
    ask = _asked(booking, live, weeks, dict(when or {}), london_date(at))
    known, said = _judged(booking, ask, live, by=by, at=at)
    changed = _changed(ask, live)
    if not changed:
        raise NothingVaried
    return Varied(ask, known, said, changed)


def _asked(
    booking: Booking,
    live: list[BookedWeek],
    weeks: list[tuple[date, int]],
    when: dict[date, str],
    today: date,
) -> Ask:
    standing, before = booking.standing, {week.monday: week.when for week in live}
    fixed = {
        week.monday: week.minutes for week in live if week.worked_at is not None or _over(week.monday, today)
    }
    new = [pair for pair in weeks if pair != (pair[0], fixed.get(pair[0]))]
    moved = [monday for monday in fixed if when.get(monday, before[monday]) != before[monday]]
    if moved or any(monday in fixed or _over(monday, today) for monday, _minutes in new):
        raise WeekBegun
    ask = Ask.of(
        [*fixed.items(), *new],
        purpose=standing.purpose,
        function_id=standing.function_id,
        decisions=standing.decisions,
        needs=standing.needs,
        when=before | when,
    )
    for refusal in shape(ask, today, new=False):
        raise refusal
    return ask


def _judged(
    booking: Booking, ask: Ask, live: list[BookedWeek], *, by: int, at: datetime
) -> tuple[Known, list[Said]]:
    """What is known, at the price that was signed where a week was booked already, and what the law says to it.

    Raises what the rules refuse.
    """
    try:
        subject = queries.subject_for(
            booking.host_id, booking.listing.reference, ask, at, joined=False, but=booking.pk, by=by
        )
    except NotFound:
        raise BookingMoved from None
    own = {week.monday: week.minutes for week in live}
    known = subject.known
    prices = {
        **known.prices,
        **{
            week.monday: week.hourly_pence
            for week in live
            if week.monday in ask.mondays and week.when == ask.when_of(week.monday)
        },
    }
    # Under the permission it was booked by, which is the one it binds by, and at the prices it was booked at.
    known = replace(known, prices=prices, leave=queries.leave_of(booking.permission), own=own)
    known = replace(known, provision=_provided(booking, ask, known.today))
    said = list(said_by_law(ask, known))
    for refusal in judge(ask, known, said):
        raise refusal
    return known, said


def _provided(booking: Booking, ask: Ask, today: date) -> Provision:
    """The same person has it ready: on the same day, or where that is past or too late, before the next week."""
    coming = [monday for monday in ask.mondays if monday > today] or ask.mondays
    return provided_after(
        booking.standing.provision,
        ask.needs,
        min(coming),
        today=today,
        holidays=bank_holidays(booking.host.nation),
    )


def _changed(ask: Ask, live: list[BookedWeek]) -> set[date]:
    before = {(week.monday, week.minutes, week.when) for week in live}
    after = {(monday, minutes, ask.when_of(monday)) for monday, minutes in ask.weeks}
    return {monday for monday, _minutes, _when in before ^ after}


def _deadline(booking: Booking, first: date, at: datetime) -> datetime:
    """The officer's three working days, and never past the end of the first week that changes."""
    holidays = bank_holidays(booking.home.nation)
    return deadlines.answer_by(at, first + timedelta(days=7), booking.employment.working_days, holidays)


def _over(monday: date, today: date) -> bool:
    return monday + timedelta(days=6) < today
