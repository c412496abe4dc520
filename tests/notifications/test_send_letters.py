"""Handing letters over: each once, none lost."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage

from commonpool.access import Role
from commonpool.activity import queries as activity
from commonpool.activity.models import Event
from commonpool.notifications.models import Letter
from commonpool.notifications.operations import (
    NotHandedOver,
    send_letter,
    send_waiting_letters,
    write_head_letters,
    write_letters,
)
from tests.factories.people import NOW, make_role
from tests.factories.register import make_organisation

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(minutes=30)


@pytest.fixture
def letter() -> Letter:
    """Somebody has a new role, and a letter about it waits."""
    make_role(make_organisation(), Role.HR)
    event = Event.objects.filter(name="RoleGranted").latest("id")
    write_letters(event)
    return Letter.objects.get(event=event)


def refuse(patch: pytest.MonkeyPatch, error: Exception) -> None:
    def no(message: EmailMessage) -> int:
        raise error

    patch.setattr(EmailMessage, "send", no)


def test_a_letter_is_handed_over_once(letter: Letter) -> None:
    assert send_letter(letter_id=letter.pk, at=LATER) is True
    assert send_letter(letter_id=letter.pk, at=LATER) is False
    (message,) = mail.outbox
    assert message.to == [letter.address]
    assert message.extra_headers["Message-ID"] == f"<letter-{letter.pk}@localhost>"
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"


def test_a_refused_letter_waits_counts_and_says_nothing_of_its_reader(
    letter: Letter, monkeypatch: pytest.MonkeyPatch
) -> None:
    refuse(monkeypatch, SMTPRecipientsRefused({letter.address: (550, b"no")}))
    with pytest.raises(NotHandedOver) as raised:
        send_letter(letter_id=letter.pk, at=LATER)
    letter.refresh_from_db()
    assert (letter.sent_at, letter.failures) == (None, 1)
    assert letter.address not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__context__ is None
    monkeypatch.undo()
    assert send_letter(letter_id=letter.pk, at=LATER) is True


def test_a_letter_whose_job_was_lost_is_swept_up(letter: Letter) -> None:
    assert send_waiting_letters(at=NOW + timedelta(minutes=9)) == 0
    assert send_waiting_letters(at=LATER) == 1
    assert send_waiting_letters(at=LATER) == 0
    assert len(mail.outbox) == 1


def test_an_hour_of_waiting_is_an_alarm(
    letter: Letter, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    refuse(monkeypatch, ConnectionRefusedError())
    send_waiting_letters(at=NOW + timedelta(minutes=59))
    assert "look at the mail server" not in caplog.text
    send_waiting_letters(at=NOW + timedelta(minutes=61))
    assert "1 letters have waited for an hour or longer: look at the mail server" in caplog.text
    assert letter.address not in caplog.text


def test_auditors_have_the_head_of_their_log_once_a_head() -> None:
    council = make_organisation()
    auditor = make_role(council, Role.AUDITOR)
    heads = write_head_letters(at=LATER)
    head = Letter.objects.get(template="log_head")
    assert (head.person_id, head.facts["sequence"]) == (auditor.pk, heads[council.pk][0])
    assert head.facts["head"] == activity.heads()[council.pk][1]
    write_head_letters(at=LATER + timedelta(days=1))
    assert Letter.objects.filter(template="log_head").count() == 1
    make_role(council, Role.HR)
    write_head_letters(at=LATER + timedelta(days=1))
    assert Letter.objects.filter(template="log_head").count() == 2
