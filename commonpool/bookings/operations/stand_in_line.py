"""Somebody stands next in line for weeks that are held: they are told in order when one is free, no more."""

from collections.abc import Iterable
from datetime import date, datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.bookings import queries
from commonpool.bookings.events import WaitingBegan
from commonpool.bookings.models import Waiting
from commonpool.bookings.rules.refusals import AlreadyWaiting, SameCouncil, WeekBegun, WeekIsFree, WeeksWrong
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import refusing

MOST_WEEKS = 26


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
    held = queries.weeks_known(listing.person_id, wanted, lock=False)
    if any(monday not in held or held[monday].minutes or not held[monday].held for monday in wanted):
        raise WeekIsFree
    with change(), refusing("waiting_once", AlreadyWaiting()):
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
