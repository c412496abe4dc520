"""Finding the person who has already done it, and saying why they are shown."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from commonpool.access import Actor, Right
from commonpool.agreements.queries import sees_names
from commonpool.availability.models import Week
from commonpool.availability.queries import bookable_listings, visible_listings
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date
from commonpool.matching.models import OfficerIndex
from commonpool.matching.queries.results import Hit, described
from commonpool.matching.rules import SLOT, Wanted, any_word
from commonpool.people.queries import live_employments

PAGE = 20
CAP = 5000
"""Candidates ranked at most; a broader search says "5,000+"."""
WEEKS_AHEAD = 12


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
    joined = sees_names(places)
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


def within_filters(
    wanted: Wanted, mondays: Iterable[date], places: list[int], at: datetime
) -> QuerySet[OfficerIndex]:
    """Search rows of visible listings within the filters, each with its free minutes in these weeks."""
    asks_time = bool(wanted.minutes or wanted.total_minutes)
    pool = bookable_listings(at) if asks_time else visible_listings(at)
    if asks_time:
        here = live_employments(london_date(at)).filter(person_id=OuterRef("person_id"))
        pool = pool.exclude(*(Exists(here.filter(organisation_id=place)) for place in places))
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
        .filter(monday__in=list(mondays), monday__gt=london_date(at), offered_minutes__gt=F("held_minutes"))
        .order_by()
        .values("person")
    )
    minutes = (F("offered_minutes") - F("held_minutes")) / SLOT * SLOT  # whole half hours, as booked
    rows = rows.annotate(free=Coalesce(Subquery(free.annotate(sum=Sum(minutes)).values("sum")), 0))
    if wanted.total_minutes:
        rows = rows.filter(free__gte=wanted.total_minutes)
    if wanted.minutes:
        most = Subquery(free.annotate(max=Max(minutes)).values("max"))
        rows = rows.alias(most=most).filter(most__gte=wanted.minutes)
    return rows


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
