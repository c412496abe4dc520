"""What becomes of an invoice: disputed, credited, paid, or numbered by the council's own system."""

from datetime import date, timedelta

import pytest

from commonpool.agreements.operations import set_invoice_mode
from commonpool.invoices import operations, queries
from commonpool.invoices.models import Dispute, Invoice
from commonpool.invoices.operations import Given
from commonpool.invoices.rules import missing_of
from commonpool.invoices.rules.refusals import (
    DisputedAlready,
    InvoiceMoved,
    MoreThanDue,
    NothingToCredit,
    OwnNumberTaken,
)
from commonpool.kernel.refusals import NotFound
from commonpool.ledger.queries import balance
from tests.factories.bookings import Pair
from tests.factories.invoices import NEW_YEAR, finance_of, issued, worked_pair
from tests.factories.people import NOW, actor

pytestmark = pytest.mark.django_db
LATER = NEW_YEAR + timedelta(days=3)


class Both:
    """A pair with one invoice of two lines, and the finance team of each."""

    def __init__(self) -> None:
        self.pair: Pair = worked_pair((90, 150))[0]
        home, host = finance_of(self.pair.home), finance_of(self.pair.host)
        (self.invoice,) = issued(self.pair.home, by=home)
        self.lines = queries.lines_of(self.invoice)
        self.home = {"actor": actor(home, at=LATER), "organisation_id": self.pair.home.pk, "at": LATER}
        self.host = {"actor": actor(host, at=LATER), "organisation_id": self.pair.host.pk, "at": LATER}

    def fresh(self) -> Invoice:
        self.invoice = Invoice.objects.get(pk=self.invoice.pk)
        return self.invoice

    def owed(self) -> int:
        pence = balance(self.pair.home.pk, "receivable")
        assert balance(self.pair.host.pk, "payable") == -pence
        return pence


@pytest.fixture
def both() -> Both:
    return Both()


def dispute(both: Both, *numbers: int) -> list[Dispute]:
    lines = [both.lines[number].pk for number in numbers]
    said = {"invoice_id": both.invoice.pk, "lines": lines, "reason": "She left at noon."}
    return operations.dispute_lines(**both.host, **said)


def test_a_disputed_line_is_credited_and_the_other_goes_on(both: Both) -> None:
    (disputed,) = dispute(both, 0)
    due = queries.due_pence(both.invoice)
    assert both.fresh().status == "disputed"
    assert 0 < queries.undisputed_pence(both.invoice, due) < due
    with pytest.raises(DisputedAlready):
        dispute(both, 0)
    note = operations.uphold_dispute(**both.home, dispute_id=disputed.pk, again=True)
    assert (note.number, note.corrects_id, note.status) == (2, both.invoice.pk, "set_off")
    assert both.fresh().status == "issued"
    assert both.owed() == both.invoice.gross_pence - note.gross_pence == queries.due_pence(both.invoice)
    (anew,) = issued(both.pair.home, at=LATER)
    assert anew.net_pence == both.lines[0].net_pence
    assert missing_of(queries.document_of(note)) == []
    assert missing_of(queries.document_of(anew)) == []


def test_a_line_that_was_paid_before_it_is_credited_leaves_no_dispute_behind(both: Both) -> None:
    paid = both.invoice.gross_pence - 1
    operations.mark_paid(**both.host, invoice_id=both.invoice.pk, on=LATER.date(), pence=paid)
    (disputed,) = dispute(both, 1)
    note = operations.uphold_dispute(**both.home, dispute_id=disputed.pk, again=False)
    assert (note.status, both.fresh().status, both.owed()) == ("issued", "issued", 1 - note.gross_pence)


def test_a_dispute_taken_back_changes_nothing(both: Both) -> None:
    first, second = dispute(both, 0, 1)
    operations.withdraw_dispute(**both.host, dispute_id=first.pk)
    assert both.fresh().status == "disputed"
    operations.withdraw_dispute(**both.host, dispute_id=second.pk)
    assert (both.fresh().status, both.owed()) == ("issued", both.invoice.gross_pence)
    with pytest.raises(InvoiceMoved):
        operations.uphold_dispute(**both.home, dispute_id=second.pk)


def test_credited_line_by_line_leaves_no_penny(both: Both) -> None:
    for line in both.lines:
        operations.credit(**both.home, invoice_id=both.invoice.pk, reason="Agreed in error", lines=[line.pk])
    assert (both.fresh().status, both.owed()) == ("credited", 0)
    with pytest.raises(InvoiceMoved):
        operations.credit(**both.home, invoice_id=both.invoice.pk, reason="Once more")


def test_what_is_credited_twice_is_refused(both: Both) -> None:
    asked = {"invoice_id": both.invoice.pk, "reason": "Agreed in error", "lines": [both.lines[0].pk]}
    operations.credit(**both.home, **asked)
    with pytest.raises(NothingToCredit):
        operations.credit(**both.home, **asked)


def test_paid_by_either_and_owed_again(both: Both) -> None:
    paid = {"invoice_id": both.invoice.pk, "on": LATER.date()}
    with pytest.raises(MoreThanDue):
        operations.mark_paid(**both.host, **paid, pence=both.invoice.gross_pence + 1)
    operations.mark_paid(**both.host, **paid, pence=1)
    assert (both.fresh().status, both.owed()) == ("issued", both.invoice.gross_pence - 1)
    second = operations.mark_paid(**both.home, **paid, reference="BACS 4")
    assert (both.fresh().status, both.owed()) == ("paid", 0)
    assert balance(both.pair.home.pk, "bank") == both.invoice.gross_pence
    with pytest.raises(NotFound):
        operations.withdraw_payment(**both.host, payment_id=second.pk)
    operations.withdraw_payment(**both.home, payment_id=second.pk)
    assert (both.fresh().status, both.owed()) == ("issued", both.invoice.gross_pence - 1)


def test_a_dispute_goes_on_where_a_payment_did_not_come(both: Both) -> None:
    (disputed,) = dispute(both, 0)
    paid = operations.mark_paid(**both.host, invoice_id=both.invoice.pk, on=LATER.date())
    operations.withdraw_payment(**both.home, payment_id=paid.pk)
    assert both.fresh().status == "disputed"
    operations.withdraw_dispute(**both.host, dispute_id=disputed.pk)
    assert both.fresh().status == "issued"


def test_a_dispute_of_what_is_paid_is_credited_or_taken_back(both: Both) -> None:
    first, second = dispute(both, 0, 1)
    operations.mark_paid(**both.home, invoice_id=both.invoice.pk, on=LATER.date())
    operations.withdraw_dispute(**both.host, dispute_id=first.pk)
    assert (both.fresh().status, queries.disputed_lines(both.invoice)) == ("paid", [both.lines[1].pk])
    note = operations.uphold_dispute(**both.home, dispute_id=second.pk)
    assert (note.net_pence, note.status, both.fresh().status) == (both.lines[1].net_pence, "issued", "paid")
    assert both.owed() == -note.gross_pence
    with pytest.raises(InvoiceMoved):
        operations.withdraw_dispute(**both.host, dispute_id=second.pk)


def test_a_credit_note_of_what_is_paid_is_paid_back(both: Both) -> None:
    operations.mark_paid(**both.host, invoice_id=both.invoice.pk, on=LATER.date())
    note = operations.credit(**both.home, invoice_id=both.invoice.pk, reason="Agreed in error")
    assert (note.status, both.fresh().status) == ("issued", "paid")
    assert (queries.due_pence(note), both.owed()) == (note.gross_pence, -note.gross_pence)
    operations.mark_paid(**both.home, invoice_id=note.pk, on=LATER.date())
    assert (both.owed(), balance(both.pair.home.pk, "bank")) == (0, 0)


def test_settled_in_the_clearing(both: Both) -> None:
    one = {"actor": both.home["actor"], "on": LATER.date(), "at": LATER}
    pence = {both.invoice.pk: both.invoice.gross_pence}
    assert operations.settle_in_clearing(**one, pence=pence, reference="2026-12")
    assert (both.fresh().status, both.owed()) == ("paid", 0)
    assert balance(both.pair.home.pk, "clearing") == both.invoice.gross_pence


def test_a_disputed_line_that_is_credited_whole_is_disputed_no_more(both: Both) -> None:
    (raised,) = dispute(both, 0)
    lines = [both.lines[0].pk]
    operations.credit(**both.home, invoice_id=both.invoice.pk, lines=lines, reason="Not so")
    raised.refresh_from_db()
    assert (raised.outcome, both.fresh().status) == ("upheld", "issued")


def test_the_own_system_numbers_its_invoices() -> None:
    pair, _bookings = worked_pair()
    home = finance_of(pair.home)
    set_invoice_mode(
        actor=actor(home), organisation_id=pair.home.pk, mode="own_system", starts_on=NOW.date(), at=NOW
    )
    (draft,) = issued(pair.home, by=home)
    assert (draft.status, draft.reference, balance(pair.home.pk, "receivable")) == ("draft", None, 0)
    mine = {"actor": actor(home, at=LATER), "organisation_id": pair.home.pk, "at": LATER}
    with pytest.raises(NotFound):
        queries.invoice_for(actor(finance_of(pair.host), at=LATER), pair.host.pk, draft.pk)
    operations.drop_draft(**mine, invoice_id=draft.pk)
    (again,) = issued(pair.home, by=home, at=LATER)
    given = [Given(again.pk, "AR-7001", date(2027, 1, 7))]
    (invoice,) = operations.take_numbers(**mine, given=given)
    assert (invoice.own_number, invoice.reference) == ("AR-7001", f"{pair.home.code}-000001")
    assert balance(pair.home.pk, "receivable", document=invoice.reference) == invoice.gross_pence
    with pytest.raises(NotFound):
        operations.take_numbers(**mine, given=given)
    note = {"invoice_id": invoice.pk, "reason": "Agreed in error", "own_number": "AR-7001"}
    with pytest.raises(OwnNumberTaken):
        operations.credit(**mine, **note)


def test_nobody_else_sees_an_invoice(both: Both) -> None:
    other = worked_pair()[0].home
    with pytest.raises(NotFound):
        queries.invoice_for(actor(finance_of(other), at=LATER), other.pk, both.invoice.pk)
