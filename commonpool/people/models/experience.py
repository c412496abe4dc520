"""What people say they have done, in their words."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import ExtractYear

from commonpool.identity.models import Person
from commonpool.kernel.constraints import LondonDate, one_of, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.organisations.models import Function
from commonpool.people.models.at_work import Employment
from commonpool.people.rules import WHY_NOT_CONFIRMED

NOT_SAID_AGAIN = """
IF EXISTS (
    SELECT FROM people_experience
     WHERE person_id = NEW.person_id AND refused_at IS NOT NULL AND lower(words) = lower(NEW.words)
) THEN
    RAISE EXCEPTION 'the same was not confirmed before'
          USING ERRCODE = 'unique_violation', CONSTRAINT = 'experience_not_said_again';
END IF;
RETURN NEW;
"""


class Experience(models.Model):
    """One thing a person says they have done, in their words; confirmed when somebody who knows ticks it.

    Or not confirmed, for a reason of a few: then the same words are not said again, and what was not so is read by
    nobody else.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="experiences")
    employment = models.ForeignKey(
        Employment, on_delete=models.PROTECT, null=True, blank=True, related_name="experiences"
    )
    words = models.CharField(max_length=600)
    function = models.ForeignKey(Function, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    finished_in = models.PositiveSmallIntegerField(null=True, blank=True)
    said_at = models.DateTimeField()
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    refused_reason = models.CharField(max_length=20, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    PERSONAL: ClassVar = {
        "person": Personal("Whose experience", "To be found by it", EMPLOYMENT),
        "words": Personal("What they say they did", "To be found by it", EMPLOYMENT),
        "said_by": Personal("Who said it", "So that it can be answered for", LOG),
        "confirmed_by": Personal("Who confirmed it", "Shown beside it", EMPLOYMENT),
        "refused_by": Personal("Who did not confirm it", "So that it can be answered for", LOG),
        "refused_reason": Personal("Why it was not confirmed", "To say it better", EMPLOYMENT),
        "withdrawn_by": Personal("Who withdrew it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("person")),
                name="experience_confirmed_by_another",
            ),
            models.CheckConstraint(
                condition=Q(refused_by__isnull=True) | ~Q(refused_by=F("person")),
                name="experience_refused_by_another",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(refused_at__isnull=True),
                name="experience_answered_one_way",
            ),
            models.CheckConstraint(
                condition=Q(finished_in__isnull=True)
                | Q(finished_in__lte=ExtractYear(LondonDate("said_at"))),
                name="experience_finished_by_then",
            ),
            models.CheckConstraint(
                condition=Q(refused_at__isnull=True, refused_reason="")
                | Q(refused_at__isnull=False) & ~Q(refused_reason=""),
                name="experience_refused_for_a_reason",
            ),
            one_of("refused_reason", ("", *WHY_NOT_CONFIRMED), "experience_refused_reason"),
            paired("said", "experience", required=True),
            paired("confirmed", "experience"),
            paired("refused", "experience"),
            paired("withdrawn", "experience"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="experience_not_said_again",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                func=NOT_SAID_AGAIN,
            ),
        ]
