"""Who holds which role in which organisation, and who asks to be administrator."""

from collections.abc import Iterable

from django.db.models import QuerySet

from commonpool.access import NETWORK, Actor, Right, Role
from commonpool.kernel.refusals import NotFound
from commonpool.organisations.models import AdministratorClaim, HelpRequest, RoleHolding


def roles_held(person_id: int) -> list[tuple[int | None, str]]:
    """Pairs of (organisation, or None for the network; role) this person holds now."""
    return list(held_by(person_id).values_list("organisation_id", "role"))


def held_by(person_id: int) -> QuerySet[RoleHolding]:
    """The roles this person holds now, anywhere; an inactive person none."""
    return RoleHolding.objects.filter(person_id=person_id, ended_at__isnull=True, person__is_active=True)


def holders(organisation_id: int, role: Role) -> QuerySet[RoleHolding]:
    """Who holds a role in an organisation now, first granted first, leavers among them: `people` leaves those out."""
    return holders_at([organisation_id], role)


def holders_at(organisation_ids: Iterable[int], role: Role) -> QuerySet[RoleHolding]:
    """The same in any of these organisations."""
    held = RoleHolding.objects.filter(
        organisation_id__in=list(organisation_ids), role=role, ended_at__isnull=True
    )
    return held.select_related("person").order_by("granted_at", "id")


def holds(person_id: int, organisation_id: int, role: Role) -> bool:
    """Whether this person holds this role there now."""
    return holders(organisation_id, role).filter(person_id=person_id).exists()


def lock_held(person_id: int, organisation_id: int, role: Role) -> bool:
    """Whether they hold it now, locked until the change is over: its end cannot race past what hangs on it."""
    held = holders(organisation_id, role).filter(person_id=person_id)
    return held.select_for_update(of=("self",), no_key=True).first() is not None


def stewards() -> QuerySet[RoleHolding]:
    """Who keeps the network now."""
    held = RoleHolding.objects.filter(role=Role.STEWARD, ended_at__isnull=True)
    return held.select_related("person").order_by("granted_at", "id")


def roles_at(actor: Actor, organisation_id: int) -> QuerySet[RoleHolding]:
    """Every role held in an organisation now. Requires `grant_roles` there."""
    actor.require(Right.GRANT_ROLES, organisation_id)
    held = RoleHolding.objects.filter(organisation_id=organisation_id, ended_at__isnull=True)
    return held.select_related("person", "granted_by").order_by("person__name", "role", "id")


def role_holding(actor: Actor, holding_id: int) -> RoleHolding:
    """One role held where the actor grants roles. Refuses `not_found`, also for another council's."""
    places = actor.where(Right.GRANT_ROLES)
    found = (
        RoleHolding.objects.filter(pk=holding_id, organisation_id__in=places).select_related("person").first()
    )
    if found is None:
        raise NotFound
    return found


def open_claims(actor: Actor) -> QuerySet[AdministratorClaim]:
    """Claims to be administrator the actor may answer: a steward all, others where they grant roles."""
    found = AdministratorClaim.objects.filter(confirmed_at__isnull=True, refused_at__isnull=True)
    if not actor.may(Right.CONFIRM_ADMINISTRATORS, NETWORK):
        found = found.filter(organisation_id__in=actor.where(Right.GRANT_ROLES))
    return found.select_related("organisation", "person", "asked_by").order_by("asked_at")


def claim(actor: Actor, claim_id: int) -> AdministratorClaim:
    """One claim, answered or not, that the actor may see. Refuses `not_found`."""
    found = AdministratorClaim.objects.filter(pk=claim_id)
    if not actor.may(Right.CONFIRM_ADMINISTRATORS, NETWORK):
        found = found.filter(organisation_id__in=actor.where(Right.GRANT_ROLES))
    first = found.select_related("organisation", "person").first()
    if first is None:
        raise NotFound
    return first


def my_claims(actor: Actor) -> QuerySet[AdministratorClaim]:
    """What the actor has asked to be administrator of, newest first."""
    return (
        AdministratorClaim.objects.filter(person_id=actor.by)
        .select_related("organisation")
        .order_by("-asked_at")
    )


def open_help_requests(actor: Actor) -> QuerySet[HelpRequest]:
    """People waiting for a person to help them in, longest first. Requires `run_desk`."""
    actor.require(Right.RUN_DESK, NETWORK)
    return HelpRequest.objects.filter(closed_at__isnull=True).select_related("person").order_by("asked_at")


def my_open_help_request(actor: Actor) -> HelpRequest | None:
    """What the actor has asked and nobody has answered yet."""
    return HelpRequest.objects.filter(person_id=actor.by, closed_at__isnull=True).first()


def roles_of(person_ids: Iterable[int]) -> dict[tuple[int, int | None], set[str]]:
    """The roles these people hold now, by (person, organisation or None)."""
    held = RoleHolding.objects.filter(person_id__in=list(person_ids), ended_at__isnull=True)
    found: dict[tuple[int, int | None], set[str]] = {}
    for person_id, place, role in held.values_list("person_id", "organisation_id", "role"):
        found.setdefault((person_id, place), set()).add(role)
    return found
