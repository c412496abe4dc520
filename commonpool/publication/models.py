"""What a council says about what it publishes and keeps: a rate it compares with, years, holds."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, one_of, ordered, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Organisation
from commonpool.publication.rules.avoided import KINDS, LEAST_DAY_MINUTES, MOST_DAY_MINUTES
from commonpool.publication.rules.retention import MOST_YEARS, RECORDS


class ComparisonRate(models.Model):
    """A published day rate, pence before VAT for a day of so many minutes, that a council compares with from a day.

    What was said last of a day holds.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="comparison_rates")
    kind = models.CharField(max_length=12)
    day_pence = models.PositiveIntegerField()
    day_minutes = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=300)
    published_on = models.DateField()
    starts_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "source": Personal("Where the rate was published", "May name a person", LOG),
        "set_by": Personal("Who chose it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("kind", KINDS, "comparison_rate_kind"),
            models.CheckConstraint(
                condition=Q(day_pence__gt=0, day_minutes__range=(LEAST_DAY_MINUTES, MOST_DAY_MINUTES))
                & ~Q(source=""),
                name="comparison_rate_of_a_day",
            ),
            paired("set", "comparison_rate", required=True),
        ]
        triggers = append_only("comparison_rate_stays", "comparison_rates_never_emptied", "these rates are")


class RetentionChoice(models.Model):
    """A council keeps a kind of record for other than the usual years, with its reason. What was said last holds."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="retention_choices")
    record = models.CharField(max_length=20)
    years = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=600)
    chosen_at = models.DateTimeField()
    chosen_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "reason": Personal("Why it is kept so long", "May name a person", LOG),
        "chosen_by": Personal("Who chose it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("record", RECORDS, "retention_record"),
            models.CheckConstraint(
                condition=Q(years__lte=MOST_YEARS) & ~Q(reason=""), name="retention_with_a_reason"
            ),
            paired("chosen", "retention", required=True),
        ]
        triggers = append_only("retention_choice_stays", "retention_choices_never_emptied", "choices are")


class RecordsHold(models.Model):
    """A council destroys nothing while it lasts: a claim, an inquiry or an audit needs the records."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="records_holds")
    reason = models.CharField(max_length=600)
    held_at = models.DateTimeField()
    held_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "reason": Personal("For which claim or inquiry", "May name a person", LOG),
        "held_by": Personal("Who ordered it", "So that it can be answered for", LOG),
        "lifted_by": Personal("Who lifted it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="records_hold_with_a_reason"),
            paired("held", "records_hold", required=True),
            paired("lifted", "records_hold"),
            ordered("held_at", "lifted_at", "records_hold_order"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="records_hold_stays", fields=["organisation", "reason", "held_at", "held_by"]
            ),
            pgtrigger.Protect(
                name="records_hold_lifted_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__lifted_at__isnull=False),
            ),
            pgtrigger.Protect(name="records_holds_are_kept", operation=pgtrigger.Delete),
        ]
