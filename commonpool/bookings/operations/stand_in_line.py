"""Somebody stands next in line for weeks that are held, and is told in order when one is free; or leaves the line."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import QuerySet

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.bookings import queries
from commonpool.bookings.events import WaitingBegan, WaitingEnded
from commonpool.bookings.models import Waiting
from commonpool.bookings.rules.refusals import AlreadyWaiting, SameCouncil, WeekBegun, WeekIsFree, WeeksWrong
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import refusing

MOST_WEEKS = 26
WEEK_BEGUN = Actor.rule("week_begun")


def stand_in_line(
    *, actor: Actor, officer: str, mondays: Iterable[date], host_id: int, at: datetime
) -> list[Waiting]:
    """The actor is told, in order of asking, when one of these weeks of an officer frees. It holds nothing.

    Requires `request_booking` at the host. Refuses `not_found`, `depth_needed`, `weeks_wrong`, `week_begun`,
    `same_council`, `week_is_free`, `already_waiting`.
    """
    actor.require(Right.REQUEST_BOOKING, host_id)
    wanted = sorted(set(mondays))
    if not 0 < len(wanted) <= MOST_WEEKS or any(monday.isoweekday() != 1 for monday in wanted):
        raise WeeksWrong
    if wanted[0] <= london_date(at):
        raise WeekBegun
    queries.joined_host(host_id, "borrow")
    listing = queries.listing_in_line(officer, host_id, london_date(at))
    if listing.host_employs:  # type: ignore[attr-defined]
        raise SameCouncil
    with change(), refusing("waiting_once", AlreadyWaiting()):
        # Locked, so that whoever frees a week sees the place in line, or the line sees that it is free.
        held = queries.weeks_known(listing.person_id, wanted, lock=True)
        if any(monday not in held or held[monday].minutes or not held[monday].held for monday in wanted):
            raise WeekIsFree
        waiting = Waiting.objects.bulk_create(
            [
                Waiting(
                    officer_id=listing.person_id,
                    listing=listing,
                    monday=monday,
                    host_id=host_id,
                    asked_at=at,
                    asked_by_id=actor.by,
                )
                for monday in wanted
            ]
        )
        for each in waiting:
            fact = WaitingBegan(
                on_behalf_of=host_id,
                waiting_id=each.pk,
                listing_id=listing.pk,
                officer_id=listing.person_id,
                monday=each.monday,
            )
            publish(fact, actor=actor, at=at)
    return waiting


def leave_line(*, actor: Actor, officer: str, at: datetime) -> int:
    """The actor waits for no week of this officer any more; says how many it were. None is no refusal.

    `officer` is a listing's reference. Whose places they are is the guard, and no right: whoever may not ask any
    more may still leave.
    """
    mine = Waiting.objects.filter(asked_by_id=actor.by, listing__reference=officer)
    return end_places(mine, actor=actor, at=at)


def expire_waiting(*, at: datetime, actor: Actor = WEEK_BEGUN) -> int:
    """Nobody stands in line for a week that has begun; says how many did. Repeating it changes nothing."""
    return end_places(Waiting.objects.filter(monday__lte=london_date(at)), actor=actor, at=at)


def end_places(places: QuerySet[Waiting], *, actor: Actor, at: datetime) -> int:
    """A place nobody was told about leaves nothing behind but the event."""
    with change():
        ending = list(
            places.filter(told_at__isnull=True).select_for_update(of=("self",)).order_by("monday", "id")
        )
        for each in ending:
            fact = WaitingEnded(
                on_behalf_of=each.host_id,
                waiting_id=each.pk,
                listing_id=each.listing_id,
                officer_id=each.officer_id,
                monday=each.monday,
            )
            publish(fact, actor=actor, at=at)
        Waiting.objects.filter(pk__in=[each.pk for each in ending]).delete()
    return len(ending)
