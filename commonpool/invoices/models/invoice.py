"""Invoices and credit notes: what a home council asks of a host, frozen as it was issued."""

from functools import reduce
from operator import or_
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.agreements.rules import INVOICE_MODES, TREATMENTS
from commonpool.identity.models import Person
from commonpool.invoices.lifecycle import DRAFT, DROPPED, INVOICE
from commonpool.invoices.models.run import InvoiceRun
from commonpool.invoices.models.sides import SidesNow
from commonpool.kernel.constraints import one_of, ordered, paired
from commonpool.kernel.personal import LOG, RECORD, Personal
from commonpool.organisations.models import Organisation

INVOICE_KIND, CREDIT_NOTE = KINDS = ("invoice", "credit_note")
ALWAYS = [
    "id", "kind", "corrects", "home", "host", "month", "vat_treatment", "vat_percent", "vat_reason", "mode", "asked_as",
    "net_pence", "vat_pence", "gross_pence", "net_1970_act_pence", "purchase_order", "note", "run", "made_at",
    "made_by",
]  # fmt: skip
ONCE_ISSUED = [
    "number", "reference", "own_number", "issued_on", "due_on", "tax_point_on", "supplier", "customer", "issued_at",
    "issued_by", "issued_by_rule",
]  # fmt: skip
OTHERWISE = reduce(
    or_, (pgtrigger.Q(**{f"new__{field}__df": pgtrigger.F(f"old__{field}")}) for field in ONCE_ISSUED)
)
# An invoice comes with its lines in one transaction; that later lines change nothing is their own trigger's promise.
HAS_ITS_LINES = """
    IF NEW.net_pence IS DISTINCT FROM
       (SELECT sum(net_pence) FROM invoices_invoiceline WHERE invoice_id = NEW.id) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_sum_of_its_lines',
            MESSAGE = 'invoice_sum_of_its_lines: the lines do not come to what their invoice says';
    END IF;
    RETURN NULL;
"""
# Each number is looked up by itself: joined, all invoices there are would be read for the few that were added.
FOLLOWS = """
    IF EXISTS (
        SELECT FROM added WHERE number > 1 AND (
            SELECT one.number FROM invoices_invoice one
             WHERE one.home_id = added.home_id AND one.number = added.number - 1 LIMIT 1
        ) IS NULL
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'invoice_numbers_without_gap',
            MESSAGE = 'invoice_numbers_without_gap: a number does not follow another';
    END IF;
    RETURN NULL;
"""


def _heir() -> models.ForeignKey:
    return models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )


class Invoice(SidesNow, models.Model):
    """What one home council asks of one host for a month, or takes back (`credit_note`), with one VAT treatment.

    All pence are positive: the kind says which way they go. `reference` is ours, `CODE-000123`, of one sequence per
    council; `own_number` is that of the council's own system, where that makes its invoices. A draft (`asked_as`)
    waits for it. `supplier` and `customer` say who they were that day, with addresses, VAT numbers and the account.
    `home_heir`, `host_heir`: who has taken over that side since, as `CarriedInvoice` says; the paper stays as it was.
    `net_1970_act_pence`: what of the net is for services under the Local Authorities (Goods and Services) Act 1970.
    """

    kind = models.CharField(max_length=12, default=INVOICE_KIND)
    status = models.CharField(max_length=10, default=INVOICE.start)
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="credit_notes"
    )
    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+", db_index=False)
    home_heir, host_heir = _heir(), _heir()
    month = models.DateField()
    mode = models.CharField(max_length=12)
    vat_treatment = models.CharField(max_length=16)
    vat_percent = models.PositiveSmallIntegerField()
    vat_reason = models.CharField(max_length=600, blank=True, default="")
    asked_as = models.CharField(max_length=12, null=True, blank=True, unique=True)
    number = models.PositiveIntegerField(null=True, blank=True)
    reference = models.CharField(max_length=24, null=True, blank=True, unique=True)
    own_number = models.CharField(max_length=40, blank=True, default="")
    issued_on = models.DateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    tax_point_on = models.DateField(null=True, blank=True)
    net_pence = models.PositiveBigIntegerField()
    vat_pence = models.PositiveBigIntegerField()
    gross_pence = models.PositiveBigIntegerField()
    net_1970_act_pence = models.PositiveBigIntegerField(default=0)
    purchase_order = models.CharField(max_length=400, blank=True, default="")
    supplier = models.JSONField(default=dict)
    customer = models.JSONField(default=dict)
    note = models.CharField(max_length=600, blank=True, default="")
    run = models.ForeignKey(
        InvoiceRun, on_delete=models.PROTECT, null=True, blank=True, related_name="invoices"
    )
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    issued_at = models.DateTimeField(null=True, blank=True)
    issued_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    issued_by_rule = models.CharField(max_length=60, blank=True, default="")
    paid_on = models.DateField(null=True, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    paid_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    paid_by_rule = models.CharField(max_length=60, blank=True, default="")
    credited_at = models.DateTimeField(null=True, blank=True)
    credited_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    dropped_at = models.DateTimeField(null=True, blank=True)
    dropped_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    dropped_by_rule = models.CharField(max_length=60, blank=True, default="", db_default="")

    PERSONAL: ClassVar = {
        "vat_reason": Personal("Why no VAT is charged", "May name a person", RECORD),
        "own_number": Personal("Number in the council's own system", "May name a person", RECORD),
        "purchase_order": Personal("The host's order number", "May name a person", RECORD),
        "supplier": Personal("Who lends, and into which account", "An invoice says it", RECORD),
        "customer": Personal("Whom the invoice names, and where", "An invoice says it", RECORD),
        "note": Personal("Why it corrects another", "May name a person", RECORD),
        "made_by": Personal("Whose act made it", "So that it can be answered for", LOG),
        "issued_by": Personal("Who issued it", "So that it can be answered for", LOG),
        "paid_by": Personal("Who said it is paid", "So that it can be answered for", LOG),
        "credited_by": Personal("Who credited it", "So that it can be answered for", LOG),
        "dropped_by": Personal("Who dropped the draft", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("kind", KINDS, "invoice_kind"),
            one_of("status", INVOICE.statuses, "invoice_status"),
            one_of("mode", INVOICE_MODES, "invoice_made_by"),
            one_of("vat_treatment", TREATMENTS, "invoice_vat_treatment"),
            models.CheckConstraint(condition=~Q(home=F("host")), name="invoice_between_two_councils"),
            models.CheckConstraint(condition=Q(month__day=1), name="invoice_of_a_month"),
            models.CheckConstraint(
                condition=Q(kind=INVOICE_KIND, corrects__isnull=True)
                | Q(kind=CREDIT_NOTE, corrects__isnull=False) & ~Q(note=""),
                name="credit_note_corrects",
            ),
            models.CheckConstraint(
                condition=Q(vat_treatment="standard", vat_percent__gt=0)
                | ~Q(vat_treatment="standard") & Q(vat_percent=0),
                name="invoice_vat_percent",
            ),
            models.CheckConstraint(
                condition=Q(gross_pence=F("net_pence") + F("vat_pence"), net_pence__gt=0),
                name="invoice_gross",
            ),
            # Half-up once, on the sum of the lines. A credit note takes back what is left, at most a penny off.
            models.CheckConstraint(
                condition=Q(kind=INVOICE_KIND, vat_pence=(2 * F("net_pence") * F("vat_percent") + 100) / 200)
                | Q(
                    kind=CREDIT_NOTE,
                    vat_pence__gte=(2 * F("net_pence") * F("vat_percent") + 100) / 200 - 1,
                    vat_pence__lte=(2 * F("net_pence") * F("vat_percent") + 100) / 200 + 1,
                ),
                name="invoice_vat_half_up_once",
            ),
            models.CheckConstraint(
                condition=Q(net_1970_act_pence__lte=F("net_pence")), name="invoice_1970_act_within"
            ),
            models.CheckConstraint(
                condition=Q(
                    status__in=[DRAFT, DROPPED], number__isnull=True, reference__isnull=True, own_number=""
                )
                & Q(
                    issued_at__isnull=True,
                    issued_on__isnull=True,
                    due_on__isnull=True,
                    tax_point_on__isnull=True,
                )
                & Q(asked_as__isnull=False)
                | ~Q(status__in=[DRAFT, DROPPED])
                & Q(
                    number__gte=1,
                    reference__regex="^[A-Z0-9]+(-[A-Z0-9]+)*-[0-9]{6,}$",
                    issued_at__isnull=False,
                )
                & Q(issued_on__isnull=False, tax_point_on__isnull=False, due_on__isnull=False),
                name="invoice_issued_whole",
            ),
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on=F("issued_on") + 30),
                name="invoice_due_in_30_days",
            ),
            models.CheckConstraint(
                condition=Q(issued_at__isnull=True)
                | Q(mode="platform", own_number="")
                | Q(mode="own_system") & ~Q(own_number=""),
                name="invoice_own_number",
            ),
            models.CheckConstraint(
                condition=Q(status="paid", paid_at__isnull=False, paid_on__isnull=False)
                | ~Q(status="paid") & Q(paid_at__isnull=True, paid_on__isnull=True),
                name="invoice_paid_on",
            ),
            models.CheckConstraint(
                condition=Q(status="credited", credited_at__isnull=False)
                | ~Q(status="credited") & Q(credited_at__isnull=True),
                name="invoice_credited",
            ),
            models.CheckConstraint(
                condition=Q(status=DROPPED, dropped_at__isnull=False)
                | ~Q(status=DROPPED) & Q(dropped_at__isnull=True),
                name="invoice_dropped",
            ),
            models.UniqueConstraint(fields=["home", "number"], name="invoice_number_once"),
            models.UniqueConstraint(
                fields=["home", "own_number"], condition=~Q(own_number=""), name="invoice_own_number_once"
            ),
            paired("made", "invoice", required=True),
            paired("issued", "invoice", rule=True),
            paired("paid", "invoice", rule=True),
            paired("credited", "invoice"),
            paired("dropped", "invoice", rule=True),
            ordered("made_at", "issued_at", "invoice_made_before_issued"),
        ]
        indexes = [
            models.Index(fields=["host", "issued_on"], name="invoice_host"),
            models.Index(fields=["home", "month"], name="invoice_home"),
            models.Index(fields=["home_heir"], condition=Q(home_heir__gt=0), name="invoice_home_heir"),
            models.Index(fields=["host_heir"], condition=Q(host_heir__gt=0), name="invoice_host_heir"),
            models.Index(
                fields=["issued_on"], condition=Q(status__in=["issued", "disputed"]), name="invoice_open"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="invoice_stays", fields=ALWAYS),
            pgtrigger.Protect(
                name="invoice_never_edited",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__issued_at__isnull=False) & OTHERWISE,
            ),
            pgtrigger.Protect(name="invoices_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="invoices_kept_whole",
                level=pgtrigger.Statement,
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                func="RAISE EXCEPTION 'invoices are never emptied';",
            ),
            pgtrigger.Trigger(
                name="invoice_has_its_lines",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                timing=pgtrigger.Deferred,
                func=HAS_ITS_LINES,
            ),
            pgtrigger.Trigger(
                name="invoice_numbers_follow",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                referencing=pgtrigger.Referencing(new="added"),
                func=FOLLOWS,
            ),
            pgtrigger.Trigger(
                name="invoice_number_follows",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                referencing=pgtrigger.Referencing(new="added"),
                func=FOLLOWS,
            ),
        ]

    @property
    def is_credit_note(self) -> bool:
        return self.kind == CREDIT_NOTE
