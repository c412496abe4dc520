"""Who took over a side of an invoice when its council ended. The invoice itself is not touched."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.identity.models import Person
from commonpool.invoices.models.invoice import Invoice
from commonpool.kernel.constraints import append_only, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Organisation

# The invoice's own row says who has each side now, so that no question has to follow the steps.
MOVES_THE_SIDE = """
    UPDATE invoices_invoice
       SET home_heir_id = CASE WHEN NEW.to_home THEN NEW.now_id ELSE home_heir_id END,
           host_heir_id = CASE WHEN NEW.to_home THEN host_heir_id ELSE NEW.now_id END
     WHERE id = NEW.invoice_id
       AND NEW.was_id = CASE WHEN NEW.to_home THEN coalesce(home_heir_id, home_id)
                             ELSE coalesce(host_heir_id, host_id) END;
    IF NOT FOUND THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_carried_from_its_holder',
            MESSAGE = 'invoice_carried_from_its_holder: that side of the invoice is another council''s';
    END IF;
    RETURN NULL;
"""
AS_CARRIED = """
    IF NEW.home_heir_id IS DISTINCT FROM
       (SELECT now_id FROM invoices_carriedinvoice WHERE invoice_id = NEW.id AND to_home ORDER BY id DESC LIMIT 1)
       OR NEW.host_heir_id IS DISTINCT FROM
       (SELECT now_id FROM invoices_carriedinvoice WHERE invoice_id = NEW.id AND NOT to_home ORDER BY id DESC LIMIT 1)
    THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_sides_as_carried',
            MESSAGE = 'invoice_sides_as_carried: who has a side of an invoice is said by carrying it over';
    END IF;
    RETURN NEW;
"""


class CarriedInvoice(models.Model):
    """What an invoice asks for a council, or of it, is asked for or of the one that took over; never changed."""

    invoice = models.ForeignKey(Invoice, on_delete=models.PROTECT, related_name="carried")
    to_home = models.BooleanField()
    was = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    now = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    carried_at = models.DateTimeField()
    carried_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    carried_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {"carried_by": Personal("Who carried it", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invoice", "to_home", "was"], name="invoice_carried_once"),
            models.CheckConstraint(condition=~Q(was=F("now")), name="invoice_carried_to_another"),
            paired("carried", "carried_invoice", rule=True, required=True),
        ]
        triggers = [
            *append_only("carried_invoice_stays", "carried_invoices_never_emptied", "these are"),
            pgtrigger.Trigger(
                name="carried_invoice_moves_the_side",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=MOVES_THE_SIDE,
            ),
        ]


class HeldInvoice(Invoice):
    """An invoice, as its steps from council to council hold it: nothing else says whose it is."""

    class Meta:
        proxy = True
        triggers = [
            pgtrigger.Trigger(
                name="invoice_sides_as_carried",
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(new__home_heir_id__df=pgtrigger.F("old__home_heir_id"))
                | pgtrigger.Q(new__host_heir_id__df=pgtrigger.F("old__host_heir_id")),
                func=AS_CARRIED,
            ),
        ]
