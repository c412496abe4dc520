"""What the database promises of what becomes of an invoice, whoever writes: disputed, paid, carried over."""

from datetime import timedelta

import pytest
from django.db.models import F

from commonpool.invoices import operations
from commonpool.invoices.models import CarriedInvoice, Dispute, Invoice, InvoiceRun, Numbering, Payment
from tests.factories.invoices import finance_of
from tests.factories.people import actor
from tests.factories.register import make_organisation
from tests.guards import again, all_refused, gone
from tests.invoices.papers import LATER, papers

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]
DAY = timedelta(days=1)


def test_a_dispute_and_a_payment_stay_as_they_were_said() -> None:
    its = papers()
    second, line = {"invoice_id": its.second.pk}, its.second.lines.get()  # type: ignore[attr-defined]
    host = {
        "actor": actor(finance_of(its.pair.host), at=LATER),
        "organisation_id": its.pair.host.pk,
        "at": LATER,
    }
    paid, back = (operations.mark_paid(**host, **second, on=LATER.date(), pence=1) for _each in range(2))
    mine = {"actor": actor(its.clerk, at=LATER), "organisation_id": its.pair.home.pk, "at": LATER}
    operations.withdraw_payment(**mine, payment_id=back.pk)
    [over], [open_one] = (
        operations.dispute_lines(**host, invoice_id=each.invoice_id, lines=[each.pk], reason="Not worked")
        for each in (its.part, line)
    )
    operations.withdraw_dispute(**host, dispute_id=over.pk)
    over.refresh_from_db()
    disputed, payment = Dispute.objects.filter(pk=open_one.pk), Payment.objects.filter(pk=paid.pk)
    all_refused([
        ("dispute_with_a_reason", lambda: again(over, reason="")),
        ("dispute_one_open", lambda: again(open_one)),
        ("dispute_settled_with_outcome", lambda: disputed.update(settled_at=LATER, settled_by=its.clerk)),
        ("dispute_stays", lambda: disputed.update(reason="Another")),
        ("dispute_stays", lambda: disputed.update(line=its.freed)),
        ("dispute_settled_once", lambda: Dispute.objects.filter(pk=over.pk).update(outcome="upheld")),
        ("disputes_are_kept", lambda: gone(open_one)),
        ("invoice_payment_of_something", lambda: again(paid, pence=0)),
        ("invoice_payment_stays", lambda: payment.update(pence=2)),
        ("invoice_payment_stays", lambda: payment.update(invoice=its.first)),
        (
            "invoice_payment_withdrawn_once",
            lambda: Payment.objects.filter(pk=back.pk).update(withdrawn_at=LATER + DAY),
        ),
        ("invoice_payments_are_kept", lambda: gone(paid)),
    ])  # fmt: skip


def test_numbers_never_go_back_and_a_council_has_one_run_at_a_time() -> None:
    its = papers()
    number = Numbering.objects.get(organisation=its.pair.home)
    [run, *_others] = InvoiceRun.objects.order_by("pk")

    def two_runs() -> None:
        for _each in range(2):
            again(run, ended_at=None, ended_by_rule="")

    all_refused([
        ("numbering_never_goes_back", lambda: Numbering.objects.update(last=F("last") - 1)),
        ("numbering_never_goes_back", lambda: Numbering.objects.update(organisation=its.pair.host)),
        ("numbering_is_kept", lambda: gone(number)),
        ("invoices_numbering_organisation_id_key", lambda: again(number)),
        ("invoice_run_one_at_a_time", two_runs),
        ("invoice_run_ended_by_rule", lambda: again(run, ended_by_rule="")),
        ("invoice_run_of_a_month", lambda: again(run, month=run.month + DAY)),
    ])  # fmt: skip


def test_a_side_of_an_invoice_is_carried_from_who_has_it_and_no_other_way() -> None:
    its, heir = papers(), make_organisation()
    home, host = its.pair.home, its.pair.host
    carried = CarriedInvoice.objects.create(
        invoice=its.first, to_home=True, was=home, now=heir, on=LATER.date(), carried_at=LATER,
        carried_by_rule="succession",
    )  # fmt: skip
    row = Invoice.objects.filter(pk=its.first.pk)
    assert row.values_list("home_heir_id", "host_heir_id").get() == (heir.pk, None)

    def carried_back_and_again() -> None:
        again(carried, was=heir, now=home)
        again(carried)

    all_refused([
        ("invoice_carried_once", carried_back_and_again),
        ("invoice_carried_to_another", lambda: again(carried, was=heir)),
        ("invoice_carried_from_its_holder", lambda: again(carried, was=host)),
        ("invoice_carried_from_its_holder", lambda: again(carried, to_home=False)),
        ("invoice_sides_as_carried", lambda: row.update(home_heir=None)),
        ("invoice_sides_as_carried", lambda: row.update(host_heir=heir)),
        ("carried_invoice_stays", lambda: CarriedInvoice.objects.update(now=host)),
    ])  # fmt: skip
    again(carried, to_home=False, was=host)
    assert row.values_list("home_heir_id", "host_heir_id").get() == (heir.pk, heir.pk)
