"""Councils end while invoices, the clearing and payroll are under way: papers stay, claims and debts go over whole."""

from datetime import date

import pytest

from commonpool.agreements.models import PayTable
from commonpool.invoices import operations as invoicing
from commonpool.invoices import queries as invoices
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.ledger.queries import balance
from commonpool.payroll.models import CarriedPay
from commonpool.payroll.queries.due import due
from commonpool.settlement import operations as clearing
from commonpool.successions import operations, queries
from commonpool.successions.rules import by_kind
from tests.factories.bookings import bound_booking, make_pair, monday
from tests.factories.councils import council
from tests.factories.payroll import own_hours, pays
from tests.factories.people import actor, make_steward
from tests.factories.settlement import (
    invoiced_ring,
)
from tests.factories.successions import carried_out, ending
from tests.successions.reading import OPEN, day, finance, in_balance, merged

pytestmark = pytest.mark.django_db


def test_unpaid_invoices_are_owed_to_and_by_the_new_council_to_the_penny() -> None:
    ring = invoiced_ring()
    first, second, third = ring.invoices
    papers = {each.pk: (each.home_id, each.host_id, each.supplier, each.reference) for each in ring.invoices}
    new = merged(ring, day(10))
    for each in ring.invoices:
        each.refresh_from_db()
        assert papers[each.pk] == (each.home_id, each.host_id, each.supplier, each.reference)
    assert (first.now_home_id, first.now_host_id) == (new.pk, ring.councils[0].pk)
    assert (third.now_home_id, third.now_host_id) == (ring.councils[0].pk, new.pk)
    assert (second.status, first.status, third.status) == ("fell_away", "issued", "issued")
    assert in_balance()
    for old in ring.councils[1:]:
        assert [balance(old.pk, account) for account in OPEN] == [0, 0, 0]
        # What was earned, spent and taxed stays under the old name.
        assert balance(old.pk, "income") < 0 < balance(old.pk, "expense")
    assert balance(new.pk, "receivable") == first.gross_pence
    assert balance(new.pk, "payable") == -third.gross_pence
    assert balance(ring.councils[0].pk, "payable", counterparty_id=new.pk) == -first.gross_pence
    assert balance(ring.councils[0].pk, "payable", counterparty_id=ring.councils[1].pk) == 0
    assert invoices.due_of(ring.invoices) == {
        first.pk: first.gross_pence, second.pk: 0, third.pk: third.gross_pence,
    }  # fmt: skip
    # Read from both sides, and once.
    hand = finance(new, day(11))
    assert set(invoices.invoices_of(hand, new.pk)) == set(ring.invoices)
    assert first in invoices.invoices_of(hand, ring.councils[1].pk)
    assert operations.carry_out_due(at=day(11)) == 0


def test_the_new_council_disputes_pays_and_credits_as_the_old_one_would_have() -> None:
    ring = invoiced_ring()
    first, _second, third = ring.invoices
    line = third.lines.get()  # type: ignore[attr-defined]
    invoicing.dispute_lines(
        actor=ring.hand(2), organisation_id=ring.councils[2].pk, invoice_id=third.pk, lines=[line.pk],
        reason="Not what was agreed", at=day(9),
    )  # fmt: skip
    new = merged(ring, day(10))
    hand, at = finance(new, day(11)), day(11)
    [dispute] = line.disputes.all()
    with pytest.raises(NotFound):
        invoicing.withdraw_dispute(
            actor=ring.hand(0, at), organisation_id=ring.councils[0].pk, dispute_id=dispute.pk, at=at
        )
    invoicing.withdraw_dispute(actor=hand, organisation_id=new.pk, dispute_id=dispute.pk, at=at)
    invoicing.mark_paid(actor=hand, organisation_id=new.pk, invoice_id=third.pk, on=at.date(), at=at)
    assert balance(new.pk, "payable") == 0
    assert balance(new.pk, "bank") == -third.gross_pence
    note = invoicing.credit(
        actor=hand, organisation_id=new.pk, invoice_id=first.pk, reason="Too dear", at=at, own_number=""
    )
    assert (note.home_id, note.number, note.reference) == (new.pk, 1, f"{new.code}-000001")
    assert (note.supplier["name"], note.customer) == (new.official_name or new.name, first.customer)
    assert balance(new.pk, "receivable") == 0 == balance(ring.councils[0].pk, "payable")
    assert in_balance()


def test_a_payment_that_did_not_come_is_owed_to_the_new_council() -> None:
    ring = invoiced_ring()
    first = ring.invoices[0]
    payment = invoicing.mark_paid(
        actor=ring.hand(0),
        organisation_id=ring.councils[0].pk,
        invoice_id=first.pk,
        on=date(2027, 1, 9),
        at=day(9, 2),
    )
    new = merged(ring, day(10, 2))
    at = day(11, 2)
    invoicing.withdraw_payment(actor=finance(new, at), organisation_id=new.pk, payment_id=payment.pk, at=at)
    assert balance(new.pk, "receivable") == first.gross_pence == -balance(ring.councils[0].pk, "payable")
    assert [balance(ring.councils[1].pk, account) for account in OPEN] == [0, 0, 0]
    assert in_balance()


def test_the_dry_run_shows_each_unpaid_invoice_and_balance_and_the_hash_covers_them() -> None:
    ring = invoiced_ring()
    [new] = ending(*ring.councils[1:], on=date(2027, 2, 10))
    plan = queries.plan_for(actor(make_steward()), new.slug, date(2026, 12, 1))
    run = queries.dry_run(plan)
    found = by_kind(run.lines)
    notes = {(line.what, line.note) for line in found["invoice"]}
    first, second, third = (each.reference for each in ring.invoices)
    assert notes == {(first, ""), (second, "falls_away"), (third, "")}
    owed = {line.key.split()[0] for line in found["ledger"]}
    assert owed == {"receivable", "payable"}
    assert sum(line.pence for line in found["invoice"]) == sum(abs(line.pence) for line in found["ledger"])
    invoicing.mark_paid(
        actor=ring.hand(0), organisation_id=ring.councils[0].pk, invoice_id=ring.invoices[0].pk,
        on=date(2027, 1, 9), at=day(9), pence=1,
    )  # fmt: skip
    assert queries.dry_run(plan).sha256 != run.sha256


def test_only_a_succession_carries_invoices_and_pay() -> None:
    hand = actor(make_steward())
    with pytest.raises(Forbidden):
        invoicing.carry_invoices(actor=hand, organisation_id=1, heirs={}, on=date(2027, 1, 1), at=day(1))
    with pytest.raises(Forbidden):
        clearing.carry_clearing(actor=hand, organisation_id=1, payments={}, on=date(2027, 1, 1), at=day(1))


def test_hours_that_were_agreed_and_not_paid_are_paid_by_who_took_on_the_officer() -> None:
    first, second = pays(council()), council()
    pair = make_pair(home=first)
    booking = bound_booking(pair, [(monday(), 120)])
    sheet = own_hours(pair, booking)
    booking.refresh_from_db()
    assert booking.status == "worked"
    [new] = ending(first, second, on=date(2027, 1, 10))
    assert carried_out(new, at=day(10)) == 2
    assert [(each.timesheet_id, each.now_id) for each in CarriedPay.objects.all()] == [(sheet.pk, new.pk)]
    tables = list(PayTable.objects.filter(organisation=first))
    assert sum(each.minutes for each in due(new.pk, day(20), tables).days.values()) == 120
    assert not due(first.pk, day(20), tables).days
    assert operations.carry_out_due(at=day(11)) == 0
