"""A council comes in as a peer; its officers ask it to."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements import queries
from commonpool.agreements.events import JoinedAsPeer, WishedToJoin
from commonpool.agreements.models import WishToJoin
from commonpool.agreements.operations.depth import evaluate_depth, locked_joining
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, refusing
from commonpool.organisations.operations.administrators import PostMissing
from commonpool.people.queries import mailbox_at


class AlreadyJoined(Conflict):
    """The council takes part already (`already_joined`)."""

    code = "already_joined"
    message = _("Your council has already joined.")


class AlreadyWished(Conflict):
    """This person has asked their council to join before (`already_wished`)."""

    code = "already_wished"
    message = _("You have already asked your council to join. We will tell you when it does.")


def join_as_peer(*, actor: Actor, organisation_id: int, post: str, at: datetime) -> None:
    """The council's officers may call, and give and take peer help; the stewards are told who said so.

    A mailbox does not prove a post: it is asked in the person's words (head of service or above), and kept.
    Requires `join_as_peer` and a fresh code sent to their mailbox there. Refuses `post_missing`,
    `already_joined`, `fresh_code_needed`.
    """
    actor.require(Right.JOIN_AS_PEER, organisation_id)
    actor.require_decision()
    actor.require_fresh_code(mailbox_at(actor.by, organisation_id, london_date(at)))
    if not post.strip():
        raise PostMissing
    with change():
        joining = locked_joining(organisation_id)
        if joining.peer_at is not None:
            raise AlreadyJoined
        joining.peer_at, joining.peer_by_id = at, actor.by
        joining.peer_post = post.strip()
        joining.save(update_fields=["peer_at", "peer_by", "peer_post"])
        publish(JoinedAsPeer(on_behalf_of=organisation_id), actor=actor, at=at)
        evaluate_depth(actor=actor, organisation_id=organisation_id, at=at)


def wish_to_join(*, actor: Actor, organisation_id: int, at: datetime) -> WishToJoin:
    """The officer's wish is counted on the steward's desk. Refuses `already_joined`, `already_wished`."""
    actor.require(Right.SEARCH_POOL, organisation_id)
    if queries.settings_of(organisation_id).peer:
        raise AlreadyJoined
    with refusing("wish_once", AlreadyWished()), change():
        wish = WishToJoin.objects.create(organisation_id=organisation_id, wished_at=at, wished_by_id=actor.by)
        publish(WishedToJoin(on_behalf_of=organisation_id, wish_id=wish.pk), actor=actor, at=at)
    return wish
