"""Saved searches: whose they are, which are due, and whom one finds now."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from commonpool.access import Actor, Right
from commonpool.agreements.queries import sees_names
from commonpool.availability.models import Listing
from commonpool.availability.queries import visible_listings
from commonpool.identity.models import Person
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.matching.models import SavedSearch
from commonpool.matching.queries.candidates import within_filters
from commonpool.matching.queries.names import names_like
from commonpool.matching.queries.questions import CAP, MANY, PAGE, matching_words, may_be_name
from commonpool.matching.queries.ranking import called_like, likely_near
from commonpool.matching.queries.search import listings_for, upcoming, without_names
from commonpool.matching.queries.vocabulary import ideas_in
from commonpool.matching.queries.written import Values, any_of
from commonpool.matching.rules import Wanted
from commonpool.people.queries import actor_for

KEPT = (
    "words", "function_id", "skill_id", "nation", "region", "minutes", "each_week", "total_minutes", "remote",
    "on_site", "most_pence", "unlike_us", "home_id",
)  # fmt: skip

# As on the page: names count beside less than a page of those who say it, and what stands near beside that or few who
# may say it.
FOUND = """
WITH full_page AS MATERIALIZED (
     SELECT count(*) >= {page} AS full_page
       FROM (SELECT FROM matching_officerindex it
              WHERE {likely} AND {says} AND {filters} AND it.listing_id IN ({pool}) LIMIT {page}) it),
strict AS MATERIALIZED (
     SELECT count(*) >= {few} AND (SELECT full_page FROM full_page) AS strict
       FROM (SELECT FROM matching_officerindex it WHERE {likely} AND {filters} LIMIT {few}) it)
SELECT listing_id FROM matching_officerindex it
 WHERE ((({likely} OR (NOT (SELECT strict FROM strict) AND {near})) AND {says})
        OR (NOT (SELECT full_page FROM full_page) AND {named}))
   AND {filters} AND it.listing_id IN ({pool}) ORDER BY listing_id DESC LIMIT {most}
"""


def kept(wanted: Wanted) -> dict[str, Any]:
    """What of a search is saved."""
    return {name: getattr(wanted, name) for name in KEPT}


def lasting(wanted: Wanted) -> Wanted:
    """The search without its dates, as it is saved."""
    return Wanted(**kept(wanted) | {"words": wanted.words.strip()[:200]})


def wanted_of(search: SavedSearch) -> Wanted:
    """What a saved search looks for."""
    return Wanted(**{name: getattr(search, name) for name in KEPT})


def saved_searches(actor: Actor) -> QuerySet[SavedSearch]:
    """The searches the actor has saved, the newest first."""
    return SavedSearch.objects.filter(saved_by_id=actor.by, removed_at__isnull=True).order_by(
        "-saved_at", "-id"
    )


def hold_saved_search(actor: Actor, search_id: int) -> SavedSearch:
    """One of the actor's, locked until the change is over. Refuses `not_found`."""
    mine = SavedSearch.objects.filter(pk=search_id, saved_by_id=actor.by)
    found = sole(mine.select_for_update(no_key=True, of=("self",)))
    if found is None:
        raise NotFound
    return found


def saved_searches_due(monday: date) -> list[int]:
    """Those that nobody has looked at in this week, and that are not paused."""
    live = SavedSearch.objects.filter(removed_at__isnull=True, paused_at__isnull=True)
    due = live.filter(told_on__lt=monday, saved_by__is_active=True)
    return list(due.order_by("id").values_list("pk", flat=True))


def owner_of(search: SavedSearch, at: datetime) -> Actor | None:
    """Whose it is, with the rights they have now; None: their account is closed."""
    person = Person.objects.get(pk=search.saved_by_id)
    return actor_for(person_id=person.pk, at=at) if person.is_active else None


def listings_found(actor: Actor, wanted: Wanted, at: datetime) -> list[int]:
    """Whom a search finds now, by listing, the newest first, at most as many as are ranked. Four SQL queries."""
    places, put = sorted(actor.where(Right.SEARCH_POOL)), Values()
    named = sees_names(places)
    wanted = wanted if named else without_names(wanted)
    pool = put.asking(*listings_for(wanted, places, at).values("id").query.sql_with_params())
    ideas = ideas_in(wanted.words)
    (like,) = names_like([wanted.words]) if named and may_be_name(ideas) else [""]
    likely, says = matching_words(wanted, ideas, put, like="")
    asked = FOUND.format(
        likely=any_of(likely),
        near=likely_near(ideas, put),
        says=any_of(says),
        named=called_like(like, put) if like else "false",
        filters=within_filters(wanted, upcoming(at), places, at, put),
        pool=pool,
        page=PAGE,
        few=MANY,
        most=CAP,
    )
    return [listing_id for (listing_id,) in put.answers(asked)]


def newly_found(search: SavedSearch, listing_ids: list[int], at: datetime) -> tuple[list[Listing], bool]:
    """Those of the listings that are still in the pool, and whether their names may be said to who saved the search."""
    owner = owner_of(search, at)
    named = owner is not None and sees_names(owner.where(Right.SEARCH_POOL))
    rows = (
        visible_listings(at).filter(pk__in=listing_ids).select_related("person", "employment__organisation")
    )
    return list(rows.order_by("id")), named
