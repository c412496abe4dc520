"""Charges: one priced line each, with its source."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.bookings.models import BookedWeek, Booking
from commonpool.bookings.rules.cancelling import HOST_LATE
from commonpool.bookings.rules.needs import HOST_LATE_AT_MOST_MINUTES
from commonpool.identity.models import Person
from commonpool.invoices.rules.sources import what_for
from commonpool.kernel.constraints import append_only, one_of, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.kernel.references import new_reference
from commonpool.organisations.models import Organisation
from commonpool.timesheets.models import HoursCorrection

AWARD, CORRECTION = "award", "correction"
SOURCES = ("agreed_week", "allowed_hours", "late_cancellation", HOST_LATE, AWARD, CORRECTION)
OF_HOURS = ("agreed_week", "allowed_hours", CORRECTION)
"""The sources of what is charged for hours worked."""
# Two charges of one week meet at its row, and the second is judged with the first.
WITHIN_WEEK = """
    PERFORM FROM bookings_bookedweek WHERE id = NEW.booked_week_id FOR NO KEY UPDATE;
    IF (SELECT sum(net_pence) FROM invoices_charge WHERE booked_week_id = NEW.booked_week_id AND NOT outside_ceiling)
       > NEW.ceiling_pence THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'charges_within_week',
            MESSAGE = 'charges_within_week: the charges of a week come to more than was agreed for it';
    END IF;
    IF NEW.net_pence < 0 AND NOT EXISTS (
        SELECT FROM invoices_charge was WHERE was.id = NEW.original_id AND was.booked_week_id = NEW.booked_week_id
           AND was.home_id = NEW.home_id AND was.host_id = NEW.host_id AND was.net_pence > 0
           AND was.outside_ceiling = NEW.outside_ceiling
           AND was.net_pence + (SELECT sum(less.net_pence) FROM invoices_charge less
                                 WHERE less.original_id = was.id AND less.source = 'correction') >= 0
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'charge_takes_back_what_was_charged',
            MESSAGE = 'charge_takes_back_what_was_charged: more would be taken back than the charge says';
    END IF;
    RETURN NULL;
"""


def charge_reference() -> str:
    return new_reference("G")


class Charge(models.Model):
    """What a host owes a home council for one booked week, in pence before VAT, at the price of its terms.

    `stated`: whoever claimed it said that the hours were lost because the host was late, and for nothing else.
    `original`: the charge that a back-dated pay award adds to, or that a correction of hours (`correction`) takes from;
    only an award may lie outside the ceiling, where the agreement says so, and what takes from it with it. Only what
    takes from another is below nothing: pence, and minutes where it is of fewer.
    """

    reference = models.CharField(max_length=12, unique=True, default=charge_reference)
    source = models.CharField(max_length=20)
    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="charges")
    booked_week = models.ForeignKey(BookedWeek, on_delete=models.PROTECT, related_name="charges")
    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    minutes = models.IntegerField()
    hourly_pence = models.PositiveIntegerField()
    net_pence = models.BigIntegerField()
    ceiling_pence = models.PositiveBigIntegerField()
    stated = models.BooleanField(default=False)
    original = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="supplements"
    )
    correction = models.ForeignKey(
        HoursCorrection, on_delete=models.PROTECT, null=True, blank=True, related_name="charges"
    )
    outside_ceiling = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {"made_by": Personal("Whose act made it", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            one_of("source", SOURCES, "charge_source"),
            models.CheckConstraint(
                condition=~Q(source=HOST_LATE) | Q(minutes__range=(1, HOST_LATE_AT_MOST_MINUTES)),
                name="charge_host_late_an_hour",
            ),
            models.CheckConstraint(
                condition=Q(source=HOST_LATE, stated=True) | ~Q(source=HOST_LATE) & Q(stated=False),
                name="charge_host_late_stated",
            ),
            models.UniqueConstraint(
                fields=["booked_week", "source"],
                condition=~Q(source__in=[AWARD, CORRECTION]),
                name="charge_once_for_its_source",
            ),
            models.UniqueConstraint(
                fields=["correction", "original"],
                condition=Q(source=CORRECTION),
                nulls_distinct=False,
                name="charge_once_for_its_correction",
            ),
            models.CheckConstraint(
                condition=Q(outside_ceiling=True) | Q(net_pence__lte=F("ceiling_pence")),
                name="charge_within_ceiling",
            ),
            models.CheckConstraint(
                condition=Q(source=AWARD, original__isnull=False)
                | Q(source=CORRECTION, original__isnull=False)
                | Q(original__isnull=True, outside_ceiling=False) & ~Q(source=AWARD),
                name="charge_award_has_its_original",
            ),
            models.CheckConstraint(
                condition=Q(source=CORRECTION, correction__isnull=False)
                | ~Q(source=CORRECTION) & Q(correction__isnull=True),
                name="charge_correction_has_its_own",
            ),
            models.CheckConstraint(
                condition=Q(source=CORRECTION, original__isnull=False, net_pence__lt=0, minutes__lte=0)
                | ~Q(source=CORRECTION, original__isnull=False) & Q(net_pence__gte=0, minutes__gte=0),
                name="charge_below_nothing_takes_back",
            ),
            models.CheckConstraint(condition=~Q(home=F("host")), name="charge_between_two_councils"),
            paired("made", "charge", rule=True, required=True),
        ]
        indexes = [
            models.Index(fields=["host", "made_at"], name="charge_host"),
            models.Index(fields=["home", "made_at"], name="charge_home"),
            models.Index(
                fields=["original"],
                condition=Q(source=CORRECTION, original__isnull=False),
                name="charge_takes_back",
            ),
        ]
        triggers = [
            *append_only("charge_never_edited", "charges_never_emptied", "charges are"),
            pgtrigger.Trigger(
                name="charges_within_week",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func=WITHIN_WEEK,
            ),
        ]

    @property
    def what_for(self) -> str:
        """What it is for, in words."""
        return what_for(self.source, self.net_pence)


class CarriedCharge(models.Model):
    """What a charge says is owed to a council, or by it, is owed to or by the one that took over; never changed.

    The charge itself goes on naming the council of its day.
    """

    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="carried")
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
            models.UniqueConstraint(fields=["charge", "to_home", "was"], name="charge_carried_once"),
            models.CheckConstraint(condition=~Q(was=F("now")), name="charge_carried_to_another"),
            paired("carried", "carried_charge", rule=True, required=True),
        ]
        indexes = [models.Index(fields=["now", "to_home"], name="carried_charge_now")]
        triggers = append_only("carried_charge_stays", "carried_charges_never_emptied", "these are")
