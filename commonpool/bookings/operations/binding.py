"""A booking binds when the officer, home and host have all said yes, in person or by a limit given beforehand."""

from collections.abc import Collection
from datetime import date, datetime

from commonpool.access import Actor
from commonpool.agreements.queries import is_set_aside, law_as_of, law_as_read
from commonpool.agreements.rules import BLOCK
from commonpool.availability.queries import bank_holidays, lent_span
from commonpool.bookings import queries
from commonpool.bookings.events import AnswersMissing, BookingApproved, BookingBound, BookingConfirmed
from commonpool.bookings.lifecycle import BOOKING
from commonpool.bookings.models import Booking, SpendingLimit
from commonpool.bookings.operations import spending
from commonpool.bookings.operations.calling_off import write_call_off
from commonpool.bookings.operations.telling import tell
from commonpool.bookings.queries import Held
from commonpool.bookings.rules import covering, deadlines, posts, procurement
from commonpool.bookings.rules.asking import outside
from commonpool.bookings.rules.posts import POSTS
from commonpool.bookings.rules.procurement import PROCUREMENT
from commonpool.bookings.rules.refusals import (
    BookingLapsed,
    BookingMoved,
    InterestDeclared,
    LeavesBefore,
    NoAgreement,
    NotBookable,
    NotChecked,
    NotSignedAgain,
    PermissionEnded,
    TermsChanged,
    TooManyHours,
)
from commonpool.bookings.rules.working_time import adds_nothing, average
from commonpool.kernel.clock import london_date

BY_PERMISSION = Actor.rule(covering.BY_PERMISSION)
BY_SPENDING_LIMIT = Actor.rule(covering.BY_SPENDING_LIMIT)


def hold_to_answer(seen: Booking, terms: str, verb: str, at: datetime) -> Held:
    """The booking as it stands, locked, when it can still be answered in this way.

    Refuses `booking_moved`, `terms_changed`, `booking_lapsed`, and `not_bookable`, `outside_permission` or
    `peer_help_not_allowed` where the permission, the job, HR's check or an agreement no longer stands: nothing binds
    without them.
    """
    last = max(monday for monday, _minutes in seen.standing.hours)
    held = queries.hold_to_bind(seen, last + 6 * deadlines.DAY, at)
    booking = held.booking
    BOOKING.after(booking.status, verb, BookingMoved)
    if booking.standing.sha256 != terms:
        raise TermsChanged
    if at > booking.answer_by:
        raise BookingLapsed
    refuse_what_no_longer_stands(held, booking.standing.hours, at)
    return held


def refuse_what_no_longer_stands(held: Held, weeks: Collection[tuple[date, int]], at: datetime) -> None:
    """The permission, the employment, HR's check and the agreements still carry these weeks of a locked booking.

    `weeks`: pairs of Monday and minutes, those alone that binding would add. Refuses `not_bookable`,
    `outside_permission`, `peer_help_not_allowed`, `too_many_hours` (WT-01, over all that the officer was asked for
    meanwhile), by the officer's post `spending_stopped`, `not_registered_there`, `member_of_host`, `paid_by_host`,
    and by procurement `no_procurement_basis`, `not_exempt`, `after_last_day`, `above_threshold`.
    """
    leave = queries.leave_of(held.permission)
    employment = held.booking.employment
    if leave is None or not leave.granted:
        raise PermissionEnded
    last_day = lent_span(employment).last
    if last_day is not None and any(last_day < monday for monday, _minutes in weeks):
        raise LeavesBefore
    paid = held.booking.kind == "paid"
    if paid and employment.checked_at is None:
        raise NotChecked
    if paid and held.text_id is None:
        raise _without_agreement(held.booking, london_date(at))
    for refusal in outside(leave, held.booking.kind, weeks):
        raise refusal
    if paid and not _adds_nothing(held.booking):
        _refuse_too_many_hours(held.booking, london_date(at))
        _refuse_by_law(held.booking, london_date(at))


def refuse_interest(held: Held, actor: Actor, at: datetime) -> None:
    """Nobody says yes for a council who has declared an interest in the other one: `interest_declared` (PRC-08)."""
    booking, allowance = held.booking, held.allowance
    if allowance is None or actor.by not in allowance.interested:
        return
    rule = law_as_read().rules["PRC-08"]
    if not is_set_aside(rule.id, booking.home_id, booking.host_id, london_date(at)):
        raise InterestDeclared.by(rule)


def _without_agreement(booking: Booking, today: date) -> NotBookable:
    council = queries.not_signed_again(booking.home_id, booking.host_id, today)
    return NotSignedAgain(council=council) if council else NoAgreement()


def _refuse_too_many_hours(booking: Booking, today: date) -> None:
    asked = dict(booking.asked.hours)
    worker = queries.working_time_of(booking.officer_id, min(asked), today, but=booking.pk)
    if average(asked, worker.known).effect == BLOCK:
        raise TooManyHours.by(law_as_read().rules["WT-01"])


def _refuse_by_law(booking: Booking, today: date) -> None:
    """What the officer has said since, a report under section 114(3), evidence that has been revoked or has ended;
    what has bound between the two councils meanwhile (their pair is locked), and what the host has said since.
    """
    home, host = booking.employment.organisation, booking.host
    found = queries.post_of(
        booking.employment_id,
        booking.listing_id,
        home.pk,
        host.pk,
        today,
        nations=(home.nation, host.nation),
        booking_id=booking.pk,
    )
    law = law_as_of(found.newest_power, found.newest_rule)
    ask, terms = queries.terms_to_bind(booking, today)
    refusals = {name: refusal for name, (_judged, refusal) in [*POSTS.items(), *PROCUREMENT.items()]}
    blocked = [*posts.blocked_at_binding(found.post), *procurement.blocked_at_binding(ask, terms)]
    for name in blocked:
        rule = law.in_force(name, today, terms.home, terms.host)
        if rule is not None and rule.id not in found.set_aside and name not in found.post.evidence:
            raise refusals[name].by(rule)


def _adds_nothing(booking: Booking) -> bool:
    """Whether what waits for an answer is a change that gives no week more minutes."""
    return booking.pending is not None and adds_nothing(
        dict(booking.asked.hours), dict(booking.standing.hours)
    )


def bind_if_ready(held: Held, *, actor: Actor, at: datetime) -> Booking:
    """The booking is bound if nothing is missing; else it stands as it is, and what is missing has its time."""
    booking = held.booking
    if booking.accepted_at is None:
        booking.save()
        return booking
    cover = queries.cover_of(booking, queries.budget_of(held.limit), london_date(at), held.allowance)
    if booking.approved_at is None and cover.approval:
        booking.approved_at, booking.approved_by_rule = at, BY_PERMISSION.standing_rule
        tell(BookingApproved, booking, for_home=True, actor=BY_PERMISSION, at=at)
    if (
        booking.kind == "paid"
        and booking.approved_at is not None
        and booking.confirmed_at is None
        and held.limit is not None
        and cover.confirmation
    ):
        _confirm_by_limit(booking, held.limit, at)
    confirmed = booking.kind == "peer_help" or booking.confirmed_at is not None
    if booking.approved_at is not None and confirmed:
        return _bind(held, actor, at)
    return _wait_for_the_rest(held, actor, at)


def _confirm_by_limit(booking: Booking, limit: SpendingLimit, at: datetime) -> None:
    spending.use(limit, queries.swap_of([], booking.standing).months(limit.pk))
    booking.weeks.filter(released_at__isnull=True).update(spending_limit=limit)
    booking.confirmed_at, booking.confirmed_by_rule = at, BY_SPENDING_LIMIT.standing_rule
    booking.spending_limit = limit
    tell(BookingConfirmed, booking, for_home=False, actor=BY_SPENDING_LIMIT, at=at)


def _bind(held: Held, actor: Actor, at: datetime) -> Booking:
    booking = held.booking
    booking.status = BOOKING.after("accepted", "bind", BookingMoved)
    booking.bound_at, booking.bound_by_id = at, actor.by
    booking.agreement_text_id = held.text_id
    booking.save()
    if booking.kind == "paid":
        write_call_off(booking, booking.standing, actor=actor, at=at)
    tell(
        BookingBound,
        booking,
        for_home=actor.person_id == booking.officer_id or bool(booking.approved_by_id == actor.person_id),
        actor=actor,
        at=at,
        kind=booking.kind,
        net_pence=booking.standing.net_pence,
    )
    return booking


def _wait_for_the_rest(held: Held, actor: Actor, at: datetime) -> Booking:
    booking = held.booking
    if booking.accepted_at == at:
        first = min(monday for monday, _minutes in booking.standing.hours)
        holidays = bank_holidays(booking.home.nation) | bank_holidays(booking.host.nation)
        booking.answer_by = deadlines.missing_by(at, first, holidays)
    ask_for_the_rest(booking, booking.version, actor=actor, at=at)
    booking.save()
    return booking


def ask_for_the_rest(booking: Booking, version: int, *, actor: Actor, at: datetime) -> None:
    """What is missing to these terms and nobody has been asked for yet is asked of one person each."""
    missing = {each.what for each in queries.missing_answers(booking, at)}
    new = missing - queries.asked_already(booking, version)
    if new:
        asked = {"approval": "approval" in new, "confirmation": "confirmation" in new}
        tell(AnswersMissing, booking, for_home=True, actor=actor, at=at, version=version, **asked)
