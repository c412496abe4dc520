"""Every change to the register, and to who holds which role in it."""

from commonpool.organisations.operations.administrators import (
    ask_to_administer,
    confirm_administrator,
    propose_administrator,
    refuse_administrator,
)
from commonpool.organisations.operations.demonstration import (
    add_demonstration_council,
    end_demonstration_councils,
)
from commonpool.organisations.operations.domains import add_domain
from commonpool.organisations.operations.help import ask_for_help, close_help
from commonpool.organisations.operations.invitations import (
    forget_invitation,
    refuse_invitations,
    write_invitation,
)
from commonpool.organisations.operations.register import load_register
from commonpool.organisations.operations.roles import (
    appoint_steward,
    end_roles_with_employment,
    grant_role,
    make_approver,
)

__all__ = [
    "add_demonstration_council",
    "add_domain",
    "appoint_steward",
    "ask_for_help",
    "ask_to_administer",
    "close_help",
    "confirm_administrator",
    "end_demonstration_councils",
    "end_roles_with_employment",
    "forget_invitation",
    "grant_role",
    "load_register",
    "make_approver",
    "propose_administrator",
    "refuse_administrator",
    "refuse_invitations",
    "write_invitation",
]
