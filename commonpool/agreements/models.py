"""How deep a council takes part: its joining, the agreement it signs, its prices, the legal powers."""

from collections.abc import Iterable
from datetime import date
from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from commonpool.agreements.lifecycle import AGREEMENT, TEXT
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.organisations.models import Nation, Organisation


class AgreementText(models.Model):
    """One version of the terms all councils sign: draft, then current, then superseded."""

    version = models.PositiveSmallIntegerField(unique=True)
    status = models.CharField(max_length=12, default="draft")
    body = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    current_from = models.DateField(null=True, blank=True)

    PERSONAL: ClassVar[dict[str, Personal]] = {}

    class Meta:
        constraints = [
            one_of("status", TEXT.statuses, "agreement_text_status"),
            models.UniqueConstraint(
                fields=["status"], condition=Q(status="current"), name="agreement_text_one_current"
            ),
        ]
        triggers = [pgtrigger.ReadOnly(name="agreement_text_stays", fields=["version", "body", "sha256"])]


class Joining(models.Model):
    """How far a council has come in (peer, borrow, lend: each opened at a time by somebody); its settings."""

    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="joining")
    peer_at = models.DateTimeField(null=True, blank=True)
    peer_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    peer_post = models.CharField(max_length=120, blank=True, default="")
    borrow_at = models.DateTimeField(null=True, blank=True)
    borrow_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    borrow_by_rule = models.CharField(max_length=60, blank=True, default="")
    lend_at = models.DateTimeField(null=True, blank=True)
    lend_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    lend_by_rule = models.CharField(max_length=60, blank=True, default="")
    invoice_name = models.CharField(max_length=120, blank=True, default="")
    invoice_address = models.CharField(max_length=400, blank=True, default="")
    invoice_email = models.EmailField(blank=True, default="")
    purchase_order_from_pence = models.PositiveBigIntegerField(default=100_000)
    blanket_purchase_order = models.CharField(max_length=40, blank=True, default="")
    silence_agrees = models.BooleanField(default=True)
    default_weekly_minutes = models.PositiveIntegerField(null=True, blank=True)
    default_months = models.PositiveSmallIntegerField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "peer_by": Personal("Who joined the council as peer", "So that it can be answered for", LOG),
        "peer_post": Personal("Their post, in their words", "A head of service decides this", LOG),
        "borrow_by": Personal("Who opened borrowing", "So that it can be answered for", LOG),
        "lend_by": Personal("Who opened lending", "So that it can be answered for", LOG),
        "settled_by": Personal("Who last set the council's defaults", "So that it can be answered for", LOG),
        "invoice_name": Personal("Whom invoices name", "May name a person", EMPLOYMENT),
        "invoice_address": Personal("Where invoices are posted", "May name a person", EMPLOYMENT),
        "invoice_email": Personal("Where invoices go", "May be a person's", EMPLOYMENT),
        "blanket_purchase_order": Personal("The host's order number", "May name a person", EMPLOYMENT),
    }

    class Meta:
        constraints = [
            paired("peer", "joining"),
            models.CheckConstraint(
                condition=Q(peer_at__isnull=True) | ~Q(peer_post=""), name="joining_peer_by_a_post"
            ),
            paired("borrow", "joining", rule=True),
            paired("lend", "joining", rule=True),
            paired("settled", "joining"),
            models.CheckConstraint(
                condition=Q(default_weekly_minutes__isnull=True)
                | Q(default_weekly_minutes__range=(30, 2220)),
                name="joining_default_weekly_minutes",
            ),
            models.CheckConstraint(
                condition=Q(default_months__isnull=True) | Q(default_months__range=(1, 24)),
                name="joining_default_months",
            ),
            models.CheckConstraint(
                condition=Q(borrow_at__isnull=True) | Q(peer_at__isnull=False),
                name="joining_borrow_after_peer",
            ),
            models.CheckConstraint(
                condition=Q(lend_at__isnull=True) | Q(peer_at__isnull=False), name="joining_lend_after_peer"
            ),
        ]

    @property
    def depth(self) -> str:
        """`none`, `peer`, `borrow` or `lend`, as the steps taken stand."""
        if self.lend_at:
            return "lend"
        if self.borrow_at:
            return "borrow"
        return "peer" if self.peer_at else "none"


class Agreement(models.Model):
    """A council's own signing of the text: offered, one signature, in force, superseded or ended.

    It governs from the day `in_force_on` to the midnight that ends the day `ends_on`, both UK days.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    text = models.ForeignKey(AgreementText, on_delete=models.PROTECT, related_name="agreements")
    status = models.CharField(max_length=16, default="offered")
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    in_force_at = models.DateTimeField(null=True, blank=True)
    in_force_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    in_force_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

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
            paired("offered", "agreement", required=True),
            paired("in_force", "agreement"),
            paired("ended", "agreement"),
        ]

    @classmethod
    def hold_for_share(cls, ids: Iterable[int]) -> list["Agreement"]:
        """These rows in order of id, locked until the transaction ends: read by many, changed by nobody."""
        return list(
            cls.objects.raw(
                "SELECT * FROM agreements_agreement WHERE id = ANY(%s) ORDER BY id FOR SHARE",
                [sorted(set(ids))],
            )
        )

    def governs_on(self, day: date) -> bool:
        """Whether this agreement is in force on a UK day."""
        if self.in_force_on is None or self.in_force_on > day:
            return False
        return self.ends_on is None or self.ends_on >= day


class Signatory(models.Model):
    """A person named by their council to sign. Naming somebody else in their place ends this naming."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatories")
    name = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    email = models.EmailField(max_length=254)
    named_at = models.DateTimeField()
    named_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "name": Personal("Signatory's name", "They sign for the council", EMPLOYMENT),
        "post": Personal("Signatory's post", "They sign for the council", EMPLOYMENT),
        "email": Personal("Signatory's e-mail", "To ask them to sign", EMPLOYMENT),
        "named_by": Personal("Who named them", "So that it can be answered for", LOG),
        "replaced_by": Personal("Who named another", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "email"], condition=Q(replaced_at__isnull=True), name="signatory_once"
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="signatory_email_in_lower_case"),
            paired("named", "signatory", required=True),
            paired("replaced", "signatory"),
        ]


class Signature(models.Model):
    """A signatory's typed name under the exact text, by its hash, at an instant."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    signatory = models.OneToOneField(Signatory, on_delete=models.PROTECT, related_name="signature")
    typed_name = models.CharField(max_length=120)
    post = models.CharField(max_length=120)
    text_sha256 = models.CharField(max_length=64)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "typed_name": Personal("Name as typed", "The signature", "Six years after the agreement ends"),
        "post": Personal("Post when signing", "The signature", "Six years after the agreement ends"),
        "signed_by": Personal("Who signed", "The signature", "Six years after the agreement ends"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "signed_by"], name="signature_two_people"),
            paired("signed", "signature", required=True),
        ]
        triggers = [
            pgtrigger.Protect(name="signature_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]


class BandPrice(models.Model):
    """What an hour of a grade band costs a host, in pence before VAT, from a date."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="prices")
    band = models.CharField(max_length=40)
    hourly_pence = models.PositiveIntegerField()
    starts_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"set_by": Personal("Who set the price", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "band", "starts_on"], name="price_once_a_day"),
            models.CheckConstraint(condition=Q(hourly_pence__range=(1, 100_000)), name="price_within_reason"),
            paired("set", "price", required=True),
        ]


class LegalPower(models.Model):
    """By what power one nation's councils lend to another's, as read: another reading is another version."""

    home_nation = models.CharField(max_length=16, choices=Nation.choices)
    host_nation = models.CharField(max_length=16, choices=Nation.choices)
    version = models.PositiveSmallIntegerField()
    power = models.CharField(max_length=120)
    deemed = models.BooleanField()
    text = models.CharField(max_length=600)
    source = models.CharField(max_length=300)
    mark = models.CharField(max_length=1)

    PERSONAL: ClassVar[dict[str, Personal]] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["home_nation", "host_nation", "version"], name="power_by_nations")
        ]
        triggers = [pgtrigger.Protect(name="power_stays", operation=pgtrigger.Update | pgtrigger.Delete)]


class WishToJoin(models.Model):
    """An officer asks their own council to join."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="wishes")
    wished_at = models.DateTimeField()
    wished_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"wished_by": Personal("Who asks", "To tell them when it joins", "Until it joins")}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "wished_by"], name="wish_once"),
            paired("wished", "wish", required=True),
        ]
