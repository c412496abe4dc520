"""What a council's payroll needs to know before the first file: pay table, pension rate, columns."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonpool.access import Role
from commonpool.agreements.rules.pay import CUT_OFF_DAY
from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, one_of, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.organisations.models import Organisation

MOST_RATE = 10_000
"""A hundred per cent, or a hundredfold of plain time, in hundredths."""


class PayTable(models.Model):
    """How a council pays hours on top of the week, from a day. Minutes, hours and days are whole; rates hundredths.

    `rate_matrix`: by kind of day, then time of day, then `above` and `below` the ceiling, in hundredths of plain time.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="pay_tables")
    week_hours = models.PositiveSmallIntegerField()
    divisor = models.PositiveIntegerField()
    ceiling = models.CharField(max_length=40, blank=True, default="")
    rate_matrix = models.JSONField()
    min_claim_minutes = models.PositiveSmallIntegerField()
    block_minutes = models.PositiveSmallIntegerField()
    min_payment_hours_sunday = models.PositiveSmallIntegerField()
    toil_rate = models.PositiveSmallIntegerField()
    toil_expiry_days = models.PositiveSmallIntegerField(null=True, blank=True)
    toil_cap_hours = models.PositiveSmallIntegerField(null=True, blank=True)
    part_time_threshold_hours = models.PositiveSmallIntegerField()
    approver_role = models.CharField(max_length=40)
    effective_from = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "ceiling": Personal("Pay point up to which overtime is paid", "May name a post", EMPLOYMENT),
        "set_by": Personal("Who set the table", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("approver_role", [Role.APPROVER.value, Role.HR.value, Role.FINANCE.value], "pay_approver"),
            models.CheckConstraint(
                condition=Q(week_hours__range=(30, 45), part_time_threshold_hours__range=(30, 45)),
                name="pay_week_within_reason",
            ),
            models.CheckConstraint(
                condition=Q(divisor__range=(50_000, 54_000)), name="pay_divisor_within_reason"
            ),
            models.CheckConstraint(
                condition=Q(block_minutes__range=(1, 60), min_claim_minutes__lte=240),
                name="pay_blocks_within_reason",
            ),
            paired("set", "pay_table", required=True),
        ]
        triggers = append_only("pay_table_stays", "pay_tables_never_emptied", "pay tables are")


class PensionRate(models.Model):
    """What a council pays into the pension scheme from a day, in hundredths of a per cent of pay."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="pension_rates")
    hundredths = models.PositiveSmallIntegerField()
    starts_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"set_by": Personal("Who set the rate", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(hundredths__lte=MOST_RATE), name="pension_rate_at_most_all"),
            paired("set", "pension_rate", required=True),
        ]
        triggers = append_only("pension_rate_stays", "pension_rates_never_emptied", "pension rates are")


class PayrollColumns(models.Model):
    """Which columns a council's payroll system wants, in order, each with its heading: pairs of field and heading.

    `element_codes`: its pay elements by rate in hundredths of plain time, as text. Hours agreed by the end of
    `cut_off_day` are in that month's file. `cost_code`: what lent hours are booked to.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="payroll_columns")
    columns = models.JSONField()
    element_codes = models.JSONField(default=dict, blank=True)
    cost_code = models.CharField(max_length=40, blank=True, default="")
    cut_off_day = models.PositiveSmallIntegerField(default=CUT_OFF_DAY)
    starts_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "columns": Personal("Fields, and headings in their words", "May name a person", EMPLOYMENT),
        "element_codes": Personal("Pay elements in their words", "May name a person", EMPLOYMENT),
        "cost_code": Personal("What lent hours are booked to", "May name a person", EMPLOYMENT),
        "set_by": Personal("Who chose the columns", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(cut_off_day__range=(1, 28)), name="payroll_cut_off_day"),
            paired("set", "payroll_columns", required=True),
        ]
        triggers = append_only("payroll_columns_stay", "payroll_columns_never_emptied", "columns are")
