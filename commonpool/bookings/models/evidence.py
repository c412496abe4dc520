"""What a host council has seen that answers a rule: a reference to the paper, never the paper."""

from datetime import date
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.agreements.models import Section114Report
from commonpool.availability.models import Listing
from commonpool.bookings.models.booking import Booking
from commonpool.bookings.rules.evidence import ANSWERABLE, GROUNDS, OF_A_REPORT
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, ordered, paired
from commonpool.kernel.personal import LOG, RECORD, Personal
from commonpool.organisations.models import Organisation


class Evidence(models.Model):
    """A rule speaks no more to the host, for one listing, one home council or one booking, between two days.

    `reason`: why, in words; `ground`: of the law, where it wants one; `kept`: where the host keeps the paper;
    `paper_on`: its date; `report`: the report under section 114 that it authorises bookings under, and ends with.
    It stays as it was given, until somebody at the host revokes it.
    """

    rule = models.CharField(max_length=8)
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="evidence")
    listing = models.ForeignKey(
        Listing, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    booking = models.ForeignKey(
        Booking, on_delete=models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    report = models.ForeignKey(
        Section114Report, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ground = models.CharField(max_length=24, blank=True, default="")
    reason = models.CharField(max_length=600)
    kept = models.CharField(max_length=200)
    paper_on = models.DateField()
    starts_on = models.DateField()
    ends_on = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "reason": Personal("Why the rule is answered", "So that it can be answered for", RECORD),
        "kept": Personal("Where the paper is kept", "To find it again; the paper is not here", RECORD),
        "given_by": Personal("Who gave it", "So that it can be answered for", LOG),
        "revoked_by": Personal("Who revoked it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("rule", ANSWERABLE, "evidence_rule"),
            one_of("ground", ["", *GROUNDS], "evidence_ground"),
            models.CheckConstraint(
                condition=Q(listing__isnull=False, home__isnull=True, booking__isnull=True)
                | Q(listing__isnull=True, home__isnull=False, booking__isnull=True)
                | Q(listing__isnull=True, home__isnull=True, booking__isnull=False),
                name="evidence_one_scope",
            ),
            models.CheckConstraint(
                condition=Q(rule=OF_A_REPORT, report__isnull=False)
                | ~Q(rule=OF_A_REPORT) & Q(report__isnull=True),
                name="evidence_of_a_report",
            ),
            models.CheckConstraint(condition=~Q(reason="") & ~Q(kept=""), name="evidence_said"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="evidence_dates"),
            paired("given", "evidence", required=True),
            paired("revoked", "evidence"),
            ordered("given_at", "revoked_at", "evidence_given_before_revoked"),
        ]
        indexes = [models.Index(fields=["host", "rule"], name="evidence_of_host")]
        triggers = [
            pgtrigger.Protect(
                name="evidence_never_edited",
                operation=pgtrigger.UpdateOf(
                    "rule",
                    "host_id",
                    "listing_id",
                    "home_id",
                    "booking_id",
                    "report_id",
                    "ground",
                    "reason",
                    "kept",
                    "paper_on",
                    "starts_on",
                    "ends_on",
                    "given_at",
                    "given_by_id",
                )
                | pgtrigger.Delete,
            ),
            pgtrigger.Trigger(
                name="evidence_after_its_report",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func="""
    IF NEW.report_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM agreements_section114report
        WHERE id = NEW.report_id AND organisation_id = NEW.host_id AND made_on <= NEW.paper_on
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'evidence_after_its_report',
            MESSAGE = 'an authority is of the host and not older than its report';
    END IF;
    RETURN NEW;
""",
            ),
        ]

    def stands_on(self, day: date) -> bool:
        return self.revoked_at is None and self.starts_on <= day <= self.ends_on
