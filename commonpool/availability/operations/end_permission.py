"""A permission is paused, resumed, withdrawn; it ends with its last day or with the employment."""

from datetime import datetime
from typing import Any

from commonpool.access import Actor
from commonpool.activity.operations import change, one_by_one, publish
from commonpool.availability import queries, rules
from commonpool.availability.events import (
    PermissionExpired,
    PermissionPaused,
    PermissionResumed,
    PermissionWithdrawn,
)
from commonpool.availability.lifecycle import OPEN_PERMISSION, PERMISSION
from commonpool.availability.models import Permission
from commonpool.availability.operations.deciding import (
    BookingsUndecided,
    PermissionMoved,
    ReasonUnknown,
    in_place_of,
    load_to_decide,
)
from commonpool.availability.operations.weeks import derive_weeks
from commonpool.kernel.clock import london_date
from commonpool.kernel.facts import Fact

LAST_DAY_PAST = Actor.rule("permission_last_day_past")
EVENTS: dict[str, type[Fact]] = {
    "pause": PermissionPaused,
    "resume": PermissionResumed,
    "expire": PermissionExpired,
}


def pause_permission(*, actor: Actor, permission_id: int, at: datetime) -> Permission:
    """No new bookings until the council resumes; the weeks not held close at once.

    Requires `grant_permission` there. Refuses `not_found`, `not_for_oneself`, `permission_moved`.
    """
    load_to_decide(actor, permission_id)
    with change():
        permission = queries.lock_permission(permission_id)
        permission.paused_at, permission.paused_by_id = at, actor.by
        return _moved(permission, "pause", actor, at)


def resume_permission(*, actor: Actor, permission_id: int, at: datetime) -> Permission:
    """New bookings are allowed again, within the same limits. Rights and refusals of pausing."""
    load_to_decide(actor, permission_id)
    with change():
        permission = queries.lock_permission(permission_id)
        permission.paused_at, permission.paused_by = None, None
        return _moved(permission, "resume", actor, at)


def withdraw_permission(
    *, actor: Actor, permission_id: int, at: datetime, reason: str = "", bookings: str = ""
) -> Permission:
    """The permission is over at once; weeks not held close, and `bookings` says what becomes of what is bound.

    `finish`: it stands and is worked; `hand_back`: weeks not begun are recalled, free of charge. Who withdraws
    says which, wherever anything is bound. Requires `grant_permission` there and a reason of the list. The officer
    may withdraw a request nobody has decided. Refuses `not_found`, `not_for_oneself`, `reason_unknown`,
    `bookings_undecided`, `permission_moved`.
    """
    mine = queries.permission_for(actor, permission_id)
    own_request = mine.employment.person_id == actor.by and mine.status == "asked"
    if own_request:
        reason, bookings = "asked_back", ""
    else:
        load_to_decide(actor, permission_id)
        if reason not in rules.SAYABLE_ENDINGS:
            raise ReasonUnknown
        if bookings and bookings not in rules.BOOKINGS_DECIDED:
            raise BookingsUndecided
    with change():
        permission = queries.lock_permission(permission_id)
        if own_request and permission.status != "asked":
            raise PermissionMoved
        return end(permission, "withdraw", reason=reason, bookings=bookings, actor=actor, at=at)


def expire_permissions(*, at: datetime, actor: Actor = LAST_DAY_PAST) -> int:
    """Permissions whose last day is past have expired, each in its own transaction; says how many. Repeatable."""

    def expire(permission_id: int) -> bool:
        permission = queries.lock_permission(permission_id)
        still_open = permission.status in OPEN_PERMISSION
        if still_open:
            end(permission, "expire", actor=actor, at=at)
        return still_open

    return one_by_one(queries.over(london_date(at)).values_list("pk", flat=True), expire)


def end(
    permission: Permission, verb: str, *, actor: Actor, at: datetime, reason: str = "", bookings: str = ""
) -> Permission:
    """The locked permission is over, and the weeks not held close: the writing alone, after a verb has judged."""
    permission.ended_at, permission.ended_by_id = at, actor.person_id
    permission.ended_by_rule, permission.ended_reason = actor.standing_rule, reason
    permission.ended_bookings = bookings
    return _moved(permission, verb, actor, at)


def supersede(permission: Permission, *, actor: Actor, at: datetime) -> None:
    """The locked permission makes room for a newer one: the writing alone; who grants that one says so."""
    permission.status = PERMISSION.after(permission.status, "supersede", PermissionMoved)
    permission.ended_at, permission.ended_by_id, permission.ended_reason = at, actor.by, "replaced"
    permission.save()


def _moved(permission: Permission, verb: str, actor: Actor, at: datetime) -> Permission:
    permission.status = PERMISSION.after(permission.status, verb, PermissionMoved)
    facts: dict[str, Any] = {
        "on_behalf_of": permission.employment.organisation_id,
        "permission_id": permission.pk,
        "listing_id": permission.listing_id,
        "person_id": permission.employment.person_id,
    }
    with change():
        permission.save()
        if verb != "expire":
            facts["in_place_of_id"] = in_place_of(actor, permission)
        if verb == "withdraw":
            fact: Fact = PermissionWithdrawn(
                **facts, reason=permission.ended_reason, bookings=permission.ended_bookings
            )
        else:
            fact = EVENTS[verb](**facts)
        # What hangs on it ends at once, and is locked before the weeks; then the weeks are derived, freed ones too.
        publish(fact, actor=actor, at=at)
        derive_weeks(person_ids=[permission.employment.person_id], actor=actor, at=at)
    return permission
