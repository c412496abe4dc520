from commonpool.agreements.models.agreement import Agreement, AgreementText, Signatory, Signature
from commonpool.agreements.models.joining import Joining, WishToJoin
from commonpool.agreements.models.terms import BandPrice, LegalPower

__all__ = [
    "Agreement",
    "AgreementText",
    "BandPrice",
    "Joining",
    "LegalPower",
    "Signatory",
    "Signature",
    "WishToJoin",
]
