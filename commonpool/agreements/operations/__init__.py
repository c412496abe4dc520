"""Every change to how a council takes part."""

from commonpool.agreements.operations.agreement_text import load_agreement_text
from commonpool.agreements.operations.bank import (
    confirm_bank_details,
    enter_bank_details,
    object_to_bank_details,
)
from commonpool.agreements.operations.depth import evaluate_after_role, evaluate_depth
from commonpool.agreements.operations.ending import end_agreement, end_due_agreements
from commonpool.agreements.operations.inviting import (
    MOST_AT_ONCE,
    TooManyAtOnce,
    forget_invitations,
    invite,
    invite_all,
)
from commonpool.agreements.operations.invoicing import set_invoice_mode, sign_netting
from commonpool.agreements.operations.joining import join_as_peer, wish_to_join
from commonpool.agreements.operations.pay import set_pay_table, set_payroll_columns, set_pension_rate
from commonpool.agreements.operations.prices import set_prices
from commonpool.agreements.operations.reference import load_legal_powers, load_rules
from commonpool.agreements.operations.setting_aside import restore_rule, set_rule_aside
from commonpool.agreements.operations.settings import set_defaults
from commonpool.agreements.operations.signatories import Authority, Named, name_signatories, offer_agreement
from commonpool.agreements.operations.signing import sign_agreement
from commonpool.agreements.operations.vat import set_vat

__all__ = [
    "MOST_AT_ONCE",
    "Authority",
    "Named",
    "TooManyAtOnce",
    "confirm_bank_details",
    "end_agreement",
    "end_due_agreements",
    "enter_bank_details",
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
    "object_to_bank_details",
    "offer_agreement",
    "restore_rule",
    "set_defaults",
    "set_invoice_mode",
    "set_pay_table",
    "set_payroll_columns",
    "set_pension_rate",
    "set_prices",
    "set_rule_aside",
    "set_vat",
    "sign_agreement",
    "sign_netting",
    "wish_to_join",
]
