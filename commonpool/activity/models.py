"""The log: who did what, for whom, when. Audit, feed and outbox in one; append-only and hash-chained."""

from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from commonpool.activity import rules
from commonpool.kernel.constraints import append_only
from commonpool.kernel.personal import LOG, NOTHING, Personal


class Chain(models.Model):
    """The head of one organisation's chain of events (0: the network's own). Its row lock orders them."""

    organisation_id = models.BigIntegerField(primary_key=True)
    sequence = models.BigIntegerField(default=0)
    head = models.CharField(max_length=64, default="0" * 64)

    PERSONAL: ClassVar = NOTHING


class Event(models.Model):
    """One thing that happened. Holds ids and numbers, no names and no free text."""

    organisation_id = models.BigIntegerField()
    sequence = models.BigIntegerField()
    name = models.CharField(max_length=60)
    happened_at = models.DateTimeField()
    happened_by = models.BigIntegerField(null=True)
    happened_by_rule = models.CharField(max_length=60, default="", blank=True)
    facts = models.JSONField()
    readers = ArrayField(models.BigIntegerField(), default=list)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    PERSONAL: ClassVar = {"happened_by": Personal("Who acted", "So that every act can be answered for", LOG)}

    class Meta:
        indexes = [
            GinIndex(fields=["readers"], name="event_readers"),
            GinIndex(fields=["facts"], name="event_facts", opclasses=["jsonb_path_ops"]),
            models.Index(fields=["name", "happened_at"], name="event_name"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "sequence"], name="event_sequence_once"),
            models.CheckConstraint(
                condition=Q(happened_by__isnull=False, happened_by_rule="")
                | (Q(happened_by__isnull=True) & ~Q(happened_by_rule="")),
                name="event_by_person_or_rule",
            ),
        ]
        triggers = append_only("append_only", "never_emptied", "the log is")

    @property
    def record(self) -> dict[str, Any]:
        """What of an event is hashed: everything but its own hash and row number."""
        return rules.record(
            organisation_id=self.organisation_id,
            sequence=self.sequence,
            name=self.name,
            at=self.happened_at,
            by=self.happened_by,
            rule=self.happened_by_rule,
            facts=self.facts,
            readers=self.readers,
        )
