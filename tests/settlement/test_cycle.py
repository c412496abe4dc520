"""A cycle from open to settled: netted to the penny and paid once; or unwound, as if never netted."""

from datetime import date, datetime, timedelta

import pytest

from commonpool.access import Actor
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.ledger.models import Line
from commonpool.ledger.queries import balance
from commonpool.settlement import operations, queries
from commonpool.settlement.models import Cycle, CycleInvoice, Payment, Position
from commonpool.settlement.rules.netting import Debt, payments_of, positions_of
from commonpool.settlement.rules.refusals import (
    ConfirmedBefore,
    CycleMoved,
    ObjectionsOver,
    PaidOnWrong,
    PaymentsMissing,
    ReasonMissing,
    TooEarly,
)
from tests.factories.invoices import DECEMBER
from tests.factories.settlement import (
    CALLS,
    CLOSES,
    PAYS,
    VALUE,
    Ring,
    advised_cycle,
    called_cycle,
    confirmed_payments,
    invoiced_ring,
    settled_cycle,
    steward,
)

pytestmark = pytest.mark.django_db


def test_a_cycle_nets_every_council_to_the_penny_and_settles() -> None:
    ring = invoiced_ring()
    gross = [invoice.gross_pence for invoice in ring.invoices]
    advised_cycle()
    a, b, c = (place.pk for place in ring.councils)
    wanted = positions_of([Debt(a, b, gross[0]), Debt(b, c, gross[1]), Debt(c, a, gross[2])])
    stored = [
        (each.council_id, each.gross_in, each.gross_out, each.net)
        for each in Position.objects.order_by("council_id")
    ]
    assert stored == [(each.council_id, each.gross_in, each.gross_out, each.net) for each in wanted]
    operations.call_cycle(actor=steward(CALLS), month=DECEMBER, at=CALLS)
    nets = {each.council_id: each.net for each in wanted}
    called = [(each.payer_id, each.payee_id, each.pence) for each in Payment.objects.order_by("pk")]
    assert called == [(each.payer_id, each.payee_id, each.pence) for each in payments_of(nets)]
    assert len(called) <= 2
    confirmed_payments(ring)
    with pytest.raises(TooEarly):
        operations.settle_cycle(actor=steward(PAYS), month=DECEMBER, at=PAYS)
    cycle = operations.settle_cycle(actor=steward(VALUE), month=DECEMBER, at=VALUE)
    for invoice in ring.invoices:
        invoice.refresh_from_db()
        assert (invoice.status, invoice.paid_on) == ("paid", cycle.value_on)
    for place in ring.councils:
        for account in ("receivable", "payable", "clearing"):
            assert balance(place.pk, account) == 0
        assert balance(place.pk, "bank") == nets[place.pk]


def test_an_objection_takes_one_invoice_out_and_the_rest_is_netted_again() -> None:
    ring = invoiced_ring()
    advised_cycle()
    out = ring.invoices[1]
    held = operations.object_to(
        actor=ring.hand(2),
        organisation_id=ring.councils[2].pk,
        month=DECEMBER,
        reference=out.reference or "",
        reason=" The order number\nis wrong. ",
        at=CLOSES,
    )
    assert (held.is_in, held.left_out_reason, held.objection) == (
        False,
        "objected",
        "The order number is wrong.",
    )
    a, b, c = (place.pk for place in ring.councils)
    gross = [invoice.gross_pence for invoice in ring.invoices]
    nets = dict(Position.objects.values_list("council_id", "net"))
    assert nets == {a: gross[2] - gross[0], b: gross[0], c: -gross[2]}


@pytest.mark.parametrize(
    ("number", "at", "reason", "refusal"),
    [
        (0, CLOSES, "Wrong.", NotFound),
        (1, CLOSES + timedelta(days=8), "Wrong.", ObjectionsOver),
        (1, CLOSES, " ", ReasonMissing),
        (1, CLOSES, "x" * 601, ReasonMissing),
    ],
)
def test_only_its_own_councils_object_in_time_and_say_why(
    number: int, at: datetime, reason: str, refusal: type[Refusal]
) -> None:
    ring = invoiced_ring()
    advised_cycle()
    with pytest.raises(refusal):
        operations.object_to(
            actor=ring.hand(number, at),
            organisation_id=ring.councils[number].pk,
            month=DECEMBER,
            reference=ring.invoices[1].reference or "",
            reason=reason,
            at=at,
        )
    assert CycleInvoice.objects.filter(is_in=True).count() == 3


def test_nothing_happens_out_of_turn() -> None:
    ring = invoiced_ring()
    desk = steward(CLOSES)
    with pytest.raises(NotFound):
        operations.close_cycle(actor=desk, month=DECEMBER, at=CLOSES)
    operations.open_cycle(actor=desk, month=DECEMBER, at=CLOSES - timedelta(days=1))
    with pytest.raises(TooEarly):
        operations.close_cycle(actor=desk, month=DECEMBER, at=CLOSES - timedelta(days=1))
    with pytest.raises(CycleMoved):
        operations.advise_cycle(actor=desk, month=DECEMBER, at=CLOSES)
    operations.close_cycle(actor=desk, month=DECEMBER, at=CLOSES)
    with pytest.raises(CycleMoved):
        operations.close_cycle(actor=desk, month=DECEMBER, at=CLOSES)
    operations.advise_cycle(actor=desk, month=DECEMBER, at=CLOSES)
    with pytest.raises(TooEarly):
        operations.call_cycle(actor=desk, month=DECEMBER, at=CLOSES)
    with pytest.raises(Forbidden):
        operations.call_cycle(actor=ring.hand(0, CALLS), month=DECEMBER, at=CALLS)
    with pytest.raises(Forbidden):
        operations.call_cycle(actor=Actor.rule("somebody_elses"), month=DECEMBER, at=CALLS)


def test_a_payment_is_confirmed_once_by_one_of_its_two_councils() -> None:
    ring = invoiced_ring()
    called_cycle()
    payment = Payment.objects.order_by("pk")[0]
    payer, payee = ring.number_of(payment.payer_id), ring.number_of(payment.payee_id)
    (other,) = {0, 1, 2} - {payer, payee}

    def confirm(number: int, day_after: int = 0) -> Payment:
        return operations.confirm_payment(
            actor=ring.hand(number, PAYS),
            organisation_id=ring.councils[number].pk,
            reference=payment.reference,
            paid_on=(PAYS + timedelta(days=day_after)).date(),
            at=PAYS,
        )

    with pytest.raises(NotFound):
        confirm(other)
    with pytest.raises(PaidOnWrong):
        confirm(payer, 1)
    with pytest.raises(PaidOnWrong):
        confirm(payer, -4)
    confirm(payer)
    with pytest.raises(ConfirmedBefore):
        confirm(payee)
    assert Payment.objects.count() == 2
    with pytest.raises(PaymentsMissing):
        operations.settle_cycle(actor=steward(VALUE), month=DECEMBER, at=VALUE)


def test_what_is_called_before_its_day_may_be_paid_at_once() -> None:
    ring = invoiced_ring()
    early = CALLS - timedelta(days=1)
    assert called_cycle(early).call_on == CALLS.date()
    payment = _first_confirmed(ring, early)
    assert payment.paid_on == early.date()


def test_unwound_everything_is_as_it_was_once_the_money_is_paid_back() -> None:
    ring = invoiced_ring()
    before = sorted(Line.objects.values_list("organisation_id", "account", "document", "pence"))
    called_cycle()
    first = _first_confirmed(ring)
    cycle = operations.unwind_cycle(
        actor=steward(VALUE), month=DECEMBER, defaulted_id=None, reason="Not paid.", at=VALUE
    )
    assert cycle.status == "unwound"
    operations.return_payment(
        actor=ring.hand(ring.number_of(first.payer_id), VALUE),
        organisation_id=first.payer_id,
        reference=first.reference,
        returned_on=VALUE.date(),
        at=VALUE,
    )
    for invoice in ring.invoices:
        invoice.refresh_from_db()
        assert invoice.status == "issued"
    assert not CycleInvoice.objects.filter(is_in=True).exists()
    for place in ring.councils:
        for account in ("clearing", "bank"):
            assert balance(place.pk, account) == 0
    untouched = Line.objects.exclude(account__in=["clearing", "bank"])
    assert sorted(untouched.values_list("organisation_id", "account", "document", "pence")) == before


def _first_confirmed(ring: Ring, at: datetime = PAYS) -> Payment:
    payment = Payment.objects.order_by("pk")[0]
    return operations.confirm_payment(
        actor=ring.hand(ring.number_of(payment.payer_id), at),
        organisation_id=payment.payer_id,
        reference=payment.reference,
        paid_on=at.date(),
        at=at,
    )


def test_the_calendar_runs_a_cycle_by_itself_and_twice_is_once() -> None:
    ring = invoiced_ring()
    operations.keep_calendar(at=CLOSES)
    assert Cycle.objects.get(month=DECEMBER).status == "advised"
    events = Position.objects.count()
    assert operations.keep_calendar(at=CLOSES) == 0
    assert Position.objects.count() == events
    operations.keep_calendar(at=CALLS)
    operations.keep_calendar(at=VALUE)
    assert Cycle.objects.get(month=DECEMBER).status == "called"
    confirmed_payments(ring)
    operations.keep_calendar(at=VALUE)
    assert Cycle.objects.get(month=DECEMBER).status == "settled"


def test_what_a_council_sees_is_its_own() -> None:
    ring = invoiced_ring()
    cycle = settled_cycle(ring)
    hand, place = ring.hand(0, VALUE), ring.councils[0]
    assert {each.council_id for each in queries.positions_of(hand, cycle)} == {place.pk}
    assert queries.positions_of(steward(VALUE), cycle).count() == 3
    assert queries.invoices_of(hand, place.pk, cycle).count() == 2
    for question in (queries.invoices_of, queries.payments_of, queries.position_of, queries.before_and_after):
        with pytest.raises(NotFound):
            question(hand, ring.councils[1].pk, cycle)  # type: ignore[operator]


def test_who_did_not_pay_is_kept_out_until_a_steward_lets_it_in() -> None:
    ring = invoiced_ring()
    called_cycle()
    late = Payment.objects.order_by("pk")[0].payer
    desk, later = steward(VALUE), VALUE + timedelta(days=30)
    operations.unwind_cycle(actor=desk, month=DECEMBER, defaulted_id=late.pk, reason="Not paid.", at=VALUE)
    january = operations.open_cycle(actor=desk, month=date(2027, 1, 1), at=VALUE)
    operations.close_cycle(actor=desk, month=january.month, at=later)
    outs = dict(CycleInvoice.objects.filter(cycle=january).values_list("invoice_id", "left_out_reason"))
    assert outs == {
        each.pk: "kept_out" if late.pk in (each.home_id, each.host_id) else "" for each in ring.invoices
    }
    with pytest.raises(Forbidden):
        operations.let_in(actor=ring.hand(0, later), month=DECEMBER, reason="It is us", at=later)
    with pytest.raises(ReasonMissing):
        operations.let_in(actor=steward(later), month=DECEMBER, reason=" ", at=later)
    operations.let_in(actor=steward(later), month=DECEMBER, reason="It has paid.", at=later)
    with pytest.raises(NotFound):
        operations.let_in(actor=steward(later), month=DECEMBER, reason="Again.", at=later)
    february = operations.open_cycle(actor=desk, month=date(2027, 2, 1), at=later)
    operations.close_cycle(actor=desk, month=february.month, at=later + timedelta(days=30))
    held = CycleInvoice.objects.filter(cycle=february).values_list("invoice_id", "is_in")
    let_in = {invoice_id for invoice_id, why in outs.items() if why == "kept_out"}
    assert let_in
    assert let_in <= {invoice_id for invoice_id, is_in in held if is_in}
