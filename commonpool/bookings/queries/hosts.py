"""For which of their councils somebody may ask for an officer, and how deep a council has come in for that."""

from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.agreements import queries as agreements
from commonpool.agreements.queries import DepthNeeded
from commonpool.availability.models import Listing
from commonpool.bookings.rules.asking import Ask
from commonpool.kernel.clock import london_date
from commonpool.kernel.prepared import Asking
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import Compiled, sole
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
    same_world = same_world.select_related("joining")
    hosts = list(same_world.exclude(pk__in=employers.values("organisation_id")).order_by("name"))
    return {kind: [host for host in hosts if host.pk in places[kind]] for kind in ASKING}


def hosts_asking(actor: Actor) -> list[Organisation]:
    """The actor's councils that have joined and for which they may ask for paid hours, by name. One SQL query."""
    joined = Organisation.objects.filter(
        pk__in=actor.where(Right.REQUEST_BOOKING), joining__peer_at__isnull=False
    )
    return list(joined.select_related("joining").order_by("name"))


def joined_host(host_id: int, depth: str) -> Organisation:
    """The host, if it has come in as deep as that. Refuses `not_found`, `depth_needed`."""
    return asked_host(host_id, depth)()


def asked_host(host_id: int, depth: str = "") -> Asking[Organisation]:
    """Asks for a host, as deep as that if it is said. One SQL query. Refuses `not_found`, `depth_needed`."""

    def read(found: list[Organisation]) -> Organisation:
        host = sole(found)
        if host is None:
            raise NotFound
        shallow = too_shallow(host, depth) if depth else None
        if shallow is not None:
            raise shallow
        return host

    return _HOST.asking(host_id=host_id).then(read)


def depth_for(ask: Ask) -> str:
    """How deep a host comes in to ask for this."""
    return "borrow" if ask.paid else "peer"


def too_shallow(host: Organisation, depth: str) -> DepthNeeded | None:
    """What a host that has not come in as deep as that has still to do; none where it has."""
    if getattr(getattr(host, "joining", None), f"{depth}_at", None) is not None:
        return None
    return agreements.depth_needed(host.pk, depth)


_HOST = Compiled(
    lambda host_id: Organisation.objects.select_related("joining").filter(pk=host_id), host_id=-1
)
