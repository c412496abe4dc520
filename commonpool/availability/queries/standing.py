"""Whether a listing is in the pool, and what it can be booked for."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from commonpool.agreements import queries as agreements
from commonpool.availability import rules
from commonpool.availability.models import Listing, Permission
from commonpool.availability.queries.weeks import employed_span
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound


@dataclass(frozen=True)
class Standing:
    """How a listing stands on a day. `hidden` and `unpaid` say why not, in stable words of `rules`."""

    listing_id: int
    home_id: int
    permission_id: int | None
    hidden: tuple[str, ...]
    unpaid: tuple[str, ...]
    peer_help: bool
    decisions: bool
    hourly_pence: int | None

    @property
    def visible(self) -> bool:
        return not self.hidden

    @property
    def bookable(self) -> bool:
        """For pay, by a council that may borrow."""
        return not self.hidden and not self.unpaid


def standing_of(listing_id: int, at: datetime) -> Standing:
    """How one listing stands. Refuses `not_found`."""
    found = standings_of([listing_id], at)
    if listing_id not in found:
        raise NotFound
    return found[listing_id]


def standings_of(listing_ids: Collection[int], at: datetime) -> dict[int, Standing]:
    """How these listings stand today, in five SQL queries however many they are."""
    today = london_date(at)
    listings = list(
        Listing.objects.filter(pk__in=list(listing_ids)).select_related("person", "employment__organisation")
    )
    homes = {listing.employment.organisation_id for listing in listings}
    depths = agreements.depths(homes)
    in_force = agreements.governing_on(homes, today)
    prices = agreements.prices_for(homes, today)
    open_ones = Permission.objects.filter(listing_id__in=[each.pk for each in listings])
    permissions = {each.listing_id: each for each in open_ones.filter(status__in=["granted", "paused"])}
    found = {}
    for listing in listings:
        home = listing.employment.organisation_id
        permission = permissions.get(listing.pk)
        price = prices.get(home, {}).get(listing.employment.grade_band)
        facts = _facts(listing, permission, today, depths[home], home in in_force, price)
        found[listing.pk] = _standing(listing, permission, facts, price)
    return found


def _standing(
    listing: Listing, permission: Permission | None, facts: rules.Facts, price: int | None
) -> Standing:
    return Standing(
        listing_id=listing.pk,
        home_id=listing.employment.organisation_id,
        permission_id=permission.pk if permission else None,
        hidden=rules.hidden_because(facts),
        unpaid=rules.unpaid_because(facts),
        peer_help=bool(permission and permission.peer_help),
        decisions=bool(permission and permission.decisions),
        hourly_pence=price,
    )


def _facts(
    listing: Listing,
    permission: Permission | None,
    today: date,
    depth: str,
    agreement_in_force: bool,
    price: int | None,
) -> rules.Facts:
    employment = listing.employment
    return rules.Facts(
        listed=listing.status == "listed",
        in_dates=listing.ends_on is None or listing.ends_on >= today,
        permitted=permission is not None and permission.status == "granted" and permission.ends_on >= today,
        paused_by_manager=permission is not None and permission.status == "paused",
        employed=listing.person.is_active and employed_span(employment).holds(today),
        depth=depth,
        agreement_in_force=agreement_in_force,
        checked=employment.checked_at is not None,
        priced=price is not None,
    )
