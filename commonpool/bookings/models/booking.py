"""A booking: agreed hours of an officer for a host council in named weeks."""

from typing import TYPE_CHECKING, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.agreements.models import AgreementText, LegalPower, Pair
from commonpool.availability.models import Listing, Permission
from commonpool.bookings.lifecycle import BOOKING
from commonpool.bookings.models.limit import SpendingLimit
from commonpool.bookings.models.total import kept_with_the_booking, of_its_two_councils
from commonpool.identity.models import Person
from commonpool.kernel.constraints import one_of, ordered, paired
from commonpool.kernel.personal import LOG, RECORD, Personal
from commonpool.kernel.references import new_reference
from commonpool.organisations.models import Function, Organisation
from commonpool.people.models import Employment

if TYPE_CHECKING:
    from commonpool.bookings.models.terms import BookingTerms


def booking_reference() -> str:
    return new_reference("B")


class Booking(models.Model):
    """Hours of an officer, asked for by a host, answered by the officer, bound when both limits cover it."""

    reference = models.CharField(max_length=12, unique=True, default=booking_reference)
    kind = models.CharField(max_length=10, default="paid")
    status = models.CharField(max_length=10, default="requested")
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bookings", db_index=False)
    listing = models.ForeignKey(Listing, on_delete=models.PROTECT, related_name="bookings")
    employment = models.ForeignKey(Employment, on_delete=models.PROTECT, related_name="bookings")
    permission = models.ForeignKey(Permission, on_delete=models.PROTECT, related_name="bookings")
    home = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="bookings_lent", db_index=False
    )
    host = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="bookings_borrowed", db_index=False
    )
    spending_limit = models.ForeignKey(
        SpendingLimit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bookings",
        db_index=False,
    )
    agreement_text = models.ForeignKey(
        AgreementText,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="bookings",
        db_index=False,
    )
    power = models.ForeignKey(
        LegalPower, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings", db_index=False
    )
    pair = models.ForeignKey(
        Pair, on_delete=models.PROTECT, null=True, blank=True, related_name="bookings", db_index=False
    )
    family = models.ForeignKey(
        Function, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    purchase_order = models.CharField(max_length=40, blank=True, default="")
    together = models.CharField(max_length=12, blank=True, default="")
    version = models.PositiveSmallIntegerField(default=1)
    requested_at = models.DateTimeField()
    requested_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="bookings_requested")
    answer_by = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    approved_by_rule = models.CharField(max_length=60, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    confirmed_by_rule = models.CharField(max_length=60, blank=True, default="")
    bound_at = models.DateTimeField(null=True, blank=True)
    bound_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    ended_by_rule = models.CharField(max_length=60, blank=True, default="")
    ended_reason = models.CharField(max_length=24, blank=True, default="")

    UNPAIRED: ClassVar = {"answer_by": "a deadline, not a deed"}
    PERSONAL: ClassVar = {
        "officer": Personal("Who is lent", "The booking itself", RECORD),
        "together": Personal("With whom they were asked", "So that a team is seen as one", RECORD),
        "purchase_order": Personal("The host's order number", "May name a person", RECORD),
        "requested_by": Personal("Who asked", "The booking itself", RECORD),
        "accepted_by": Personal("The officer's answer", "Proof that they were consulted", RECORD),
        "approved_by": Personal("Who approved at home", "The permission itself", RECORD),
        "confirmed_by": Personal("Who confirmed at the host", "The commitment itself", RECORD),
        "bound_by": Personal("Whose act bound it", "So that it can be answered for", LOG),
        "ended_by": Personal("Who ended it", "So that it can be answered for", LOG),
    }

    class Meta:
        indexes = [
            models.Index(fields=["host", "status"], name="booking_host"),
            models.Index(fields=["home", "status"], name="booking_home"),
            models.Index(fields=["officer", "status"], name="booking_officer"),
            models.Index(fields=["pair", "requested_at"], name="booking_lately"),
            models.Index(
                fields=["answer_by"],
                condition=Q(status__in=["requested", "accepted"]),
                name="booking_lapsing",
            ),
            models.Index(fields=["together"], condition=~Q(together=""), name="booking_together"),
        ]
        constraints = [
            one_of("status", BOOKING.statuses, "booking_status"),
            one_of("kind", ["paid", "peer_help"], "booking_kind"),
            models.UniqueConstraint(
                fields=["together", "officer"], condition=~Q(together=""), name="booking_together_once"
            ),
            models.CheckConstraint(
                condition=Q(kind="paid") | Q(together=""), name="booking_together_for_pay"
            ),
            models.CheckConstraint(
                condition=Q(kind="peer_help") | Q(pair__isnull=False, family__isnull=False),
                name="booking_counted",
            ),
            models.CheckConstraint(condition=~Q(home=F("host")), name="booking_between_two_councils"),
            models.CheckConstraint(condition=~Q(officer=F("requested_by")), name="booking_not_of_oneself"),
            models.CheckConstraint(
                condition=Q(accepted_by__isnull=True) | Q(accepted_by=F("officer")),
                name="booking_officer_answers",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("officer")),
                name="booking_not_approved_by_officer",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("requested_by")),
                name="booking_not_confirmed_by_requester",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["bound", "worked"])
                | Q(bound_at__isnull=False, accepted_at__isnull=False, approved_at__isnull=False)
                & (Q(kind="peer_help") | Q(confirmed_at__isnull=False)),
                name="booking_bound_by_all_three",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["bound", "worked"])
                | Q(kind="peer_help")
                | Q(power__isnull=False, agreement_text__isnull=False),
                name="booking_bound_with_power",
            ),
            ordered("requested_at", "accepted_at", "booking_requested_before_accepted"),
            ordered("accepted_at", "bound_at", "booking_accepted_before_bound"),
            paired("requested", "booking", required=True),
            paired("accepted", "booking"),
            paired("approved", "booking", rule=True),
            paired("confirmed", "booking", rule=True),
            paired("bound", "booking"),
            paired("ended", "booking", rule=True),
        ]
        triggers = [
            kept_with_the_booking(),
            of_its_two_councils(),
            pgtrigger.Protect(
                name="booking_together_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.AnyChange("together"),
            ),
        ]

    @property
    def standing(self) -> "BookingTerms":
        """The terms that stand: those asked for, or those last bound."""
        return next(each for each in self.terms.all() if each.version == self.version)

    @property
    def parties(self) -> set[int]:
        """Who says yes for neither council: the officer, who asked, and who offered the terms that wait."""
        return {self.officer_id, self.requested_by_id, self.asked.offered_by_id}

    @property
    def asked(self) -> "BookingTerms":
        """The terms an answer would be to: a variation that waits for one, else those that stand."""
        return self.pending or self.standing

    @property
    def pending(self) -> "BookingTerms | None":
        """A variation that is offered and not yet bound, if there is one."""
        later = (each for each in self.terms.all() if each.version > self.version and each.dropped_at is None)
        return next(later, None)
