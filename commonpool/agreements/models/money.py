"""How a council is paid: its standing for VAT, its bank details, how invoices are made and set off."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from commonpool.agreements.models.agreement import Agreement
from commonpool.agreements.rules import HOLD_AT_LEAST, INVOICE_MODES, TREATMENTS
from commonpool.identity.models import Person
from commonpool.kernel.constraints import LondonDate, append_only, one_of, paired
from commonpool.kernel.personal import EMPLOYMENT, LOG, Personal
from commonpool.organisations.models import Organisation


class VatStanding(models.Model):
    """Whether a council is registered for VAT from a day, under which number, and how it treats what it lends."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="vat_standings")
    registered = models.BooleanField()
    number = models.CharField(max_length=9, blank=True, default="")
    treatment = models.CharField(max_length=16)
    reason = models.CharField(max_length=600, blank=True, default="")
    vat_officer = models.CharField(max_length=120, blank=True, default="")
    decided_on = models.DateField(null=True, blank=True)
    starts_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "reason": Personal("Why loans are outside the scope of VAT", "May name a person", EMPLOYMENT),
        "vat_officer": Personal("The VAT officer's name", "They answer for the treatment", EMPLOYMENT),
        "set_by": Personal("Who stated it", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            one_of("treatment", TREATMENTS, "vat_treatment"),
            models.CheckConstraint(
                condition=(Q(registered=True, number__regex="^[0-9]{9}$") & ~Q(treatment="no_vat"))
                | Q(registered=False, number="", treatment="no_vat"),
                name="vat_registered_with_number",
            ),
            models.CheckConstraint(
                condition=Q(treatment="outside_scope", decided_on__isnull=False)
                & ~Q(reason="")
                & ~Q(vat_officer="")
                | ~Q(treatment="outside_scope") & Q(reason="", vat_officer="", decided_on__isnull=True),
                name="vat_outside_scope_answered_for",
            ),
            paired("set", "vat_standing", required=True),
        ]
        triggers = append_only("vat_standing_stays", "vat_standings_never_emptied", "VAT standings are")


class BankDetails(models.Model):
    """The account a council is paid into: entered by one person, confirmed by another, in effect from a later day.

    `called_number`: the known number that was rung on `called_on` to ask; `known_from`: where it was known from.
    An objection before `effective_on` ends it. What is in effect is the newest that is confirmed and not objected to.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="bank_details")
    account_name = models.CharField(max_length=80)
    sort_code = models.CharField(max_length=6)
    account_number = models.CharField(max_length=8)
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    called_on = models.DateField(null=True, blank=True)
    called_number = models.CharField(max_length=40, blank=True, default="")
    known_from = models.CharField(max_length=200, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    effective_on = models.DateField(null=True, blank=True)
    objected_at = models.DateTimeField(null=True, blank=True)
    objected_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    PERSONAL: ClassVar = {
        "sort_code": Personal("Sort code of the account", "To be paid", EMPLOYMENT),
        "account_number": Personal("Number of the account", "To be paid", EMPLOYMENT),
        "account_name": Personal("Name of the account", "May name a person", EMPLOYMENT),
        "entered_by": Personal("Who entered the details", "So that it can be answered for", LOG),
        "called_number": Personal("Which number was rung to ask", "May be a person's", EMPLOYMENT),
        "known_from": Personal("Where that number was known from", "May name a person", EMPLOYMENT),
        "confirmed_by": Personal("Who confirmed them after a call", "So that it can be answered for", LOG),
        "objected_by": Personal("Who objected", "So that it can be answered for", LOG),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sort_code__regex="^[0-9]{6}$", account_number__regex="^[0-9]{8}$"),
                name="bank_details_in_digits",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="bank_details_by_two_people",
            ),
            models.CheckConstraint(
                condition=Q(
                    confirmed_at__isnull=True,
                    effective_on__isnull=True,
                    called_on__isnull=True,
                    called_number="",
                    known_from="",
                )
                | Q(confirmed_at__isnull=False, effective_on__isnull=False, called_on__isnull=False)
                & ~Q(called_number="")
                & ~Q(known_from=""),
                name="bank_details_called_back",
            ),
            models.CheckConstraint(
                # Five working days are never fewer than five days: the rule counts them, this holds whoever writes.
                condition=Q(effective_on__isnull=True)
                | Q(effective_on__gt=LondonDate("confirmed_at") + HOLD_AT_LEAST),
                name="bank_details_held",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(confirmed_at__isnull=True, objected_at__isnull=True),
                name="bank_details_one_to_confirm",
            ),
            paired("entered", "bank_details", required=True),
            paired("confirmed", "bank_details"),
            paired("objected", "bank_details"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="bank_details_stay",
                fields=[
                    "organisation", "account_name", "sort_code", "account_number", "entered_at", "entered_by",
                ],
            ),
            pgtrigger.Protect(
                name="bank_details_confirmed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__confirmed_at__isnull=False)
                & (
                    pgtrigger.Q(new__effective_on__df=pgtrigger.F("old__effective_on"))
                    | pgtrigger.Q(new__confirmed_at__df=pgtrigger.F("old__confirmed_at"))
                    | pgtrigger.Q(new__confirmed_by__df=pgtrigger.F("old__confirmed_by"))
                    | pgtrigger.Q(new__called_on__df=pgtrigger.F("old__called_on"))
                    | pgtrigger.Q(new__called_number__df=pgtrigger.F("old__called_number"))
                    | pgtrigger.Q(new__known_from__df=pgtrigger.F("old__known_from"))
                ),
            ),
            pgtrigger.Protect(
                name="bank_details_objected_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__objected_at__isnull=False),
            ),
            pgtrigger.Protect(name="bank_details_are_kept", operation=pgtrigger.Delete),
        ]  # fmt: skip


class NettingChoice(models.Model):
    """Whether a council's invoices are set off in the monthly clearing, from a cycle on: signed with a typed name."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="netting_choices")
    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="+")
    nets = models.BooleanField()
    typed_name = models.CharField(max_length=120)
    starts_on = models.DateField()
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {
        "typed_name": Personal("Name as typed", "The signature", "Six years after the agreement ends"),
        "signed_by": Personal("Who signed", "The signature", "Six years after the agreement ends"),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(typed_name=""), name="netting_with_a_name"),
            models.CheckConstraint(
                condition=Q(starts_on__day=1, starts_on__gt=LondonDate("signed_at")),
                name="netting_from_next_cycle",
            ),
            paired("signed", "netting", required=True),
        ]
        triggers = append_only("netting_choice_stays", "netting_choices_never_emptied", "choices are")


class InvoiceMode(models.Model):
    """Who makes a council's invoices from a day: the platform in its name, or its own system."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="invoice_modes")
    mode = models.CharField(max_length=12)
    starts_on = models.DateField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    PERSONAL: ClassVar = {"set_by": Personal("Who chose it", "So that it can be answered for", LOG)}

    class Meta:
        constraints = [
            one_of("mode", INVOICE_MODES, "invoice_mode"),
            paired("set", "invoice_mode", required=True),
        ]
        triggers = append_only("invoice_mode_stays", "invoice_modes_never_emptied", "choices are")
