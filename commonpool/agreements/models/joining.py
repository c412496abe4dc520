"""How deep each council has come in, its settings, and who wishes it would."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonpool.agreements.rules.joining import (
    AVERAGE_WEEKS,
    LEAST_REST_MINUTES,
    MOST_REST_MINUTES,
    REST_MINUTES,
)
from commonpool.identity.models import Person
from commonpool.kernel.constraints import paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.organisations.models import Organisation


class Joining(models.Model):
    """How far a council has come in (peer, borrow, lend: each opened at a time by somebody); its settings.

    `rest_fortnights_from`: the Monday from which weekly rest is counted by fortnights (Working Time Regulations 1998
    reg 11(2)); a week before it is judged as a week. `rest_reason`: by what agreement rest is other than usual.
    `taken_over_on`: the day from which it went on with those of the councils it took over from.
    """

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
    invoice_electronic = models.CharField(max_length=60, blank=True, default="")
    purchase_order_from_pence = models.PositiveBigIntegerField(default=100_000)
    blanket_purchase_order = models.CharField(max_length=40, blank=True, default="")
    silence_agrees = models.BooleanField(default=True)
    default_weekly_minutes = models.PositiveIntegerField(null=True, blank=True)
    default_months = models.PositiveSmallIntegerField(null=True, blank=True)
    average_weeks = models.PositiveSmallIntegerField(default=17)
    rest_minutes = models.PositiveSmallIntegerField(default=REST_MINUTES)
    rest_fortnights_from = models.DateField(null=True, blank=True)
    rest_reason = models.CharField(max_length=300, blank=True, default="")
    taken_over_on = models.DateField(null=True, blank=True)
    wellbeing_reason = models.CharField(max_length=300, blank=True, default="")
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
        "invoice_electronic": Personal("Where e-invoices go", "May be a person's", EMPLOYMENT),
        "wellbeing_reason": Personal("How lending helps home’s own area", "May name a person", EMPLOYMENT),
        "rest_reason": Personal("By what agreement rest differs", "May name a person", EMPLOYMENT),
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
                condition=Q(average_weeks__in=AVERAGE_WEEKS), name="joining_average_weeks"
            ),
            models.CheckConstraint(
                condition=Q(rest_minutes__range=(LEAST_REST_MINUTES, MOST_REST_MINUTES)),
                name="joining_rest_minutes",
            ),
            models.CheckConstraint(
                condition=Q(rest_fortnights_from__isnull=True) | Q(rest_fortnights_from__iso_week_day=1),
                name="joining_rest_from_a_monday",
            ),
            models.CheckConstraint(
                condition=Q(rest_minutes=REST_MINUTES, rest_fortnights_from__isnull=True)
                | ~Q(rest_reason=""),
                name="joining_rest_reason",
            ),
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
