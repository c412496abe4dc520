"""Listings: one's own, one's council's, and those in the pool."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.access import Actor, Right
from commonpool.availability.lifecycle import LIVE_LISTING, OPEN_PERMISSION
from commonpool.availability.models import Listing, Permission
from commonpool.availability.queries.pool import visible_on
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import Compiled, sole

CARES_FOR_OFFICERS = (Right.GRANT_PERMISSION, Right.CHECK_PAYROLL, Right.CHECK_APPROVERS)


def listing(listing_id: int) -> Listing:
    """One listing by its row, for later stages that have judged who asks. Refuses `not_found`."""
    found = _whole().filter(pk=listing_id).first()
    if found is None:
        raise NotFound
    return found


def my_listing(actor: Actor) -> Listing | None:
    """The actor's one live listing: draft, listed or paused."""
    return _whole().filter(person_id=actor.by, status__in=LIVE_LISTING).first()


def my_listing_alone(actor: Actor) -> Listing | None:
    """The actor's one live listing without what it lists, to say where it stands. One SQL query."""
    return Listing.objects.filter(person_id=actor.by, status__in=LIVE_LISTING).first()


def lock_to_carry(employment_ids: Collection[int], permission_ids: Collection[int]) -> set[int]:
    """Open permissions of these employments and these besides, then the employments' live listings, locked in order.

    Says whose listings they are.
    """
    open_ones = Q(employment_id__in=employment_ids, status__in=OPEN_PERMISSION)
    rows = Permission.objects.filter(open_ones | Q(pk__in=permission_ids)).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk"))
    live = Listing.objects.filter(employment_id__in=employment_ids, status__in=LIVE_LISTING).order_by("pk")
    return set(live.select_for_update(no_key=True).values_list("person_id", flat=True))


def listing_for(actor: Actor, reference: str, at: datetime) -> Listing:
    """One's own listing, one of one's council's officers, or one in the pool. Refuses `not_found`.

    The pool is for people who work at a council: for them a listing is there while it is visible. One SQL query;
    what it lists is read by whoever shows it.
    """
    found: Any = sole(_SEEN(reference=reference, today=london_date(at)))
    if found is None or actor.person_id is None:
        raise NotFound
    home = found.employment.organisation_id
    if found.person_id == actor.person_id or any(actor.may(right, home) for right in CARES_FOR_OFFICERS):
        return found
    if not actor.where(Right.SEARCH_POOL) or not found.is_visible:
        raise NotFound
    return found


def _alone() -> QuerySet[Listing]:
    return Listing.objects.select_related("person", "employment__organisation")


def _seen(reference: str, today: date) -> QuerySet[Listing]:
    visible = Exists(visible_on(today).filter(pk=OuterRef("pk")))
    return _alone().filter(reference=reference).annotate(is_visible=visible)


_SEEN = Compiled(_seen, reference="no reference", today=date.min)


def _whole() -> QuerySet[Listing]:
    return _alone().prefetch_related("skills", "functions", "blocks")
