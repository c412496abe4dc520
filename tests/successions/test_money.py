"""Councils end while invoices, the clearing and payroll are under way: papers stay, claims and debts go over whole."""

from datetime import date, datetime, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import F, Sum

from commonpool.access import Actor, Role
from commonpool.agreements.models import PayTable
from commonpool.invoices import operations as invoicing
from commonpool.invoices import queries as invoices
from commonpool.invoices.models import CarriedInvoice, Invoice
from commonpool.kernel.clock import LONDON
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.ledger.models import Line
from commonpool.ledger.queries import balance
from commonpool.organisations.models import Organisation
from commonpool.payroll.models import CarriedPay
from commonpool.payroll.queries.due import due
from commonpool.settlement import operations as clearing
from commonpool.settlement.models import CarriedPayment, CycleInvoice, LineCap, Payment, Position
from commonpool.successions import operations, queries
from commonpool.successions.operations import Said
from commonpool.successions.rules import by_kind
from tests.factories.bookings import bound_booking, make_pair, monday
from tests.factories.councils import council
from tests.factories.invoices import DECEMBER
from tests.factories.payroll import own_hours, pays
from tests.factories.people import actor, make_role, make_steward
from tests.factories.settlement import (
    CALLS,
    PAYS,
    VALUE,
    Ring,
    advised_cycle,
    called_cycle,
    confirmed_payments,
    invoiced_ring,
    steward,
)
from tests.factories.successions import carried_out, ending

pytestmark = pytest.mark.django_db

OPEN = ("receivable", "payable", "clearing")


def day(number: int, month: int = 1) -> datetime:
    return datetime(2027, month, number, 0, 15, tzinfo=LONDON)


def merged(ring: Ring, at: datetime) -> Organisation:
    """The second and the third of the ring are one council from that day: one invoice is between them."""
    [new] = ending(*ring.councils[1:], on=at.date())
    assert carried_out(new, at=at) == 2
    return new


def finance(place: Organisation, at: datetime) -> Actor:
    return actor(make_role(place, Role.FINANCE, at=at), at=at)


def books() -> dict[tuple[int, str], int]:
    """Every account of every council that is not at nought."""
    sums = Line.objects.values("organisation_id", "account").order_by().annotate(sum=Sum("pence"))
    return {(row["organisation_id"], row["account"]): row["sum"] for row in sums if row["sum"]}


def between(places: list[Organisation], account: str) -> int:
    found = books()
    return sum(found.get((place.pk, account), 0) for place in places)


def in_balance() -> bool:
    totals: dict[int, int] = {}
    for (place, _account), pence in books().items():
        totals[place] = totals.get(place, 0) + pence
    return not any(totals.values())


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


def test_a_cycle_that_is_not_called_is_netted_anew() -> None:
    ring = invoiced_ring()
    cycle = advised_cycle()
    new = merged(ring, day(20))
    held = CycleInvoice.objects.filter(cycle=cycle).values_list("invoice_id", "is_in", "left_out_reason")
    first, second, third = ring.invoices
    assert set(held) == {
        # The new council has signed no clause of its own, and took over from the second before the third.
        (first.pk, False, "no_netting_clause"),
        (second.pk, False, "no_netting_clause"),
        (third.pk, False, "no_netting_clause"),
    }
    assert not Position.objects.filter(cycle=cycle).exists()
    called = clearing.call_cycle(actor=steward(CALLS), month=DECEMBER, at=CALLS)
    assert not Payment.objects.filter(cycle=called).exists()
    assert balance(new.pk, "receivable") == first.gross_pence


def test_a_called_cycle_ends_as_it_was_called_and_the_new_council_pays() -> None:
    ring = invoiced_ring()
    called_cycle()
    positions = dict(Position.objects.values_list("council_id", "net"))
    early, *late = Payment.objects.order_by("pk")
    places = [place.pk for place in ring.councils]
    clearing.confirm_payment(
        actor=ring.hand(places.index(early.payer_id), PAYS), organisation_id=early.payer_id,
        reference=early.reference, paid_on=PAYS.date(), at=PAYS,
    )  # fmt: skip
    new = merged(ring, day(29))
    assert set(Invoice.objects.values_list("status", flat=True)) == {"issued"}
    at = day(30)
    for each in late:
        each.refresh_from_db()
        payer = new if each.payer_heir_id else ring.councils[places.index(each.payer_id)]
        clearing.confirm_payment(
            actor=finance(payer, at),
            organisation_id=payer.pk,
            reference=each.reference,
            paid_on=at.date(),
            at=at,
        )
    clearing.settle_cycle(actor=steward(VALUE), month=DECEMBER, at=VALUE)
    assert dict(Position.objects.values_list("council_id", "net")) == positions
    assert set(Invoice.objects.values_list("status", flat=True)) == {"paid"}
    for place in (*ring.councils, new):
        assert [balance(place.pk, account) for account in OPEN] == [0, 0, 0]
    ids = [*ring.councils, new]
    assert between(ids, "bank") == 0
    old = sum(positions[place.pk] for place in ring.councils[1:])
    assert between(ids[1:], "bank") == old == -balance(places[0], "bank")
    assert in_balance()


def test_what_an_unwound_cycle_owes_back_goes_over_too() -> None:
    ring = invoiced_ring()
    called_cycle()
    confirmed_payments(ring)
    clearing.unwind_cycle(
        actor=steward(PAYS), month=DECEMBER, defaulted_id=None, reason="The bank was closed", at=PAYS
    )
    new = merged(ring, day(29))
    assert Invoice.objects.get(pk=ring.invoices[1].pk).status == "fell_away"
    at = day(30)
    for each in Payment.objects.all():
        payer = new if each.payer_heir_id else ring.councils[0]
        clearing.return_payment(
            actor=finance(payer, at),
            organisation_id=payer.pk,
            reference=each.reference,
            returned_on=at.date(),
            at=at,
        )
    for place in (*ring.councils, new):
        assert balance(place.pk, "clearing") == 0
    assert balance(new.pk, "receivable") == ring.invoices[0].gross_pence
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


def test_on_a_split_the_steward_says_who_has_each_balance_and_a_called_cycle_goes_whole() -> None:
    ring = invoiced_ring()
    called_cycle()
    county = ring.councils[1]
    east, west = ending(county, into=2, on=date(2027, 1, 27))
    desk = actor(make_steward())
    plan = queries.plan_for(desk, east.slug, date(2026, 12, 1))
    run = queries.dry_run(plan)
    keys = {line.key for line in run.unassigned}
    assert "in-clearing-2026-12" in keys
    said = [
        Said(county.code, line.kind, line.key, (west if line.key.startswith("in-") else east).code)
        for line in run.unassigned
    ]
    operations.assign(actor=desk, slug=east.slug, said=said, at=day(2))
    shown = queries.dry_run(plan).sha256
    operations.confirm_succession(actor=desk, slug=east.slug, shown=shown, at=day(3))
    assert operations.carry_out_due(at=day(27)) == 1
    assert {each.now_home_id for each in Invoice.objects.filter(home=county)} == {west.pk}
    at = day(30)
    for each in Payment.objects.select_related("payer", "payer_heir"):
        clearing.confirm_payment(
            actor=finance(each.now_payer, at), organisation_id=each.now_payer_id, reference=each.reference,
            paid_on=at.date(), at=at,
        )  # fmt: skip
    clearing.settle_cycle(actor=steward(VALUE), month=DECEMBER, at=VALUE)
    assert not any(pence for (_place, account), pence in books().items() if account in OPEN)
    assert in_balance()


def test_the_lowest_cap_on_a_netted_line_goes_on() -> None:
    ring = invoiced_ring()
    for number, pence in ((1, 90_000), (2, 40_000)):
        place = ring.councils[number].pk
        clearing.set_line_cap(actor=ring.hand(number), organisation_id=place, pence=pence, at=day(5))
    new = merged(ring, day(10))
    assert LineCap.objects.get(organisation=new).pence == 40_000


@pytest.mark.parametrize("rows", [CarriedInvoice, CarriedPayment])
def test_who_has_a_side_is_said_by_carrying_it_over_alone(
    rows: type[CarriedInvoice | CarriedPayment],
) -> None:
    ring = invoiced_ring()
    called_cycle()
    merged(ring, day(27))
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        rows.objects.update(on=F("on") - timedelta(days=1))
    mine, field, value = {
        CarriedInvoice: (Invoice, "home_heir", F("home")), CarriedPayment: (Payment, "payer_heir", F("payer")),
    }[rows]  # fmt: skip
    with pytest.raises(IntegrityError, match="sides_as_carried"), transaction.atomic():
        mine.objects.update(**{field: value})
    with pytest.raises(IntegrityError, match="cycle_invoice_sides"), transaction.atomic():
        CycleInvoice.objects.update(payer=F("payee"), payee=F("payer"))
    one = rows.objects.order_by("pk")[0]
    one.pk, one.was = None, ring.councils[0]
    one._state.adding = True
    with pytest.raises(IntegrityError, match="carried_from_its_holder"), transaction.atomic():
        one.save(force_insert=True)


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
