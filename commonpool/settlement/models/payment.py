"""What one council pays another so that a cycle comes to nought."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import ordered, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.kernel.references import new_reference
from commonpool.organisations.models import Organisation
from commonpool.settlement.models.cycle import Cycle

# One council's payments all go one way, and never beyond its position; there are fewer than councils.
WITHIN_POSITIONS = """
    IF EXISTS (SELECT FROM settlement_payment
                WHERE cycle_id = NEW.cycle_id AND (payee_id = NEW.payer_id OR payer_id = NEW.payee_id)) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_nobody_pays_and_receives',
            MESSAGE = 'payment_nobody_pays_and_receives: a council would both pay and be paid';
    END IF;
    IF (SELECT sum(pence) FROM settlement_payment WHERE cycle_id = NEW.cycle_id AND payer_id = NEW.payer_id)
       IS DISTINCT FROM
       (SELECT -net FROM settlement_position WHERE cycle_id = NEW.cycle_id AND council_id = NEW.payer_id)
       OR (SELECT sum(pence) FROM settlement_payment WHERE cycle_id = NEW.cycle_id AND payee_id = NEW.payee_id)
       IS DISTINCT FROM
       (SELECT net FROM settlement_position WHERE cycle_id = NEW.cycle_id AND council_id = NEW.payee_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_as_positions_say',
            MESSAGE = 'payment_as_positions_say: payments do not come to the positions of who pays and is paid';
    END IF;
    IF (SELECT count(*) FROM settlement_payment WHERE cycle_id = NEW.cycle_id)
       >= (SELECT count(*) FROM settlement_position WHERE cycle_id = NEW.cycle_id) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_fewer_than_councils',
            MESSAGE = 'payments_fewer_than_councils: at most one payment fewer than councils';
    END IF;
    RETURN NULL;
"""


AS_CARRIED = """
    IF NEW.payer_heir_id IS DISTINCT FROM
       (SELECT now_id FROM settlement_carriedpayment
         WHERE payment_id = NEW.id AND of_payer ORDER BY id DESC LIMIT 1)
       OR NEW.payee_heir_id IS DISTINCT FROM
       (SELECT now_id FROM settlement_carriedpayment
         WHERE payment_id = NEW.id AND NOT of_payer ORDER BY id DESC LIMIT 1)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_sides_as_carried',
            MESSAGE = 'payment_sides_as_carried: who has a side of a payment is said by carrying it over';
    END IF;
    RETURN NEW;
"""


def payment_reference() -> str:
    return new_reference("S")


def _heir() -> models.ForeignKey:
    return models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )


class Payment(models.Model):
    """A payment called in a cycle: pence above nought, into the payee's account as it stood at the call, for good.

    `reference` goes on the bank statement of both. `paid_on`: the day it was paid, as one of the two confirmed.
    `returned_on`: the day it was paid back, after its cycle was unwound. `payer_heir`, `payee_heir`: who has taken over
    that side since, as `CarriedPayment` says; what the bank is told stays.
    """

    cycle = models.ForeignKey(Cycle, on_delete=models.PROTECT, related_name="payments", db_index=False)
    payer = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    payee = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    pence = models.PositiveBigIntegerField()
    reference = models.CharField(max_length=12, unique=True, default=payment_reference)
    account_name = models.CharField(max_length=80)
    sort_code = models.CharField(max_length=6)
    account_number = models.CharField(max_length=8)
    payer_heir, payee_heir = _heir(), _heir()
    paid_on = models.DateField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    returned_on = models.DateField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    PERSONAL: ClassVar = {
        "sort_code": Personal("Sort code of the payee's account", "To be paid", EMPLOYMENT),
        "account_number": Personal("Number of the payee's account", "To be paid", EMPLOYMENT),
        "account_name": Personal("Name of the payee's account", "May name a person", EMPLOYMENT),
        "confirmed_by": Personal("Who confirmed it", "So that it can be answered for", LOG),
        "returned_by": Personal("Who confirmed that it was paid back", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "payer", "payee"], name="payment_once"),
            models.CheckConstraint(condition=~Q(payer=F("payee")), name="payment_between_two"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="payment_of_something"),
            models.CheckConstraint(
                condition=Q(sort_code__regex="^[0-9]{6}$", account_number__regex="^[0-9]{8}$"),
                name="payment_into_an_account",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, paid_on__isnull=True)
                | Q(confirmed_at__isnull=False, paid_on__isnull=False),
                name="payment_paid_on",
            ),
            models.CheckConstraint(
                condition=Q(returned_at__isnull=True, returned_on__isnull=True)
                | Q(returned_at__isnull=False, returned_on__isnull=False, paid_on__isnull=False),
                name="payment_returned_once_paid",
            ),
            paired("confirmed", "payment"),
            paired("returned", "payment"),
            ordered("paid_on", "returned_on", "payment_returned_after_paid"),
        ]
        indexes = [
            models.Index(fields=["payer_heir"], condition=Q(payer_heir__gt=0), name="payment_payer_heir"),
            models.Index(fields=["payee_heir"], condition=Q(payee_heir__gt=0), name="payment_payee_heir"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="payment_sides_as_carried",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__payer_heir_id__df=pgtrigger.F("old__payer_heir_id"))
                | pgtrigger.Q(new__payee_heir_id__df=pgtrigger.F("old__payee_heir_id")),
                func=AS_CARRIED,
            ),
            pgtrigger.ReadOnly(
                name="payment_stays",
                fields=[
                    "cycle", "payer", "payee", "pence", "reference", "account_name", "sort_code", "account_number",
                ],
            ),
            pgtrigger.Protect(
                name="payment_confirmed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__confirmed_at__isnull=False)
                & (
                    pgtrigger.Q(new__confirmed_at__df=pgtrigger.F("old__confirmed_at"))
                    | pgtrigger.Q(new__confirmed_by__df=pgtrigger.F("old__confirmed_by"))
                    | pgtrigger.Q(new__paid_on__df=pgtrigger.F("old__paid_on"))
                ),
            ),
            pgtrigger.Protect(
                name="payment_returned_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__returned_at__isnull=False),
            ),
            pgtrigger.Protect(name="payments_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="payment_within_positions",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=WITHIN_POSITIONS,
            ),
        ]  # fmt: skip

    @property
    def now_payer_id(self) -> int:
        """Who pays it now: its payer, or the council that took over from it."""
        return self.payer_heir_id or self.payer_id

    @property
    def now_payee_id(self) -> int:
        """Who is paid now."""
        return self.payee_heir_id or self.payee_id

    @property
    def now_payer(self) -> Organisation:
        return self.payer_heir or self.payer

    @property
    def now_payee(self) -> Organisation:
        return self.payee_heir or self.payee
