"""What the steward sees of searches."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Max

from commonpool.access import NETWORK, Actor, Right
from commonpool.matching.models import EmptySearch


@dataclass(frozen=True)
class Lack:
    """What was looked for in the last ninety days and not found: how often, and when last."""

    words: str
    function_id: str
    skill_id: str
    times: int
    last_at: datetime


def empty_searches(actor: Actor, at: datetime, most: int = 50) -> list[Lack]:
    """The searches that found nobody, most frequent first. For stewards; says nothing of who looked."""
    actor.require(Right.RUN_DESK, NETWORK)
    rows = (
        EmptySearch.objects.filter(searched_at__gte=at - timedelta(days=90))
        .values("words", "function_id", "skill_id")
        .annotate(times=Count("id"), last_at=Max("searched_at"))
        .order_by("-times", "-last_at")[:most]
    )
    return [Lack(**row) for row in rows]
