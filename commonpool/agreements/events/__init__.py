"""What happens while a council joins, settles its terms and leaves."""

from dataclasses import dataclass
from datetime import date

from commonpool.agreements.events.money import (
    BankDetailsConfirmed,
    BankDetailsEntered,
    BankDetailsObjected,
    DefaultsSet,
    InvoiceModeSet,
    NettingSigned,
    PayrollColumnsSet,
    PayTableSet,
    PensionRateSet,
    VatSet,
)
from commonpool.agreements.events.paying import LendingCostsSet, PayScaleKept, PayScalesLoaded, PriceSet
from commonpool.kernel.facts import Fact

__all__ = [
    "AgreementCarried",
    "AgreementCarriedOver",
    "AgreementChangeTold",
    "AgreementEnded",
    "AgreementInForce",
    "AgreementNoticeGiven",
    "AgreementOffered",
    "AgreementSigned",
    "AgreementTakenOver",
    "AgreementTextDrafted",
    "AgreementTextPublished",
    "AgreementTextPutForward",
    "BankDetailsConfirmed",
    "BankDetailsEntered",
    "BankDetailsObjected",
    "DefaultsSet",
    "DepthClosed",
    "DepthOpened",
    "InterestsCarriedOver",
    "InterestsDeclared",
    "InvoiceModeSet",
    "JoinedAsPeer",
    "LegalPowersChanged",
    "LendingCostsSet",
    "NettingSigned",
    "PairCapSet",
    "PayScaleKept",
    "PayScalesLoaded",
    "PayTableSet",
    "PayrollColumnsSet",
    "PensionRateSet",
    "PriceSet",
    "RuleRestored",
    "RuleWasSetAside",
    "RulesChanged",
    "Section114Concluded",
    "Section114Recorded",
    "Section114Withdrawn",
    "SignatoriesNamed",
    "StandingAnswersGiven",
    "TermsTakenOver",
    "VatSet",
    "WishedToJoin",
]


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
class AgreementTextPutForward(Fact):
    """A steward put this version of the agreement forward, to take effect by a day; another has yet to publish it."""

    version: int
    due_on: date


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
    """A council that takes over from others goes on with their settings, prices, caps, answers and rules set aside.

    `answers`: of procurement and insurance, taken over too.
    """

    prices: int
    rules_set_aside: int
    caps: int = 0
    answers: bool = False


@dataclass(frozen=True, kw_only=True)
class InterestsCarriedOver(Fact):
    """A council ended: interests declared for it, or in it, count at the councils that took over."""

    declarations: int


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
class Section114Recorded(Fact):
    """A council's chief finance officer made a report: it enters no new agreement that spends from that day on."""

    report_id: int
    made_on: date


@dataclass(frozen=True, kw_only=True)
class Section114Concluded(Fact):
    """The full council considered the report on that day; the prohibition ends with the next business day."""

    report_id: int
    considered_on: date


@dataclass(frozen=True, kw_only=True)
class Section114Withdrawn(Fact):
    """The report had been recorded by mistake."""

    report_id: int
