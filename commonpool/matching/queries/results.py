"""What a result shows: why it is there, which weeks would serve, what an hour costs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVector
from django.db.models import Case, F, Func, Q, QuerySet, TextField, Value, When

from commonpool.agreements.queries import prices_for
from commonpool.availability.models import Listing, ListingFunction, ListingSkill
from commonpool.bookings.queries import free_weeks
from commonpool.kernel.clock import london_date
from commonpool.kernel.names import name_of
from commonpool.matching.models import OfficerIndex
from commonpool.matching.queries.ranking import functions_of, literal, marking
from commonpool.matching.rules import Plan, Reason, Wanted, plan, single_week
from commonpool.matching.rules.ideas import Idea
from commonpool.people.models import Experience

MARK, UNMARK = "\u2066", "\u2069"
"""Invisible isolates put around the words that match; the page turns them into <mark>."""
MARKS: dict[str, Any] = {"start_sel": MARK, "stop_sel": UNMARK, "highlight_all": True, "config": "english"}
TOLD_FIRST = 2
"""Things that were done which are told before skills and functions: a card shows the first few reasons."""


@dataclass(frozen=True)
class Home:
    code: str
    name: str
    nation: str


@dataclass(frozen=True)
class Hit:
    """One result. To somebody whose council has not joined: no name, home, price, and no words of the officer's."""

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


def described(
    ranked: list[OfficerIndex],
    wanted: Wanted,
    ideas: list[Idea],
    mondays: Iterable[date],
    places: list[int],
    at: datetime,
    *,
    names: bool,
) -> list[Hit]:
    """Each result with its reasons, free weeks and price, for the page shown only. A fixed number of queries."""
    days = sorted(mondays)
    rows = Listing.objects.filter(pk__in=[row.listing_id for row in ranked])
    listings = {listing.pk: listing for listing in rows.select_related("person", "employment__organisation")}
    free = free_weeks(list(listings.values()), places, days[0], days[-1], at)
    prices = prices_for({row.home_id for row in ranked}, london_date(at))
    why = reasons_for(list(listings.values()), wanted, ideas, names=names)
    return [
        _hit(listings[row.listing_id], wanted, free.get(row.listing_id, {}), prices, why, names=names)
        for row in ranked
    ]


def _hit(
    listing: Listing,
    wanted: Wanted,
    free: Mapping[date, int],
    prices: Mapping[int, Mapping[str, int]],
    why: Mapping[int, list[Reason]],
    *,
    names: bool,
) -> Hit:
    home, employment = listing.employment.organisation, listing.employment
    asked_in = {
        monday: minutes for monday, minutes in free.items() if not wanted.mondays or monday in wanted.mondays
    }
    served = plan(wanted.total_minutes, asked_in)
    if not wanted.total_minutes and wanted.minutes:
        served = single_week(wanted.minutes, asked_in)
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
        plan=served,
        hourly_price_pence=prices.get(home.pk, {}).get(employment.grade_band) if names else None,
    )


def reasons_for(
    listings: list[Listing], wanted: Wanted, ideas: list[Idea], *, names: bool
) -> dict[int, list[Reason]]:
    """Why each listing matches: two things that were done, with who confirmed one if anybody did, then what they offer.

    Never none where something was asked: the headline or the job says the rest.

    Without `names`, only what names nobody: skills, functions, the job.
    """
    ids = [listing.pk for listing in listings]
    found: dict[int, list[Reason]] = {pk: [] for pk in ids}
    query, offered = marking(ideas), [wanted.function_id, *functions_of(ideas, wanted.leans_to)]
    done: dict[int, list[Reason]] = {}
    if names and query is not None:
        by_person = {listing.person_id: listing.pk for listing in listings}
        done = _done(by_person, query, literal(wanted.words) or query, offered)
    for pk, said in done.items():
        found[pk] += said[:TOLD_FIRST]
    for row in _matching(ListingSkill, "skill", "name", ids, query, [wanted.skill_id]):
        found[row.listing_id].append(Reason("skill", str(row.skill)))
    for row in _matching(ListingFunction, "function", "label", ids, query, offered):
        found[row.listing_id].append(Reason("function", str(row.function)))
    for pk, said in done.items():
        found[pk] += said[TOLD_FIRST:]
    for listing in listings:
        found[listing.pk] += _the_rest(listing, wanted, found[listing.pk], names=names)
    return found


def _the_rest(listing: Listing, wanted: Wanted, found: list[Reason], *, names: bool) -> list[Reason]:
    """What the filters say, and, where words matched nothing named yet, the headline or the job."""
    home = listing.employment.organisation
    rest = []
    if wanted.words and not found:
        rest.append(
            Reason("headline", listing.headline)
            if names
            else Reason("job", name_of(listing.employment.job_title))
        )
    if wanted.region or wanted.nation:
        rest.append(Reason("place", name_of(home.region if wanted.region else home.nation)))
    if wanted.remote:
        rest.append(Reason("remote", ""))
    if wanted.on_site:
        rest.append(Reason("on_site", ""))
    return rest


def _matching(
    model: Any, link: str, name: str, ids: list[int], query: SearchQuery | None, chosen: list[str]
) -> Iterable[Any]:
    """The rows whose thing was chosen or is of what is asked for, or has a name that the words match."""
    wanted = Q(**{f"{link}_id__in": [each for each in chosen if each]})
    rows = model.objects.filter(listing__in=ids).select_related(link).order_by(f"{link}__{name}")
    if query is not None:
        names: list[Any] = [f"{link}__{name}"]
        if link == "skill":
            names.append(
                Func(F("skill__aliases"), Value(" "), function="array_to_string", output_field=TextField())
            )
        rows = rows.annotate(said=SearchVector(*names, config="english"))
        wanted |= Q(said=query)
    return rows.filter(wanted)


def _done(
    by_person: Mapping[int, int], query: SearchQuery, words: SearchQuery, offered: list[str]
) -> dict[int, list[Reason]]:
    """What was done that answers, by listing: first what somebody confirmed, or second where only one's own words do.

    What has none of the words and is only of a function that is asked for is told once, where it adds who confirmed.
    """
    found: dict[int, list[Reason]] = {}
    for done in _experiences(list(by_person), query, words, offered):
        told = found.setdefault(by_person[done.person_id], [])
        if done.says or not told or (done.confirmed_at and not any(each.by for each in told)):
            by = done.confirmed_by.name if done.confirmed_by else ""
            told.append(Reason("confirmed" if done.confirmed_at else "words", done.marked, by))
    for told in found.values():
        confirmed = next((n for n, reason in enumerate(told) if reason.kind == "confirmed"), 0)
        if confirmed >= TOLD_FIRST:
            told.insert(TOLD_FIRST - 1, told.pop(confirmed))
    return found


def _experiences(
    person_ids: list[int], query: SearchQuery, words: SearchQuery, offered: list[str]
) -> QuerySet[Any]:
    """What these people have done that answers; then what was confirmed and has a word as it was typed; then the
    rest of what was done in those functions. Of each, what was confirmed first. `marked`: matching words in marks.
    """
    live = Experience.objects.filter(person_id__in=person_ids, withdrawn_at__isnull=True)
    answers, literally = Q(said=query), Q(said=words, confirmed_at__isnull=False)
    mark_literally = SearchHeadline("words", words, **MARKS)
    return (
        live.alias(said=SearchVector("words", config="english"))
        .filter(answers | literally | Q(function_id__in=[each for each in offered if each]))
        .annotate(
            says=Case(When(answers, then=2), When(literally, then=1), default=0),
            marked=Case(When(answers, then=SearchHeadline("words", query, **MARKS)), default=mark_literally),
        )
        .order_by("-says", F("confirmed_at").desc(nulls_last=True), "-finished_in", "id")
        .select_related("confirmed_by")
    )
