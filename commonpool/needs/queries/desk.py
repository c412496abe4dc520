"""What the steward sees of needs."""

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from commonpool.access import NETWORK, Actor, Right
from commonpool.needs.models import Need
from commonpool.needs.queries.needs import without_offers
from commonpool.needs.rules import UNMET_AFTER

LATELY = timedelta(days=90)


def unmet_needs(actor: Actor, at: datetime) -> QuerySet[Need]:
    """Needs of the last ninety days without an offer that were open a week, or ended after their sixty days.

    The oldest open ones first. For stewards.
    """
    actor.require(Right.RUN_DESK, NETWORK)
    found = unmet(at).select_related("host", "function").prefetch_related("weeks")
    return found.order_by("-status", "opened_at", "id")


def unmet(at: datetime) -> QuerySet[Need]:
    """The same, for whoever counts them."""
    waited = Q(status="open", opened_at__lt=at - UNMET_AFTER)
    return without_offers(at - LATELY).filter(waited | Q(status="expired"))


def counted_unmet(at: datetime) -> list[dict[str, Any]]:
    """How many there are by function, skill and region of the host; a need of two skills counts for each."""
    rows: Any = Need.objects.filter(pk__in=unmet(at).values("pk"))
    return list(
        rows.values("function_id", "skill_rows__skill_id", "host__region", "host__nation")
        .annotate(times=Count("id", distinct=True))
        .order_by()
    )
