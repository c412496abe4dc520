"""Councils end while a month is being cleared: before the call it is netted anew, after it ends as it was called."""

from datetime import date

import pytest

from commonpool.invoices.models import Invoice
from commonpool.ledger.queries import balance
from commonpool.settlement import operations as clearing
from commonpool.settlement.models import CycleInvoice, LineCap, Payment, Position
from commonpool.successions import operations, queries
from commonpool.successions.operations import Said
from tests.factories.invoices import DECEMBER
from tests.factories.people import actor, make_steward
from tests.factories.settlement import (
    CALLS,
    PAYS,
    VALUE,
    advised_cycle,
    called_cycle,
    confirmed_payments,
    invoiced_ring,
    steward,
)
from tests.factories.successions import ending
from tests.successions.reading import OPEN, between, books, day, finance, in_balance, merged

pytestmark = pytest.mark.django_db


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
    clearing.confirm_payment(
        actor=ring.hand(ring.number_of(early.payer_id), PAYS), organisation_id=early.payer_id,
        reference=early.reference, paid_on=PAYS.date(), at=PAYS,
    )  # fmt: skip
    new = merged(ring, day(29))
    assert set(Invoice.objects.values_list("status", flat=True)) == {"issued"}
    at = day(30)
    for each in late:
        each.refresh_from_db()
        payer = new if each.payer_heir_id else ring.councils[ring.number_of(each.payer_id)]
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
    assert between(ids[1:], "bank") == old == -balance(ids[0].pk, "bank")
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
