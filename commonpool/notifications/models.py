"""Letters: who is told what. Facts are kept; the words are made when sent, in the reader's language."""

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from commonpool.activity.models import Event
from commonpool.identity.models import Person
from commonpool.kernel.constraints import ordered
from commonpool.kernel.personal import Personal

KEPT = "One year"


class Letter(models.Model):
    """What one recipient is told of one event: unique, so that a job run twice writes once.

    An e-mail by itself, or a part of one that gathers several (`rules.GATHERED`).
    """

    event = models.ForeignKey(Event, on_delete=models.PROTECT, related_name="letters")
    template = models.CharField(max_length=60)
    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="letters"
    )
    address = models.EmailField(max_length=254)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)

    UNPAIRED: ClassVar = {
        "written_at": "the product writes letters by itself",
        "sent_at": "the product sends letters by itself",
    }
    PERSONAL: ClassVar = {
        "person": Personal("Who is written to", "To tell them", KEPT),
        "address": Personal("Where it goes", "To tell them", KEPT),
        "facts": Personal("What it is about", "To write it in their language", KEPT),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "address", "template"], name="letter_once"),
            ordered("written_at", "sent_at", "letter_written_before_sent"),
        ]
        indexes = [
            models.Index(fields=["written_at"], condition=Q(sent_at__isnull=True), name="letter_unsent")
        ]
