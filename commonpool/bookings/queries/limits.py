"""Spending limits: whose they are, who is asked, which are over."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.access import Actor, Right, Role
from commonpool.bookings.lifecycle import OPEN_LIMIT
from commonpool.bookings.models import SpendingLimit
from commonpool.identity.models import Person
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import Compiled, sole
from commonpool.organisations.models import RoleHolding
from commonpool.organisations.queries.register import awaiting_heirs
from commonpool.people.queries import holders, live_employments, serving, works_as


def limit_for(actor: Actor, reference: str) -> SpendingLimit:
    """One spending limit: one's own, or one of a council where the actor sees money. Refuses `not_found`."""
    found = limits_of(actor).filter(reference=reference).first()
    if found is None:
        raise NotFound
    return found


def limits_of(actor: Actor) -> QuerySet[SpendingLimit]:
    """The limits the actor has, asked for, is asked to give, or sees as finance, newest first."""
    places = actor.where(Right.GRANT_SPENDING_LIMIT) | actor.where(Right.SEE_MONEY)
    return (
        SpendingLimit.objects.filter(Q(holder_id=actor.by) | Q(organisation_id__in=places))
        .select_related("organisation", "holder", "granted_by")
        .prefetch_related("months")
        .order_by("-asked_at", "-id")
    )


def limit(limit_id: int) -> SpendingLimit:
    """One limit by its row, for letters. Refuses `not_found`."""
    found = (
        SpendingLimit.objects.select_related("organisation", "holder", "granted_by")
        .filter(pk=limit_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def limit_to_answer(actor: Actor, limit_id: int) -> SpendingLimit:
    """A limit by its row, for those who may see it. Refuses `not_found`."""
    found = limits_of(actor).filter(pk=limit_id).first()
    if found is None:
        raise NotFound
    return found


def granted_limit(organisation_id: int, holder_id: int) -> SpendingLimit | None:
    """The standing limit of a booking manager."""
    return sole(granted_to(organisation_id, holder_id).select_related("granted_by"))


def granted_to(organisation_id: int, holder_id: int) -> QuerySet[SpendingLimit]:
    """The same as a question: at most one row."""
    return SpendingLimit.objects.filter(
        organisation_id=organisation_id, holder_id=holder_id, status="granted"
    )


def offered_under(
    organisation_id: int, holder_id: int, day: date
) -> tuple[SpendingLimit | None, SpendingLimit | None]:
    """The standing limit of a booking manager, and the same where it is `usable`. One SQL query."""
    found: Any = sole(_OFFERED(organisation_id=organisation_id, holder_id=holder_id, day=day))
    return found, found if found and found.is_usable else None


def _offered(organisation_id: int, holder_id: int, day: date) -> QuerySet[SpendingLimit]:
    granted = granted_to(organisation_id, holder_id).annotate(is_usable=_usable(day))
    return granted.select_related("granted_by")


def usable(limit: SpendingLimit | None, day: date) -> SpendingLimit | None:
    """The limit while its holder is still booking manager there and works there: it is nobody else's."""
    if limit is None or not works_as(limit.holder_id, limit.organisation_id, Role.BOOKING_MANAGER, day):
        return None
    return limit


def usable_limits(pairs: Collection[tuple[int, int]], day: date) -> dict[tuple[int, int], SpendingLimit]:
    """The same of many, by (organisation, booking manager), with their months. Two SQL queries."""
    if not pairs:
        return {}
    granted = SpendingLimit.objects.filter(
        _usable(day),
        status="granted",
        organisation_id__in={place for place, _holder in pairs},
        holder_id__in={holder for _place, holder in pairs},
    ).prefetch_related("months")
    return {(each.organisation_id, each.holder_id): each for each in granted}


def _usable(day: date) -> Exists:
    here = {"person_id": OuterRef("holder_id"), "organisation_id": OuterRef("organisation_id")}
    held = RoleHolding.objects.filter(**here, role=Role.BOOKING_MANAGER, ended_at__isnull=True)
    return Exists(serving(held, day))


_OFFERED = Compiled(_offered, organisation_id=-1, holder_id=-2, day=date.min)


def limits_over(today: date) -> list[int]:
    """Granted limits whose last day is past."""
    over = SpendingLimit.objects.filter(status="granted", ends_on__lt=today)
    return list(over.order_by("id").values_list("pk", flat=True))


def limits_held(person_id: int, organisation_id: int) -> list[int]:
    """The limits a person has or has asked for there."""
    open_ones = SpendingLimit.objects.filter(organisation_id=organisation_id, status__in=OPEN_LIMIT)
    return list(open_ones.filter(holder_id=person_id).order_by("id").values_list("pk", flat=True))


def limits_of_leavers(today: date) -> list[int]:
    """Limits asked for or granted whose holder works there no more; not of a council that others take over from."""
    employed = live_employments(today).filter(
        person_id=OuterRef("holder_id"), organisation_id=OuterRef("organisation_id")
    )
    open_ones = SpendingLimit.objects.filter(~Exists(employed), status__in=OPEN_LIMIT)
    open_ones = open_ones.exclude(organisation__in=awaiting_heirs(today))
    return list(open_ones.order_by("id").values_list("pk", flat=True))


def limits_to_answer(actor: Actor) -> QuerySet[SpendingLimit]:
    """The limits asked for at the councils where the actor may give them, but never to themselves."""
    places = actor.where(Right.GRANT_SPENDING_LIMIT)
    asked = SpendingLimit.objects.filter(status="asked", organisation_id__in=places).exclude(
        holder_id=actor.by
    )
    return asked.select_related("organisation", "holder").order_by("asked_at", "id")


def budget_holders(organisation_id: int, asker_id: int, day: date) -> list[Person]:
    """Who can say yes to the asker's money: those who hold the role and work there, and never the asker."""
    held = holders(organisation_id, Role.BUDGET_HOLDER, day)
    return [each.person for each in held.exclude(person_id=asker_id)]


def lock_budget_holder(organisation_id: int, asker_id: int, person_id: int, day: date) -> Person | None:
    """The one of them that is asked, with the address they have until the change is over."""
    held = holders(organisation_id, Role.BUDGET_HOLDER, day).exclude(person_id=asker_id)
    found = held.filter(person_id=person_id).select_for_update(of=("person",), no_key=True).first()
    return found.person if found else None
