"""Every change to how a council takes part."""

from commonpool.agreements.operations.agreement_text import draft_agreement_text, load_agreement_text
from commonpool.agreements.operations.answers_taken_over import carry_interests
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
from commonpool.agreements.operations.pay_scale import (
    confirm_pay_points,
    keep_pay_scale,
    load_pay_points,
    set_lending_costs,
)
from commonpool.agreements.operations.prices import set_prices
from commonpool.agreements.operations.procurement import (
    ANSWERERS,
    answer_procurement,
    declare_interests,
    pair_between,
    pair_made,
    set_pair_cap,
)
from commonpool.agreements.operations.publishing import (
    MOST_SUMMARY,
    carry_to_newer_texts,
    publish_agreement_text,
    put_text_forward,
    tell_of_newer_texts,
)
from commonpool.agreements.operations.reference import load_legal_powers, load_rules
from commonpool.agreements.operations.section_114 import (
    conclude_section_114,
    record_section_114,
    withdraw_section_114,
)
from commonpool.agreements.operations.setting_aside import restore_rule, set_rule_aside
from commonpool.agreements.operations.settings import set_defaults
from commonpool.agreements.operations.signatories import Authority, Named, name_signatories, offer_agreement
from commonpool.agreements.operations.signing import sign_agreement
from commonpool.agreements.operations.succession import carry_agreement, take_over_agreement
from commonpool.agreements.operations.vat import set_vat

__all__ = [
    "ANSWERERS",
    "MOST_AT_ONCE",
    "MOST_SUMMARY",
    "Authority",
    "Named",
    "TooManyAtOnce",
    "answer_procurement",
    "carry_agreement",
    "carry_interests",
    "carry_to_newer_texts",
    "conclude_section_114",
    "confirm_bank_details",
    "confirm_pay_points",
    "declare_interests",
    "draft_agreement_text",
    "end_agreement",
    "end_due_agreements",
    "enter_bank_details",
    "evaluate_after_role",
    "evaluate_depth",
    "forget_invitations",
    "invite",
    "invite_all",
    "join_as_peer",
    "keep_pay_scale",
    "load_agreement_text",
    "load_legal_powers",
    "load_pay_points",
    "load_rules",
    "name_signatories",
    "object_to_bank_details",
    "offer_agreement",
    "pair_between",
    "pair_made",
    "publish_agreement_text",
    "put_text_forward",
    "record_section_114",
    "restore_rule",
    "set_defaults",
    "set_invoice_mode",
    "set_lending_costs",
    "set_pair_cap",
    "set_pay_table",
    "set_payroll_columns",
    "set_pension_rate",
    "set_prices",
    "set_rule_aside",
    "set_vat",
    "sign_agreement",
    "sign_netting",
    "take_over_agreement",
    "tell_of_newer_texts",
    "wish_to_join",
    "withdraw_section_114",
]
