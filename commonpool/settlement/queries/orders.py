"""What a payer's finance team takes to its bank, and into whose account: nobody else sees an account number."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.agreements.queries import bank_in_effect
from commonpool.agreements.rules import masked
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, NotFound
from commonpool.settlement.models import Cycle, Payment
from commonpool.settlement.queries.of_council import payments_of
from commonpool.settlement.rules.pain_001 import Account, Instruction, Order


class NoAccountToPayFrom(Conflict):
    """The payer has no bank details in effect (`no_account_to_pay_from`)."""

    code = "no_account_to_pay_from"
    message = _("Your council has no bank details in effect, so that the file cannot say which account pays.")


def order_of(actor: Actor, organisation_id: int, cycle: Cycle, at: datetime) -> Order:
    """The council's payments of a cycle that are not confirmed yet, with the payees' accounts whole, for its bank.

    Requires `take_part_in_clearing` there and a second factor. Refuses `not_found` (another council's; nothing called,
    nothing left to pay), `no_account_to_pay_from`. The file has one name per council and cycle: a bank that had it once
    takes it for a duplicate.
    """
    found = payments_of(actor, organisation_id, cycle)
    actor.require(Right.TAKE_PART_IN_CLEARING, organisation_id)
    actor.require_second_factor()
    unpaid = found.filter(confirmed_at__isnull=True)
    due = [each for each in unpaid if each.now_payer_id == organisation_id]
    if cycle.status != "called" or not due:
        raise NotFound
    own = bank_in_effect(organisation_id, london_date(at))
    if own is None:
        raise NoAccountToPayFrom
    return Order(
        message=f"COMMONPOOL-{cycle}-{due[0].now_payer.code}",
        made_at=at,
        pay_on=max(cycle.pay_by, london_date(at)),
        payer=Account(own.account_name, own.sort_code, own.account_number),
        instructions=[_instruction(each) for each in due],
    )


def _instruction(payment: Payment) -> Instruction:
    account = Account(payment.account_name, payment.sort_code, payment.account_number)
    said = f"Commonpool clearing {payment.cycle} {payment.reference}"
    return Instruction(payment.reference, payment.pence, account, said)


def account_shown(actor: Actor, organisation_id: int, payment: Payment) -> Account:
    """The account a payment goes into: whole for its payer's finance team with a second factor, while it is called.

    To everybody else who sees the payment: the last four digits of the number, and no sort code.
    """
    whole = (
        organisation_id == payment.now_payer_id
        and payment.cycle.status == "called"
        and actor.second_factor
        and actor.may(Right.TAKE_PART_IN_CLEARING, organisation_id)
    )
    if whole:
        return Account(payment.account_name, payment.sort_code, payment.account_number)
    return Account(payment.account_name, "•" * len(payment.sort_code), masked(payment.account_number))
