"""What happens while a council joins, settles its terms and leaves."""

from dataclasses import dataclass
from datetime import date

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class WishedToJoin(Fact):
    """An officer asked their own council to join."""

    wish_id: int


@dataclass(frozen=True, kw_only=True)
class JoinedAsPeer(Fact):
    """A council opened calls and peer help to its officers."""


@dataclass(frozen=True, kw_only=True)
class DepthOpened(Fact):
    """The last step to borrowing or lending was taken; the depth opened by itself."""

    depth: str


@dataclass(frozen=True, kw_only=True)
class DepthClosed(Fact):
    """No agreement is in force any more, so a depth closed."""

    depth: str


@dataclass(frozen=True, kw_only=True)
class AgreementTextDrafted(Fact):
    """A version of the agreement's text waits for a steward to publish it."""

    version: int


@dataclass(frozen=True, kw_only=True)
class AgreementTextPublished(Fact):
    """A version of the agreement's text became the current one. `due_on`: see its notice; none for the first."""

    version: int
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class AgreementChangeTold(Fact):
    """A council was told of a newer version. `days` are left to sign it; none as it is published."""

    agreement_id: int
    text_id: int
    version: int
    due_on: date
    days: int | None


@dataclass(frozen=True, kw_only=True)
class AgreementCarried(Fact):
    """A minor change reached a council: its agreement stands under the next version."""

    agreement_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class AgreementOffered(Fact):
    """A council began signing the current text."""

    agreement_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class SignatoriesNamed(Fact):
    """A council named the two people who sign."""

    agreement_id: int
    signatory_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class AgreementSigned(Fact):
    """A signatory signed the exact text."""

    agreement_id: int
    signature_id: int


@dataclass(frozen=True, kw_only=True)
class AgreementInForce(Fact):
    """The second signature was given: the agreement is in force."""

    agreement_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class AgreementNoticeGiven(Fact):
    """A council gave notice: its agreement ends at the midnight that ends this day."""

    agreement_id: int
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class AgreementEnded(Fact):
    """The midnight stated in the notice has passed."""

    agreement_id: int


@dataclass(frozen=True, kw_only=True)
class PriceSet(Fact):
    """An hour of a grade band has a price, in pence before VAT, from a day."""

    price_id: int
    hourly_pence: int
    starts_on: date


@dataclass(frozen=True, kw_only=True)
class DefaultsSet(Fact):
    """A council's limits, purchase order rule and invoice address were set."""

    weekly_minutes: int | None
    months: int | None
    purchase_order_from_pence: int
    silence_agrees: bool


@dataclass(frozen=True, kw_only=True)
class LegalPowersChanged(Fact):
    """The powers between these pairs of nations are new in the table, or say something else."""

    power_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class RulesChanged(Fact):
    """These rules of law are new in the table, or say something else."""

    rule_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class RuleWasSetAside(Fact):
    """A council does without a rule from a day on."""

    rule_id: int
    from_on: date


@dataclass(frozen=True, kw_only=True)
class RuleRestored(Fact):
    """A council keeps to a rule again that it had set aside."""

    rule_id: int


@dataclass(frozen=True, kw_only=True)
class AgreementTakenOver(Fact):
    """A council that takes over from others is bound by what they signed: to a last day, unless all of them had."""

    agreement_id: int
    ends_on: date | None


@dataclass(frozen=True, kw_only=True)
class AgreementCarriedOver(Fact):
    """A council has ended; its agreement is over, as another council took its place."""

    agreement_id: int


@dataclass(frozen=True, kw_only=True)
class TermsTakenOver(Fact):
    """A council that takes over from others goes on with their settings, prices and rules set aside."""

    prices: int
    rules_set_aside: int


@dataclass(frozen=True, kw_only=True)
class StandingAnswersGiven(Fact):
    """A council answered the procurement and insurance questions, for the first time or anew."""

    answers_id: int
    version: int


@dataclass(frozen=True, kw_only=True)
class PairCapSet(Fact):
    """A host chose how much it borrows from another council in a financial year, at most."""

    home_id: int
    year: int
    cap_pence: int
    ends_on: date


@dataclass(frozen=True, kw_only=True)
class InterestsDeclared(Fact):
    """Somebody who approves or confirms said in how many councils they have an interest."""

    declaration_id: int
    interests: int


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
