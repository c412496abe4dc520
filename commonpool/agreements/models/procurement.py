"""What a council has answered once about procurement, what may be borrowed from whom, and who has an interest."""

from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Func, Q, Value

from commonpool.agreements.rules.procurement import (
    BASES,
    EXEMPT,
    HORIZONTAL,
    MOST_CAP_PENCE,
    OTHER,
    REGULATION_13,
)
from commonpool.identity.models import Person
from commonpool.kernel.constraints import append_only, one_of, paired
from commonpool.kernel.personal import LOG, NOTHING, RECORD, Personal
from commonpool.organisations.models import Organisation


def _day_of(year: Any, month: int, day: int) -> Func:
    """A day of the year that a row names."""
    return Func(year, Value(month), Value(day), function="make_date", output_field=models.DateField())


class StandingAnswers(models.Model):
    """Why a council's loans need no competition, and what its insurers and standing orders say: version by version.

    `standing_orders_pence`, before VAT: above it a booking needs more than the pool asks; none, if there is no such
    limit. `regulated_pence`: the Scottish level a council has set for itself.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="standing_answers")
    version = models.PositiveSmallIntegerField()
    basis = models.CharField(max_length=16)
    basis_words = models.CharField(max_length=600, blank=True, default="")
    objectives = models.CharField(max_length=1000, blank=True, default="")
    public_interest = models.BooleanField(default=False)
    other_activity_percent = models.PositiveSmallIntegerField(default=0)
    insurer_told_on = models.DateField(null=True, blank=True)
    insurer_told_by = models.CharField(max_length=120, blank=True, default="")
    standing_orders_pence = models.PositiveBigIntegerField(null=True, blank=True)
    regulated_pence = models.PositiveBigIntegerField(null=True, blank=True)
    answered_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "basis_words": Personal("The other reason", "The council’s answer", RECORD),
        "objectives": Personal("The objectives in common", "The council’s answer", RECORD),
        "insurer_told_by": Personal("Who told the insurers", "So that it can be answered for", RECORD),
        "answered_by": Personal("Who answered for the council", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "version"], name="answers_version_once"),
            one_of("basis", BASES, "answers_basis"),
            models.CheckConstraint(
                condition=~Q(basis__in=EXEMPT) | (~Q(objectives="") & Q(public_interest=True)),
                name="answers_exempt_for_a_public_objective",
            ),
            models.CheckConstraint(
                condition=(~Q(basis=HORIZONTAL) | Q(other_activity_percent__lte=20))
                & (~Q(basis=REGULATION_13) | Q(other_activity_percent__lt=20)),
                name="answers_exempt_for_public_functions",
            ),
            models.CheckConstraint(condition=~Q(basis=OTHER) | ~Q(basis_words=""), name="answers_other_says"),
            models.CheckConstraint(
                condition=Q(other_activity_percent__lte=100), name="answers_share_of_a_hundred"
            ),
            models.CheckConstraint(
                condition=Q(insurer_told_on__isnull=True, insurer_told_by="")
                | (Q(insurer_told_on__isnull=False) & ~Q(insurer_told_by="")),
                name="answers_insurer_told_by_somebody",
            ),
            paired("answered", "answers", required=True),
        ]
        triggers = append_only("answers_stay", "answers_never_emptied", "standing answers are")


class Pair(models.Model):
    """Two councils of which the one lends to the other: the row at which what binds between them meets."""

    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="pairs_lending")
    host = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="pairs_borrowing")

    PERSONAL: ClassVar = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["home", "host"], name="pair_once"),
            models.CheckConstraint(condition=~Q(home=F("host")), name="pair_of_two_councils"),
        ]
        triggers = [pgtrigger.ReadOnly(name="pair_stays", fields=["home", "host"])]


class PairCap(models.Model):
    """The most that a host borrows from a home in a financial year, in pence before VAT, and the last day of it.

    `year`: that of its first of April. What is chosen anew is the next version.
    """

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="caps")
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    cap_pence = models.PositiveBigIntegerField()
    ends_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"set_by": Personal("Who set it", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair", "year", "version"], name="cap_version_once"),
            models.CheckConstraint(condition=Q(year__range=(2024, 2200)), name="cap_year"),
            models.CheckConstraint(condition=Q(cap_pence__lte=MOST_CAP_PENCE), name="cap_at_most"),
            models.CheckConstraint(
                condition=Q(
                    ends_on__gte=_day_of(F("year"), 4, 1), ends_on__lte=_day_of(F("year") + 1, 3, 31)
                ),
                name="cap_ends_in_its_year",
            ),
            paired("set", "cap", required=True),
        ]
        triggers = append_only("caps_stay", "caps_never_emptied", "caps are")


class Declaration(models.Model):
    """What a person says for a council about interests of their own, in other councils: the newest counts."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="declarations")
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="declarations")

    PERSONAL: ClassVar = {
        "declared_by": Personal("Who declares", "Nobody approves what they have an interest in", RECORD)
    }

    class Meta:
        constraints = [paired("declared", "declaration", required=True)]
        indexes = [models.Index(fields=["organisation", "declared_by"], name="declaration_of")]
        triggers = append_only("declarations_stay", "declarations_never_emptied", "declarations are")


class DeclaredInterest(models.Model):
    """A council in which whoever made the declaration has an interest, and what it is."""

    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="interests")
    council = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="interests_declared")
    words = models.CharField(max_length=300)

    PERSONAL: ClassVar = {
        "words": Personal("What the interest is", "So that it can be answered for", RECORD),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["declaration", "council"], name="interest_once"),
        ]
        triggers = append_only("interests_stay", "interests_never_emptied", "declared interests are")
