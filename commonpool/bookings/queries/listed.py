"""The listing of an officer who is asked for, with all that hangs on it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet

from commonpool.agreements import queries as agreements
from commonpool.availability.lifecycle import LIVE_PERMISSION
from commonpool.availability.models import Listing
from commonpool.bookings.queries.needs import contact_for
from commonpool.bookings.rules.asking import Ask
from commonpool.kernel.prepared import Asking
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import Compiled
from commonpool.organisations.models import Function, Succession
from commonpool.people.queries import live_employments

GONE = ("draft", "closed")


def listings_asked(
    asks: Mapping[str, Ask], host_id: int, today: date, by: int, *, permitted: bool
) -> Asking[list[Listing]]:
    """Asks for the listings of these askings, in their order. One SQL query. Refuses `not_found`.

    `permitted`: with the permission that is live, as `held`; who locks it reads it then.
    """
    question = _PERMITTED if permitted else _LISTING
    return question.asking_each([
        {
            "officer": officer,
            "host_id": host_id,
            "function_id": ask.function_id,
            "by": by,
            "today": today,
            "contact": "" if "\0" in ask.contact else ask.contact,
        }
        for officer, ask in asks.items()
    ]).then(_all_found)  # fmt: skip


def _all_found(found: list[list[Listing]]) -> list[Listing]:
    if not all(found):
        raise NotFound
    return [rows[0] for rows in found]


def _listing_asked(
    officer: str, host_id: int, function_id: str, contact: str, by: int, today: date
) -> QuerySet[Listing]:
    """A listing with all that hangs on it, and what the law wants to know of the two councils."""
    home_id = OuterRef("employment__organisation_id")
    employed_by_host = live_employments(today).filter(
        person_id=OuterRef("person_id"), organisation_id=host_id
    )
    rows: Any = Listing.objects.filter(reference=officer).exclude(status__in=GONE)
    asked: QuerySet[Listing] = rows.select_related("person", "employment__organisation__joining").annotate(
        host_employs=Exists(employed_by_host),
        function_known=Exists(Function.objects.filter(pk=function_id)),
        contact_id=contact_for(host_id, contact, by, today),
        home_heirs=heirs_of(home_id),
        host_heirs=heirs_of(host_id),
        set_aside=agreements.set_aside(home_id, host_id, today),
        vat_said=agreements.vat_said(home_id),
        **agreements.newest_law(),
    )
    return asked


def _permitted(**asked: Any) -> QuerySet[Listing]:
    live = FilteredRelation("permissions", condition=Q(permissions__status__in=LIVE_PERMISSION))
    asked_for: Any = _listing_asked(**asked)
    permitted: QuerySet[Listing] = asked_for.annotate(held=live).select_related("held")
    return permitted


def heirs_of(organisation_id: Any) -> ArraySubquery:
    """The names of the bodies that take an organisation's place, as an expression."""
    following = Succession.objects.filter(predecessor=organisation_id).order_by("successor__name")
    return ArraySubquery(following.values("successor__name"))


_EXAMPLES: dict[str, Any] = {"officer": "no reference", "function_id": "no function", "contact": "no address"}
_LISTING = Compiled(_listing_asked, host_id=-1, by=-2, today=date.min, **_EXAMPLES)
_PERMITTED = Compiled(_permitted, host_id=-1, by=-2, today=date.min, **_EXAMPLES)
