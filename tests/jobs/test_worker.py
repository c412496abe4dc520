"""A killed worker loses nothing and does nothing twice here; a letter the mail server may have is sent again as itself.

Nobody can know whether a mail server that fell silent kept a letter. It is sent again under the same Message-ID, by
which mail servers and people's mailboxes tell that it is one letter.
"""

import signal
from collections import Counter
from contextlib import suppress
from datetime import UTC, datetime

import psycopg
import pytest
from django.db import connection, transaction

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.config.env import ENV
from commonpool.notifications.models import Letter
from commonpool.notifications.operations import NotHandedOver, send_letter, write_letters
from launcher import roles
from tests.factories import make_organisation, make_role
from tests.jobs.conftest import StartWorker, until
from tests.jobs.mail_server import MailServer

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.server]


def jobs(status: str = "") -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE %s IN ('', status::text)", [status])
        return int(cursor.fetchone()[0])


def age_the_dead() -> None:
    """The heart of a killed worker stopped beating long ago, as a test cannot wait for."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '10 minutes'")


def hurry() -> None:
    """What waits for its next try may be tried now."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = NULL WHERE status = 'todo'")


def unsent() -> int:
    return Letter.objects.filter(sent_at__isnull=True).count()


def some_events() -> int:
    """Roles are granted and asked for, each of which writes to one person; how many there are by now."""
    council = make_organisation(demonstration=True)
    for role in (Role.HR, Role.FINANCE, Role.AUDITOR):
        make_role(council, role)
    return Event.objects.filter(name__in=["RoleGranted", "AdministratorAsked"]).count()


def test_jobs_are_enqueued_in_the_transaction_of_their_event() -> None:
    class Undone(Exception):
        pass

    some_events()
    before = jobs()
    with suppress(Undone), transaction.atomic():
        some_events()
        assert jobs() > before
        raise Undone
    assert jobs() == before


def test_every_letter_is_handed_over_once(start_worker: StartWorker, mail: MailServer) -> None:
    written = some_events()
    start_worker("--once").wait(30)
    assert len(mail.marks()) == len(set(mail.marks())) == written
    assert unsent() == 0
    assert jobs("doing") == jobs("failed") == 0


def test_a_worker_killed_while_it_hands_over_a_letter_loses_and_repeats_nothing(
    start_worker: StartWorker, mail: MailServer
) -> None:
    written = some_events()
    mail.holding = True
    worker = start_worker("--concurrency", "1")
    assert mail.held.wait(30)
    worker.send_signal(signal.SIGKILL)
    worker.wait(10)
    assert jobs("doing") >= 1
    assert mail.marks() == []
    mail.holding = False
    age_the_dead()
    start_worker()
    assert until(lambda: Letter.objects.count() == written and unsent() == 0, 60)
    assert sorted(mail.marks()) == sorted(set(mail.marks()))
    assert len(mail.marks()) == written
    assert until(lambda: jobs("doing") == 0)


def test_a_worker_killed_after_the_mail_server_kept_a_letter_sends_it_again_as_the_same_one(
    start_worker: StartWorker, mail: MailServer
) -> None:
    written = some_events()
    events = Event.objects.count()
    mail.silent = True
    worker = start_worker("--concurrency", "1")
    assert mail.held.wait(30)
    worker.send_signal(signal.SIGKILL)
    worker.wait(10)
    [kept] = mail.marks()
    mail.silent = False
    age_the_dead()
    start_worker()
    assert until(lambda: Letter.objects.count() == written and unsent() == 0, 60)
    assert until(lambda: jobs("doing") == 0)
    assert Counter(mail.marks()) == Counter(dict.fromkeys(mail.marks(), 1) | {kept: 2})
    assert len(set(mail.marks())) == written == Letter.objects.count()
    assert (
        Event.objects.exclude(name="CycleOpened").count() == events
    )  # the clock puts a month on the calendar


def test_three_workers_at_once_hand_over_every_letter_once(
    start_worker: StartWorker, mail: MailServer
) -> None:
    some_events()
    some_events()
    written = some_events()
    for worker in [start_worker("--once") for _number in range(3)]:
        assert worker.wait(60) == 0
    assert until(lambda: unsent() == 0)
    assert len(mail.marks()) == len(set(mail.marks())) == Letter.objects.count() >= written


def test_a_mail_server_that_refuses_for_a_while_loses_no_letter(
    start_worker: StartWorker, mail: MailServer
) -> None:
    written = some_events()
    mail.refusing = True
    start_worker("--once").wait(30)
    assert mail.refused >= written
    assert unsent() == written
    assert jobs("todo") == written
    mail.refusing = False
    hurry()
    start_worker("--once").wait(30)
    assert unsent() == 0
    assert len(mail.marks()) == len(set(mail.marks())) == written


def test_a_worker_ends_when_it_is_asked_to(start_worker: StartWorker) -> None:
    some_events()
    worker = start_worker()
    assert until(lambda: Letter.objects.filter(sent_at__isnull=False).exists(), 60)  # it is at work
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(15) == 0


def test_a_letter_that_somebody_else_is_handing_over_is_looked_at_again() -> None:
    some_events()
    for event in Event.objects.filter(name="RoleGranted")[:1]:
        write_letters(event)
    letter = Letter.objects.earliest("id")
    other = psycopg.connect(roles.elsewhere(ENV.database_url, connection.settings_dict["NAME"]))
    with other, other.transaction():
        other.execute("SELECT 1 FROM notifications_letter WHERE id = %s FOR UPDATE", [letter.pk])
        with pytest.raises(NotHandedOver):
            send_letter(letter_id=letter.pk, at=datetime.now(UTC))
    assert send_letter(letter_id=letter.pk, at=datetime.now(UTC)) is True
