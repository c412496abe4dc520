"""What the steward sees of searches."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Max, Q

from commonpool.access import NETWORK, Actor, Right
from commonpool.matching.models import EmptySearch
from commonpool.needs.queries import LATELY, counted_unmet
from commonpool.organisations.models import Function
from commonpool.people.models import Skill


@dataclass(frozen=True)
class Lack:
    """What was looked for in the last ninety days in vain, by its labels: how often, when last, and by which councils.

    `things`: how many things its words ask for; `said`: how many of them whoever came nearest said.
    """

    words: str
    function: str
    skill: str
    times: int
    last_at: datetime
    councils: list[str]
    things: int
    said: int


def empty_searches(actor: Actor, at: datetime, most: int = 50) -> list[Lack]:
    """The searches that nobody answered whole, most frequent first, but those whose words were forgotten.

    For stewards; says which council looked, and nothing of the person.
    """
    actor.require(Right.RUN_DESK, NETWORK)
    rows: list[Any] = list(
        EmptySearch.objects.filter(searched_at__gte=at - LATELY)
        .exclude(words="", function_id="", skill_id="")
        .values("words", "function_id", "skill_id")
        .annotate(
            times=Count("id"),
            last_at=Max("searched_at"),
            councils=ArrayAgg("organisation__name", distinct=True, filter=Q(organisation__isnull=False)),
            things=Max("things"),
            said=Max("said"),
        )
        .order_by("-times", "-last_at")[:most]
    )
    functions = dict(_names(Function.objects, rows, "function_id").values_list("pk", "label"))
    skills = dict(_names(Skill.objects, rows, "skill_id").values_list("pk", "name"))
    return [
        Lack(
            row["words"],
            functions.get(row["function_id"], row["function_id"]),
            skills.get(row["skill_id"], row["skill_id"]),
            row["times"],
            row["last_at"],
            row["councils"] or [],
            row["things"],
            row["said"],
        )
        for row in rows
    ]


@dataclass(frozen=True)
class Unmet:
    """How often in ninety days one thing was looked for in vain, and needed and not offered, in a region."""

    function: str
    skill: str
    region: str
    searches: int
    needs: int


def unmet_demand(actor: Actor, at: datetime) -> list[Unmet]:
    """What the network lacked in the last ninety days, by function, skill and region, the most first.

    Searches count by their filters, in the region of the council that looked. For stewards; says nothing of who
    looked. Four SQL queries.
    """
    actor.require(Right.RUN_DESK, NETWORK)
    place = ("organisation__region", "organisation__nation")
    searches: list[Any] = list(
        EmptySearch.objects.filter(searched_at__gte=at - LATELY)
        .values("function_id", "skill_id", *place)
        .annotate(times=Count("id"))
    )
    found: dict[tuple[str, str, str], list[int]] = {}
    for row in searches:
        region = row["organisation__region"] or row["organisation__nation"] or ""
        found.setdefault((row["function_id"], row["skill_id"], region), [0, 0])[0] += row["times"]
    for row in counted_unmet(at):
        region = row["host__region"] or row["host__nation"]
        skill = row["skill_rows__skill_id"] or ""
        found.setdefault((row["function_id"], skill, region), [0, 0])[1] += row["times"]
    keys = [{"function_id": function, "skill_id": skill} for function, skill, _region in found]
    functions = dict(_names(Function.objects, keys, "function_id").values_list("pk", "label"))
    skills = dict(_names(Skill.objects, keys, "skill_id").values_list("pk", "name"))
    rows = [
        Unmet(functions.get(function, function), skills.get(skill, skill), region, *counts)
        for (function, skill, region), counts in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.searches - row.needs, row.function, row.skill, row.region))


def _names(everything: Any, rows: list[Any], key: str) -> Any:
    """Those of the list that some row names."""
    return everything.filter(pk__in={row[key] for row in rows if row[key]})
