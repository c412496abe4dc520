"""Every change to how a council takes part."""

from commonpool.agreements.operations.agreement_text import load_agreement_text
from commonpool.agreements.operations.depth import evaluate_after_role, evaluate_depth
from commonpool.agreements.operations.ending import end_agreement, end_due_agreements
from commonpool.agreements.operations.inviting import (
    MOST_AT_ONCE,
    TooManyAtOnce,
    forget_invitations,
    invite,
    invite_all,
)
from commonpool.agreements.operations.joining import join_as_peer, wish_to_join
from commonpool.agreements.operations.prices import set_prices
from commonpool.agreements.operations.reference import load_legal_powers, load_rules
from commonpool.agreements.operations.section_114 import (
    conclude_section_114,
    record_section_114,
    withdraw_section_114,
)
from commonpool.agreements.operations.setting_aside import restore_rule, set_rule_aside
from commonpool.agreements.operations.settings import set_defaults
from commonpool.agreements.operations.signatories import Named, name_signatories, offer_agreement
from commonpool.agreements.operations.signing import sign_agreement

__all__ = [
    "MOST_AT_ONCE",
    "Named",
    "TooManyAtOnce",
    "conclude_section_114",
    "end_agreement",
    "end_due_agreements",
    "evaluate_after_role",
    "evaluate_depth",
    "forget_invitations",
    "invite",
    "invite_all",
    "join_as_peer",
    "load_agreement_text",
    "load_legal_powers",
    "load_rules",
    "name_signatories",
    "offer_agreement",
    "record_section_114",
    "restore_rule",
    "set_defaults",
    "set_prices",
    "set_rule_aside",
    "sign_agreement",
    "wish_to_join",
    "withdraw_section_114",
]
