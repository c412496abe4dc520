"""Letters that invite: the others go before them, and their job finds nothing to send once they are forgotten."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from commonpool.activity.models import Event
from commonpool.notifications.models import Letter
from commonpool.notifications.operations import forget_letters, send_letter
from commonpool.organisations.operations import ask_for_help, refuse_invitations
from tests.factories import NOW, actor, make_organisation, make_person
from tests.factories.invitations import make_invitation
from tests.factories.letters import post, written

pytestmark = pytest.mark.django_db


def priorities() -> dict[int, int]:
    """How soon the job of each letter is taken."""
    jobs = ProcrastinateJob.objects.filter(task_name="send_letter").values_list("args", "priority")
    return {args["letter_id"]: priority for args, priority in jobs}


def test_letters_that_somebody_waits_for_go_first() -> None:
    make_invitation(make_organisation())
    ask_for_help(actor=actor(make_person()), message="Help me in", at=NOW)
    letters = post()
    (invitation,) = written("invitation", letters)
    help_asked = written("help_asked", letters)[0]
    assert priorities()[invitation.pk] < priorities()[help_asked.pk] == 0


def test_nothing_is_sent_to_whom_is_forgotten_before(mailoutbox: list) -> None:
    sent = make_invitation(make_organisation())
    (letter,) = written("invitation", post())
    refuse_invitations(reference=sent.reference, at=NOW)
    forget_letters(Event.objects.get(name="InvitationForgotten"))
    assert not Letter.objects.filter(template="invitation").exists()
    assert not send_letter(letter_id=letter.pk, at=NOW)
    assert mailoutbox == []
