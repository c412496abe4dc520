"""What the steward sees of searches."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max

from commonpool.access import NETWORK, Actor, Right
from commonpool.matching.models import EmptySearch
from commonpool.organisations.models import Function
from commonpool.people.models import Skill


@dataclass(frozen=True)
class Lack:
    """What was looked for in the last ninety days and not found, by its labels: how often, and when last."""

    words: str
    function: str
    skill: str
    times: int
    last_at: datetime


def empty_searches(actor: Actor, at: datetime, most: int = 50) -> list[Lack]:
    """The searches that found nobody, most frequent first. For stewards; says nothing of who looked."""
    actor.require(Right.RUN_DESK, NETWORK)
    rows: list[Any] = list(
        EmptySearch.objects.filter(searched_at__gte=at - timedelta(days=90))
        .values("words", "function_id", "skill_id")
        .annotate(times=Count("id"), last_at=Max("searched_at"))
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
        )
        for row in rows
    ]


def _names(everything: Any, rows: list[Any], key: str) -> Any:
    """Those of the list that some row names."""
    return everything.filter(pk__in={row[key] for row in rows if row[key]})
