"""What the law says of officers who are lent and hosts who would ask: known without what is asked for."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import F, OuterRef, QuerySet

from commonpool.agreements import queries as agreements
from commonpool.agreements.rules import Party, body_of
from commonpool.availability.models import Listing
from commonpool.bookings.queries.listed import heirs_of
from commonpool.bookings.queries.posts import Filled, Posted, posts_of
from commonpool.bookings.queries.priced import PriceSteps
from commonpool.bookings.rules.asking import Known, Leave
from commonpool.bookings.rules.costs import Cost
from commonpool.kernel.prepared import Asking
from commonpool.kernel.rows import Among, Compiled
from commonpool.organisations.models import Organisation


@dataclass(frozen=True)
class Place:
    """A council as the law sees it, and how it says that lending helps its own area."""

    party: Party
    wellbeing: str


@dataclass(frozen=True)
class Lent:
    """A listing that is lent today, and which hosts may borrow: no employer of theirs, and of the same world."""

    listing: Listing
    leave: Leave
    adult: bool
    hosts: frozenset[int]

    @property
    def home_id(self) -> int:
        return self.listing.employment.organisation_id


Pair = tuple[Lent, int]
"""Who is lent, and a host that may borrow them."""


def places_of(organisation_ids: Collection[int]) -> Asking[dict[int, Place]]:
    """Asks for these councils as the law sees them. One SQL query."""

    def read(rows: list[Any]) -> dict[int, Place]:
        return {
            pk: Place(Party(nation, body_of(kind, code), gone_on, tuple(heirs)), wellbeing or "")
            for pk, nation, kind, code, gone_on, wellbeing, heirs in rows
        }

    return _PLACES.asking(organisation_ids=list(organisation_ids)).then(read)


def posts_for(
    pairs: Sequence[Pair], places: Mapping[int, Place], today: date, booking_id: int
) -> Asking[list[Posted]]:
    """Asks for the post of each who is lent, as that host's request would see it. One SQL query."""
    return posts_of(
        [
            Filled(
                lent.listing.employment.pk,
                lent.listing.pk,
                lent.home_id,
                host_id,
                (places[lent.home_id].party.nation, places[host_id].party.nation),
            )
            for lent, host_id in pairs
        ],
        today,
        booking_id=booking_id,
    )


def known_to(
    pair: Pair,
    posted: Posted,
    places: Mapping[int, Place],
    prices: PriceSteps,
    mondays: Collection[date],
    today: date,
) -> Known:
    """What the rules know of who is lent, for a host under agreement, before anything is asked for."""
    lent, host_id = pair
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
        law=agreements.law_as_of(posted.newest_power, posted.newest_rule),
        home=places[lent.home_id].party,
        host=places[host_id].party,
        set_aside=posted.set_aside,
        adult=lent.adult,
        post=posted.post,
        prices={monday: price for monday, (price, _cost) in priced.items()},
        cost=Cost(
            {monday: cost for monday, (_price, cost) in priced.items()}, places[lent.home_id].wellbeing
        ),
    )


def _places(organisation_ids: Collection[int]) -> QuerySet[Any, Any]:
    rows: Any = Organisation.objects.filter(Among("pk", organisation_ids))
    found: QuerySet[Any, Any] = rows.annotate(
        wellbeing=F("joining__wellbeing_reason"), heirs=heirs_of(OuterRef("pk"))
    ).values_list("pk", "nation", "type", "code", "ends_on", "wellbeing", "heirs")
    return found


_PLACES = Compiled(_places, organisation_ids=(-1,))
