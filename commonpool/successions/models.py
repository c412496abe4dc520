"""What a steward has said about a council's end: to whom what goes, and that it may be carried out."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Organisation
from commonpool.successions.rules import ASSIGNED


class Assignment(models.Model):
    """On a split, one successor has this officer, booking or balance of the council that ends."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8)
    key = models.CharField(max_length=40)
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField()
    assigned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"assigned_by": Personal("The steward", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            one_of("kind", ASSIGNED, "assignment_kind"),
            models.UniqueConstraint(fields=["predecessor", "kind", "key"], name="assigned_to_one"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="assigned_to_another"),
            paired("assigned", "assignment", required=True),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="assignment_of_one_thing", fields=["predecessor", "kind", "key"]),
            pgtrigger.Protect(name="assignments_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="assignment_until_carried",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
    IF EXISTS (
        SELECT FROM successions_handover
        WHERE predecessor_id = NEW.predecessor_id AND carried_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'assignment_until_carried',
            MESSAGE = 'what has been carried over is assigned for good';
    END IF;
    RETURN NEW;
""",
            ),
        ]


class Handover(models.Model):
    """A council's end as a steward confirmed it, by the hash of what they were shown; carried out once, on the day.

    Who confirmed what is never written over: until it is carried out a steward can take it back, and it is then
    confirmed anew.
    """

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="handovers")
    on = models.DateField()
    shown_sha256 = models.CharField(max_length=64)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    carried_at = models.DateTimeField(null=True, blank=True)
    carried_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    carried_by_rule = models.CharField(max_length=60, blank=True, default="")
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    taken_back_reason = models.CharField(max_length=300, blank=True, default="")

    PERSONAL: ClassVar = {
        "shown_sha256": Personal("A hash of what they were shown", "Proof of what they confirmed", LOG),
        "confirmed_by": Personal("The steward", "So that it can be answered for", LOG),
        "carried_by": Personal("Who carried it out", "So that it can be answered for", LOG),
        "taken_back_by": Personal("The steward who took it back", "So that it can be answered for", LOG),
        "taken_back_reason": Personal("Why it was taken back", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            paired("confirmed", "handover", required=True),
            paired("carried", "handover", rule=True),
            paired("taken_back", "handover"),
            models.UniqueConstraint(
                fields=["predecessor"],
                condition=Q(taken_back_at__isnull=True),
                name="handover_confirmed_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at__isnull=True, taken_back_reason="")
                | Q(taken_back_at__isnull=False, carried_at__isnull=True) & ~Q(taken_back_reason=""),
                name="handover_taken_back_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(carried_at__isnull=True) | Q(carried_at__gte=F("confirmed_at")),
                name="handover_confirmed_before_carried",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="handover_as_confirmed",
                fields=["predecessor", "on", "shown_sha256", "confirmed_at", "confirmed_by"],
            ),
            pgtrigger.Protect(
                name="handover_taken_back_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__taken_back_at__isnull=False),
            ),
            pgtrigger.Protect(
                name="handover_carried_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__carried_at__isnull=False),
            ),
            pgtrigger.Protect(name="handovers_are_kept", operation=pgtrigger.Delete),
        ]
