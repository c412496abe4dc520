"""Answers to a variation of a bound booking: the old terms stand until the new ones bind."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.availability.queries import bank_holidays
from commonpool.bookings import queries
from commonpool.bookings.events import (
    BookingAccepted,
    BookingApproved,
    BookingConfirmed,
    VariationBound,
    VariationDropped,
)
from commonpool.bookings.models import BookedWeek, Booking, BookingTerms
from commonpool.bookings.operations import spending
from commonpool.bookings.operations.binding import (
    ask_for_the_rest,
    refuse_interest,
    refuse_what_no_longer_stands,
)
from commonpool.bookings.operations.calling_off import write_call_off
from commonpool.bookings.operations.releasing import release
from commonpool.bookings.operations.request_booking import hold_weeks
from commonpool.bookings.operations.telling import tell
from commonpool.bookings.queries import Held, Swap
from commonpool.bookings.rules import covering, deadlines, pricing
from commonpool.bookings.rules.asking import Ask, clashes
from commonpool.bookings.rules.refusals import (
    BookingLapsed,
    BookingMoved,
    PurchaseOrderNeeded,
    TermsChanged,
    WeekTaken,
)
from commonpool.kernel.clock import london_date

VARIED = "varied"
ANSWERS = [
    f"{deed}_{part}" for deed in ("answered", "approved", "confirmed", "dropped") for part in ("at", "by")
]
ANSWERS += [f"{deed}_by_rule" for deed in ("approved", "confirmed", "dropped")] + ["answer_by"]
"""What of terms is written after they were offered: naming anything else wakes the trigger that keeps them."""


def accept(seen: Booking, *, terms: str, actor: Actor, at: datetime) -> Booking:
    """The officer has said yes to the change; it binds at once where nothing else is missing."""
    held, new, swap = _hold(seen, terms, at)
    if new.answered_at is None:
        new.answered_at, new.answered_by_id = at, actor.by
        new.save(update_fields=ANSWERS)
        tell(BookingAccepted, held.booking, for_home=True, actor=actor, at=at, version=new.version)
    return _bind_if_ready(held, new, swap, actor=actor, at=at)


def approve(seen: Booking, *, terms: str, actor: Actor, at: datetime) -> Booking:
    """The home council has said yes to the change."""
    held, new, swap = _hold(seen, terms, at)
    refuse_interest(held, actor, at)
    if new.approved_at is None:
        new.approved_at, new.approved_by_id = at, actor.by
        new.save(update_fields=ANSWERS)
        tell(
            BookingApproved,
            held.booking,
            for_home=True,
            actor=actor,
            at=at,
            version=new.version,
            in_place_of_id=queries.deputised(actor, held.booking),
        )
    return _bind_if_ready(held, new, swap, actor=actor, at=at)


def confirm(seen: Booking, *, terms: str, purchase_order: str, actor: Actor, at: datetime) -> Booking:
    """The host's budget holder has said yes to the change."""
    held, new, swap = _hold(seen, terms, at)
    booking = held.booking
    refuse_interest(held, actor, at)
    if new.confirmed_at is None:
        booking.purchase_order = purchase_order or booking.purchase_order
        if queries.order_missing(booking):
            raise PurchaseOrderNeeded
        booking.save(update_fields=["purchase_order"])
        new.confirmed_at, new.confirmed_by_id = at, actor.by
        new.save(update_fields=ANSWERS)
        tell(BookingConfirmed, booking, for_home=False, actor=actor, at=at, version=new.version)
    return _bind_if_ready(held, new, swap, actor=actor, at=at)


def decline(seen: Booking, *, terms: str, actor: Actor, at: datetime) -> Booking:
    """The officer or their manager has said no to the change; the old terms stand."""
    booking = queries.hold(seen.pk).booking
    new = _pending(booking)
    if new.sha256 != terms:
        raise TermsChanged
    _drop(booking, new, for_home=True, actor=actor, at=at)
    return booking


def withdraw(seen: Booking, *, actor: Actor, at: datetime) -> Booking:
    """The host has taken its change back; the old terms stand."""
    booking = queries.hold(seen.pk).booking
    _drop(booking, _pending(booking), for_home=False, actor=actor, at=at)
    return booking


def drop_pending(
    booking: Booking, *, actor: Actor, at: datetime, unless_kept: BookedWeek | None = None
) -> None:
    """A variation of the locked booking that waits, if any, is dropped: it was of hours cancelled or agreed now.

    `unless_kept`: not where the variation leaves this week as it is.
    """
    new = booking.pending
    if new is None:
        return
    if unless_kept is None or not new.keeps(unless_kept.monday, unless_kept.minutes, unless_kept.when):
        _drop(booking, new, for_home=False, actor=actor, at=at)


def drop_late(booking: Booking, *, actor: Actor, at: datetime) -> bool:
    """A variation of the locked booking that nobody answered in time is dropped; says whether there was one."""
    new = booking.pending if booking.status == "bound" else None
    if new is None or new.answer_by >= at:
        return False
    _drop(booking, new, for_home=False, actor=actor, at=at)
    return True


def _pending(booking: Booking) -> BookingTerms:
    new = booking.pending
    if booking.status != "bound" or new is None:
        raise BookingMoved
    return new


def _drop(booking: Booking, new: BookingTerms, *, for_home: bool, actor: Actor, at: datetime) -> None:
    new.dropped_at, new.dropped_by_id, new.dropped_by_rule = at, actor.person_id, actor.standing_rule
    new.save(update_fields=ANSWERS)
    tell(VariationDropped, booking, for_home=for_home, actor=actor, at=at, version=new.version)


def _hold(seen: Booking, terms: str, at: datetime) -> tuple[Held, BookingTerms, Swap]:
    wanted = _pending(seen)
    last = max(monday for monday, _minutes in wanted.hours)
    held = queries.hold_to_bind(seen, last + 6 * deadlines.DAY, at)
    new = _pending(held.booking)
    if new.sha256 != terms:
        raise TermsChanged
    if at > new.answer_by:
        raise BookingLapsed
    swap = queries.swap_of(queries.live_weeks(held.booking), new)
    refuse_what_no_longer_stands(held, [(line.monday, line.minutes) for line in swap.coming], at)
    return held, new, swap


def _bind_if_ready(held: Held, new: BookingTerms, swap: Swap, *, actor: Actor, at: datetime) -> Booking:
    booking = held.booking
    if new.answered_at is None:
        return booking
    if any(week.worked_at is not None for week in swap.going):
        raise BookingMoved
    cover = queries.cover_of(booking, queries.budget_of(held.limit), london_date(at), held.allowance)
    if new.approved_at is None and cover.approval:
        by = Actor.rule(cover.approval)
        new.approved_at, new.approved_by_rule = at, by.standing_rule
        tell(BookingApproved, booking, for_home=True, actor=by, at=at, version=new.version)
    if new.approved_at is not None and new.confirmed_at is None and cover.confirmation:
        by = Actor.rule(cover.confirmation)
        new.confirmed_at, new.confirmed_by_rule = at, by.standing_rule
        tell(BookingConfirmed, booking, for_home=False, actor=by, at=at, version=new.version)
    if new.approved_at is not None and new.confirmed_at is not None:
        new.save(update_fields=ANSWERS)
        return _bind(held, new, swap, actor, at)
    if new.answered_at == at:
        new.answer_by = _missing_by(booking, swap, at)
    new.save(update_fields=ANSWERS)
    ask_for_the_rest(booking, new.version, actor=actor, at=at)
    return booking


def _missing_by(booking: Booking, swap: Swap, at: datetime) -> datetime:
    """Three working days for what is missing, and never past the end of the first week that changes."""
    holidays = bank_holidays(booking.home.nation) | bank_holidays(booking.host.nation)
    return deadlines.missing_by(at, swap.first + 7 * deadlines.DAY, holidays)


def _bind(held: Held, new: BookingTerms, swap: Swap, actor: Actor, at: datetime) -> Booking:
    booking = held.booking
    limit = held.limit if new.confirmed_by_rule == covering.BY_SPENDING_LIMIT else None
    spending.give_back(swap.going)
    if limit is not None:
        spending.use(limit, pricing.by_month(swap.coming))
    _lock_and_check(booking, new, swap)
    release(booking, swap.going, reason=VARIED, actor=actor, at=at, given_back=True)
    if swap.coming:
        hold_weeks(booking, swap.coming, limit.pk if limit else None)
    booking.version = new.version  # under the agreement it was bound under
    booking.save(update_fields=["version"])
    write_call_off(booking, new, actor=actor, at=at)
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


def _lock_and_check(booking: Booking, new: BookingTerms, swap: Swap) -> None:
    before, after = swap.minutes
    mondays = [monday for monday, _minutes in after] + [week.monday for week in swap.going]
    known = queries.weeks_known(booking.officer_id, mondays, lock=True)
    ask = Ask(weeks=tuple(after), purpose=new.purpose, function_id=new.function_id)
    taken = clashes(ask, known, dict(before))
    if taken:
        raise WeekTaken(taken)
