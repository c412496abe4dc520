"""Letters that come by the dozen on one morning are one letter in the afternoon: how many, how much, and each."""

from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from procrastinate.contrib.django.models import ProcrastinateJob

from commonpool.agreements.queries import settings_of
from commonpool.invoices.models import Invoice
from commonpool.kernel.clock import LONDON
from commonpool.kernel.money import pounds
from commonpool.notifications.models import Letter
from commonpool.notifications.operations import send_gathered_letters, send_letter, send_waiting_letters
from commonpool.notifications.queries import letters_overdue, rendered_together
from commonpool.notifications.rules import last_gathering
from commonpool.organisations.models import Organisation
from tests.factories.bookings import make_pair
from tests.factories.councils import council
from tests.factories.invoices import NEW_YEAR, finance_of, issued, worked_pair
from tests.factories.letters import post

AFTERNOON = datetime(2027, 1, 4, 15, tzinfo=LONDON)
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def host() -> Organisation:
    """Two councils have sent it an invoice each this morning; a third gets one."""
    host, other = council(name="Host Borough Council"), council(name="Other Borough Council")
    finance_of(host)
    for borrower in (host, host, other):
        pair, _bookings = worked_pair(pair=make_pair(home=council(), host=borrower))
        issued(pair.home)
    post()
    return host


@pytest.mark.django_db
def test_one_letter_says_how_many_how_much_and_which_and_is_written_once(
    host: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = Letter.objects.filter(template="invoice_issued")
    Letter.objects.exclude(template="invoice_issued").update(sent_at=NEW_YEAR)
    readers = {letter.address for letter in letters if letter.facts["host"] == host.name}
    mailbox = settings_of(host.pk).invoice_email
    assert len(readers) >= 2
    assert mailbox in readers
    # No job hands them over one by one, nobody sweeps them up, and an hour after their time is an alarm.
    jobs = ProcrastinateJob.objects.filter(task_name="send_letter").values_list("args__letter_id", flat=True)
    assert not set(jobs) & {letter.pk for letter in letters}
    assert send_waiting_letters(at=AFTERNOON) == 0
    late = [letters_overdue(AFTERNOON + timedelta(minutes=each)) for each in (59, 61)]
    assert late == [0, len(letters)]
    # Before their time none goes, and one that is refused takes none of its letters with it.
    assert send_gathered_letters(at=AFTERNOON - A_MINUTE) == 0
    with monkeypatch.context() as patch:
        patch.setattr(EmailMessage, "send", refusing)
        assert send_gathered_letters(at=AFTERNOON) == 0
    assert letters.filter(failures=1, sent_at__isnull=True).exists()
    # One of the mailbox's two has gone by itself: the other is a letter of its own, under its own mark.
    first, second = letters.filter(address=mailbox, facts__host=host.name).order_by("pk")
    assert send_letter(letter_id=first.pk, at=AFTERNOON) is True
    many = send_gathered_letters(at=AFTERNOON)
    assert many == len({letter.address for letter in letters})
    marks = [each.extra_headers["Message-ID"] for each in mail.outbox]
    assert {f"<letter-{each.pk}@localhost>" for each in (first, second)} <= set(marks)
    assert len(set(marks)) == len(marks) == many + 1
    # Everybody else has one letter with both.
    invoices = Invoice.objects.filter(host=host)
    total = pounds(sum(each.gross_pence for each in invoices))
    together = [each for each in mail.outbox if each.subject == f"2 invoices to {host.name}: {total}"]
    assert {each.to[0] for each in together} == readers - {mailbox}
    assert len(together) == len(readers) - 1
    for each in invoices:
        line = f"- {each.reference} of {each.home.name}: {pounds(each.gross_pence)}, by 3 February 2027"
        assert all(line in letter.body for letter in together)
    assert all(f"/council/{host.slug}/money/invoices/" in letter.body for letter in together)
    assert {each.subject.split()[0] for each in mail.outbox if each not in together} == {"Invoice"}
    # Run again, nobody has another.
    assert send_gathered_letters(at=AFTERNOON + timedelta(days=1)) == 0
    assert send_letter(letter_id=letters.latest("pk").pk, at=AFTERNOON) is False
    assert len(mail.outbox) == many + 1


@pytest.mark.django_db
@pytest.mark.parametrize("sweep", [send_gathered_letters, send_waiting_letters])
def test_an_address_that_is_refused_keeps_nobody_else_waiting(
    host: Organisation, monkeypatch: pytest.MonkeyPatch, sweep: Callable[..., int]
) -> None:
    monkeypatch.setattr("commonpool.notifications.operations.send_letters.AT_ONE_TIME", 2)
    gathered = sweep is send_gathered_letters
    waiting = [each for each in Letter.objects.all() if (each.template == "invoice_issued") is gathered]
    refused = min(each.address for each in waiting)
    send = EmailMessage.send

    def all_but_one(message: EmailMessage) -> int:
        if message.to == [refused]:
            raise SMTPRecipientsRefused({refused: (550, b"no such mailbox")})
        return send(message)

    monkeypatch.setattr(EmailMessage, "send", all_but_one)
    while any(sweep(at=AFTERNOON) for _n in range(4)):  # all that one hands over may be refused
        pass
    left = {
        each.address for each in Letter.objects.filter(pk__in=[each.pk for each in waiting], sent_at=None)
    }
    assert left == {refused}


def test_payments_are_told_together_with_what_is_left() -> None:
    paid = {"gross_pence": 9_000, "left_pence": 4_000, "home": "Ashby", "host": "Barrow", "payment": ""}
    parts = {"ASH-000001": 5_000, "ASH-000002": 2_500}
    letters = [
        Letter(
            template="invoice_paid", facts=paid | {"reference": reference, "pence": pence, **on(reference)}
        )
        for reference, pence in parts.items()
    ]
    words = rendered_together(letters, AFTERNOON)
    assert words.subject == "2 payments of invoices: £75.00"
    line = "- £25.00 on 4 January 2027 of ASH-000002, which Ashby issued to Barrow. Still due: £40.00."
    assert line in words.body
    assert "/council/ashby/money/invoices/" in words.body


def on(reference: str) -> dict[str, object]:
    return {"paid_on": "2027-01-04", "link": ["invoice_decide", "ashby", reference]}


@pytest.mark.parametrize(
    ("at", "due"),
    [
        (AFTERNOON, AFTERNOON),
        (AFTERNOON - A_MINUTE, AFTERNOON - timedelta(days=1)),
        (datetime(2027, 3, 28, 15, tzinfo=LONDON), datetime(2027, 3, 28, 15, tzinfo=LONDON)),
        (datetime(2027, 3, 28, 14, 59, tzinfo=LONDON), datetime(2027, 3, 27, 15, tzinfo=LONDON)),
    ],
)
def test_they_are_gathered_at_three_by_the_clocks_of_the_united_kingdom(at: datetime, due: datetime) -> None:
    assert last_gathering(at) == due


def refusing(message: EmailMessage) -> int:
    raise ConnectionRefusedError
