"""What the law says of officers who are lent and hosts who would ask: known without what is asked for."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet

from commonpool.agreements import queries as agreements
from commonpool.agreements.rules import Law, Party, body_of
from commonpool.availability.models import Listing
from commonpool.bookings.queries.listed import heirs_of
from commonpool.bookings.queries.posts import Filled, posts_of
from commonpool.bookings.queries.priced import PriceSteps
from commonpool.bookings.rules.asking import Known, Leave
from commonpool.bookings.rules.costs import Cost
from commonpool.bookings.rules.post import Post
from commonpool.kernel.prepared import Asking
from commonpool.kernel.rows import Among, Compiled
from commonpool.organisations.models import Organisation


@dataclass(frozen=True)
class Place:
    """A council as the law sees it, the newest law, and how it says that lending helps its own area.

    `stopped`: a report under section 114 stands there; `lending`, `borrowing`: the rules it does without as either.
    """

    party: Party
    wellbeing: str
    stopped: bool
    lending: frozenset[int]
    borrowing: frozenset[int]
    law: Law


@dataclass(frozen=True)
class Lent:
    """A listing that is lent today, and which hosts may borrow: no employer of theirs, and of the same world.

    `plain`: nothing they said of their post could keep them from anybody, and they have no other job at a council.
    """

    listing: Listing
    leave: Leave
    adult: bool
    plain: bool
    hosts: frozenset[int]

    @property
    def home_id(self) -> int:
        return self.listing.employment.organisation_id


Pair = tuple[Lent, int]
"""Who is lent, and a host that may borrow them."""


def places_of(organisation_ids: Collection[int], today: date) -> Asking[dict[int, Place]]:
    """Asks for these councils as the law sees them. One SQL query."""

    def read(rows: list[Any]) -> dict[int, Place]:
        return {
            pk: Place(
                Party(nation, body_of(kind, code), gone_on, tuple(heirs)),
                wellbeing or "",
                stopped,
                frozenset(lending),
                frozenset(borrowing),
                agreements.law_as_of(power, rule),
            )
            for pk, nation, kind, code, gone_on, wellbeing, heirs, stopped, lending, borrowing, power, rule in rows
        }

    return _PLACES.asking(organisation_ids=list(organisation_ids), today=today).then(read)


def posts_for(
    pairs: Sequence[Pair], places: Mapping[int, Place], today: date, booking_id: int
) -> Asking[dict[tuple[int, int], Post]]:
    """Asks for the post of each who is lent, as that host's request would see it, by listing and host. One SQL query;
    none for those of whose posts nothing can stand in the way."""
    asked = [(lent, host_id) for lent, host_id in pairs if not lent.plain or places[host_id].stopped]
    filled = [
        Filled(
            lent.listing.employment.pk,
            lent.listing.pk,
            lent.home_id,
            host_id,
            (places[lent.home_id].party.nation, places[host_id].party.nation),
        )
        for lent, host_id in asked
    ]
    keys = [(lent.listing.pk, host_id) for lent, host_id in asked]
    return posts_of(filled, today, booking_id=booking_id).then(
        lambda found: {key: each.post for key, each in zip(keys, found, strict=True)}
    )


def known_to(
    pair: Pair,
    post: Post,
    places: Mapping[int, Place],
    prices: PriceSteps,
    mondays: Iterable[date],
    today: date,
) -> Known:
    """What the rules know of who is lent, for a host under agreement, before anything is asked for."""
    lent, host_id = pair
    home, host = places[lent.home_id], places[host_id]
    steps = prices.get((lent.home_id, lent.listing.employment.grade_band), ())
    hours = {monday: next((hour for start, *hour in steps if start <= monday), None) for monday in mondays}
    priced = {monday: hour for monday, hour in hours.items() if hour}
    return Known(
        today=today,
        home_id=lent.home_id,
        host_id=host_id,
        same_world=True,
        host_employs=False,
        listed=True,
        employed=True,
        checked=True,
        home_peer=True,
        home_lends=True,
        in_agreement=True,
        function_known=True,
        leave=lent.leave,
        law=home.law,
        home=home.party,
        host=host.party,
        set_aside=home.lending | host.borrowing,
        adult=lent.adult,
        post=post,
        prices={monday: price for monday, (price, _cost) in priced.items()},
        cost=Cost({monday: cost for monday, (_price, cost) in priced.items()}, home.wellbeing),
    )


def _places(organisation_ids: Collection[int], today: date) -> QuerySet[Any, Any]:
    rows: Any = Organisation.objects.filter(Among("pk", organisation_ids))
    place = OuterRef("pk")
    found: QuerySet[Any, Any] = rows.annotate(
        wellbeing=F("joining__wellbeing_reason"),
        heirs=heirs_of(place),
        stopped=agreements.stopped_on(place, today),
        lending=agreements.done_without_as("home", place, today),
        borrowing=agreements.done_without_as("host", place, today),
        **agreements.newest_law(),
    ).values_list(*READ)
    return found


READ = (
    *("pk", "nation", "type", "code", "ends_on", "wellbeing", "heirs", "stopped", "lending", "borrowing"),
    *("newest_power", "newest_rule"),
)
_PLACES = Compiled(_places, organisation_ids=(-1,), today=date.min)
