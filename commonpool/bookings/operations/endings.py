"""A booking that never bound ends: declined, withdrawn, or expired. Its weeks are free again at once."""

from collections.abc import Collection
from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, one_by_one
from commonpool.availability import queries as availability
from commonpool.availability.events import PermissionExpired, PermissionSuperseded, PermissionWithdrawn
from commonpool.availability.operations import BookingsUndecided
from commonpool.bookings import queries
from commonpool.bookings.events import AboutBooking, BookingDeclined, BookingExpired, BookingWithdrawn
from commonpool.bookings.lifecycle import BOOKING
from commonpool.bookings.models import Booking
from commonpool.bookings.operations import variation_answers
from commonpool.bookings.operations.cancel_booking import recall
from commonpool.bookings.operations.releasing import release, release_peer_help
from commonpool.bookings.operations.telling import tell
from commonpool.bookings.rules import cancelling, covering
from commonpool.bookings.rules.asking import Leave, outside
from commonpool.bookings.rules.refusals import BookingMoved, ReasonUnknown, TermsChanged
from commonpool.kernel.refusals import Forbidden

LAPSED = Actor.rule("expired_unanswered")
PERMISSION_ENDED = Actor.rule("permission_ended")
PERMISSION_REPLACED = Actor.rule("permission_replaced")


def decline_booking(*, actor: Actor, booking_id: int, terms: str, at: datetime, reason: str = "") -> Booking:
    """The officer, or their manager, has said no; no reason is needed. A variation: the old terms stand.

    The officer says no to a request; an approver at home also after the officer's yes. Refuses `not_found`,
    `forbidden`, `reason_unknown`, `terms_changed`, `booking_moved`.
    """
    seen = queries.seen_booking(actor, booking_id)
    officer = seen.officer_id == actor.person_id
    if not officer:
        if not queries.answers_for_home(actor, seen):
            raise Forbidden
        actor.require_decision()
    if reason and reason not in cancelling.DECLINING:
        raise ReasonUnknown
    with change():
        if seen.status == "bound":
            return variation_answers.decline(seen, terms=terms, actor=actor, at=at)
        booking = queries.hold(seen.pk).booking
        if officer and booking.status == "accepted":
            raise BookingMoved
        if booking.standing.sha256 != terms:
            raise TermsChanged
        whose = {} if officer else {"in_place_of_id": queries.deputised(actor, booking)}
        return end(
            booking, "decline", BookingDeclined, for_home=True, reason=reason, actor=actor, at=at, **whose
        )


def withdraw_booking(*, actor: Actor, booking_id: int, at: datetime, reason: str = "") -> Booking:
    """The host has taken its request back before it bound; or its variation of a bound booking.

    Requires `request_booking` or `confirm_booking` at the host (peer help: whoever asked). Refuses `not_found`,
    `forbidden`, `reason_unknown`, `booking_moved`.
    """
    seen = queries.seen_booking(actor, booking_id)
    own_help = seen.kind == "peer_help" and seen.requested_by_id == actor.person_id
    rights = (Right.REQUEST_BOOKING, Right.CONFIRM_BOOKING)
    if not own_help and not any(actor.may(right, seen.host_id) for right in rights):
        raise Forbidden
    if reason and reason not in cancelling.WITHDRAWING:
        raise ReasonUnknown
    with change():
        if seen.status == "bound":
            return variation_answers.withdraw(seen, actor=actor, at=at)
        booking = queries.hold(seen.pk).booking
        return end(booking, "withdraw", BookingWithdrawn, for_home=False, reason=reason, actor=actor, at=at)


def expire_bookings(*, at: datetime, actor: Actor = LAPSED) -> int:
    """What nobody answered in time has ended, each in its own transaction; says how many. Repeating is harmless."""

    def expire(booking_id: int) -> bool:
        booking = queries.hold(booking_id).booking
        if booking.status not in ("requested", "accepted"):
            return variation_answers.drop_late(booking, actor=actor, at=at)
        late = booking.answer_by < at
        if late:
            reason = LAPSED.standing_rule
            end(booking, "expire", BookingExpired, for_home=False, reason=reason, actor=actor, at=at)
        return late

    return one_by_one([*queries.lapsed(at), *queries.variations_lapsed(at)], expire)


def permission_ended(
    fact: PermissionWithdrawn | PermissionExpired,
    *,
    actor: Actor,
    at: datetime,
    worked_in: Collection[int] = (),
) -> None:
    """What hangs on a permission that has ended goes with it, in the same transaction.

    Requests not bound yet end. Where the council needs the officer back, weeks bound and not begun are recalled,
    but those booked weeks that were `worked_in` already; otherwise what is bound stands, and is recalled one by
    one if home wants to. Refuses `bookings_undecided` where a permission is withdrawn, something is bound and
    nobody has said which.
    """
    unbound = queries.unbound_under(fact.permission_id)
    bound = queries.bound_under(fact.permission_id) if isinstance(fact, PermissionWithdrawn) else []
    decided = fact.bookings if isinstance(fact, PermissionWithdrawn) else "finish"
    if bound and not decided:
        raise BookingsUndecided
    bound = bound if decided == "hand_back" else []
    lock_all([*unbound, *bound], fact.person_id)
    for booking_id in unbound:
        booking = queries.hold(booking_id).booking
        _end_with_permission(booking, PERMISSION_ENDED, at)
    reason = "left" if getattr(fact, "reason", "") == "employment_ended" else "recall"
    for booking_id in bound:
        booking = queries.hold(booking_id).booking
        recall(booking, but=worked_in, reason=reason, actor=PERMISSION_ENDED, at=at)


def lock_all(booking_ids: list[int], officer_id: int) -> None:
    """Everything that ends is locked in the one order, before the first of it is freed."""
    if booking_ids:
        queries.lock_limits(queries.limits_used(booking_ids))
        queries.lock_pairs_of(booking_ids)
        queries.lock_bookings(booking_ids)
        availability.lock_all_weeks([officer_id])


def permission_superseded(fact: PermissionSuperseded, *, actor: Actor, at: datetime) -> None:
    """What hung on a permission hangs on the one that took its place, in the same transaction.

    What is bound goes over whatever the new limits are: it is a commitment, and the new permission can recall it.
    A request not bound yet goes over where the new permission covers its hours, and ends otherwise. A yes that the
    old permission gave for home counts no more where the new one would not give it: the request ends, a variation
    is dropped.
    """
    new = availability.lock_permission(fact.by_permission_id)
    leave = queries.leave_of(new)
    hung = [*queries.bound_under(fact.permission_id), *queries.unbound_under(fact.permission_id)]
    lock_all(hung, fact.person_id)
    for booking_id in hung:
        booking = queries.hold(booking_id).booking
        agreed = _still_agreed(booking, leave)
        bound = booking.status == "bound"
        carried = agreed and leave and not any(outside(leave, booking.kind, booking.standing.hours))
        if not bound and not carried:
            _end_with_permission(booking, PERMISSION_REPLACED, at)
            continue
        booking.permission = new
        booking.save(update_fields=["permission"])
        if bound and not agreed:
            variation_answers.drop_pending(booking, actor=PERMISSION_REPLACED, at=at)


def _still_agreed(booking: Booking, leave: Leave | None) -> bool:
    """Whether home's yes to what waits for an answer, if a permission's limits gave it, is one of these too."""
    answers, terms = queries.answers_of(booking), booking.asked
    if answers is None or answers.approved_by_rule != covering.BY_PERMISSION:
        return True
    return covering.permission_covers(leave, decisions=terms.decisions, needs=terms.needs)


def _end_with_permission(booking: Booking, rule: Actor, at: datetime) -> None:
    reason = rule.standing_rule
    end(booking, "expire", BookingExpired, for_home=True, reason=reason, actor=rule, at=at)


def end(
    booking: Booking,
    verb: str,
    fact: type[AboutBooking],
    *,
    for_home: bool,
    reason: str,
    actor: Actor,
    at: datetime,
    **facts: int | None,
) -> Booking:
    """The locked booking is over and holds nothing: the writing alone, after a verb has judged."""
    booking.status = BOOKING.after(booking.status, verb, BookingMoved)
    booking.ended_at, booking.ended_by_id = at, actor.person_id
    booking.ended_by_rule, booking.ended_reason = actor.standing_rule, reason
    booking.save()
    tell(fact, booking, for_home=for_home, actor=actor, at=at, reason=reason, **facts)
    if booking.kind == "peer_help":
        release_peer_help(booking)
    else:
        release(booking, queries.live_weeks(booking), reason=booking.status, actor=actor, at=at)
    return booking
