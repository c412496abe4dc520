"""The register: bodies with lifetimes, their codes, domains and successions, and who holds which role in them."""

from datetime import date
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.functional import lazy

from commonpool.access import Role
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, paired
from commonpool.kernel.names import name_of
from commonpool.kernel.personal import EMPLOYMENT, LOG, NOTHING, Personal
from commonpool.kernel.words import translated

named = lazy(name_of, str)


class Nation(models.TextChoices):
    """The value is the name in English, as the register has it; the label is the reader's."""

    ENGLAND = "England", named("England")
    WALES = "Wales", named("Wales")
    SCOTLAND = "Scotland", named("Scotland")
    NORTHERN_IRELAND = "Northern Ireland", named("Northern Ireland")


class Organisation(models.Model):
    """A body that takes part or could: a principal council, a combined authority, or one that has ended."""

    code = models.CharField(max_length=12, unique=True)
    ons_code = models.CharField(max_length=9, null=True, blank=True, unique=True)
    official_name = models.CharField(max_length=120)
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80, unique=True)
    type = models.CharField(max_length=40)
    tier = models.CharField(max_length=12)
    nation = models.CharField(max_length=16, choices=Nation.choices)
    region = models.CharField(max_length=40, blank=True, default="")
    county = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="districts"
    )
    combined_authority = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="constituents"
    )
    website = models.URLField(blank=True, default="")
    population = models.PositiveIntegerField(null=True, blank=True)
    area_km2 = models.PositiveIntegerField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    expected_change_on = models.DateField(null=True, blank=True)
    expected_change = models.CharField(max_length=300, blank=True, default="")
    demonstration = models.BooleanField(default=False)

    PERSONAL: ClassVar = NOTHING

    class Meta:
        indexes = [models.Index(fields=["nation", "region", "type"], name="organisation_place")]
        constraints = [
            one_of("nation", Nation.values, "organisation_nation"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="organisation_lifetime",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="organisations_are_kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="organisation_stays", fields=["id"]),
        ]

    def __str__(self) -> str:
        return self.name

    def status_on(self, day: date) -> str:
        """`future`, `current` or `abolished` on a day: `ends_on` is the last day of its life."""
        if self.ends_on is not None and self.ends_on < day:
            return "abolished"
        if self.starts_on is not None and self.starts_on > day:
            return "future"
        return "current"


class FormerCode(models.Model):
    """A code an organisation had once; it still resolves."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="former_codes")
    code = models.CharField(max_length=12, unique=True)

    PERSONAL: ClassVar = NOTHING


class Succession(models.Model):
    """One organisation is replaced by another from a date. Many to many: councils merge and split."""

    predecessor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="precedents")
    on = models.DateField()

    PERSONAL: ClassVar = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_once"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_by_another"),
        ]


class Domain(models.Model):
    """An exact e-mail or web domain of a council, from the register's table or added by a steward.

    A domain with several councils is shared.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="domains")
    name = models.CharField(max_length=120, db_index=True)
    is_website = models.BooleanField(default=False)
    added_at = models.DateTimeField(null=True, blank=True)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    added_how = models.CharField(max_length=200, blank=True, default="")

    PERSONAL: ClassVar = {
        "added_by": Personal("The steward", "So that it can be answered for", LOG),
        "added_how": Personal("How it was checked", "Proof that it was", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="domain_once"),
            paired("added", "domain"),
        ]


class Function(models.Model):
    """A function of a council that work serves, from the Local Government Services List and our own additions."""

    id = models.CharField(max_length=40, primary_key=True)
    label = models.CharField(max_length=100)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="parts")
    uri = models.URLField(blank=True, default="")

    PERSONAL: ClassVar = NOTHING

    def __str__(self) -> str:
        """Its name in the reader's language."""
        return translated(self.label)


class RoleHolding(models.Model):
    """A person holds a role in an organisation (a steward: in the network) from when it is granted until it ends."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="role_holdings"
    )
    role = models.CharField(max_length=24)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    granted_by_rule = models.CharField(max_length=60, blank=True, default="")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "person": Personal("Who holds the role", "To know what they may do", EMPLOYMENT),
        "granted_by": Personal("Who granted it", "So that it can be answered for", LOG),
        "ended_by": Personal("Who ended it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("role", [role.value for role in Role], "role_known"),
            models.UniqueConstraint(
                fields=["person", "organisation", "role"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="role_held_once",
            ),
            models.CheckConstraint(
                condition=Q(role=Role.STEWARD, organisation__isnull=True)
                | (~Q(role=Role.STEWARD) & Q(organisation__isnull=False)),
                name="role_steward_of_the_network",
            ),
            models.CheckConstraint(
                condition=Q(granted_by__isnull=True) | ~Q(granted_by=F("person")), name="role_not_to_oneself"
            ),
            paired("granted", "role", rule=True, required=True),
            paired("ended", "role", rule=True),
        ]


class AdministratorClaim(models.Model):
    """Somebody asks to be a council's first administrator; a steward confirms them out of band."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="administrator_claims"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="administrator_claims")
    post = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_how = models.CharField(max_length=200, blank=True, default="")
    refused_at = models.DateTimeField(null=True, blank=True)
    refused_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "person": Personal("Who asks", "To make the right person administrator", EMPLOYMENT),
        "post": Personal("Their post", "For the steward to check with the council", EMPLOYMENT),
        "asked_by": Personal("Who asked", "So that it can be answered for", LOG),
        "confirmed_by": Personal("The steward", "So that it can be answered for", LOG),
        "confirmed_how": Personal("How it was checked", "Proof that it was", LOG),
        "refused_by": Personal("The steward", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            paired("asked", "claim", required=True),
            paired("confirmed", "claim"),
            paired("refused", "claim"),
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(confirmed_at__isnull=True, refused_at__isnull=True),
                name="claim_open_once",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("person")),
                name="claim_not_confirmed_by_oneself",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(refused_at__isnull=True), name="claim_one_answer"
            ),
        ]


class HelpRequest(models.Model):
    """Somebody whose e-mail domain we do not know asks a person to help them in."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    message = models.CharField(max_length=1000)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "person": Personal("Who asks", "To answer them", "Until closed, then one year"),
        "message": Personal("What they write", "To answer them", "Until closed, then one year"),
        "asked_by": Personal("Who asked", "So that it can be answered for", LOG),
        "closed_by": Personal("The steward", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [paired("asked", "help", required=True), paired("closed", "help")]
