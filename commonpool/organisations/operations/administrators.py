"""A council's administrators: the first confirmed by a steward out of band, the others by two people."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import NETWORK, Actor, Right, Role
from commonpool.activity.operations import change, publish
from commonpool.identity.queries import require_name
from commonpool.kernel.refusals import Conflict, Refusal, refusing
from commonpool.organisations.events import AdministratorAsked, AdministratorRefused
from commonpool.organisations.models import AdministratorClaim
from commonpool.organisations.operations.roles import NotToYourself, RoleAlreadyHeld, hold
from commonpool.organisations.queries import roles as queries


class ClaimOpen(Conflict):
    """This was asked already and waits for an answer (`claim_open`)."""

    code = "claim_open"
    message = _("This has been asked already and is waiting for an answer.")


class ClaimAnswered(Conflict):
    """The claim has been answered (`claim_answered`)."""

    code = "claim_answered"
    message = _("This has been answered already.")


class PostMissing(Refusal):
    """The steward needs the post to check it with the council (`post_missing`)."""

    code = "post_missing"
    message = _("Enter the person’s post, as your council’s switchboard would know it.")
    field = "post"


class HowMissing(Refusal):
    """The record needs to say how it was checked (`how_missing`)."""

    code = "how_missing"
    message = _("Say how you checked, such as “called back through the switchboard”.")
    field = "how"


class TwoPeopleNeeded(Refusal):
    """Who proposed an administrator, or is proposed, does not confirm it (`two_people_needed`)."""

    code = "two_people_needed"
    message = _("Another administrator or a steward has to confirm this: it takes two people.")


def ask_to_administer(
    *, actor: Actor, organisation_id: int, person_id: int, post: str, at: datetime
) -> AdministratorClaim:
    """The claim waits for a steward or a second administrator: the writing alone, after a verb has judged.

    Refuses `claim_open`, `post_missing`, `name_needed`.
    """
    require_name(actor)
    if not post.strip():
        raise PostMissing
    with change(), refusing("claim_open_once", ClaimOpen()):
        claim = AdministratorClaim.objects.create(
            organisation_id=organisation_id,
            person_id=person_id,
            post=post.strip(),
            asked_at=at,
            asked_by_id=actor.by,
        )
        fact = AdministratorAsked(on_behalf_of=organisation_id, claim_id=claim.pk, person_id=person_id)
        publish(fact, actor=actor, at=at)
    return claim


def propose_administrator(
    *, actor: Actor, organisation_id: int, person_id: int, post: str, at: datetime
) -> AdministratorClaim:
    """An administrator proposes another; a third administrator or a steward will confirm it.

    Requires `grant_roles` and the second factor. Refuses `not_to_yourself`, `role_already_held`,
    `claim_open`, `post_missing`, `name_needed`.
    """
    actor.require(Right.GRANT_ROLES, organisation_id)
    actor.require_decision()
    actor.require_second_factor()
    if person_id == actor.by:
        raise NotToYourself
    if queries.holds(person_id, organisation_id, Role.COUNCIL_ADMINISTRATOR):
        raise RoleAlreadyHeld
    return ask_to_administer(
        actor=actor, organisation_id=organisation_id, person_id=person_id, post=post, at=at
    )


def confirm_administrator(*, actor: Actor, claim_id: int, how: str, at: datetime) -> AdministratorClaim:
    """The person is administrator of the council: a steward says how it was checked out of band, or another
    administrator of that council confirms a colleague's proposal.

    Requires `confirm_administrators` (stewards) or `grant_roles` there, and the second factor. Refuses
    `not_found`, `two_people_needed`, `claim_answered`, `how_missing`.
    """
    claim = _open(actor, claim_id)
    if actor.by in (claim.asked_by_id, claim.person_id):
        raise TwoPeopleNeeded
    if not how.strip():
        raise HowMissing
    with change():
        locked = _lock(claim)
        locked.confirmed_at, locked.confirmed_by_id, locked.confirmed_how = at, actor.by, how.strip()
        locked.save(update_fields=["confirmed_at", "confirmed_by", "confirmed_how"])
        hold(
            actor=actor,
            organisation_id=locked.organisation_id,
            person_id=locked.person_id,
            role=Role.COUNCIL_ADMINISTRATOR,
            at=at,
        )
    return locked


def refuse_administrator(*, actor: Actor, claim_id: int, at: datetime) -> AdministratorClaim:
    """The person is not made administrator. Rights and refusals as for confirming, without `how`."""
    claim = _open(actor, claim_id)
    with change():
        locked = _lock(claim)
        locked.refused_at, locked.refused_by_id = at, actor.by
        locked.save(update_fields=["refused_at", "refused_by"])
        fact = AdministratorRefused(
            on_behalf_of=locked.organisation_id, claim_id=locked.pk, person_id=locked.person_id
        )
        publish(fact, actor=actor, at=at)
    return locked


def _open(actor: Actor, claim_id: int) -> AdministratorClaim:
    """A claim this actor may answer with the rights they hold and the factor they used."""
    claim = queries.claim(actor, claim_id)
    actor.require_decision()
    actor.require_second_factor()
    if claim.asked_by_id == claim.person_id:
        actor.require(Right.CONFIRM_ADMINISTRATORS, NETWORK)
    return claim


def _lock(claim: AdministratorClaim) -> AdministratorClaim:
    locked = AdministratorClaim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    if locked.confirmed_at is not None or locked.refused_at is not None:
        raise ClaimAnswered
    return locked
