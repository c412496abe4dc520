"""What the database promises of the payments of a cycle, whoever writes."""

from datetime import timedelta

import pytest

from commonpool.settlement.models import CarriedPayment, Cycle, Payment, Position
from tests.factories.people import make_steward
from tests.factories.register import make_organisation
from tests.factories.settlement import CALLS, PAYS, called_cycle, invoiced_ring
from tests.guards import again, all_refused, gone, refused

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]
DAY = timedelta(days=1)
ACCOUNT = {"account_name": "x", "sort_code": "000001", "account_number": "00000001"}


class Four:
    """A cycle that is over, of four councils: two owe 2p each, two are owed 2p each."""

    def __init__(self, cycle: Cycle) -> None:
        over = {
            "status": "unwound",
            "unwound_at": CALLS,
            "unwound_by": make_steward(),
            "unwound_reason": "Closed",
        }
        self.cycle = again(cycle, month=cycle.month.replace(month=11), **over)
        self.councils = [make_organisation() for _each in range(4)]
        for number, place in enumerate(self.councils):
            paid, owes = (0, 2) if number < 2 else (2, 0)
            Position.objects.create(
                cycle=self.cycle, council=place, gross_in=paid, gross_out=owes, net=paid - owes
            )

    def pay(self, *payments: tuple[int, int, int], **otherwise: object) -> list[Payment]:
        """From whom to whom, by number, so many pence."""
        return [
            Payment.objects.create(
                cycle=self.cycle, payer=self.councils[payer], payee=self.councils[payee], pence=pence,
                **ACCOUNT | otherwise,
            )
            for payer, payee, pence in payments
        ]  # fmt: skip


def test_payments_are_what_the_positions_say_and_as_few_as_can_be() -> None:
    invoiced_ring()
    four = Four(called_cycle())
    pay, plain = four.pay, ((0, 2, 2), (1, 3, 2))
    all_refused([
        ("payment_as_positions_say", lambda: pay((0, 2, 2), (1, 3, 1))),
        ("payment_nobody_pays_and_receives", lambda: pay((0, 1, 2), (1, 2, 2), (1, 3, 2))),
        ("payment_between_two", lambda: pay(*plain, (0, 0, 1))),
        ("payment_of_something", lambda: pay(*plain, (0, 3, 0))),
        ("payment_once", lambda: pay((0, 2, 1), (0, 2, 1), (1, 3, 2))),
        ("payments_fewer_than_councils", lambda: pay((0, 2, 1), (0, 3, 1), (1, 2, 1), (1, 3, 1))),
        ("payment_into_an_account", lambda: pay(*plain, sort_code="00-01")),
        ("payment_into_an_account", lambda: pay(*plain, account_number="1")),
        ("settlement_payment_reference_key", lambda: pay(*plain, reference="S-AGAIN")),
    ])  # fmt: skip


def test_a_called_payment_stays_and_is_confirmed_and_returned_once() -> None:
    ring = invoiced_ring()
    called_cycle()
    paid, other = Payment.objects.order_by("pk")
    row, waits, clerk = (
        Payment.objects.filter(pk=paid.pk),
        Payment.objects.filter(pk=other.pk),
        ring.finance[0],
    )
    day = PAYS.date()
    yes = {"confirmed_at": PAYS, "confirmed_by": clerk}
    back = {"returned_at": PAYS, "returned_by": clerk}
    row.update(**yes, paid_on=day)
    all_refused([
        ("payment_paid_on", lambda: waits.update(**yes)),
        ("payment_paid_on", lambda: waits.update(paid_on=day)),
        ("payment_returned_once_paid", lambda: waits.update(**back, returned_on=day)),
        ("payment_returned_once_paid", lambda: row.update(**back)),
        ("payment_returned_after_paid", lambda: row.update(**back, returned_on=day - DAY)),
        ("payment_confirmed_once", lambda: row.update(paid_on=day - DAY)),
        ("payment_confirmed_once", lambda: row.update(confirmed_by=ring.finance[1])),
        ("payment_confirmed_once", lambda: row.update(confirmed_at=None, confirmed_by=None, paid_on=None)),
        ("payment_stays", lambda: row.update(pence=1)),
        ("payment_stays", lambda: row.update(account_number="00000001")),
        ("payment_stays", lambda: row.update(payee=paid.payer, payer=paid.payee)),
        ("payments_are_kept", lambda: gone(paid)),
    ])  # fmt: skip
    row.update(**back, returned_on=day)
    refused("payment_returned_once", lambda: row.update(returned_on=day + DAY))


def test_a_side_of_a_payment_is_carried_from_who_has_it_and_no_other_way() -> None:
    invoiced_ring()
    called_cycle()
    payment, heir = Payment.objects.all()[0], make_organisation()
    payer, payee = payment.payer, payment.payee
    carried = CarriedPayment.objects.create(
        payment=payment, of_payer=True, was=payer, now=heir, on=PAYS.date(), carried_at=PAYS,
        carried_by_rule="succession",
    )  # fmt: skip
    row = Payment.objects.filter(pk=payment.pk)
    assert row.values_list("payer_heir_id", "payee_heir_id").get() == (heir.pk, None)

    def carried_back_and_again() -> None:
        again(carried, was=heir, now=payer)
        again(carried)

    all_refused([
        ("payment_carried_once", carried_back_and_again),
        ("payment_carried_to_another", lambda: again(carried, was=heir)),
        ("payment_carried_from_its_holder", lambda: again(carried, was=payee)),
        ("payment_carried_from_its_holder", lambda: again(carried, of_payer=False)),
        ("payment_sides_as_carried", lambda: row.update(payer_heir=None)),
        ("payment_sides_as_carried", lambda: row.update(payee_heir=heir)),
        ("carried_payment_stays", lambda: CarriedPayment.objects.update(now=payee)),
    ])  # fmt: skip
    again(carried, of_payer=False, was=payee)
    assert row.values_list("payer_heir_id", "payee_heir_id").get() == (heir.pk, heir.pk)
