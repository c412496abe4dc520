"""A manager nobody knows yet is checked once with the council's release contact: the role is the tick."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right, Role
from commonpool.activity.operations import change, publish
from commonpool.availability import queries
from commonpool.availability.events import ApproverChecked, ApproverRefused
from commonpool.availability.models import ApproverCheck, Permission
from commonpool.availability.operations.grant_permission import turn_down
from commonpool.identity.events import PersonAnonymised
from commonpool.kernel.refusals import Conflict, NotFound, Refusal
from commonpool.organisations.operations.roles import grant_role, make_approver
from commonpool.organisations.queries import roles


class CheckAnswered(Conflict):
    """The check has been answered already (`check_answered`)."""

    code = "check_answered"
    message = _("This has been answered already.")


class NotYourOwnCheck(Refusal):
    """Nobody says it of themselves, nor of the manager they ask for their own permission (`not_your_own_check`)."""

    code = "not_your_own_check"
    message = _(
        "Somebody else has to say whether this manager may release staff: "
        "it is you, or you asked them for your own permission."
    )


def check_approver(*, actor: Actor, check_id: int, at: datetime) -> ApproverCheck:
    """The council knows this manager: they hold the role of approver, and what they were asked is theirs to decide.

    Requires the second factor and `check_approvers` there; where no release contact may answer, an
    administrator's `grant_roles`. Refuses `not_found`, `not_your_own_check`, `check_answered`.
    """
    with change():
        check = _lock(actor, check_id)
        _grant_the_role(check, actor, at)
        check.checked_at, check.checked_by_id = at, actor.by
        check.save(update_fields=["checked_at", "checked_by"])
        fact = ApproverChecked(
            on_behalf_of=check.organisation_id, check_id=check.pk, person_id=check.person_id
        )
        publish(fact, actor=actor, at=at)
    return check


def refuse_approver(*, actor: Actor, check_id: int, at: datetime) -> ApproverCheck:
    """The council does not know them as one who may release staff; what they were asked is refused.

    Rights and refusals of checking, without the second factor: it gives nobody anything.
    """
    with change():
        asked = queries.check_for(actor, check_id)
        waiting = queries.asked_of(asked.person_id, asked.organisation_id)
        permissions = [queries.lock_permission(pk) for pk in waiting.values_list("pk", flat=True)]
        check = _lock(actor, check_id)
        check.refused_at, check.refused_by_id = at, actor.by
        check.save(update_fields=["refused_at", "refused_by"])
        for permission in permissions:
            if permission.status == "asked":
                turn_down(permission, "approver_unknown", actor=actor, at=at)
        fact = ApproverRefused(
            on_behalf_of=check.organisation_id, check_id=check.pk, person_id=check.person_id
        )
        publish(fact, actor=actor, at=at)
    return check


def _lock(actor: Actor, check_id: int) -> ApproverCheck:
    queries.check_for(actor, check_id)
    actor.require_decision()
    check = ApproverCheck.objects.select_for_update(of=("self",), no_key=True).filter(pk=check_id).first()
    if check is None:
        raise NotFound
    if actor.by in queries.parties_to(check):
        raise NotYourOwnCheck
    if check.checked_at is not None or check.refused_at is not None:
        raise CheckAnswered
    return check


def _grant_the_role(check: ApproverCheck, actor: Actor, at: datetime) -> None:
    place, person = check.organisation_id, check.person_id
    if actor.may(Right.CHECK_APPROVERS, place):
        make_approver(actor=actor, organisation_id=place, person_id=person, at=at)
    elif not roles.holds(person, place, Role.APPROVER):
        grant_role(actor=actor, organisation_id=place, person_id=person, role=Role.APPROVER, at=at)


def forget_approver(fact: PersonAnonymised, *, actor: Actor, at: datetime) -> None:
    """Follows the end of an account: that this manager was asked stays, and no address of theirs."""
    Permission.objects.filter(approver_id=fact.person_id).update(approver_email="")
