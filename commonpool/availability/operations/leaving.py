"""An officer leaves a council: their permission and listing there end with the employment."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, one_by_one
from commonpool.availability import queries
from commonpool.availability.lifecycle import LIVE_LISTING
from commonpool.availability.models import Listing
from commonpool.availability.operations.end_permission import end
from commonpool.availability.operations.listing_moves import close
from commonpool.availability.operations.weeks import derive_weeks
from commonpool.kernel.clock import london_date
from commonpool.people.events import EmploymentEnded

LEFT = Actor.rule("employment_ended")


def end_with_employment(fact: EmploymentEnded, *, actor: Actor, at: datetime) -> None:
    """Reaction, at once: weeks after the last day close; once it is past, permission and listing are over."""
    if fact.ends_on < london_date(at):
        leave(employment_id=fact.employment_id, at=at)
    derive_weeks(person_ids=[fact.person_id], actor=actor, at=at)


def leave(*, employment_id: int, at: datetime) -> bool:
    """Nothing of the pool hangs on this employment any more, by the rule that says so. Says whether anything did."""
    with change():
        permissions = queries.lock_open_permissions(employment_id=employment_id)
        live = Listing.objects.filter(employment_id=employment_id, status__in=LIVE_LISTING)
        locked = live.select_related("employment").select_for_update(of=("self",), no_key=True)
        listings = list(locked.order_by("id"))  # before the person, as in closing a listing
        for permission in permissions:
            end(
                permission,
                "withdraw",
                reason="employment_ended",
                bookings="hand_back",
                actor=LEFT,
                at=at,
            )
        for listing in listings:
            close(listing, actor=LEFT, at=at)
    return bool(permissions or listings)


def leave_ended_employments(*, at: datetime) -> int:
    """The same for every employment, or council, whose last day is past; says how many. Nightly, repeatable.

    What others take over from a council that has ended is theirs to carry over: it does not end.
    """
    today = london_date(at)
    over = Listing.objects.filter(queries.employed_no_more(today), status__in=LIVE_LISTING)
    found = sorted(set(over.values_list("employment_id", flat=True)))
    return one_by_one(found, lambda employment_id: leave(employment_id=employment_id, at=at))
