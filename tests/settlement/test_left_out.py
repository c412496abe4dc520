"""Which invoices a cycle leaves out, and why; one that is in a called cycle is paid there and nowhere else."""

from collections.abc import Callable

import pytest
from django.db import connection

from commonpool.agreements.operations import record_section_114
from commonpool.invoices.models import Invoice, InvoiceLine
from commonpool.invoices.operations import credit, dispute_lines, mark_paid
from commonpool.invoices.rules.refusals import InvoiceInClearing
from commonpool.settlement import operations
from commonpool.settlement.models import CycleInvoice, Payment
from tests.factories.invoices import DECEMBER
from tests.factories.settlement import (
    CALLS,
    CLOSES,
    Ring,
    advised_cycle,
    called_cycle,
    chose_netting,
    invoiced_ring,
    steward,
)

pytestmark = pytest.mark.django_db


def test_an_invoice_in_a_called_cycle_is_paid_there_and_nowhere_else() -> None:
    ring = invoiced_ring()
    called_cycle()
    invoice = ring.invoices[0]
    host, home = ring.councils[0].pk, ring.councils[1].pk
    line = InvoiceLine.objects.get(invoice=invoice)
    with pytest.raises(InvoiceInClearing):
        mark_paid(
            actor=ring.hand(0, CALLS), organisation_id=host, invoice_id=invoice.pk, on=CALLS.date(), at=CALLS, pence=1
        )  # fmt: skip
    with pytest.raises(InvoiceInClearing):
        dispute_lines(
            actor=ring.hand(0, CALLS), organisation_id=host, invoice_id=invoice.pk, lines=[line.pk], reason="No.",
            at=CALLS,
        )  # fmt: skip
    with pytest.raises(InvoiceInClearing):
        credit(
            actor=ring.hand(1, CALLS), organisation_id=home, invoice_id=invoice.pk, reason="Too much.", at=CALLS
        )  # fmt: skip


def test_what_changed_since_the_month_closed_is_left_out_at_the_call() -> None:
    ring = invoiced_ring()
    advised_cycle()
    paid, disputed, _stays = ring.invoices
    mark_paid(
        actor=ring.hand(0), organisation_id=ring.councils[0].pk, invoice_id=paid.pk, on=CLOSES.date(), at=CLOSES
    )  # fmt: skip
    line = InvoiceLine.objects.get(invoice=disputed)
    dispute_lines(
        actor=ring.hand(1), organisation_id=ring.councils[1].pk, invoice_id=disputed.pk, lines=[line.pk],
        reason="Not worked.", at=CLOSES,
    )  # fmt: skip
    operations.call_cycle(actor=steward(CALLS), month=DECEMBER, at=CALLS)
    reasons = dict(CycleInvoice.objects.values_list("invoice_id", "left_out_reason"))
    assert (reasons[paid.pk], reasons[disputed.pk]) == ("changed", "disputed")
    assert Payment.objects.get().pence == ring.invoices[2].gross_pence


def capped(ring: Ring) -> None:
    operations.set_line_cap(
        actor=ring.hand(0), organisation_id=ring.councils[0].pk, pence=ring.invoices[0].net_pence - 1, at=CLOSES
    )  # fmt: skip


@pytest.mark.parametrize(
    ("prepare", "reason"),
    [
        (lambda ring: chose_netting(ring.councils[0], nets=False), "no_netting_clause"),
        (lambda ring: stopped(ring), "section_114"),
        (capped, "over_cap"),
        (lambda ring: without_account(ring), "no_bank_details"),
    ],
)
def test_what_may_not_be_netted_is_left_out_with_its_reason(
    prepare: Callable[[Ring], None], reason: str
) -> None:
    ring = invoiced_ring()
    prepare(ring)
    advised_cycle()
    own = {ring.invoices[0].pk, ring.invoices[2].pk}
    left = dict(CycleInvoice.objects.exclude(left_out_reason="").values_list("invoice_id", "left_out_reason"))
    assert ring.invoices[0].pk in left
    assert set(left) <= own
    assert set(left.values()) == {reason}
    assert Invoice.objects.filter(pk__in=left, status="issued").count() == len(left)


def stopped(ring: Ring) -> None:
    record_section_114(
        actor=ring.hand(0), organisation_id=ring.councils[0].pk, made_on=CLOSES.date(), at=CLOSES
    )


def without_account(ring: Ring) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute(
            "UPDATE agreements_bankdetails SET objected_at = now(), objected_by_id = entered_by_id"
            " WHERE organisation_id = %s",
            [ring.councils[0].pk],
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
