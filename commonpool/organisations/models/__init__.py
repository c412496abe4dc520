from commonpool.organisations.models.invitation import Invitation, Objection
from commonpool.organisations.models.register import (
    AdministratorClaim,
    Domain,
    FormerCode,
    Function,
    HelpRequest,
    Nation,
    Organisation,
    RoleHolding,
    Succession,
)

__all__ = [
    "AdministratorClaim",
    "Domain",
    "FormerCode",
    "Function",
    "HelpRequest",
    "Invitation",
    "Nation",
    "Objection",
    "Organisation",
    "RoleHolding",
    "Succession",
]
