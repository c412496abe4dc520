"""For which of their councils somebody may ask for an officer."""

from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.availability.models import Listing
from commonpool.kernel.clock import london_date
from commonpool.organisations.models import Organisation
from commonpool.people.queries import live_employments

ASKING = (Right.REQUEST_BOOKING, Right.REQUEST_PEER_HELP)


def may_host(actor: Actor, listing: Listing, at: datetime) -> list[Organisation]:
    """The actor's councils that may ask for hours or help of this officer: joined, and not their employer."""
    return _joined_and_other(listing, frozenset().union(*(actor.where(right) for right in ASKING)), at)


def may_call(actor: Actor, listing: Listing, at: datetime) -> list[Organisation]:
    """The actor's councils for which they may ask this officer for a call."""
    return _joined_and_other(listing, actor.where(Right.ASK_FOR_CALL), at)


def _joined_and_other(listing: Listing, places: frozenset[int], at: datetime) -> list[Organisation]:
    employers = live_employments(london_date(at)).filter(person_id=listing.person_id)
    joined = Organisation.objects.filter(pk__in=places, joining__peer_at__isnull=False)
    same_world = joined.filter(demonstration=listing.employment.organisation.demonstration)
    return list(same_world.exclude(pk__in=employers.values("organisation_id")).order_by("name"))
