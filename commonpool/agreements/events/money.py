"""What happened to how a council is paid, pays its officers and counts their time."""

from dataclasses import dataclass
from datetime import date

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class VatSet(Fact):
    """A council stated how it stands for VAT, from a day."""

    vat_id: int
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class BankDetailsEntered(Fact):
    """Somebody in finance entered other bank details; somebody else has yet to confirm them."""

    details_id: int


@dataclass(frozen=True, kw_only=True)
class BankDetailsConfirmed(Fact):
    """A second person called back and confirmed the bank details: they take effect on this day."""

    details_id: int
    effective_on: date


@dataclass(frozen=True, kw_only=True)
class BankDetailsObjected(Fact):
    """Somebody in finance objected before the bank details took effect: they never will."""

    details_id: int


@dataclass(frozen=True, kw_only=True)
class NettingSigned(Fact):
    """A council signed whether its invoices are set off in the monthly clearing, from a cycle on."""

    choice_id: int
    nets: bool
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class InvoiceModeSet(Fact):
    """A council chose who makes its invoices, from a day."""

    choice_id: int
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class PayTableSet(Fact):
    """A council set how hours on top of the week are paid, from a day."""

    table_id: int
    effective_from: date


@dataclass(frozen=True, kw_only=True)
class PensionRateSet(Fact):
    """A council set what it pays into the pension scheme, in hundredths of a per cent, from a day."""

    hundredths: int
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class PayrollColumnsSet(Fact):
    """A council chose the columns of its payroll file, from a day."""

    columns_id: int
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class DefaultsSet(Fact):
    """A council's limits, purchase order rule, invoice address and how working time is counted were set."""

    weekly_minutes: int | None
    months: int | None
    purchase_order_from_pence: int
    silence_agrees: bool
    average_weeks: int
    rest_minutes: int
    rest_fortnights_from: date | None
