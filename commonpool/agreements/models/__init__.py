from commonpool.agreements.models.agreement import Agreement, AgreementText, Signatory, Signature
from commonpool.agreements.models.joining import Joining, WishToJoin
from commonpool.agreements.models.law import LegalPower, Rule, RuleSetAside
from commonpool.agreements.models.money import BankDetails, InvoiceMode, NettingChoice, VatStanding
from commonpool.agreements.models.pay import PayrollColumns, PayTable, PensionRate
from commonpool.agreements.models.terms import BandPrice

__all__ = [
    "Agreement",
    "AgreementText",
    "BandPrice",
    "BankDetails",
    "InvoiceMode",
    "Joining",
    "LegalPower",
    "NettingChoice",
    "PayTable",
    "PayrollColumns",
    "PensionRate",
    "Rule",
    "RuleSetAside",
    "Signatory",
    "Signature",
    "VatStanding",
    "WishToJoin",
]
