"""Every browser somebody is signed in with is signed out."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change
from commonpool.identity import queries
from commonpool.identity.operations.note_sign_in_changed import note_sign_in_changed


def sign_out_everywhere(*, actor: Actor, at: datetime) -> None:
    """No session of the person acting is worth anything at its next request. Tokens are revoked one by one.

    A session carries a hash of the person's (unusable, random) password: with another one it fits no more.
    """
    person = queries.myself(actor)
    person.set_unusable_password()
    with change():
        person.save(update_fields=["password"])
        note_sign_in_changed(actor=actor, what="signed_out_everywhere", at=at)
