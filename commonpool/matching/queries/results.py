"""What a result shows: why it is there, which weeks would serve, what an hour costs."""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from commonpool.agreements.queries import prices_asked
from commonpool.availability.models import Listing
from commonpool.availability.queries import visible_on
from commonpool.bookings.queries import offered
from commonpool.bookings.rules.keeping import Askable
from commonpool.kernel.clock import london_date
from commonpool.kernel.prepared import at_once
from commonpool.kernel.rows import Among, Compiled
from commonpool.matching.queries.reasons import Asked, reasons_for
from commonpool.matching.rules import Plan, Reason, Wanted, every_week, plan, single_week

READ = (
    *("reference", "headline", "remote", "on_site", "open_to_calls"),
    *("person__name", "employment__job_title", "employment__grade_band"),
    *(f"employment__organisation__{name}" for name in ("code", "name", "nation", "region")),
)
"""What is read of a listing and of whose it is."""


@dataclass(frozen=True)
class Row:
    """A listing that is found, and its council; its rank, and the minutes free in the weeks looked at."""

    listing_id: int
    home_id: int
    rank: float
    free_minutes: int


@dataclass(frozen=True)
class Home:
    code: str
    name: str
    nation: str


@dataclass(frozen=True)
class Hit:
    """One result. To somebody whose council has not joined: no name, home, price, and no words of the officer's.

    `free`: what of the weeks looked at they could ask for, or the rules in the way. `colleague`: of all the councils
    for which they look; `open_to_calls`: of others.
    """

    reference: str
    person_id: int
    name: str | None
    headline: str
    job_title: str
    region: str
    home: Home | None
    reasons: tuple[Reason, ...]
    free_weeks: tuple[tuple[date, int], ...]
    free: Askable
    plan: Plan
    hourly_price_pence: int | None
    colleague: bool
    open_to_calls: bool


def described(
    ranked: Sequence[Row],
    wanted: Wanted,
    asked: Asked,
    mondays: Iterable[date],
    places: list[int],
    at: datetime,
    *,
    names: bool,
) -> list[Hit]:
    """Each result with its reasons, free weeks and price, for the page shown only. A fixed number of queries, none
    for no result."""
    if not ranked:
        return []
    days = sorted(mondays)
    today = london_date(at)
    rows, prices = at_once(
        _SHOWN.asking(ids=[row.listing_id for row in ranked], today=today),
        prices_asked({row.home_id for row in ranked}, today),
    )
    listings = {listing.pk: listing for listing in rows}
    free = offered(list(listings.values()), places, days[0], days[-1], at)
    coming = {monday for monday in days if monday > today}
    why = reasons_for(list(listings.values()), wanted, asked, names=names)
    return [
        _hit(
            listings[row.listing_id],
            wanted,
            coming,
            free[row.listing_id],
            prices,
            why,
            names=names,
            colleague={*places} == {row.home_id},
        )
        for row in ranked
        if row.listing_id in listings
    ]


def _shown(ids: Sequence[int], today: date) -> QuerySet[Listing]:
    """What a result shows of these listings, as far as they may be shown."""
    rows = visible_on(today).filter(Among("pk", ids)).select_related("person", "employment__organisation")
    return rows.only(*READ)


_SHOWN = Compiled(_shown, ids=(-1,), today=date.min)


def _hit(
    listing: Listing,
    wanted: Wanted,
    coming: Set[date],
    free: Askable,
    prices: Mapping[int, Mapping[str, int]],
    why: Mapping[int, list[Reason]],
    *,
    names: bool,
    colleague: bool,
) -> Hit:
    home, employment = listing.employment.organisation, listing.employment
    asked_in = {monday: minutes for monday, minutes in free.weeks.items() if monday in coming}
    served = plan(wanted.total_minutes, asked_in)
    if not wanted.total_minutes and wanted.minutes:
        served = single_week(wanted.minutes, asked_in)
        if wanted.each_week:
            served = every_week(wanted.minutes, asked_in, coming)
    return Hit(
        reference=listing.reference,
        person_id=listing.person_id,
        name=listing.person.name if names else None,
        headline=listing.headline if names else employment.job_title,
        job_title=employment.job_title,
        region=home.region or home.nation,
        home=Home(home.code, home.name, home.nation) if names else None,
        reasons=tuple(why.get(listing.pk, ())),
        free_weeks=tuple(sorted(asked_in.items())),
        free=free,
        plan=served,
        hourly_price_pence=prices.get(home.pk, {}).get(employment.grade_band) if names else None,
        colleague=colleague,
        open_to_calls=listing.open_to_calls and not colleague,
    )
