"""The text councils agree to, each council's agreement, and the two signatures under it."""

from datetime import date
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from commonpool.agreements.lifecycle import AGREEMENT, TEXT
from commonpool.agreements.rules import AUTHORITY_BODIES
from commonpool.agreements.rules.changing import CHANGES
from commonpool.identity.models import Person
from commonpool.kernel.constraints import LondonDate, append_only, one_of, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.organisations.models import Organisation


class AgreementText(models.Model):
    """One version of the terms all councils sign: draft, then current, then superseded.

    `change`: empty for the first, else what kind the change is: minor, or of money or liability. `due_on`: the day
    on which a minor one reaches every council, or the last day to sign the other. `summary`: what changes, plainly.
    One steward puts a draft forward with these, and another publishes it; the first text of all begins by itself.
    """

    version = models.PositiveSmallIntegerField(unique=True)
    status = models.CharField(max_length=12, default="draft")
    body = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    current_from = models.DateField(null=True, blank=True)
    change = models.CharField(max_length=8, blank=True, default="")
    due_on = models.DateField(null=True, blank=True)
    summary = models.CharField(max_length=600, blank=True, default="")
    put_forward_at = models.DateTimeField(null=True, blank=True)
    put_forward_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    published_by_rule = models.CharField(max_length=40, blank=True, default="")

    PERSONAL: ClassVar = {
        "put_forward_by": Personal("Who put it forward", "So that it can be answered for", LOG),
        "published_by": Personal("Who published it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("status", TEXT.statuses, "agreement_text_status"),
            models.UniqueConstraint(
                fields=["status"], condition=Q(status="current"), name="agreement_text_one_current"
            ),
            one_of("change", ("", *CHANGES), "agreement_text_change"),
            models.CheckConstraint(
                condition=Q(change="", due_on__isnull=True)
                | (~Q(change="") & ~Q(summary="") & Q(due_on__isnull=False, put_forward_at__isnull=False)),
                name="agreement_text_change_is_told",
            ),
            models.CheckConstraint(
                condition=Q(status="draft", published_at__isnull=True)
                | (~Q(status="draft") & Q(published_at__isnull=False)),
                name="agreement_text_published",
            ),
            models.CheckConstraint(
                condition=Q(published_by__isnull=True)
                | Q(change="", put_forward_by__isnull=True)
                | (Q(put_forward_by__isnull=False) & ~Q(published_by=F("put_forward_by"))),
                name="agreement_text_two_stewards",
            ),
            paired("put_forward", "agreement_text"),
            paired("published", "agreement_text", rule=True),
        ]
        triggers = [
            pgtrigger.Protect(
                name="agreement_text_stays",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__status="draft")
                & (
                    pgtrigger.Q(old__version__df=pgtrigger.F("new__version"))
                    | pgtrigger.Q(old__body__df=pgtrigger.F("new__body"))
                    | pgtrigger.Q(old__sha256__df=pgtrigger.F("new__sha256"))
                    | pgtrigger.Q(old__change__df=pgtrigger.F("new__change"))
                    | pgtrigger.Q(old__due_on__df=pgtrigger.F("new__due_on"))
                    | pgtrigger.Q(old__put_forward_by__df=pgtrigger.F("new__put_forward_by"))
                    | pgtrigger.Q(old__published_by__df=pgtrigger.F("new__published_by"))
                ),
            )
        ]


WITH_AUTHORITY = (
    ~Q(authority_reference="") & Q(authority_body__in=list(AUTHORITY_BODIES)) & Q(authority_on__isnull=False)
)


class Agreement(models.Model):
    """A council's own signing of the text: offered, one signature, in force, superseded or ended.

    It governs from the day `in_force_on` to the midnight that ends the day `ends_on`, both UK days. A council that
    takes over from others has theirs by rule, without signatures of its own.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    text = models.ForeignKey(AgreementText, on_delete=models.PROTECT, related_name="agreements")
    status = models.CharField(max_length=16, default="offered")
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    offered_by_rule = models.CharField(max_length=60, blank=True, default="")
    in_force_at = models.DateTimeField(null=True, blank=True)
    in_force_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    in_force_by_rule = models.CharField(max_length=60, blank=True, default="")
    in_force_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_by_rule = models.CharField(max_length=60, blank=True, default="")

    PERSONAL: ClassVar = {
        "offered_by": Personal("Who began the signing", "So that it can be answered for", LOG),
        "in_force_by": Personal("Whose signature was the second", "So that it can be answered for", LOG),
        "ended_by": Personal("Who gave notice", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of(
                "status",
                AGREEMENT.statuses,
                "agreement_status",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(status__in=["offered", "one_signature"]),
                name="agreement_one_open",
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(status="in_force"), name="agreement_one_in_force"
            ),
            models.CheckConstraint(
                condition=Q(
                    in_force_at__isnull=True,
                    in_force_on__isnull=True,
                    status__in=["offered", "one_signature"],
                )
                | Q(
                    in_force_at__isnull=False,
                    in_force_on__isnull=False,
                    status__in=["in_force", "superseded", "ended"],
                ),
                name="agreement_in_force_when_signed",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("in_force_on")),
                name="agreement_lifetime",
            ),
            paired("offered", "agreement", rule=True, required=True),
            paired("in_force", "agreement", rule=True),
            paired("ended", "agreement", rule=True),
        ]

    def governs_on(self, day: date) -> bool:
        """Whether this agreement is in force on a UK day."""
        if self.in_force_on is None or self.in_force_on > day:
            return False
        return self.ends_on is None or self.ends_on >= day


class Signatory(models.Model):
    """A person named by their council to sign. Naming somebody else in their place ends this naming.

    `authority_reference`: the entry of the constitution or scheme of delegation that lets them; `authority_body`: who
    decided it; `authority_on`: when. All three, or none yet.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatories")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    authority_reference = models.CharField(max_length=200, blank=True, default="")
    authority_body = models.CharField(max_length=12, blank=True, default="")
    authority_on = models.DateField(null=True, blank=True)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "name": Personal("Signatory's name", "They sign for the council", EMPLOYMENT),
        "post": Personal("Signatory's post", "They sign for the council", EMPLOYMENT),
        "email": Personal("Signatory's e-mail", "To ask them to sign", EMPLOYMENT),
        "authority_reference": Personal("What lets them sign", "May name a person", EMPLOYMENT),
        "named_by": Personal("Who named them", "So that it can be answered for", LOG),
        "replaced_by": Personal("Who named another", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "email"], condition=Q(replaced_at__isnull=True), name="signatory_once"
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="signatory_email_in_lower_case"),
            models.CheckConstraint(
                condition=WITH_AUTHORITY
                | Q(authority_reference="", authority_body="", authority_on__isnull=True),
                name="signatory_authority_whole",
            ),
            paired("named", "signatory", required=True),
            paired("replaced", "signatory"),
        ]


class Signature(models.Model):
    """A signatory's typed name under the exact text, by its hash, at an instant, and on what authority (PWR-14)."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="signature")
    typed_name = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    text_sha256 = models.CharField(max_length=64)
    authority_reference = models.CharField(max_length=200)
    authority_body = models.CharField(max_length=12)
    authority_on = models.DateField()
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "typed_name": Personal("Name as typed", "The signature", "Six years after the agreement ends"),
        "post": Personal("Post when signing", "The signature", "Six years after the agreement ends"),
        "authority_reference": Personal(
            "What let them sign", "The signature", "Six years after the agreement ends"
        ),
        "signed_by": Personal("Who signed", "The signature", "Six years after the agreement ends"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "signed_by"], name="signature_two_people"),
            models.CheckConstraint(condition=WITH_AUTHORITY, name="signature_with_authority"),
            models.CheckConstraint(
                condition=Q(authority_on__lte=LondonDate("signed_at")),
                name="signature_after_authority",
            ),
            paired("signed", "signature", required=True),
        ]
        triggers = append_only("signature_stays", "signatures_never_emptied", "signatures are")
