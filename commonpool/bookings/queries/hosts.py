"""For which of their councils somebody may ask for an officer."""

from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.availability.models import Listing
from commonpool.kernel.clock import london_date
from commonpool.organisations.models import Organisation
from commonpool.people.queries import live_employments

ASKING = {"paid": Right.REQUEST_BOOKING, "peer_help": Right.REQUEST_PEER_HELP, "call": Right.ASK_FOR_CALL}


def may_host(actor: Actor, listing: Listing, at: datetime) -> dict[str, list[Organisation]]:
    """The actor's councils that may ask for `paid` hours, `peer_help` or a `call` of this officer, by name.

    They have joined, are as real or as invented as the officer's, and do not employ the officer. One SQL query.
    """
    places = {kind: actor.where(right) for kind, right in ASKING.items()}
    employers = live_employments(london_date(at)).filter(person_id=listing.person_id)
    joined = Organisation.objects.filter(
        pk__in=frozenset().union(*places.values()), joining__peer_at__isnull=False
    )
    same_world = joined.filter(demonstration=listing.employment.organisation.demonstration)
    hosts = list(same_world.exclude(pk__in=employers.values("organisation_id")).order_by("name"))
    return {kind: [host for host in hosts if host.pk in places[kind]] for kind in ASKING}
