"""Spending limits: whose they are, who is asked, which are over."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from commonpool.access import Actor, Right
from commonpool.bookings.models import SpendingLimit
from commonpool.identity import queries as identity
from commonpool.kernel.refusals import NotFound
from commonpool.people.queries import colleague, council_choices


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
    granted = SpendingLimit.objects.filter(
        organisation_id=organisation_id, holder_id=holder_id, status="granted"
    )
    return granted.select_related("granted_by").first()


def granted_limits(pairs: Collection[tuple[int, int]]) -> dict[tuple[int, int], SpendingLimit]:
    """The standing limits of many, by (organisation, booking manager), with their months. Two SQL queries."""
    if not pairs:
        return {}
    granted = SpendingLimit.objects.filter(
        status="granted",
        organisation_id__in={place for place, _holder in pairs},
        holder_id__in={holder for _place, holder in pairs},
    ).prefetch_related("months")
    return {(each.organisation_id, each.holder_id): each for each in granted}


def limits_over(today: date) -> list[int]:
    """Granted limits whose last day is past."""
    over = SpendingLimit.objects.filter(status="granted", ends_on__lt=today)
    return list(over.order_by("id").values_list("pk", flat=True))


def limits_to_answer(actor: Actor) -> QuerySet[SpendingLimit]:
    """The limits asked for at the councils where the actor may give them, but never to themselves."""
    places = actor.where(Right.GRANT_SPENDING_LIMIT)
    asked = SpendingLimit.objects.filter(status="asked", organisation_id__in=places).exclude(
        holder_id=actor.by
    )
    return asked.select_related("organisation", "holder").order_by("asked_at", "id")


def may_be_budget_holder(email: str, asker_id: int, organisation_id: int, day: date) -> bool:
    """Whether this address is somebody else's at the council: a colleague's, or one at its exact domain."""
    person = identity.person_with_address(email)
    if person is not None:
        return person.pk != asker_id and colleague(organisation_id, email, day) is not None
    return any(council.pk == organisation_id for council in council_choices(email, day))
