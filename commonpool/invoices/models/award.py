"""A back-dated pay award, as a home council passes it on to whom it lent."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, paired
from commonpool.kernel.personal import LOG, Personal
from commonpool.organisations.models import Organisation


class PayAward(models.Model):
    """An hour of a grade band, worked in these weeks, costs home so many pence more (or less): passed on once."""

    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    grade_band = models.CharField(max_length=40)
    first_monday = models.DateField()
    last_monday = models.DateField()
    hourly_difference_pence = models.IntegerField()
    passed_on_at = models.DateTimeField()
    passed_on_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"passed_on_by": Personal("Who passed it on", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["home", "grade_band", "first_monday", "last_monday", "hourly_difference_pence"],
                name="pay_award_passed_on_once",
            ),
            models.CheckConstraint(
                condition=~Q(hourly_difference_pence=0), name="pay_award_changes_something"
            ),
            models.CheckConstraint(condition=Q(last_monday__gte=F("first_monday")), name="pay_award_weeks"),
            paired("passed_on", "pay_award", required=True),
        ]
        triggers = append_only("pay_award_stays", "pay_awards_never_emptied", "pay awards are")
