"""Who took over a side of a called payment when its council ended. What the bank is told stays as it was called."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Organisation
from commonpool.settlement.models.payment import Payment

MOVES_THE_SIDE = """
    UPDATE settlement_payment
       SET payer_heir_id = CASE WHEN NEW.of_payer THEN NEW.now_id ELSE payer_heir_id END,
           payee_heir_id = CASE WHEN NEW.of_payer THEN payee_heir_id ELSE NEW.now_id END
     WHERE id = NEW.payment_id
       AND NEW.was_id = CASE WHEN NEW.of_payer THEN coalesce(payer_heir_id, payer_id)
                             ELSE coalesce(payee_heir_id, payee_id) END;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'payment_carried_from_its_holder',
            MESSAGE = 'payment_carried_from_its_holder: that side of the payment is another council''s';
    END IF;
    RETURN NULL;
"""


class CarriedPayment(models.Model):
    """What a council has to pay or be paid in the clearing is of the one that took over; never changed."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="carried")
    of_payer = models.BooleanField()
    was = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    now = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    carried_at = models.DateTimeField()
    carried_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    carried_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {"carried_by": Personal("Who carried it", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment", "of_payer", "was"], name="payment_carried_once"),
            models.CheckConstraint(condition=~Q(was=F("now")), name="payment_carried_to_another"),
            paired("carried", "carried_payment", rule=True, required=True),
        ]
        triggers = [
            *append_only("carried_payment_stays", "carried_payments_never_emptied", "these are"),
            pgtrigger.Trigger(
                name="carried_payment_moves_the_side",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=MOVES_THE_SIDE,
            ),
        ]
