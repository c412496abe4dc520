"""What the database promises of invoices, credit notes and their lines, whoever writes."""

from datetime import timedelta

import pytest
from django.db.models import F

from commonpool.agreements.operations import set_invoice_mode
from commonpool.invoices.models import Invoice, InvoiceLine
from tests.factories.invoices import finance_of, issued, worked_pair
from tests.factories.people import NOW, actor
from tests.factories.register import make_organisation
from tests.guards import again, all_refused, by_sql, gone
from tests.invoices.papers import LATER, papers

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]
DAY = timedelta(days=1)


def test_what_was_issued_stays() -> None:
    its = papers()
    first, line = Invoice.objects.filter(pk=its.first.pk), InvoiceLine.objects.filter(pk=its.part.pk)
    freed = InvoiceLine.objects.filter(pk=its.freed.pk)
    all_refused([
        ("invoice_stays", lambda: first.update(id=F("id") + 10**6)),
        ("invoice_stays", lambda: first.update(net_1970_act_pence=1)),
        ("invoice_stays", lambda: first.update(host=make_organisation())),
        ("invoice_stays", lambda: first.update(purchase_order="PO-9")),
        ("invoice_never_edited", lambda: first.update(due_on=F("due_on") + 1, issued_on=F("issued_on") + 1)),
        ("invoice_never_edited", lambda: first.update(reference="X-000001")),
        ("invoice_never_edited", lambda: first.update(customer={})),
        ("invoices_are_kept", lambda: gone(its.note)),
        ("invoices_kept_whole", by_sql("TRUNCATE invoices_invoice CASCADE")),
        ("invoice_line_stays", lambda: line.update(net_pence=F("net_pence") + 1)),
        ("invoice_line_stays", lambda: line.update(description="Another job")),
        ("invoice_lines_are_kept", lambda: gone(its.second.lines.get())),
        ("invoice_lines_kept_whole", by_sql("TRUNCATE invoices_invoiceline CASCADE")),
        ("invoice_line_released_once", lambda: freed.update(released_at=LATER + DAY)),
        ("charge_released_when_credited", lambda: line.update(released_at=LATER, released_by=its.clerk)),
        ("invoice_sum_of_its_lines", lambda: again(its.freed, position=3)),
    ])  # fmt: skip


def test_an_invoice_is_whole_when_it_is_issued() -> None:
    its = papers()
    own = {"mode": "own_system", "own_number": "AR-1"}
    no_vat = {"vat_percent": 0, "vat_pence": 0, "gross_pence": its.second.net_pence}
    less = {"vat_pence": its.second.vat_pence - 1, "gross_pence": its.second.gross_pence - 1}

    def own_number_twice() -> None:
        its.another(**own)
        its.another(**own, number=6, reference="X-000006")

    all_refused([
        ("invoice_line_of_a_charge", lambda: its.another({"charge": None, "charge_id": 10**9})),
        ("invoice_sum_of_its_lines", lambda: again(its.freed, invoice=None, invoice_id=10**9, charge=its.freed.charge)),
        ("invoice_numbers_follow", lambda: its.another(number=6)),
        ("invoice_number_once", lambda: its.another(number=4)),
        ("invoices_invoice_reference_key", lambda: its.another(reference=its.second.reference)),
        ("invoice_own_number_once", own_number_twice),
        ("invoice_own_number", lambda: its.another(own_number="AR-1")),
        ("invoice_own_number", lambda: its.another(mode="own_system")),
        ("invoice_between_two_councils", lambda: its.another(host=its.pair.home)),
        ("invoice_of_a_month", lambda: its.another(month=its.second.month + DAY)),
        ("invoice_issued_whole", lambda: its.another(reference="INVOICE 5")),
        ("invoice_issued_whole", lambda: its.another(tax_point_on=None)),
        ("invoice_due_in_30_days", lambda: its.another(due_on=its.second.issued_on + 31 * DAY)),
        ("invoice_vat_percent", lambda: its.another(**no_vat)),
        ("invoice_vat_half_up_once", lambda: its.another(**less)),
        ("invoice_gross", lambda: its.another(gross_pence=its.second.gross_pence - 1)),
        ("invoice_1970_act_within", lambda: its.another(net_1970_act_pence=its.second.net_pence + 1)),
        ("invoice_paid_on", lambda: its.another(status="paid")),
        ("invoice_credited", lambda: its.another(status="credited")),
        ("invoice_dropped", lambda: its.another(dropped_at=LATER, dropped_by=its.clerk)),
        ("invoice_has_its_lines", lambda: again(its.second, number=5, reference="X-000005")),
    ])  # fmt: skip
    its.another()


def test_each_charge_is_on_one_live_line_that_says_what_it_is_for() -> None:
    its = papers()
    net = its.second.net_pence
    live = {"released_at": None, "released_by": None}
    half = {"net_pence": net // 2}, {"net_pence": net - net // 2}
    all_refused([
        ("charge_on_one_live_invoice", lambda: its.another(live)),
        ("invoice_line_position", lambda: its.another(half[0], half[1] | {"position": 1})),
        ("invoice_line_of_charge_or_credit", lambda: its.another({"charge": None})),
        ("invoice_line_credits_corrected_hours", lambda: its.another({"corrected_hours": True})),
        ("invoice_line_of_something", lambda: its.another({}, {"net_pence": 0})),
        ("invoice_line_period", lambda: its.another({"worked_to": its.freed.worked_from - DAY})),
    ])  # fmt: skip
    its.another(*half)


def test_a_credit_note_takes_back_lines_of_its_invoice_and_no_more_than_they_say() -> None:
    its = papers()
    of_second = its.second.lines.get()  # type: ignore[attr-defined]
    of_note = its.note.lines.get()  # type: ignore[attr-defined]
    left = its.part.net_pence - its.note.net_pence
    all_refused([
        ("credits_within_line", lambda: its.credit(its.part, left + 1)),
        ("credit_of_its_invoice", lambda: its.credit(of_second, 100)),
        ("credit_of_its_invoice", lambda: its.credit(of_note, 100, corrects=its.note)),
        ("credit_note_corrects", lambda: its.credit(its.part, left, note="")),
        ("credit_note_corrects", lambda: its.another(corrects=its.first)),
    ])  # fmt: skip
    its.credit(its.part, left)


def test_a_draft_takes_the_next_number() -> None:
    pair, _bookings = worked_pair()
    clerk = finance_of(pair.home)
    set_invoice_mode(
        actor=actor(clerk), organisation_id=pair.home.pk, mode="own_system", starts_on=NOW.date(), at=NOW
    )
    [draft] = issued(pair.home, by=clerk)
    day = LATER.date()
    facts = {
        "status": "issued", "reference": "X-000002", "own_number": "AR-2", "issued_on": day, "tax_point_on": day,
        "due_on": day + 30 * DAY, "issued_at": LATER, "issued_by": clerk,
    }  # fmt: skip
    rows, [line] = Invoice.objects.filter(pk=draft.pk), draft.lines.all()  # type: ignore[attr-defined]

    def asked_twice() -> None:
        again(line, invoice=again(draft), released_at=LATER, released_by=clerk)

    all_refused([
        ("invoice_number_follows", lambda: rows.update(**facts, number=2)),
        ("invoice_issued_whole", lambda: rows.update(number=1)),
        ("invoices_invoice_asked_as_key", asked_twice),
    ])  # fmt: skip
    rows.update(**facts, number=1)
