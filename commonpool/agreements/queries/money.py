"""How a council is paid, as it stands on a day."""

from datetime import date
from typing import Any, TypeVar

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, Q, QuerySet
from django.db.models.functions import JSONObject

from commonpool.access import Actor, Right
from commonpool.agreements.models import (
    BankDetails,
    InvoiceMode,
    LendingCosts,
    NettingChoice,
    PayrollColumns,
    PayTable,
    PensionRate,
    VatStanding,
)
from commonpool.kernel.refusals import NotFound

READERS = (
    Right.SET_MONEY_TERMS,
    Right.SEE_MONEY,
    Right.SET_UP_COUNCIL,
    Right.CHECK_PAYROLL,
)
BANK_READERS = (Right.SEE_BANK_DETAILS, Right.CONFIRM_BANK_DETAILS, Right.SEE_MONEY)
Versioned = TypeVar(
    "Versioned", VatStanding, LendingCosts, NettingChoice, InvoiceMode, PensionRate, PayrollColumns, PayTable
)


def require_reader(actor: Actor, organisation_id: int, rights: tuple[Right, ...] = READERS) -> None:
    """Refuses `not_found` to whoever has nothing to do with the council's money."""
    if not any(actor.may(right, organisation_id) for right in rights):
        raise NotFound


def versions(actor: Actor, organisation_id: int, kind: type[Versioned]) -> "QuerySet[Versioned]":
    """All that a council has said of this, the newest first: past, present and to come. For its own people."""
    require_reader(actor, organisation_id)
    return _newest(kind, organisation_id)


def holding(kind: type[Versioned], organisation_id: int, on: date) -> Versioned | None:
    """What a council has said of this and holds on a day; said twice for one day, what was said last."""
    return held(kind, organisation_id, on).first()


def held(kind: type[Versioned], organisation_id: Any, on: date) -> "QuerySet[Versioned]":
    """What a council has said of this by a day, what holds on it first, to be asked for alone or beside another."""
    return _newest(kind, organisation_id).filter(**{f"{_start(kind)}__lte": on})


def vat_said(organisation_id: Any) -> ArraySubquery:
    """All that a council has said of VAT, the newest first, to be asked for beside anything else; as an expression."""
    said = _newest(VatStanding, organisation_id)
    return ArraySubquery(
        said.values(row=JSONObject(starts_on="starts_on", treatment="treatment", reason="reason"))
    )


def _newest(kind: type[Versioned], organisation_id: Any) -> "QuerySet[Versioned]":
    return kind._default_manager.filter(organisation_id=organisation_id).order_by(f"-{_start(kind)}", "-pk")


def _start(kind: type[Model]) -> str:
    return "effective_from" if kind is PayTable else "starts_on"


def bank_in_effect(organisation_id: int, on: date) -> BankDetails | None:
    """The account a council is paid into on a day."""
    return (
        BankDetails.objects.filter(
            organisation_id=organisation_id, effective_on__lte=on, objected_at__isnull=True
        )
        .order_by("-effective_on", "-pk")
        .first()
    )


def banks_in_effect(on: date) -> dict[int, BankDetails]:
    """The account every council is paid into on a day, by council. One SQL query, for what has judged who asks."""
    found = BankDetails.objects.filter(effective_on__lte=on, objected_at__isnull=True)
    newest = found.order_by("organisation_id", "-effective_on", "-pk").distinct("organisation_id")
    return {each.organisation_id: each for each in newest}


def netting_from(on: date) -> frozenset[int]:
    """The councils whose invoices are set off in the cycle of the month that begins on this day. One SQL query."""
    said = NettingChoice.objects.filter(starts_on__lte=on)
    newest = said.order_by("organisation_id", "-starts_on", "-pk").distinct("organisation_id")
    return frozenset(place for place, nets in newest.values_list("organisation_id", "nets") if nets)


def bank_change(organisation_id: int, on: date) -> BankDetails | None:
    """The change that waits on a day: for a second person, or for the day it takes effect."""
    waits = Q(effective_on__isnull=True) | Q(effective_on__gt=on)
    return BankDetails.objects.filter(
        waits, organisation_id=organisation_id, objected_at__isnull=True
    ).first()


def bank_history(actor: Actor, organisation_id: int) -> "QuerySet[BankDetails]":
    """Every change of a council's bank details, the newest first, with who did what. For its own people."""
    require_reader(actor, organisation_id, BANK_READERS)
    doers = ("entered_by", "confirmed_by", "objected_by")
    return BankDetails.objects.filter(organisation_id=organisation_id).select_related(*doers).order_by("-pk")


def sees_bank_details(actor: Actor, organisation_id: int) -> bool:
    """Whether somebody reads account numbers whole, not only their last four digits: with a second factor."""
    return actor.second_factor and actor.may(Right.SEE_BANK_DETAILS, organisation_id)
