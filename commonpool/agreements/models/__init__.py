from commonpool.agreements.models.agreement import Agreement, AgreementText, Signatory, Signature
from commonpool.agreements.models.changing import Carried, TextNotice
from commonpool.agreements.models.joining import Joining, WishToJoin
from commonpool.agreements.models.law import LegalPower, Rule, RuleSetAside
from commonpool.agreements.models.money import BankDetails, InvoiceMode, NettingChoice, VatStanding
from commonpool.agreements.models.pay import PayrollColumns, PayTable, PensionRate
from commonpool.agreements.models.pay_scale import LendingCosts, PayPoint, PayScale
from commonpool.agreements.models.procurement import (
    Declaration,
    DeclaredInterest,
    Pair,
    PairCap,
    StandingAnswers,
)
from commonpool.agreements.models.section_114 import Section114Report
from commonpool.agreements.models.terms import BandPrice

__all__ = [
    "Agreement",
    "AgreementText",
    "BandPrice",
    "BankDetails",
    "Carried",
    "Declaration",
    "DeclaredInterest",
    "InvoiceMode",
    "Joining",
    "LegalPower",
    "LendingCosts",
    "NettingChoice",
    "Pair",
    "PairCap",
    "PayPoint",
    "PayScale",
    "PayTable",
    "PayrollColumns",
    "PensionRate",
    "Rule",
    "RuleSetAside",
    "Section114Report",
    "Signatory",
    "Signature",
    "StandingAnswers",
    "TextNotice",
    "VatStanding",
    "WishToJoin",
]
