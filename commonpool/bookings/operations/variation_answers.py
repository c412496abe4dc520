"""Answers to a variation of a bound booking: the old terms stand until the new ones bind."""

from datetime import date, datetime

from commonpool.access import Actor
from commonpool.activity.operations import change
from commonpool.bookings import queries
from commonpool.bookings.events import (
    BookingAccepted,
    BookingApproved,
    BookingConfirmed,
    VariationBound,
    VariationDropped,
)
from commonpool.bookings.models import Booking, BookingTerms
from commonpool.bookings.operations import spending
from commonpool.bookings.operations.binding import (
    BY_PERMISSION,
    BY_SPENDING_LIMIT,
    ask_for_the_rest,
    purchase_order_missing,
    refuse_what_no_longer_stands,
)
from commonpool.bookings.operations.releasing import release
from commonpool.bookings.operations.request_booking import hold_weeks
from commonpool.bookings.operations.telling import tell
from commonpool.bookings.queries import Held
from commonpool.bookings.rules import covering, deadlines, pricing
from commonpool.bookings.rules.asking import Ask, clashes
from commonpool.bookings.rules.pricing import Priced
from commonpool.bookings.rules.refusals import (
    BookingLapsed,
    BookingMoved,
    PurchaseOrderNeeded,
    TermsChanged,
    WeekTaken,
)
from commonpool.kernel import weeks as iso
from commonpool.kernel.clock import london_date

BY_CEILING = Actor.rule(covering.BY_CEILING)
VARIED = "varied"
ANSWERS = [
    f"{deed}_{part}" for deed in ("answered", "approved", "confirmed", "dropped") for part in ("at", "by")
]
ANSWERS += [f"{deed}_by_rule" for deed in ("approved", "confirmed", "dropped")]
"""What of terms is written after they were offered: naming anything else wakes the trigger that keeps them."""


def accept(seen: Booking, *, terms: str, actor: Actor, at: datetime) -> Booking:
    """The officer has said yes to the change; it binds at once where nothing else is missing."""
    held, new = _hold(seen, terms, at)
    if new.answered_at is None:
        new.answered_at, new.answered_by_id = at, actor.by
        new.save(update_fields=ANSWERS)
        tell(BookingAccepted, held.booking, for_home=True, actor=actor, at=at, version=new.version)
    return _bind_if_ready(held, new, actor=actor, at=at)


def approve(seen: Booking, *, terms: str, actor: Actor, at: datetime) -> Booking:
    """The home council has said yes to the change."""
    held, new = _hold(seen, terms, at)
    if new.approved_at is None:
        new.approved_at, new.approved_by_id = at, actor.by
        new.save(update_fields=ANSWERS)
        tell(BookingApproved, held.booking, for_home=True, actor=actor, at=at, version=new.version)
    return _bind_if_ready(held, new, actor=actor, at=at)


def confirm(seen: Booking, *, terms: str, purchase_order: str, actor: Actor, at: datetime) -> Booking:
    """The host's budget holder has said yes to the change."""
    held, new = _hold(seen, terms, at)
    booking = held.booking
    if new.confirmed_at is None:
        booking.purchase_order = purchase_order or booking.purchase_order
        if purchase_order_missing(booking, new.net_pence):
            raise PurchaseOrderNeeded
        booking.save(update_fields=["purchase_order"])
        new.confirmed_at, new.confirmed_by_id = at, actor.by
        new.save(update_fields=ANSWERS)
        tell(BookingConfirmed, booking, for_home=False, actor=actor, at=at, version=new.version)
    return _bind_if_ready(held, new, actor=actor, at=at)


def decline(seen: Booking, *, terms: str, actor: Actor, at: datetime) -> Booking:
    """The officer or their manager has said no to the change; the old terms stand."""
    booking = queries.hold(seen).booking
    new = _pending(booking)
    if new.sha256 != terms:
        raise TermsChanged
    _drop(booking, new, for_home=True, actor=actor, at=at)
    return booking


def withdraw(seen: Booking, *, actor: Actor, at: datetime) -> Booking:
    """The host has taken its change back; the old terms stand."""
    booking = queries.hold(seen).booking
    _drop(booking, _pending(booking), for_home=False, actor=actor, at=at)
    return booking


def drop_pending(booking: Booking, *, actor: Actor, at: datetime) -> None:
    """A variation of the locked booking that waits, if any, is dropped: it was of hours now cancelled."""
    new = booking.pending
    if new is not None:
        _drop(booking, new, for_home=False, actor=actor, at=at)


def expire(*, actor: Actor, at: datetime) -> int:
    """Variations nobody answered in time are dropped, each in its own transaction; says how many."""
    done = 0
    for booking_id in queries.variations_lapsed(at):
        with change():
            booking = queries.hold(queries.booking(booking_id)).booking
            new = booking.pending
            if new is not None and new.answer_by < at:
                _drop(booking, new, for_home=False, actor=actor, at=at)
                done += 1
    return done


def _pending(booking: Booking) -> BookingTerms:
    new = booking.pending
    if booking.status != "bound" or new is None:
        raise BookingMoved
    return new


def _drop(booking: Booking, new: BookingTerms, *, for_home: bool, actor: Actor, at: datetime) -> None:
    new.dropped_at, new.dropped_by_id, new.dropped_by_rule = at, actor.person_id, actor.standing_rule
    new.save(update_fields=ANSWERS)
    tell(VariationDropped, booking, for_home=for_home, actor=actor, at=at, version=new.version)


def _hold(seen: Booking, terms: str, at: datetime) -> tuple[Held, BookingTerms]:
    wanted = _pending(seen)
    last = max(monday for monday, _minutes in wanted.hours)
    held = queries.hold_to_bind(seen, last + 6 * deadlines.DAY, at)
    new = _pending(held.booking)
    if new.sha256 != terms:
        raise TermsChanged
    if at > new.answer_by:
        raise BookingLapsed
    refuse_what_no_longer_stands(held, new)
    return held, new


def _bind_if_ready(held: Held, new: BookingTerms, *, actor: Actor, at: datetime) -> Booking:
    booking = held.booking
    if new.answered_at is None:
        return booking
    if new.approved_at is None and _approved_beforehand(held, new):
        new.approved_at, new.approved_by_rule = at, covering.BY_PERMISSION
        tell(BookingApproved, booking, for_home=True, actor=BY_PERMISSION, at=at, version=new.version)
    swap = _Swap(booking, new)
    if new.approved_at is not None and new.confirmed_at is None:
        _confirm_beforehand(held, new, swap, at)
    new.save(update_fields=ANSWERS)
    if new.approved_at is None or new.confirmed_at is None:
        ask_for_the_rest(booking, new.version, actor=actor, at=at)
        return booking
    return _bind(held, new, swap, actor, at)


class _Swap:
    """What changes hands: weeks that stay, weeks that go, lines that come."""

    def __init__(self, booking: Booking, new: BookingTerms) -> None:
        live = queries.live_weeks(booking)
        lines = lines_of(new)
        kept = {(line.monday, line.minutes, line.hourly_pence) for line in lines}
        self.before = [(week.monday, week.net_pence) for week in live]
        self.after = [(line.monday, line.net_pence) for line in lines]
        self.minutes_before = [(week.monday, week.minutes) for week in live]
        self.minutes_after = [(line.monday, line.minutes) for line in lines]
        self.going = [w for w in live if (w.monday, w.minutes, w.hourly_pence) not in kept]
        staying = {week.monday for week in live} - {week.monday for week in self.going}
        self.coming = [line for line in lines if line.monday not in staying]


def lines_of(terms: BookingTerms) -> list[Priced]:
    """The priced weeks as the terms have them."""
    return [
        Priced(iso.read(each["week"]), each["minutes"], each["hourly_pence"], each["net_pence"])
        for each in terms.weeks
    ]


def _approved_beforehand(held: Held, new: BookingTerms) -> bool:
    leave = queries.leave_of(held.permission)
    if covering.permission_covers(leave, decisions=new.decisions, needs=new.needs):
        return True
    return covering.ceiling_covers(held.booking.standing.hours, new.hours)


def _confirm_beforehand(held: Held, new: BookingTerms, swap: _Swap, at: datetime) -> None:
    booking, limit = held.booking, held.limit
    months = _months_added(swap, limit.pk if limit else None)
    covered = covering.limit_covers(
        queries.budget_of(limit),
        net_pence=new.net_pence,
        months=months,
        today=london_date(at),
        purchase_order=purchase_order_missing(booking, new.net_pence),
    )
    if covered and limit is not None:
        new.confirmed_at, new.confirmed_by_rule = at, covering.BY_SPENDING_LIMIT
        tell(BookingConfirmed, booking, for_home=False, actor=BY_SPENDING_LIMIT, at=at, version=new.version)
    elif not _uses_a_limit(swap) and covering.ceiling_covers(swap.before, swap.after):
        new.confirmed_at, new.confirmed_by_rule = at, covering.BY_CEILING
        tell(BookingConfirmed, booking, for_home=False, actor=BY_CEILING, at=at, version=new.version)


def _uses_a_limit(swap: _Swap) -> bool:
    return any(week.spending_limit_id is not None for week in swap.going)


def _months_added(swap: _Swap, limit_id: int | None) -> dict[date, int]:
    months = pricing.by_month(swap.coming)
    for week in swap.going:
        if week.spending_limit_id == limit_id and limit_id is not None:
            month = pricing.month_of(week.monday)
            months[month] = months.get(month, 0) - week.net_pence
    return months


def _bind(held: Held, new: BookingTerms, swap: _Swap, actor: Actor, at: datetime) -> Booking:
    booking = held.booking
    limit = held.limit if new.confirmed_by_rule == covering.BY_SPENDING_LIMIT else None
    spending.give_back(swap.going)
    if limit is not None:
        spending.use(limit, pricing.by_month(swap.coming))
    _lock_and_check(booking, new, swap)
    release(booking, swap.going, reason=VARIED, actor=actor, at=at, given_back=True)
    if swap.coming:
        hold_weeks(booking, swap.coming, limit.pk if limit else None)
    booking.version, booking.agreement_text_id = new.version, held.text_id
    booking.save(update_fields=["version", "agreement_text"])
    for_home = actor.person_id in (booking.officer_id, new.approved_by_id)
    tell(
        VariationBound,
        booking,
        for_home=for_home,
        actor=actor,
        at=at,
        version=new.version,
        minutes=new.minutes,
        net_pence=new.net_pence,
    )
    return booking


def _lock_and_check(booking: Booking, new: BookingTerms, swap: _Swap) -> None:
    mondays = [monday for monday, _minutes in new.hours] + [week.monday for week in swap.going]
    known = queries.weeks_known(booking.officer_id, mondays, lock=True)
    ask = Ask(weeks=tuple(swap.minutes_after), purpose=new.purpose, function_id=new.function_id)
    taken = clashes(ask, known, dict(swap.minutes_before))
    if taken:
        raise WeekTaken(taken)
