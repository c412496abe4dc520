"""What happens to money owed between two councils."""

from dataclasses import dataclass
from datetime import date

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class ChargeMade(Fact):
    """A priced line exists, with its source. Pence before VAT. `source`: one of those a charge may have."""

    charge_id: int
    booking_id: int
    booked_week_id: int
    source: str
    minutes: int
    net_pence: int


@dataclass(frozen=True, kw_only=True)
class InvoicesCarriedOver(Fact):
    """A council ended: its side of so many invoices, `to_home` where it issued them, is another's. The papers stay."""

    was_id: int
    now_id: int
    to_home: bool
    invoices: int


@dataclass(frozen=True, kw_only=True)
class InvoiceFellAway(Fact):
    """The two councils of an invoice have become one: nobody owes it any more."""

    invoice_id: int


@dataclass(frozen=True, kw_only=True)
class ChargeCarriedOver(Fact):
    """A council took over from another: what a charge says is owed to it (`to_home`) or by it is the new one's."""

    charge_id: int
    to_home: bool
    was_id: int
    now_id: int
    net_pence: int


@dataclass(frozen=True, kw_only=True)
class InvoiceRunBegun(Fact):
    """The invoices of a month are being made: so many as can be issued, and so many that lack something."""

    run_id: int
    month: date
    planned: int
    blocked: int


@dataclass(frozen=True, kw_only=True)
class InvoiceRunEnded(Fact):
    """Every invoice of the month that could be made is made: so many in this run."""

    run_id: int
    month: date
    issued: int


@dataclass(frozen=True, kw_only=True)
class InvoiceIssued(Fact):
    """An invoice is issued: pence with VAT, to be paid by a day."""

    invoice_id: int
    gross_pence: int
    due_on: date


@dataclass(frozen=True, kw_only=True)
class InvoicesAsked(Fact):
    """So many drafts wait for the numbers of the council's own system."""

    run_id: int
    drafts: int


@dataclass(frozen=True, kw_only=True)
class InvoiceDraftDropped(Fact):
    """A draft is given up; its charges wait for another invoice."""

    invoice_id: int


@dataclass(frozen=True, kw_only=True)
class InvoiceLineDisputed(Fact):
    """The host does not accept a line; the others go on."""

    dispute_id: int
    invoice_id: int
    net_pence: int


@dataclass(frozen=True, kw_only=True)
class DisputeSettled(Fact):
    """A disputed line is credited (`upheld`), or stands again (`withdrawn`)."""

    dispute_id: int
    invoice_id: int
    outcome: str


@dataclass(frozen=True, kw_only=True)
class CreditNoteIssued(Fact):
    """A credit note takes back some or all of an invoice: pence with VAT."""

    invoice_id: int
    corrects_id: int
    gross_pence: int


@dataclass(frozen=True, kw_only=True)
class InvoicePaid(Fact):
    """So many pence of an invoice are paid (of a credit note: paid back); `left_pence` are still due."""

    payment_id: int
    invoice_id: int
    pence: int
    left_pence: int


@dataclass(frozen=True, kw_only=True)
class PaymentWithdrawn(Fact):
    """What was said to be paid is not: the invoice is owed again."""

    payment_id: int
    invoice_id: int
    pence: int


@dataclass(frozen=True, kw_only=True)
class AccountCodesSet(Fact):
    """Under which codes the council's own ledger keeps what the journal says."""

    codes: int


@dataclass(frozen=True, kw_only=True)
class PayAwardPassedOn(Fact):
    """A back-dated pay award changed so many charges, by so many pence before VAT together."""

    award_id: int
    charges: int
    net_pence: int
