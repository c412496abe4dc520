"""An invitation is written down, refused by whoever got it, forgotten. Who may be invited is judged one floor up."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.organisations import queries
from commonpool.organisations.events import CouncilInvited, InvitationForgotten, InvitationsRefused
from commonpool.organisations.models import Invitation, Objection
from commonpool.organisations.rules import Contact

BY_THE_LETTER = Actor.rule("asked_by_letter")


def write_invitation(*, actor: Actor, organisation_id: int, contact: Contact, at: datetime) -> Invitation:
    """A letter will go to this mailbox: the writing alone, after a verb has judged."""
    with change():
        invitation = Invitation.objects.create(
            organisation_id=organisation_id,
            name=" ".join(contact.name.split()),
            post=" ".join(contact.post.split()),
            email=contact.mailbox,
            invited_at=at,
            invited_by_id=actor.by,
        )
        fact = CouncilInvited(
            on_behalf_of=None,
            readers=(organisation_id,),
            organisation_id=organisation_id,
            invitation_id=invitation.pk,
        )
        publish(fact, actor=actor, at=at)
    return invitation


def refuse_invitations(*, reference: str, at: datetime, actor: Actor = BY_THE_LETTER) -> bool:
    """Whoever reads the mailbox this letter went to is not invited again, and is forgotten but for a hash.

    Whoever holds the letter may ask: its reference stands nowhere else. False where the address is forgotten
    already: then there is nothing left to stop. Refuses `not_found`.
    """
    with change():
        invitation = queries.invitation(reference)
        mark = Contact("", invitation.name, invitation.email).mark
        queries.lock_mailboxes([mark])
        invitation.refresh_from_db()
        theirs = queries.invitations_to(invitation.email) if invitation.email else []
        if not [pk for pk in theirs if forget_invitation(actor=actor, invitation_id=pk, at=at)]:
            return False
        Objection.objects.get_or_create(
            address_sha256=mark,
            defaults={"asked_at": at, "asked_by_id": actor.person_id, "asked_by_rule": actor.standing_rule},
        )
        publish(InvitationsRefused(on_behalf_of=None, invitation_id=invitation.pk), actor=actor, at=at)
    return True


def forget_invitation(*, actor: Actor, invitation_id: int, at: datetime) -> bool:
    """It is known no more to whom the invitation went; False where it was forgotten before."""
    with change():
        invitation = Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=invitation_id)
        if invitation.forgotten_at is not None:
            return False
        invitation.name = invitation.post = invitation.email = ""
        invitation.forgotten_at = at
        invitation.forgotten_by_id, invitation.forgotten_by_rule = actor.person_id, actor.standing_rule
        invitation.save()
        fact = InvitationForgotten(
            on_behalf_of=None,
            readers=(invitation.organisation_id,),
            organisation_id=invitation.organisation_id,
            invitation_id=invitation.pk,
        )
        publish(fact, actor=actor, at=at)
    return True
