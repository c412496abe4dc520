"""Handing letters over to the mail server, each once, however often it is tried."""

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from email.utils import parseaddr
from smtplib import SMTPDataError, SMTPException, SMTPRecipientsRefused, SMTPSenderRefused

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
OF_THE_LETTER = (SMTPRecipientsRefused, SMTPSenderRefused, SMTPDataError)
"""What the mail server says of one letter; with any other failure it would take no other either."""


class NotHandedOver(Exception):
    """The mail server did not take the letter; it is tried again later. Says nothing of whom it is to."""


class Refused(NotHandedOver):
    """The mail server refused this letter; it may take others."""


class BeingHandedOver(NotHandedOver):
    """Somebody else is handing the letter over at this moment, and may fail: it is looked at again later."""


def send_letter(*, letter_id: int, at: datetime, actor: Actor = POST) -> bool:
    """The letter is handed over and marked as sent; False when somebody had done so.

    Its row is locked from before it is sent until it is marked, so two workers never send the same one. Its
    Message-ID is its own for ever: where a worker dies between the two, the second copy is recognised as the first.
    Raises `NotHandedOver`; the letter then waits, with one failure more.
    """
    return _send([letter_id], at)


def send_gathered_letters(*, at: datetime, actor: Actor = POST) -> int:
    """Letters that are due together are handed over, as one to each reader; how many readers have one.

    All of one are marked as sent with it, or none: run again, it hands over what is left, `AT_ONE_TIME` readers at
    most. Stops where the mail server takes none.
    """
    return _send_each(queries.letters_to_gather(at)[:AT_ONE_TIME], at)


def _send_each(letters: Iterable[Sequence[int]], at: datetime) -> int:
    """Each is handed over, whatever becomes of the one before it, until the mail server takes none; how many were."""
    sent = 0
    for letter_ids in letters:
        try:
            sent += _send(letter_ids, at)
        except BeingHandedOver:
            continue
        except Refused as error:
            log.warning("not handed over: %s", error)
        except NotHandedOver as error:
            log.warning("not handed over: %s", error)
            break
    return sent


def _send(letter_ids: Sequence[int], at: datetime) -> bool:
    failure, named = None, f"letter {letter_ids[0]}"
    with transaction.atomic():
        waiting = Letter.objects.select_related("person").filter(pk__in=letter_ids, sent_at__isnull=True)
        letters = list(waiting.select_for_update(skip_locked=True, of=("self",)).order_by("pk"))
        if len(letters) < len(letter_ids) and len(letters) < waiting.count():
            raise BeingHandedOver(named)
        if not letters:
            return False
        try:
            _hand_over(letters, at)
        except (OSError, SMTPException) as error:
            failure = error
            for letter in letters:
                letter.failures = min(letter.failures + 1, 32_000)
        else:
            for letter in letters:
                letter.sent_at = max(at, letter.written_at)
        Letter.objects.bulk_update(letters, ["failures", "sent_at"])
    if failure is not None:
        kind = Refused if isinstance(failure, OF_THE_LETTER) else NotHandedOver
        raise kind(f"{named}: {type(failure).__name__}")
    return True


def send_waiting_letters(*, at: datetime, actor: Actor = POST) -> int:
    """Letters whose own job was lost are handed over too; how many. Stops where the mail server takes none."""
    waiting = queries.letters_waiting(at - LEFT_TO_ITS_JOB).values_list("pk")
    sent = _send_each(waiting[:AT_ONE_TIME], at)
    overdue = queries.letters_overdue(at)
    if overdue:
        log.error("%s letters have waited for an hour or longer: look at the mail server", overdue)
    return sent


def _hand_over(letters: Sequence[Letter], at: datetime) -> None:
    words = queries.rendered_together(letters, at)
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "commonpool"
    message = EmailMessage(
        subject=words.subject,
        body=words.body,
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[letters[0].address],
        headers={"Message-ID": f"<letter-{_mark(letters)}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    if words.calendar is not None:
        message.attach("booking.ics", words.calendar.decode(), "text/calendar")
    message.send()


def _mark(letters: Sequence[Letter]) -> str:
    """The same for the same letters, and another where one more came to them between two tries."""
    first, last = letters[0].pk, letters[-1].pk
    return str(first) if first == last else f"{first}-{last}-{len(letters)}"
