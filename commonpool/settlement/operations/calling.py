"""Payments are called: few, from council to council, into accounts as they stand that day."""

from datetime import date, datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.agreements.queries import banks_in_effect
from commonpool.kernel.clock import london_date
from commonpool.settlement.events import CycleCalled, PaymentCalled
from commonpool.settlement.models import Cycle, Payment
from commonpool.settlement.operations.freezing import judge_again
from commonpool.settlement.operations.steps import holidays, locked, move, require_runner
from commonpool.settlement.rules.calendar import days_from_call
from commonpool.settlement.rules.netting import payments_of
from commonpool.settlement.rules.refusals import TooEarly


def call_cycle(*, actor: Actor, month: date, at: datetime) -> Cycle:
    """Each council that owes in the end is told what to pay to whom, by which day, into which account.

    What has been disputed, paid or credited since the month closed is left out first, and what rests is netted. An
    account is frozen as it stands today. The platform pays nothing itself (NET-04). For a steward or the calendar,
    once the days to object are over. Refuses `not_found`, `cycle_moved`, `too_early`.
    """
    require_runner(actor)
    today = london_date(at)
    with change():
        cycle = locked(month, "call")
        if today <= cycle.object_by:
            raise TooEarly
        judge_again(cycle, today)
        days = days_from_call(cycle.close_on, cycle.object_by, max(today, cycle.call_on), holidays())
        cycle.call_on, cycle.pay_by, cycle.value_on = days.call_on, days.pay_by, days.value_on
        payments = _payments(cycle, today)
        move(cycle, "call", "called", actor, at)
        _tell(cycle, payments, actor, at)
    return cycle


def _payments(cycle: Cycle, today: date) -> list[Payment]:
    accounts = banks_in_effect(today)
    nets = dict(cycle.positions.values_list("council_id", "net"))
    return Payment.objects.bulk_create(
        Payment(
            cycle=cycle,
            payer_id=each.payer_id,
            payee_id=each.payee_id,
            pence=each.pence,
            account_name=accounts[each.payee_id].account_name,
            sort_code=accounts[each.payee_id].sort_code,
            account_number=accounts[each.payee_id].account_number,
        )
        for each in payments_of(nets)
    )


def _tell(cycle: Cycle, payments: list[Payment], actor: Actor, at: datetime) -> None:
    for each in payments:
        fact = PaymentCalled(
            on_behalf_of=each.payer_id,
            readers=(each.payee_id,),
            cycle_id=cycle.pk,
            month=cycle.month,
            payment_id=each.pk,
            payee_id=each.payee_id,
            pence=each.pence,
            order_until_on=cycle.pay_by,
            value_on=cycle.value_on,
        )
        publish(fact, actor=actor, at=at)
    total = CycleCalled(
        on_behalf_of=None,
        cycle_id=cycle.pk,
        month=cycle.month,
        payments=len(payments),
        pence=sum(each.pence for each in payments),
    )
    publish(total, actor=actor, at=at)
