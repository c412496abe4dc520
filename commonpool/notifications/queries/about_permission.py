"""Letters about listings and permissions."""

from typing import Any

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.availability.models import ApproverCheck, Permission
from commonpool.notifications.queries.addressing import first_of, holders_of, to, to_address
from commonpool.notifications.rules import Draft


def _permission(event: Event) -> Permission:
    found = Permission.objects.select_related(
        "listing__person", "employment__organisation", "approver", "granted_by"
    )
    return found.get(pk=event.facts["permission_id"])


def _limits(permission: Permission) -> dict[str, Any]:
    return {
        "officer": str(permission.listing.person),
        "council": permission.employment.organisation.name,
        "weekly_minutes": permission.weekly_minutes,
        "starts_on": permission.starts_on,
        "ends_on": permission.ends_on,
        "time_basis": permission.time_basis,
        "decisions": permission.decisions,
        "peer_help": permission.peer_help,
    }


def permission_asked(event: Event) -> list[Draft]:
    permission = _permission(event)
    link = ("permission", str(permission.pk))
    return to_address(permission.approver_email, "permission_asked", *link, **_limits(permission))


def permission_granted(event: Event) -> list[Draft]:
    permission = _permission(event)
    return to(permission.listing.person, "permission_granted", "listing", **_limits(permission))


def permission_refused(event: Event) -> list[Draft]:
    permission = _permission(event)
    facts = _limits(permission) | {"reason": event.facts.get("reason", "")}
    return to(permission.listing.person, "permission_refused", "listing", **facts)


def permission_paused(event: Event) -> list[Draft]:
    permission = _permission(event)
    return to(permission.listing.person, "permission_paused", "listing", **_limits(permission))


def permission_resumed(event: Event) -> list[Draft]:
    permission = _permission(event)
    return to(permission.listing.person, "permission_resumed", "listing", **_limits(permission))


def permission_withdrawn(event: Event) -> list[Draft]:
    """The officer hears of it; where they withdrew their own request, the manager who was asked."""
    permission = _permission(event)
    facts = _limits(permission) | {"reason": event.facts.get("reason", "")}
    if event.happened_by == permission.listing.person_id:
        return to_address(permission.approver_email, "permission_request_withdrawn", **facts)
    return to(permission.listing.person, "permission_withdrawn", "listing", **facts)


def permission_expired(event: Event) -> list[Draft]:
    permission = _permission(event)
    return to(permission.listing.person, "permission_expired", "listing", **_limits(permission))


def _check(event: Event) -> ApproverCheck:
    return ApproverCheck.objects.select_related("person", "organisation").get(pk=event.facts["check_id"])


def approver_check_asked(event: Event) -> list[Draft]:
    """One release contact is asked; where there is none, an administrator."""
    check = _check(event)
    contacts = holders_of(check.organisation_id, Role.RELEASE_CONTACT)
    contacts += holders_of(check.organisation_id, Role.COUNCIL_ADMINISTRATOR)
    facts: dict[str, Any] = {
        "who": str(check.person),
        "email": check.person.email,
        "council": check.organisation.name,
    }
    return to(
        first_of(contacts, but=[check.person_id, check.asked_by_id]), "approver_to_check", "home", **facts
    )


def approver_checked(event: Event) -> list[Draft]:
    check = _check(event)
    return to(check.person, "approver_checked", council=check.organisation.name)


def approver_refused(event: Event) -> list[Draft]:
    check = _check(event)
    return to(check.person, "approver_refused", council=check.organisation.name)


LETTERS = {
    "PermissionAsked": permission_asked,
    "PermissionGranted": permission_granted,
    "PermissionRefused": permission_refused,
    "PermissionPaused": permission_paused,
    "PermissionResumed": permission_resumed,
    "PermissionWithdrawn": permission_withdrawn,
    "PermissionExpired": permission_expired,
    "ApproverCheckAsked": approver_check_asked,
    "ApproverChecked": approver_checked,
    "ApproverRefused": approver_refused,
}
