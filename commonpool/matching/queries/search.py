"""Finding the person who has already done it, and saying why they are shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchRank
from django.db.models import F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from commonpool.access import Actor, Right
from commonpool.agreements.queries import depths, prices_for
from commonpool.availability.models import Listing, ListingFunction, ListingSkill, Week
from commonpool.availability.queries import bookable_listings, visible_listings
from commonpool.bookings.queries import free_weeks
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date
from commonpool.matching.models import OfficerIndex
from commonpool.matching.rules import Plan, Reason, Wanted, plan
from commonpool.people.models import Experience

PAGE = 20
CAP = 5000
"""Candidates ranked at most; a broader search says "5,000+"."""
WEEKS_AHEAD = 12
MARK, UNMARK = "\u2066", "\u2069"
"""Invisible isolates put around the words that match; the page turns them into <mark>."""


@dataclass(frozen=True)
class Home:
    code: str
    name: str
    nation: str


@dataclass(frozen=True)
class Hit:
    """One result. `name` and `home` are None to somebody whose council has not joined."""

    reference: str
    person_id: int
    name: str | None
    headline: str
    job_title: str
    region: str
    home: Home | None
    reasons: tuple[Reason, ...]
    free_weeks: tuple[tuple[date, int], ...]
    plan: Plan
    hourly_price_pence: int | None


@dataclass(frozen=True)
class Found:
    """A page of results. `capped`: there are more than are counted; `loosened`: not all words match."""

    count: int
    capped: bool
    loosened: bool
    hits: tuple[Hit, ...]


def search(actor: Actor, wanted: Wanted, at: datetime, page: int = 1) -> Found:
    """The officers who match, 20 to a page. First those whose words fit best,
    then those with more confirmed experience, then those with more free time. A fixed number of queries."""
    places = sorted(actor.where(Right.SEARCH_POOL))
    joined = any(depth != "none" for depth in depths(places).values())
    mondays = wanted.mondays or upcoming(at)
    candidates = within_filters(wanted, mondays, places, at)
    strict = matching_words(candidates, wanted.words, "websearch", names=joined)
    count = counted(strict)
    loosened = False
    if count == 0 and wanted.words:
        strict = matching_words(candidates, any_word(wanted.words), "raw", names=joined)
        count, loosened = counted(strict), True
    best: Any = strict
    ranked = best.order_by("-rank", "-confirmed", "-free", "listing_id")[(page - 1) * PAGE : page * PAGE]
    hits = described(list(ranked), wanted, mondays, places, at, names=joined)
    return Found(min(count, CAP), count > CAP, loosened and count > 0, tuple(hits))


def upcoming(at: datetime) -> tuple[date, ...]:
    """The Mondays of the next twelve weeks, from next Monday."""
    first = weeks.monday_of(london_date(at)) + weeks.WEEK
    return tuple(first + n * weeks.WEEK for n in range(WEEKS_AHEAD))


def any_word(words: str) -> str:
    """A query for any of the words, for when nobody matches all."""
    plain = ["".join(letter for letter in word if letter.isalnum()) for word in words.split()]
    return " | ".join(word for word in plain if word)


def within_filters(
    wanted: Wanted, mondays: Iterable[date], places: list[int], at: datetime
) -> QuerySet[OfficerIndex]:
    """Search rows of visible listings within the filters, each with its free minutes in these weeks."""
    asks_time = bool(wanted.minutes or wanted.total_minutes)
    pool = bookable_listings(at) if asks_time else visible_listings(at)
    if asks_time:
        pool = pool.exclude(person__employments__organisation__in=places)
    rows = OfficerIndex.objects.filter(listing__in=pool.values("id"))
    exact = {"skill_ids__contains": wanted.skill_id, "function_ids__contains": wanted.function_id}
    rows = rows.filter(**{name: [value] for name, value in exact.items() if value})
    place = {
        "nation": wanted.nation,
        "region": wanted.region,
        "remote": wanted.remote,
        "on_site": wanted.on_site,
    }
    rows = rows.filter(**{name: value for name, value in place.items() if value})
    free = (
        Week.objects.filter(Q(shared=True) | Q(live_bookings=0), person=OuterRef("person"), open=True)
        .filter(monday__in=list(mondays), offered_minutes__gt=F("held_minutes"))
        .order_by()
        .values("person")
    )
    minutes = F("offered_minutes") - F("held_minutes")
    rows = rows.annotate(
        free=Coalesce(Subquery(free.annotate(sum=Sum(minutes)).values("sum")), 0),
        most=Coalesce(Subquery(free.annotate(max=Max(minutes)).values("max")), 0),
    )
    return rows.filter(free__gte=wanted.total_minutes, most__gte=wanted.minutes)


def matching_words(
    rows: QuerySet[OfficerIndex], words: str, kind: str, *, names: bool
) -> QuerySet[OfficerIndex]:
    """Rows whose words match, ranked; names are searched only by councils that see them."""
    if not words.strip():
        return rows.annotate(rank=Coalesce(F("confirmed") * 0.0, 0.0))
    query = SearchQuery(words, config="english", search_type=kind)
    found = Q(words=query)
    if names and kind == "websearch":
        found |= Q(name_text__trigram_word_similar=words.lower()[:80])
    return rows.filter(found).annotate(rank=SearchRank(F("words"), query, normalization=32))


def counted(rows: QuerySet[OfficerIndex]) -> int:
    """How many there are, counting no further than one past the cap."""
    return rows.order_by().values("listing_id")[: CAP + 1].count()


def described(
    ranked: list[OfficerIndex],
    wanted: Wanted,
    mondays: Iterable[date],
    places: list[int],
    at: datetime,
    *,
    names: bool,
) -> list[Hit]:
    """Each result with its reasons, free weeks and price, for the page shown only."""
    days = sorted(mondays)
    listings = {
        listing.pk: listing
        for listing in Listing.objects.filter(pk__in=[row.listing_id for row in ranked]).select_related(
            "person", "employment__organisation"
        )
    }
    free = free_weeks(list(listings.values()), places, days[0], days[-1], at)
    prices = prices_for({row.home_id for row in ranked}, london_date(at))
    why = reasons_for(list(listings.values()), wanted)
    return [
        hit(
            listings[row.listing_id],
            row,
            wanted,
            free.get(row.listing_id, {}),
            prices,
            why,
            names=names,
        )
        for row in ranked
    ]


def hit(
    listing: Listing,
    row: OfficerIndex,
    wanted: Wanted,
    free: Mapping[date, int],
    prices: Mapping[int, Mapping[str, int]],
    why: Mapping[int, list[Reason]],
    *,
    names: bool,
) -> Hit:
    home, band = listing.employment.organisation, listing.employment.grade_band
    asked_in = {
        monday: minutes for monday, minutes in free.items() if not wanted.mondays or monday in wanted.mondays
    }
    planned = plan(wanted.total_minutes or wanted.minutes, asked_in)
    return Hit(
        reference=listing.reference,
        person_id=listing.person_id,
        name=listing.person.name if names else None,
        headline=listing.headline,
        job_title=listing.employment.job_title,
        region=home.region or home.nation,
        home=Home(home.code, home.name, home.nation) if names else None,
        reasons=tuple(why.get(listing.pk, ())),
        free_weeks=tuple(sorted(asked_in.items())),
        plan=planned,
        hourly_price_pence=prices.get(home.pk, {}).get(band) if names else None,
    )


def reasons_for(listings: list[Listing], wanted: Wanted) -> dict[int, list[Reason]]:
    """Why each listing matches: skills and functions by name, what they have done with the words marked."""
    ids = [listing.pk for listing in listings]
    terms = set(wanted.words.lower().replace(",", " ").split())
    found: dict[int, list[Reason]] = {pk: [] for pk in ids}
    for skill_row in (
        ListingSkill.objects.filter(listing__in=ids).select_related("skill").order_by("skill__name")
    ):
        said = f"{skill_row.skill.name} {' '.join(skill_row.skill.aliases)}".lower()
        if skill_row.skill_id == wanted.skill_id or terms & set(said.split()):
            found[skill_row.listing_id].append(Reason("skill", skill_row.skill.name))
    for row in (
        ListingFunction.objects.filter(listing__in=ids).select_related("function").order_by("function__label")
    ):
        if row.function_id == wanted.function_id or terms & set(row.function.label.lower().split()):
            found[row.listing_id].append(Reason("function", row.function.label))
    by_person = {listing.person_id: listing.pk for listing in listings}
    for done in experiences(list(by_person), wanted.words):
        kind = "confirmed" if done.confirmed_at else "words"
        by = done.confirmed_by.name if done.confirmed_by else ""
        found[by_person[done.person_id]].append(Reason(kind, getattr(done, "marked", done.words), by))
    return found


def experiences(person_ids: list[int], words: str) -> QuerySet[Experience]:
    """What these people have done that matches, confirmed first, the matching words between marks."""
    said = Experience.objects.filter(person_id__in=person_ids, withdrawn_at__isnull=True)
    said = said.select_related("confirmed_by").order_by(
        F("confirmed_at").desc(nulls_last=True), "-finished_in", "id"
    )
    terms = any_word(words)
    if not terms:
        return said
    query = SearchQuery(terms, config="english", search_type="raw")
    marked = SearchHeadline(
        "words", query, config="english", start_sel=MARK, stop_sel=UNMARK, highlight_all=True
    )
    return said.filter(words__search=query).annotate(marked=marked)
