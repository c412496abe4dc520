from commonpool.agreements.models.agreement import Agreement, AgreementText, Signatory, Signature
from commonpool.agreements.models.joining import Joining, WishToJoin
from commonpool.agreements.models.law import LegalPower, Rule, RuleSetAside
from commonpool.agreements.models.section_114 import Section114Report
from commonpool.agreements.models.terms import BandPrice

__all__ = [
    "Agreement",
    "AgreementText",
    "BandPrice",
    "Joining",
    "LegalPower",
    "Rule",
    "RuleSetAside",
    "Section114Report",
    "Signatory",
    "Signature",
    "WishToJoin",
]
