"""Handing letters over to the mail server, each once, however often it is tried."""

import logging
from datetime import datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from commonpool.access import Actor
from commonpool.notifications import queries
from commonpool.notifications.models import Letter

log = logging.getLogger(__name__)

POST = Actor.rule("letters")
LEFT_TO_ITS_JOB = timedelta(minutes=10)
AT_ONE_TIME = 200


class NotHandedOver(Exception):
    """The mail server did not take the letter; it is tried again later. Says nothing of whom it is to."""


class BeingHandedOver(NotHandedOver):
    """Somebody else is handing the letter over at this moment, and may fail: it is looked at again later."""


def send_letter(*, letter_id: int, at: datetime, actor: Actor = POST) -> bool:
    """The letter is handed over and marked as sent; False when somebody had done so.

    Its row is locked from before it is sent until it is marked, so two workers never send the same one. Its
    Message-ID is its own for ever: where a worker dies between the two, the second copy is recognised as the first.
    Raises `NotHandedOver`; the letter then waits, with one failure more.
    """
    failure = ""
    with transaction.atomic():
        waiting = Letter.objects.select_related("person").filter(pk=letter_id, sent_at__isnull=True)
        letter = waiting.select_for_update(skip_locked=True, of=("self",)).first()
        if letter is None:
            if waiting.exists():
                raise BeingHandedOver(f"letter {letter_id}")
            return False
        try:
            _hand_over(letter, at)
        except (OSError, SMTPException) as error:
            failure = type(error).__name__
            letter.failures = min(letter.failures + 1, 32_000)
            letter.save(update_fields=["failures"])
        else:
            letter.sent_at = max(at, letter.written_at)
            letter.save(update_fields=["sent_at"])
    if failure:
        raise NotHandedOver(f"letter {letter_id}: {failure}")
    return True


def send_waiting_letters(*, at: datetime, actor: Actor = POST) -> int:
    """Letters whose own job was lost are handed over too; how many. Stops where the mail server refuses one."""
    sent = 0
    for letter_id in queries.letters_waiting(at - LEFT_TO_ITS_JOB).values_list("pk", flat=True)[:AT_ONE_TIME]:
        try:
            sent += send_letter(letter_id=letter_id, actor=actor, at=at)
        except BeingHandedOver:
            continue
        except NotHandedOver as error:
            log.warning("not handed over: %s", error)
            break
    overdue = queries.letters_overdue(at)
    if overdue:
        log.error("%s letters have waited for an hour or longer: look at the mail server", overdue)
    return sent


def _hand_over(letter: Letter, at: datetime) -> None:
    words = queries.rendered(letter, at)
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "commonpool"
    message = EmailMessage(
        subject=words.subject,
        body=words.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letter.address],
        headers={"Message-ID": f"<letter-{letter.pk}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    if words.calendar is not None:
        message.attach("booking.ics", words.calendar.decode(), "text/calendar")
    message.send()
