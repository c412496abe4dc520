"""A month's invoices: whole, numbered without a gap, each charge on one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from commonpool.access.actor import StepUpNeeded
from commonpool.invoices import operations, queries
from commonpool.invoices.models import Invoice, InvoiceLine, InvoiceRun
from commonpool.invoices.operations import making
from commonpool.invoices.rules.refusals import NothingToIssue
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.ledger.queries import balance
from commonpool.timesheets.models import WorkedPart
from tests.factories.bookings import make_pair
from tests.factories.invoices import DECEMBER, NEW_YEAR, finance_of, issued, worked_pair
from tests.factories.people import actor

pytestmark = pytest.mark.django_db


def test_a_month_is_one_invoice_for_a_host_and_balances() -> None:
    pair, bookings = worked_pair((90, 120))
    (invoice,) = issued(pair.home)
    lines = list(invoice.lines.order_by("position"))
    assert [line.booking_reference for line in lines] == [each.reference for each in bookings]
    assert [line.minutes for line in lines] == [90, 120]
    net = sum(line.net_pence for line in lines)
    assert (invoice.net_pence, invoice.vat_pence) == (net, (net * 20 + 50) // 100)
    assert invoice.reference == f"{pair.home.code}-000001"
    assert invoice.issued_on == date(2027, 1, 4)
    assert invoice.due_on == invoice.issued_on + timedelta(days=30)
    assert invoice.supplier["vat_number"]
    assert invoice.supplier["bank"]["sort_code"]
    assert balance(pair.home.pk, "receivable", document=invoice.reference) == invoice.gross_pence
    assert balance(pair.host.pk, "payable", document=invoice.reference) == -invoice.gross_pence
    assert balance(pair.home.pk, "income") + balance(pair.home.pk, "output_vat") == -invoice.gross_pence


def test_a_line_is_of_the_days_worked() -> None:
    pair, (booking,) = worked_pair()
    (invoice,) = issued(pair.home)
    line = invoice.lines.get()  # type: ignore[attr-defined]
    days = WorkedPart.objects.filter(timesheet__booking=booking).values_list("date", flat=True)
    assert (line.worked_from, line.worked_to) == (min(days), max(days))


def test_a_second_press_issues_nothing_twice() -> None:
    pair, _bookings = worked_pair()
    finance = actor(finance_of(pair.home), at=NEW_YEAR)
    asked = {"actor": finance, "organisation_id": pair.home.pk, "month": DECEMBER, "at": NEW_YEAR}
    first, second = operations.issue_month(**asked), operations.issue_month(**asked)
    assert first == second
    assert [operations.finish_run(run_id=first.pk), operations.finish_run(run_id=first.pk)] == [1, 0]
    with pytest.raises(NothingToIssue):
        operations.issue_month(**asked)
    assert InvoiceLine.objects.count() == 1


def test_a_killed_run_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    home = make_pair().home
    for _each in range(3):
        worked_pair(pair=make_pair(home=home))
    monkeypatch.setattr("commonpool.invoices.operations.issuing.INVOICES_AT_ONCE", 1)
    finance = actor(finance_of(home), at=NEW_YEAR)
    run = operations.issue_month(actor=finance, organisation_id=home.pk, month=DECEMBER, at=NEW_YEAR)
    made, times = making.make_invoices, iter([True, False])

    def killed(*args: object, **named: object) -> list[int]:
        if not next(times, False):
            raise KeyboardInterrupt
        return made(*args, **named)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr("commonpool.invoices.operations.issuing.make_invoices", killed)
        with pytest.raises(KeyboardInterrupt):
            operations.finish_run(run_id=run.pk)
    assert Invoice.objects.count() == 1
    operations.finish_run(run_id=run.pk)
    assert list(Invoice.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]
    run.refresh_from_db()
    assert run.ended_at is not None


def test_what_a_host_wants_an_order_for_waits_for_it() -> None:
    pair, _bookings = worked_pair()
    pair.host.joining.purchase_order_from_pence = 0
    pair.host.joining.save()
    finance = actor(finance_of(pair.home), at=NEW_YEAR)
    (planned,) = queries.preview(finance, pair.home.pk, DECEMBER, NEW_YEAR.date())
    assert [lack.code for lack in planned.lacks] == ["no_purchase_order"]
    with pytest.raises(NothingToIssue):
        issued(pair.home)
    pair.host.joining.blanket_purchase_order = "PO-2026"
    pair.host.joining.save()
    (invoice,) = issued(pair.home)
    assert invoice.purchase_order == "PO-2026"


def test_who_may_issue() -> None:
    pair, _bookings = worked_pair()
    home, host = finance_of(pair.home), finance_of(pair.host)
    asked = {"organisation_id": pair.home.pk, "month": DECEMBER, "at": NEW_YEAR}
    with pytest.raises(NotFound):
        operations.issue_month(actor=actor(host, at=NEW_YEAR), **asked)
    with pytest.raises(Forbidden):
        operations.issue_month(actor=actor(pair.approver, at=NEW_YEAR), **asked)
    with pytest.raises(StepUpNeeded):
        operations.issue_month(actor=replace(actor(home, at=NEW_YEAR), second_factor=False), **asked)
    assert not InvoiceRun.objects.exists()
