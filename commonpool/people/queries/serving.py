"""Who serves in a role: they hold it and work there. A leaver serves nobody, whatever they were granted."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from commonpool.access import Role
from commonpool.identity.models import Person
from commonpool.organisations.models import RoleHolding
from commonpool.organisations.queries import roles
from commonpool.people.models import Employment
from commonpool.people.queries.employments import live_employments


def serving(held: QuerySet[RoleHolding], day: date) -> QuerySet[RoleHolding]:
    """Those of these holdings whose holder works at their organisation on a day."""
    there = {"person_id": OuterRef("person_id"), "organisation_id": OuterRef("organisation_id")}
    return held.filter(Exists(live_employments(day).filter(**there)))


def holders(organisation_id: int, role: Role, day: date) -> QuerySet[RoleHolding]:
    """Who serves an organisation in a role on a day, first granted first."""
    return serving(roles.holders(organisation_id, role), day)


def holders_at(organisation_ids: Iterable[int], role: Role, day: date) -> dict[int, list[Person]]:
    """The same of many organisations. One SQL query, none where there are none."""
    found: dict[int, list[Person]] = {place: [] for place in organisation_ids}
    for held in serving(roles.holders_at(found, role), day) if found else ():
        assert held.organisation_id is not None
        found[held.organisation_id].append(held.person)
    return found


def roles_filled(organisation_id: int, day: date) -> dict[Role, int]:
    """How many serve an organisation in each role on a day; roles nobody serves in are left out. One SQL query."""
    held = RoleHolding.objects.filter(organisation_id=organisation_id, ended_at__isnull=True)
    rows = serving(held, day).values_list("role").annotate(number=Count("pk")).order_by("role")
    return {Role(role): number for role, number in rows}


def administered(organisation_ids: Iterable[int], day: date) -> set[int]:
    """Which of these organisations have an administrator on a day."""
    held = RoleHolding.objects.filter(
        role=Role.COUNCIL_ADMINISTRATOR, ended_at__isnull=True, organisation_id__in=list(organisation_ids)
    )
    return {place for place in serving(held, day).values_list("organisation_id", flat=True) if place}


def roles_of_leavers(day: date) -> list[tuple[int, int]]:
    """Pairs of (person, organisation) whose roles outlived an employment that is over on a day.

    A role given to a colleague who has not said yet that they work there waits for them: it is none of these.
    """
    over = Employment.objects.filter(
        person_id=OuterRef("person_id"),
        organisation_id=OuterRef("organisation_id"),
        ends_on__lt=day,
        ends_on__gte=OuterRef("granted_at__date"),
    )
    held = RoleHolding.objects.filter(ended_at__isnull=True, organisation__isnull=False)
    left = held.filter(Exists(over)).exclude(pk__in=serving(held, day).values("pk"))
    found = left.order_by("person_id", "organisation_id").values_list("person_id", "organisation_id")
    return [(person, place) for person, place in found.distinct() if place]
