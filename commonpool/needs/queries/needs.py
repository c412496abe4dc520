"""Needs: who sees which, which are like one that is being written, which have been open for sixty days."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, When

from commonpool.access import NETWORK, Actor, Right
from commonpool.agreements.queries import sees_names
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.kernel.rows import sole
from commonpool.needs.lifecycle import OPEN_NEED, WAITING_OFFER
from commonpool.needs.models import Need, NeedBooking, NeedSkill, NeedWeek, Offer
from commonpool.organisations.queries import taken_in
from commonpool.people.queries import like_text

LIKE_ONES = 3
PREVIEWED = ("host", "function")


def need_for(actor: Actor, reference: str) -> Need:
    """One need with its weeks and `skill_names`. Refuses `not_found`.

    Whoever may search the pool sees it, and a steward; a draft, only who may ask for its host.
    """
    found = sole(_with_it(_seen_by(actor).filter(reference=reference)))
    if found is None:
        raise NotFound
    return found


def own_need(actor: Actor, need_id: int) -> Need:
    """A need of a council for which the actor may ask. Refuses `not_found` and, to who sees it only, `forbidden`."""
    found = sole(_seen_by(actor).filter(pk=need_id))
    if found is None:
        raise NotFound
    if not actor.may(Right.REQUEST_BOOKING, found.host_id):
        raise Forbidden
    return found


def _seen_by(actor: Actor) -> QuerySet[Need]:
    ours = Q(host__in=actor.where(Right.REQUEST_BOOKING))
    if actor.where(Right.SEARCH_POOL) or actor.may(Right.RUN_DESK, NETWORK):
        ours |= ~Q(status="draft") & Q(opened_at__isnull=False)
    return Need.objects.filter(ours).select_related(*PREVIEWED).defer("words")


def open_needs(actor: Actor, at: datetime, *, function_id: str = "", nation: str = "") -> QuerySet[Need]:
    """What is needed in the network now, the newest first. Requires `search_pool` somewhere.

    `nation`: of the council that asks. A function takes in its parts.
    """
    if not actor.where(Right.SEARCH_POOL):
        raise Forbidden
    found = still_open(at).select_related(*PREVIEWED).prefetch_related("weeks")
    if function_id:
        found = found.filter(function__in=taken_in(function_id))
    if nation:
        found = found.filter(host__nation=nation)
    return found.order_by("-opened_at", "-id")


def needs_of(actor: Actor) -> QuerySet[Need]:
    """The needs of the councils for which the actor may ask, with how many offers wait.

    Those for which some wait first, then the newest.
    """
    ours = (
        Need.objects.filter(host__in=actor.where(Right.REQUEST_BOOKING))
        .select_related(*PREVIEWED)
        .defer("words")
    )
    waiting = Count("offers", filter=Q(offers__status__in=WAITING_OFFER))
    return (
        ours.prefetch_related("weeks")
        .annotate(waiting=waiting)
        .order_by(Case(When(waiting__gt=0, then=0), default=1), "-written_at", "-id")
    )


def similar_needs(
    actor: Actor, title: str, function_id: str, at: datetime, *, but: int | None = None
) -> list[Need]:
    """Up to three open needs that say much the same, of the same function first. Two SQL queries.

    None to whoever may not search the pool.
    """
    if not actor.where(Right.SEARCH_POOL):
        return []
    same = Case(When(function=function_id, then=0), default=1)
    found: Any = like_text(open_needs(actor, at).exclude(pk=but or 0), title)
    return list(found.order_by(same, "-likeness", "-id")[:LIKE_ONES])


def still_open(at: datetime) -> QuerySet[Need]:
    """Needs to which officers may offer now."""
    return Need.objects.filter(status__in=OPEN_NEED, expires_on__gte=london_date(at)).defer("words")


def sees_host(actor: Actor, need: Need) -> bool:
    """Whether the actor is told which council asks: as officers' names are, to councils that have joined; a steward
    always."""
    places = actor.where(Right.SEARCH_POOL)
    return need.host_id in places or sees_names(places) or actor.may(Right.RUN_DESK, NETWORK)


def opened_since(since: datetime, at: datetime) -> list[Need]:
    """Open needs that were opened after an instant, with their weeks and the ids of their skills."""
    skills = NeedSkill.objects.filter(need=OuterRef("pk"))
    found: Any = still_open(at).filter(opened_at__gt=since).select_related(*PREVIEWED)
    found = _with_it(found).annotate(skill_ids=ArraySubquery(skills.values("skill_id")))
    return list(found.order_by("opened_at", "id"))


def needs_over(at: datetime) -> list[int]:
    """Needs whose last day is past, or whose weeks have all begun, and that nobody has ended."""
    today = london_date(at)
    to_come = NeedWeek.objects.filter(need=OuterRef("pk"), monday__gt=today)
    over = Need.objects.filter(Q(expires_on__lt=today) | ~Exists(to_come), status__in=OPEN_NEED)
    return list(over.order_by("expires_on", "id").values_list("pk", flat=True))


def has_weeks_to_come(need: Need, at: datetime) -> bool:
    """Whether one of its weeks has not begun."""
    return need.weeks.filter(monday__gt=london_date(at)).exists()  # type: ignore[attr-defined, no-any-return]


def weeks_begun(need: Need, at: datetime) -> list[date]:
    """The Mondays of its weeks that have begun, in order."""
    begun = NeedWeek.objects.filter(need=need, monday__lte=london_date(at))
    return list(begun.order_by("monday").values_list("monday", flat=True))


def lock_need(need_id: int) -> Need:
    """A need, locked until the change is over: after what a booking locks, before its offers."""
    return Need.objects.select_for_update(no_key=True, of=("self",)).get(pk=need_id)


def lock_needs(need_ids: Collection[int]) -> list[Need]:
    """These needs, locked in the order of their rows until the change is over."""
    found = Need.objects.filter(pk__in=need_ids).order_by("pk")
    return list(found.select_for_update(no_key=True, of=("self",)))


def _with_it(found: QuerySet[Need]) -> QuerySet[Need]:
    """Each with its weeks and, asked for with it, the names of its skills."""
    skills = NeedSkill.objects.filter(need=OuterRef("pk")).order_by("skill__name")
    return found.annotate(skill_names=ArraySubquery(skills.values("skill__name"))).prefetch_related("weeks")


def without_offers(since: datetime) -> QuerySet[Need]:
    """Needs that were opened since then, for which nobody is asked and nobody's offer came to anything yet.

    An offer that was set aside as the need dropped its weeks came to nothing.
    """
    nothing = Q(status__in=("withdrawn", "fell_through")) | Q(
        status="set_aside", answered_by_rule="need_changed"
    )
    answered = Offer.objects.filter(~nothing, need=OuterRef("pk"))
    asked = NeedBooking.objects.filter(need=OuterRef("pk"), minutes__gt=0)
    return Need.objects.filter(~Exists(answered), ~Exists(asked), opened_at__gte=since)
