"""Bookings as people may see them: load and guard are one act."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity import queries as activity
from commonpool.activity.models import Event
from commonpool.bookings.lifecycle import LIVE_BOOKING
from commonpool.bookings.models import BookedWeek, Booking, BookingTerms
from commonpool.bookings.queries.locked import whole_bookings
from commonpool.bookings.queries.missing import answers_of
from commonpool.bookings.queries.needs import is_host_late
from commonpool.bookings.queries.seen import seen_by
from commonpool.bookings.rules.cancelling import still_to_cancel
from commonpool.kernel.clock import london_date

YES = frozenset({"accept", "approve", "confirm"})


def bookings_of(
    actor: Actor, *, organisation_id: int | None = None, statuses: Iterable[str] = (), side: str = ""
) -> QuerySet[Booking]:
    """The bookings the actor may see, newest first. `side`: `officer` (their own), `home`, `host` or all."""
    found = seen_by(actor, whole_bookings())
    if organisation_id is not None:
        found = found.filter(Q(home_id=organisation_id) | Q(host_id=organisation_id))
    if side == "officer":
        found = found.filter(officer_id=actor.person_id)
    elif side:
        places = [organisation_id] if organisation_id is not None else list(actor.rights)
        found = found.filter(**{f"{side}_id__in": places}).exclude(officer_id=actor.person_id)
    chosen = list(statuses)
    if chosen:
        found = found.filter(status__in=chosen)
    return found.order_by("-requested_at", "-id")


def with_next_week(bookings: QuerySet[Booking], since: date | None = None) -> QuerySet[Booking]:
    """Each with `next_week`: the Monday of its first week still to be worked, not before `since`; or none."""
    ahead = BookedWeek.objects.filter(
        booking=OuterRef("pk"), released_at__isnull=True, worked_at__isnull=True
    )
    if since is not None:
        ahead = ahead.filter(monday__gte=since)
    return bookings.annotate(next_week=Subquery(ahead.order_by("monday").values("monday")[:1]))


def with_standing_weeks(bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    """Each with `standing_weeks`: the weeks of the terms that stand, where nothing else of them is wanted."""
    stand = BookingTerms.objects.filter(booking=OuterRef("pk"), version=OuterRef("version"))
    return bookings.annotate(standing_weeks=Subquery(stand.values("weeks")[:1]))


def open_moves(actor: Actor, booking: Booking, at: datetime) -> list[str]:
    """The verbs the actor may say of this booking as it stands, in the order of the lifecycle.

    When the time to answer is over nobody says yes any more.
    """
    sides = _sides(actor, booking)
    answers = answers_of(booking)
    moves = [] if answers is None else _answers_open(booking, answers, sides)
    if answers is not None and at > answers.answer_by:
        moves = [verb for verb in moves if verb not in YES]
    return moves + (_moves_of_bound(booking, sides, at) if booking.status == "bound" else [])


def answers_for_home(actor: Actor, booking: Booking) -> bool:
    """Whether the actor may say home's yes or no: an approver there, or the deputy of the one who is asked."""
    home = booking.home_id
    if not actor.may(Right.APPROVE_BOOKING, home):
        return False
    return home not in actor.only_deputy or deputised(actor, booking) is not None


def deputised(actor: Actor, booking: Booking) -> int | None:
    """The approver for whom the actor answers as their deputy; None: in their own right."""
    permission = booking.permission if booking.home_id in actor.deputy_of else None
    if permission is None:
        return None
    return actor.in_place_of(booking.home_id, permission.approver_id, permission.granted_by_id)


def sees_price(actor: Actor, booking: Booking) -> bool:
    """Whether the price is for them: it is between the two councils; the officer sees the hours."""
    if actor.person_id == booking.officer_id:
        return False
    at_home = (Right.APPROVE_BOOKING, Right.SEE_MONEY)
    at_host = (Right.REQUEST_BOOKING, Right.CONFIRM_BOOKING, Right.SEE_MONEY)
    return any(actor.may(right, booking.home_id) for right in at_home) or any(
        actor.may(right, booking.host_id) for right in at_host
    )


def readable_timeline(actor: Actor, booking: Booking) -> QuerySet[Event]:
    """The story without what was charged, for readers who do not see prices."""
    found = timeline(booking)
    return found if sees_price(actor, booking) else found.exclude(name="ChargeMade")


def timeline(booking: Booking) -> QuerySet[Event]:
    """Everything that happened to a booking, oldest first."""
    return activity.story("booking_id", booking.pk)


def lapsed(at: datetime) -> list[int]:
    """Bookings whose time to be answered is over, longest over first."""
    waiting = Booking.objects.filter(status__in=["requested", "accepted"], answer_by__lt=at)
    return list(waiting.order_by("answer_by", "id").values_list("pk", flat=True))


def unbound_under(permission_id: int) -> list[int]:
    """Bookings asked under a permission and not bound yet."""
    found = Booking.objects.filter(permission_id=permission_id, status__in=["requested", "accepted"])
    return list(found.order_by("id").values_list("pk", flat=True))


def bound_under(permission_id: int) -> list[int]:
    """Bookings bound under a permission."""
    found = Booking.objects.filter(permission_id=permission_id, status="bound")
    return list(found.order_by("id").values_list("pk", flat=True))


def paid_of(employment_id: int) -> list[int]:
    """The paid bookings of an employment that are asked for or bound."""
    return list(_paid_of(employment_id).order_by("id").values_list("pk", flat=True))


def permissions_of_paid(employment_id: int) -> set[int]:
    """The permissions these hang on."""
    return set(_paid_of(employment_id).values_list("permission_id", flat=True))


def _paid_of(employment_id: int) -> QuerySet[Booking]:
    open_ones = Booking.objects.filter(status__in=LIVE_BOOKING, kind="paid")
    return open_ones.filter(employment_id=employment_id)


def bound_bookings(permission_id: int) -> list[Booking]:
    """The same with their host, officer and requester, and `live`: the weeks they hold. Two SQL queries."""
    live = BookedWeek.objects.filter(released_at__isnull=True).order_by("monday")
    found = Booking.objects.filter(permission_id=permission_id, status="bound")
    whole = found.select_related("host", "home", "officer", "requested_by").order_by("id")
    return list(whole.prefetch_related(Prefetch("weeks", queryset=live, to_attr="live")))


def booked_after(employment_id: int, day: date) -> list[Booking]:
    """The bookings of an employment with weeks held or bound that begin after this day."""
    after = BookedWeek.objects.filter(booking=OuterRef("pk"), released_at__isnull=True, monday__gt=day)
    found = whole_bookings().filter(Exists(after), employment_id=employment_id)
    return list(found.exclude(status="worked").order_by("id"))


def stuck(actor: Actor, at: datetime) -> QuerySet[Booking]:
    """For the steward's desk: bookings accepted and still waiting for somebody. Requires `run_desk`."""
    actor.require(Right.RUN_DESK, NETWORK)
    waiting = whole_bookings().filter(status="accepted", accepted_at__lt=at)
    return waiting.order_by("answer_by", "id")


def _sides(actor: Actor, booking: Booking) -> set[str]:
    person = actor.person_id
    parties = booking.parties
    sides = set()
    if person == booking.officer_id:
        sides.add("officer")
    if answers_for_home(actor, booking) and person not in parties:
        sides.add("approver")
    if actor.may(Right.CONFIRM_BOOKING, booking.host_id):
        sides.add("holder_any")
        if person not in parties:
            sides.add("holder")
    if actor.may(Right.REQUEST_BOOKING, booking.host_id) or (
        booking.kind == "peer_help" and person == booking.requested_by_id
    ):
        sides.add("manager")
    return sides


def _answers_open(booking: Booking, answers: Any, sides: set[str]) -> list[str]:
    """What may be said to the terms that wait: those asked for, or a variation."""
    open_to_officer = "officer" in sides and (
        booking.asked.answered_at is None or booking.pending is not None
    )
    may = {
        "accept": "officer" in sides and booking.asked.answered_at is None,
        "decline": open_to_officer or "approver" in sides,
        "approve": "approver" in sides and answers.approved_at is None,
        "confirm": "holder" in sides and booking.kind == "paid" and answers.confirmed_at is None,
        "withdraw": bool(sides & {"manager", "holder_any"}),
    }
    return [verb for verb, mine in may.items() if mine]


def _moves_of_bound(booking: Booking, sides: set[str], at: datetime) -> list[str]:
    paid = booking.kind == "paid"
    may = {
        "cancel": _may_cancel(booking, sides, london_date(at)),
        "vary": paid and "manager" in sides and booking.pending is None,
        "propose": paid
        and bool(sides & {"officer", "approver"})
        and booking.pending is None
        and is_host_late(booking, london_date(at)),
        "say_it_happened": not paid and bool(sides & {"officer", "manager"}),
    }
    return [verb for verb, mine in may.items() if mine]


def _may_cancel(booking: Booking, sides: set[str], today: date) -> bool:
    """Somebody of either side, while a week is left that this side may cancel; peer help holds none."""
    by_home = bool(sides & {"approver", "officer"})
    if not by_home and "manager" not in sides:
        return False
    live = [week for week in booking.weeks.all() if week.released_at is None]
    return booking.kind == "peer_help" or bool(still_to_cancel(live, by_home=by_home, today=today))


def variations_lapsed(at: datetime) -> list[int]:
    """Bookings with a variation whose time to be answered is over."""
    late = BookingTerms.objects.filter(
        booking__status="bound", version__gt=F("booking__version"), dropped_at__isnull=True, answer_by__lt=at
    )
    return list(late.order_by("answer_by", "id").values_list("booking_id", flat=True))
