"""What officers say they have done, and which of it waits for whoever allowed them to be lent."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.access import Actor, Right, Role
from commonpool.availability.lifecycle import LIVE_PERMISSION
from commonpool.availability.models import Permission
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.organisations.models import RoleHolding
from commonpool.people.models import Experience
from commonpool.people.queries import experience_of


def unconfirmed_experience(permission: Permission) -> list[Experience]:
    """What the officer says they did that nobody has confirmed yet."""
    return [each for each in experience_of(permission.listing.person_id) if each.confirmed_at is None]


def experience_waiting(actor: Actor) -> QuerySet[Experience]:
    """What officers with a live permission say they did that nobody has answered, never the actor's own: of those whose
    manager the actor is or decides for, or whose manager releases nobody any more. Longest waiting first.
    """
    officers = Permission.objects.filter(_answered_by(actor), status__in=LIVE_PERMISSION)
    said = Experience.objects.filter(
        person_id__in=officers.values("employment__person_id"),
        confirmed_at__isnull=True,
        refused_at__isnull=True,
        withdrawn_at__isnull=True,
    ).exclude(person_id=actor.by)
    return said.select_related("person", "function").order_by("said_at", "id")


def experience_to_answer(actor: Actor, experience_id: int) -> Experience:
    """One of these. Refuses `not_found`."""
    found = sole(experience_waiting(actor).filter(pk=experience_id))
    if found is None:
        raise NotFound
    return found


def _answered_by(actor: Actor) -> Q:
    places = actor.where(Right.GRANT_PERMISSION)
    releases = RoleHolding.objects.filter(
        role=Role.APPROVER,
        person=OuterRef("approver"),
        organisation=OuterRef("employment__organisation"),
        ended_at__isnull=True,
    )
    answered = Q(employment__organisation_id__in=places) & (
        Q(approver_id=actor.by) | Q(granted_by_id=actor.by)
    )
    answered |= Q(~Exists(releases), employment__organisation_id__in=places - actor.only_deputy)
    for place, approvers in actor.deputy_of.items():
        answered |= Q(approver_id__in=approvers, employment__organisation_id=place)
    return answered
