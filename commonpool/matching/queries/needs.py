"""Who could answer a need, and why whoever has answered fits it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.access import Actor
from commonpool.availability.models import Listing
from commonpool.availability.queries import bookable_listings
from commonpool.kernel.clock import london_date
from commonpool.matching.models import NeedsLetter, OfficerIndex
from commonpool.matching.queries.reasons import Asked, reasons_for
from commonpool.matching.queries.results import Hit
from commonpool.matching.queries.search import first_found
from commonpool.matching.queries.vocabulary import ideas_in
from commonpool.matching.rules import SLOT, Reason, Wanted
from commonpool.matching.rules.apart import doubled
from commonpool.matching.rules.ideas import typed
from commonpool.needs.lifecycle import OPEN_NEED
from commonpool.needs.models import Need, Offer
from commonpool.needs.queries import left_of, opened_since, spent_pence
from commonpool.organisations.queries import taken_in, wholes_of
from commonpool.people.queries import live_employments

SUGGESTED = 5
WHO = ("name", "themselves")
"""Reasons that say who somebody is, not what they answer."""
LONGEST = 200
"""Characters of a search."""


def wanted_for(need: Need, at: datetime) -> Wanted:
    """What a need of `need_for` looks for, as a search: somebody who knows its function and has all the hours that it
    still wants; all its hours where it wants none."""
    words = " ".join([need.title, *need.skill_names])  # type: ignore[attr-defined]
    left = left_of(need, at)
    each = max(left.by_week.values(), default=need.minutes_each_week) if need.each_week else 0
    return Wanted(
        words=words[:LONGEST],
        function_id=need.function_id,
        nation=need.nation,
        mondays=tuple(left.by_week or need.mondays),
        minutes=each,
        each_week=each > 0,
        total_minutes=0 if each else left.minutes or need.minutes,
        remote=need.remote,
        on_site=need.on_site,
    )


def who_could(actor: Actor, need: Need, at: datetime) -> list[Hit]:
    """The five officers who fit best, each with why: who know its function and have all its hours, within its budget
    if anybody is; where nobody has, half an hour in one of its weeks; where nobody knows the function, anybody so free.
    None whom a rule keeps from the host. As many queries as a search."""
    whole = wanted_for(need, at)
    most = _most_pence(need, whole.minutes_in_all)
    affordable = [replace(whole, most_pence=most)] if most else []
    part = replace(whole, minutes=SLOT, each_week=False, total_minutes=0)
    wishes = [*affordable, whole, part, replace(part, function_id="")]
    return list(first_found(actor, need.host_id, wishes, at))[:SUGGESTED]


def _most_pence(need: Need, minutes: int) -> int:
    """What an hour may cost for what is left of the budget to pay for so many minutes; 0: any price."""
    if not need.budget_pence or not minutes:
        return 0
    return max(need.budget_pence - spent_pence(need), 0) * 60 // minutes


def why_they_fit(need: Need, listings: list[Listing], at: datetime) -> dict[int, list[Reason]]:
    """By listing: what of a need it answers, if it does. A fixed number of queries, none for no listing."""
    if not listings:
        return {}
    wanted = wanted_for(need, at)
    told = reasons_for(listings, wanted, Asked(ideas_in(wanted.words), {}), names=True)
    return {pk: [each for each in reasons if each.kind not in WHO] for pk, reasons in told.items()}


@dataclass(frozen=True)
class Fits:
    """An officer and the needs that fit them, each with when it was opened."""

    person_id: int
    home_id: int
    needs: list[tuple[int, datetime]]


def whom_needs_fit(since: datetime, at: datetime) -> list[Fits]:
    """By officer in the pool: the open needs since then that fit them and to which they have offered nothing.

    Three SQL queries, and one for each need.
    """
    found: dict[int, Fits] = {}
    for need in opened_since(since, at):
        assert need.opened_at is not None
        for person_id, home_id in _fitting(need, at).values_list("person_id", "home_id"):
            fits = found.setdefault(person_id, Fits(person_id, home_id, []))
            fits.needs.append((need.pk, need.opened_at))
    return [found[person_id] for person_id in sorted(found)]


def _fitting(need: Need, at: datetime) -> QuerySet[OfficerIndex]:
    """Officers bookable for pay by its host who know its function, have a skill it wants, or say all of its title."""
    here = live_employments(london_date(at)).filter(person=OuterRef("person"), organisation=need.host_id)
    offered = Offer.objects.filter(need=need, officer=OuterRef("person"))
    rows = OfficerIndex.objects.filter(
        _answers(need),
        ~Exists(here),
        ~Exists(offered),
        listing__in=bookable_listings(at).values("id"),
        home__demonstration=need.host.demonstration,
    )
    place = {"nation": need.nation, "remote": need.remote, "on_site": need.on_site}
    return rows.filter(**{name: value for name, value in place.items() if value}).order_by("person_id")


def _answers(need: Need) -> Q:
    skills: list[str] = need.skill_ids  # type: ignore[attr-defined]
    says = Q(words=SearchQuery(" ".join(map(doubled, typed(need.title))), config="english"))
    functions = ArraySubquery(taken_in(need.function_id).values("pk"))
    return says | Q(function_ids__overlap=functions) | Q(skill_ids__overlap=skills)


def needs_that_fit(person_id: int, need_ids: Iterable[int]) -> list[tuple[Need, list[Reason]]]:
    """Of these needs, for the officer's letter: each that is still open, and why it fits them. Five SQL queries."""
    rows = list(OfficerIndex.objects.filter(person_id=person_id))
    functions = {each for row in rows for each in row.function_ids}
    functions |= wholes_of(functions)
    skills = {each for row in rows for each in row.skill_ids}
    needs = Need.objects.filter(pk__in=list(need_ids), status__in=OPEN_NEED).select_related(
        "host", "function"
    )
    found = needs.prefetch_related("skill_rows__skill").order_by("-opened_at", "id")
    return [(need, _why(need, functions, skills)) for need in found]


def _why(need: Need, functions: set[str], skills: set[str]) -> list[Reason]:
    shared = [row.skill.name for row in need.skill_rows.all() if row.skill_id in skills]  # type: ignore[attr-defined]
    known = [Reason("function", need.function.label)] if need.function_id in functions else []
    return [*(Reason("skill", name) for name in shared), *known] or [Reason("words", need.title)]


def wants_needs_letter(actor: Actor) -> bool:
    """Whether the actor is told of needs once a week: unless they said no."""
    return not NeedsLetter.objects.filter(person=actor.by, stopped_at__isnull=False).exists()
