"""What happens in a clearing cycle. Pence include VAT."""

from dataclasses import dataclass
from datetime import date

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class CycleOpened(Fact):
    """A month's clearing is on the calendar."""

    cycle_id: int
    month: date
    close_on: date


@dataclass(frozen=True, kw_only=True)
class CycleClosed(Fact):
    """The invoices of a cycle are frozen: how many are in, and how many are paid by themselves."""

    cycle_id: int
    month: date
    invoices: int
    left_out: int


@dataclass(frozen=True, kw_only=True)
class PositionAdvised(Fact):
    """A council is told what it is owed, owes and would pay or be paid; it may object until `objections_end_on`."""

    cycle_id: int
    month: date
    gross_in_pence: int
    gross_out_pence: int
    net_pence: int
    objections_end_on: date


@dataclass(frozen=True, kw_only=True)
class InvoiceTakenOut(Fact):
    """One of its two councils took an invoice out of a cycle; the other reads it too."""

    cycle_id: int
    month: date
    invoice_id: int
    pence: int


@dataclass(frozen=True, kw_only=True)
class PaymentCalled(Fact):
    """A council has this to pay another in a cycle, to be ordered by the last of these days; the payee reads it too."""

    cycle_id: int
    month: date
    payment_id: int
    payee_id: int
    pence: int
    order_until_on: date
    value_on: date


@dataclass(frozen=True, kw_only=True)
class CycleCalled(Fact):
    """Payments are called: how many, and what they come to."""

    cycle_id: int
    month: date
    payments: int
    pence: int


@dataclass(frozen=True, kw_only=True)
class PaymentConfirmed(Fact):
    """A called payment was made on a day, as its payer or its payee says."""

    cycle_id: int
    payment_id: int
    paid_on: date
    pence: int


@dataclass(frozen=True, kw_only=True)
class PaymentReturned(Fact):
    """A payment of an unwound cycle was paid back on a day."""

    cycle_id: int
    payment_id: int
    returned_on: date
    pence: int


@dataclass(frozen=True, kw_only=True)
class CycleSettled(Fact):
    """Every invoice of a cycle is paid, on its value date."""

    cycle_id: int
    month: date
    value_on: date
    invoices: int


@dataclass(frozen=True, kw_only=True)
class PositionSettled(Fact):
    """A council's invoices of a cycle are paid, both ways."""

    cycle_id: int
    month: date
    value_on: date
    net_pence: int


@dataclass(frozen=True, kw_only=True)
class CycleUnwound(Fact):
    """A cycle is undone because a payer did not pay: its invoices are owed one by one again."""

    cycle_id: int
    month: date
    defaulted_id: int | None


@dataclass(frozen=True, kw_only=True)
class PositionUnwound(Fact):
    """A council's invoices of a cycle are owed one by one again; what it paid comes back to it: `paid_pence`."""

    cycle_id: int
    month: date
    paid_pence: int


@dataclass(frozen=True, kw_only=True)
class LineCapSet(Fact):
    """A council says up to how much a line of an invoice may be set off; none: no cap."""

    cap_id: int
    pence: int | None


@dataclass(frozen=True, kw_only=True)
class CycleCarriedOver(Fact):
    """A council ended before payments were called: so many of its invoices are its successors' there, or left out."""

    cycle_id: int
    month: date
    invoices: int


@dataclass(frozen=True, kw_only=True)
class LineCapCarriedOver(Fact):
    """A council that took over nets lines up to the lowest cap of those before it."""

    cap_id: int
    was_id: int
    pence: int | None


@dataclass(frozen=True, kw_only=True)
class CouncilLetIn(Fact):
    """A steward let a council that did not pay in an earlier clearing take part in the next."""

    kept_out_id: int
