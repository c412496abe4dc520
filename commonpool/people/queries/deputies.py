"""Who decides in an approver's place."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.access import Actor, Right, Role
from commonpool.identity.models import Person
from commonpool.organisations.models import RoleHolding
from commonpool.organisations.queries.register import awaiting_heirs
from commonpool.people.models import Deputy
from commonpool.people.queries.employments import live_employments


def running(day: date) -> QuerySet[Deputy]:
    """Deputies who decide on a day: both work there, and whose deputy it is may still release staff."""
    there = {"organisation_id": OuterRef("organisation_id")}
    approvers = RoleHolding.objects.filter(
        **there, person_id=OuterRef("approver_id"), role=Role.APPROVER, ended_at__isnull=True
    )
    working = live_employments(day).filter(**there)
    return Deputy.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        Exists(approvers),
        Exists(working.filter(person_id=OuterRef("approver_id"))),
        Exists(working.filter(person_id=OuterRef("person_id"))),
        starts_on__lte=day,
        ended_at__isnull=True,
    )


def deputy_of(approver_id: int, organisation_id: int, day: date) -> Person | None:
    """Who decides there in this approver's place on a day."""
    found = running(day).filter(approver_id=approver_id, organisation_id=organisation_id)
    first = found.select_related("person").first()
    return first.person if first else None


def deputies_over(day: date) -> list[int]:
    """Deputies still on record who decide no more: the last day is past, or either works there no more, or whose
    deputy it is may not release staff. Not where their council has ended and others take over."""
    begun = Deputy.objects.filter(ended_at__isnull=True, starts_on__lte=day)
    begun = begun.exclude(organisation__in=awaiting_heirs(day))
    return list(begun.exclude(pk__in=running(day).values("pk")).order_by("id").values_list("pk", flat=True))


def deputies_named(actor: Actor, day: date) -> QuerySet[Deputy]:
    """The deputies the actor has as an approver, not over yet: those who decide, and those who will."""
    mine = Deputy.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        approver_id=actor.by,
        organisation_id__in=actor.where(Right.GRANT_PERMISSION) - actor.only_deputy,
        ended_at__isnull=True,
    )
    return mine.select_related("organisation", "person").order_by("starts_on", "id")
