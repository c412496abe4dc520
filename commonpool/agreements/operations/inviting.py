"""Councils are invited: one person at a time, or as many as a list holds; and it is forgotten in time who was."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, one_by_one
from commonpool.agreements import queries
from commonpool.kernel.refusals import Conflict, Refusal
from commonpool.organisations import queries as organisations
from commonpool.organisations.models import Invitation
from commonpool.organisations.operations import forget_invitation, write_invitation
from commonpool.organisations.rules import Contact

NO_LONGER_NEEDED = Actor.rule("invitation_no_longer_needed")
MOST_AT_ONCE = 500


class NobodyToInvite(Refusal):
    """Nobody in the list can be invited (`nobody_to_invite`)."""

    code = "nobody_to_invite"
    message = _("Nobody in this list can be invited. The reasons stand beside the rows.")


class TooManyAtOnce(Refusal):
    """The list is longer than 500 contacts (`too_many_at_once`)."""

    code = "too_many_at_once"
    message = _("This list has {count} rows. Send at most {most} at a time.")
    field = "contacts"


class ListMovedOn(Conflict):
    """Who can be invited is not what was shown (`list_moved_on`)."""

    code = "list_moved_on"
    message = _("Who can be invited has changed since you looked. Look again, then send.")


def invite(*, actor: Actor, contact: Contact, at: datetime) -> Invitation:
    """One person has a letter that asks their council to join. Requires `run_desk`.

    Refuses `contact_name_not_usable`, `contact_post_not_usable`, `council_not_known`, `mailbox_not_usable`,
    `not_at_the_council`, `has_joined`, `objected`, `invited_lately`.
    """
    actor.require(Right.RUN_DESK, NETWORK)
    actor.require_decision()
    with change():
        (one,) = _judged_and_locked(actor, [contact], at)
        if one.refusal is not None or one.council is None:
            raise one.refusal or NobodyToInvite
        return write_invitation(actor=actor, organisation_id=one.council.pk, contact=contact, at=at)


def invite_all(*, actor: Actor, contacts: Sequence[Contact], shown: str, at: datetime) -> int:
    """Everybody in the list who can be invited has a letter; how many. The others stay as they were.

    `shown`: the hash of what the steward saw before sending (`hash_of`); all or nothing goes out. Requires
    `run_desk` and the second factor. Refuses `too_many_at_once`, `nobody_to_invite`, `list_moved_on`.
    """
    actor.require(Right.RUN_DESK, NETWORK)
    actor.require_decision()
    actor.require_second_factor()
    if len(contacts) > MOST_AT_ONCE:
        raise TooManyAtOnce(count=len(contacts), most=MOST_AT_ONCE)
    with change():
        judged = _judged_and_locked(actor, contacts, at)
        if queries.hash_of(judged) != shown:
            raise ListMovedOn
        going = [(one.council.pk, one.contact) for one in judged if one.council and one.refusal is None]
        if not going:
            raise NobodyToInvite
        for organisation_id, contact in going:
            write_invitation(actor=actor, organisation_id=organisation_id, contact=contact, at=at)
    return len(going)


def forget_invitations(*, at: datetime, actor: Actor = NO_LONGER_NEEDED) -> int:
    """Whom we invited is forgotten where their council has joined, and after a year; of how many invitations."""
    due = organisations.to_forget(at, queries.taking_part())
    return one_by_one(due, lambda pk: forget_invitation(actor=actor, invitation_id=pk, at=at))


def _judged_and_locked(actor: Actor, contacts: Sequence[Contact], at: datetime) -> list[queries.Judged]:
    """The councils and mailboxes locked, then everybody judged: two stewards send each mailbox one letter."""
    first = queries.judged_contacts(actor, contacts, at)
    organisations.lock_councils(one.council.pk for one in first if one.council)
    organisations.lock_mailboxes(contact.mark for contact in contacts)
    return queries.judged_contacts(actor, contacts, at)
