"""A manager allows, within limits, or does not."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.availability import queries, rules
from commonpool.availability.events import PermissionGranted, PermissionRefused, PermissionSuperseded
from commonpool.availability.lifecycle import PERMISSION
from commonpool.availability.models import Permission
from commonpool.availability.operations.ask_permission import StartsTooLate, refuse_impossible
from commonpool.availability.operations.deciding import (
    PermissionMoved,
    ReasonUnknown,
    in_place_of,
    load_to_decide,
)
from commonpool.availability.operations.end_permission import supersede
from commonpool.availability.operations.listing_moves import enlist
from commonpool.availability.operations.weeks import derive_weeks
from commonpool.availability.rules import Limits
from commonpool.kernel.clock import london_date
from commonpool.kernel.hashes import sha256_of
from commonpool.kernel.refusals import Conflict, NotFound, Refusal
from commonpool.people.operations import confirm_experience, tick_payroll
from commonpool.people.queries import mailbox_at, words_said


class CaseChanged(Conflict):
    """What was decided on is not what the case says now (`case_changed`)."""

    code = "case_changed"
    message = _("Something in this request has changed since you opened it. Read it again, then decide.")


class BeyondWhatWasAsked(Refusal):
    """A limit is wider than the officer asked for (`beyond_asked`)."""

    code = "beyond_asked"
    message = _("You can allow less than was asked, not more.")


def grant_permission(
    *,
    actor: Actor,
    permission_id: int,
    weekly_minutes: int,
    starts_on: date,
    ends_on: date,
    time_basis: str,
    decisions: bool,
    peer_help: bool,
    on_payroll: bool,
    case_sha256: str,
    at: datetime,
    confirmed_experience_ids: Iterable[int] = (),
) -> Permission:
    """The officer may be listed and booked within these limits, and their listing is in the pool.

    Requires `grant_permission` at the officer's council; within the council's usual limits a fresh code sent to
    the manager's mailbox there, beyond them a second factor. Never for oneself. A permission that runs is
    superseded, so this one must not start in the future, and what hangs on it is carried over in the same
    transaction. Limits may be narrower than asked.
    `on_payroll` ticks the payroll facts. Refuses `not_found`, `not_for_oneself`, `permission_moved`,
    `case_changed`, `beyond_asked`, `limits_impossible`, `fresh_code_needed`.
    """
    asked = load_to_decide(actor, permission_id)
    limits = Limits(weekly_minutes, starts_on, ends_on, decisions, peer_help)
    refuse_impossible(weekly_minutes, starts_on, ends_on, time_basis, at)
    _require_proof(actor, asked, limits, at)
    with change():
        # The employment is locked before the permission, as by whoever ends it.
        if on_payroll:
            tick_payroll(actor=actor, employment_id=asked.employment_id, at=at)
        before = queries.lock_live_permission(asked.listing_id)
        permission = queries.lock_case(permission_id)
        status = PERMISSION.after(permission.status, "grant", PermissionMoved)
        if sha256_of(queries.case_of(permission, at)) != case_sha256:
            raise CaseChanged
        if field := rules.beyond(limits, _limits_of(permission)):
            raise BeyondWhatWasAsked(field=field)
        for name, value in vars(limits).items():
            setattr(permission, name, value)
        if before is not None:
            if starts_on > london_date(at):
                raise StartsTooLate
            supersede(before, actor=actor, at=at)
        permission.status, permission.time_basis, permission.case_sha256 = status, time_basis, case_sha256
        permission.granted_at, permission.granted_by_id = at, actor.by
        permission.save()
        enlist(listing_id=permission.listing_id, at=at)
        publish(_granted(permission, in_place_of(actor, asked)), actor=actor, at=at)
        if before is not None:  # limits and bookings are locked before the weeks
            publish(_superseded(before, permission), actor=actor, at=at)
        # The search row follows what is ticked, and is locked after the person and the weeks.
        person_id = permission.employment.person_id
        queries.lock_all_weeks([person_id])
        confirm_experience(
            actor=actor, experience_ids=_of_the_officer(permission, confirmed_experience_ids), at=at
        )
        derive_weeks(person_ids=[person_id], actor=actor, at=at)
    return permission


def refuse_permission(*, actor: Actor, permission_id: int, reason: str, at: datetime) -> Permission:
    """The council does not allow it; the officer is told why, in one of a few words.

    Requires `grant_permission` there, never for oneself. Refuses `not_found`, `not_for_oneself`,
    `reason_unknown`, `permission_moved`.
    """
    load_to_decide(actor, permission_id)
    if reason not in rules.SAYABLE_REFUSALS:
        raise ReasonUnknown
    with change():
        return turn_down(queries.lock_permission(permission_id), reason, actor=actor, at=at)


def turn_down(permission: Permission, reason: str, *, actor: Actor, at: datetime) -> Permission:
    """The locked permission is refused: the writing alone, after a verb has judged."""
    permission.status = PERMISSION.after(permission.status, "refuse", PermissionMoved)
    permission.refused_at, permission.refused_by_id, permission.refused_reason = at, actor.by, reason
    with change():
        permission.save(update_fields=["status", "refused_at", "refused_by", "refused_reason"])
        fact = PermissionRefused(
            on_behalf_of=permission.employment.organisation_id,
            permission_id=permission.pk,
            listing_id=permission.listing_id,
            person_id=permission.employment.person_id,
            reason=reason,
            in_place_of_id=in_place_of(actor, permission),
        )
        publish(fact, actor=actor, at=at)
    return permission


def _require_proof(actor: Actor, permission: Permission, limits: Limits, at: datetime) -> None:
    if queries.enough_for(permission, limits):
        home = permission.employment.organisation_id
        actor.require_fresh_code(mailbox_at(actor.by, home, london_date(at)))
    else:
        actor.require_second_factor()


def _limits_of(permission: Permission) -> Limits:
    return Limits(
        permission.weekly_minutes,
        permission.starts_on,
        permission.ends_on,
        permission.decisions,
        permission.peer_help,
    )


def _of_the_officer(permission: Permission, experience_ids: Iterable[int]) -> list[int]:
    """The ticked things, each said by this officer. Refuses `not_found` for another's."""
    wanted = set(experience_ids)
    if wanted and not wanted <= {pk for pk, _words in words_said(permission.employment.person_id)}:
        raise NotFound
    return sorted(wanted)


def _superseded(before: Permission, by: Permission) -> PermissionSuperseded:
    return PermissionSuperseded(
        on_behalf_of=by.employment.organisation_id,
        permission_id=before.pk,
        listing_id=by.listing_id,
        person_id=by.employment.person_id,
        by_permission_id=by.pk,
    )


def _granted(permission: Permission, approver_id: int | None) -> PermissionGranted:
    return PermissionGranted(
        on_behalf_of=permission.employment.organisation_id,
        permission_id=permission.pk,
        listing_id=permission.listing_id,
        person_id=permission.employment.person_id,
        weekly_minutes=permission.weekly_minutes,
        starts_on=permission.starts_on,
        ends_on=permission.ends_on,
        in_place_of_id=approver_id,
    )
