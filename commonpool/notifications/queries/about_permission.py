"""Letters about listings and permissions."""

from itertools import groupby
from typing import Any

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.availability.lifecycle import LIVE_PERMISSION
from commonpool.availability.models import ApproverCheck, Permission
from commonpool.availability.queries import giver_of, open_check, parties_to
from commonpool.availability.rules import PASSED_ON_AFTER, SAYABLE_ENDINGS
from commonpool.bookings.models import Booking
from commonpool.bookings.queries import bound_bookings
from commonpool.identity.models import Person
from commonpool.identity.queries import person
from commonpool.kernel.clock import london_date
from commonpool.notifications.queries.addressing import (
    first_of,
    holders_of,
    to,
    to_address,
    to_all,
    with_deputy,
)
from commonpool.notifications.rules import Draft
from commonpool.people.queries import post_facts_corrected


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
    drafts = to_address(permission.approver_email, "permission_asked", *link, **_limits(permission))
    return drafts + to_all(_deputies(permission, event), "permission_asked", *link, **_limits(permission))


def _deputies(permission: Permission, event: Event) -> list[Person]:
    """Who decides in the place of the manager asked, but the officer."""
    home, officer = permission.employment.organisation_id, permission.listing.person_id
    return with_deputy(permission.approver, home, event.happened_at, but={officer})[1:]


def permission_reminded(event: Event) -> list[Draft]:
    """Who may decide is asked for the decision; who may not, whether the manager may, and at last to name another."""
    permission = _permission(event)
    if permission.status != "asked" or permission.approver_id != event.facts["approver_id"]:
        return []
    told, days = person(event.facts["told_id"]), event.facts["days"]
    facts = _limits(permission) | {"asked_on": london_date(permission.waits_since), "days": days}
    facts |= {"who": str(permission.approver)}
    deputies = _deputies(permission, event)
    if told.pk == permission.approver_id or told in deputies:
        readers = {told.pk: told} | {each.pk: each for each in deputies}
        return to_all(readers.values(), "permission_still_asked", "permission", str(permission.pk), **facts)
    if days < PASSED_ON_AFTER and (check := open_check(permission)) is not None:
        who: dict[str, Any] = {"who": str(permission.approver), "email": permission.approver.email}
        return to(told, "approver_to_check", "approver_check", str(check.pk), council=facts["council"], **who)
    facts |= {"last": days == PASSED_ON_AFTER}
    return to(told, "permission_unanswered", "permission_pass_on", str(permission.pk), **facts)


def post_facts_stated(event: Event) -> list[Draft]:
    """Whoever answers for a permission hears that what it was given on has changed; what, they read there."""
    if not post_facts_corrected(event.facts["employment_id"], event.happened_at):
        return []
    rows = Permission.objects.select_related(
        "listing__person", "employment__organisation", "approver", "granted_by"
    )
    drafts = []
    for permission in rows.filter(
        employment_id=event.facts["employment_id"],
        status__in=LIVE_PERMISSION,
        granted_at__lt=event.happened_at,
    ).order_by("pk"):
        giver = giver_of(permission, london_date(event.happened_at))
        drafts += to(giver, "post_facts_corrected", "permission", str(permission.pk), **_limits(permission))
    return drafts


def permission_ending(event: Event) -> list[Draft]:
    """The officer asks for the next one; the manager knows that they will be asked."""
    permission = _permission(event)
    if permission.status not in LIVE_PERMISSION:
        return []
    facts = _limits(permission) | {"days": event.facts["days"]}
    giver = giver_of(permission, london_date(event.happened_at))
    drafts = to(permission.listing.person, "permission_ending", "ask_manager", **facts)
    return drafts + to(giver, "permission_ending_manager", "permission", str(permission.pk), **facts)


def permission_passed_on(event: Event) -> list[Draft]:
    """The manager who is asked now; and the officer, so that they know whom to speak to."""
    permission = _permission(event)
    if permission.approver_id != event.facts["approver_id"]:
        return []  # passed on once more since: that letter says it
    asked = permission.status == "asked"
    facts = _limits(permission) | {"who": str(permission.approver)}
    template = "permission_asked" if asked else "permission_taken_over"
    link = ("permission", str(permission.pk))
    readers = [permission.approver, *(_deputies(permission, event) if asked else [])]
    drafts = to_all(readers, template, *link, **facts)
    return drafts + to(permission.listing.person, "permission_passed_on", *link, **facts, asks=asked)


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
    """The officer hears of it; where they withdrew their own request, the manager who was asked.

    A host whose booking goes on all the same is told so; one whose weeks are taken back, by the booking's letter.
    """
    permission = _permission(event)
    reason, then = event.facts.get("reason", ""), event.facts.get("bookings", "")
    facts = _limits(permission) | {"reason": reason, "then": then}
    if event.happened_by == permission.listing.person_id:
        return to_address(permission.approver_email, "permission_request_withdrawn", **facts)
    drafts = to(permission.listing.person, "permission_withdrawn", "listing", **facts)
    if then == "finish" and reason in SAYABLE_ENDINGS:
        bookings = sorted(bound_bookings(permission.pk), key=lambda each: each.requested_by_id)
        for _asker, found in groupby(bookings, key=lambda each: each.requested_by_id):
            drafts += _stand([*found], {"officer": facts["officer"], "home": facts["council"]})
    return drafts


def _stand(bookings: list[Booking], about: dict[str, Any]) -> list[Draft]:
    """One letter to who asked for them: a second of the same event would be taken for the first."""
    one = bookings[0]
    link = ("booking", one.reference) if len(bookings) == 1 else ("bookings",)
    lines = [
        {
            "reference": each.reference,
            "weeks": [{"monday": week.monday, "minutes": week.minutes} for week in each.live],  # type: ignore[attr-defined]
        }
        for each in bookings
    ]
    return to(one.requested_by, "booking_stands", *link, host=one.host.name, bookings=lines, **about)


def permission_expired(event: Event) -> list[Draft]:
    permission = _permission(event)
    return to(permission.listing.person, "permission_expired", "listing", **_limits(permission))


def _check(event: Event) -> ApproverCheck:
    return ApproverCheck.objects.select_related("person", "organisation").get(pk=event.facts["check_id"])


def approver_check_asked(event: Event) -> list[Draft]:
    """One release contact is asked; where none may answer, an administrator."""
    check = _check(event)
    contacts = holders_of(check.organisation_id, Role.RELEASE_CONTACT, event.happened_at)
    contacts += holders_of(check.organisation_id, Role.COUNCIL_ADMINISTRATOR, event.happened_at)
    facts: dict[str, Any] = {
        "who": str(check.person),
        "email": check.person.email,
        "council": check.organisation.name,
    }
    return to(first_of(contacts, but=parties_to(check)), "approver_to_check", "home", **facts)


def approver_checked(event: Event) -> list[Draft]:
    check = _check(event)
    return to(check.person, "approver_checked", council=check.organisation.name)


def approver_refused(event: Event) -> list[Draft]:
    check = _check(event)
    return to(check.person, "approver_refused", council=check.organisation.name)


LETTERS = {
    "PostFactsStated": post_facts_stated,
    "PermissionAsked": permission_asked,
    "PermissionReminded": permission_reminded,
    "PermissionEnding": permission_ending,
    "PermissionPassedOn": permission_passed_on,
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
