"""What somebody signs in with is not what it was."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.identity.events import SignInChanged
from commonpool.identity.rules import SIGN_IN_CHANGES


def note_sign_in_changed(*, actor: Actor, what: str, at: datetime) -> None:
    """The log says so, and every address the person has proved is told: one of them may not have done it.

    `what`: one of `SIGN_IN_CHANGES`. The change itself is django-allauth's: in the same transaction,
    but for an app set up and recovery codes made, which it tells of just after its own has committed.
    """
    if what not in SIGN_IN_CHANGES:
        raise ValueError(what)
    with change():
        publish(SignInChanged(on_behalf_of=None, person_id=actor.by, what=what), actor=actor, at=at)
