"""Many press at once, and a worker is killed: each charge on one live invoice, numbers without a gap or a repeat."""

from functools import partial
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.models import Count

from commonpool.invoices import operations
from commonpool.invoices.models import Charge, Invoice, InvoiceLine, InvoiceRun
from commonpool.invoices.operations.making import make_invoices
from commonpool.invoices.rules.refusals import NothingToIssue
from tests.bookings.racing import Clients
from tests.factories.bookings import make_pair
from tests.factories.invoices import DECEMBER, NEW_YEAR, finance_of, worked_pair
from tests.factories.people import actor

pytestmark = [pytest.mark.long, pytest.mark.both_servers, pytest.mark.django_db(transaction=True)]
CLIENTS = 20


def test_twenty_press_at_once_and_a_worker_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three hosts, an invoice a change. A worker dies after it wrote one invoice and before it committed."""
    home = make_pair().home
    for _host in range(3):
        worked_pair(pair=make_pair(home=home))
    finance = actor(finance_of(home), at=NEW_YEAR)
    monkeypatch.setattr("commonpool.invoices.operations.issuing.INVOICES_AT_ONCE", 1)
    asked = {"actor": finance, "organisation_id": home.pk, "month": DECEMBER, "at": NEW_YEAR}
    first = operations.issue_month(**asked)
    kill_in_the_middle(first.pk, monkeypatch)
    assert not Invoice.objects.exists()

    def press() -> Any:
        run = operations.issue_month(**asked)
        operations.finish_run(run_id=run.pk)
        return run

    workers = [partial(operations.finish_run, run_id=first.pk)] * (CLIENTS // 2)
    with Clients(CLIENTS) as all_of_them:
        answers = all_of_them.race([press] * (CLIENTS // 2) + workers)
    assert all(isinstance(each, InvoiceRun | NothingToIssue | int) for each in answers), answers
    assert operations.finish_run(run_id=first.pk) == 0
    assert list(Invoice.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    on_lines = (
        InvoiceLine.objects.values("charge").annotate(times=Count("pk")).values_list("times", flat=True)
    )
    assert list(on_lines) == [1] * Charge.objects.count()
    assert InvoiceRun.objects.count() == 1


def kill_in_the_middle(run_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker's connection is ended by the server after it wrote an invoice, before its change is over."""

    def killed(*args: Any, **named: Any) -> None:
        make_invoices(*args, **named)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as patched, Clients(1) as worker:
        patched.setattr("commonpool.invoices.operations.issuing.make_invoices", killed)
        (answer,) = worker.race([partial(operations.finish_run, run_id=run_id)])
    assert isinstance(answer, OperationalError), answer
