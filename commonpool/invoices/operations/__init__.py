"""Every change of charges, invoices and credit notes."""

from commonpool.invoices.operations.account_codes import set_account_codes
from commonpool.invoices.operations.awarding import number_field, pass_on_award
from commonpool.invoices.operations.carrying import carry_invoices, fall_away
from commonpool.invoices.operations.charging import (
    carry_charges,
    charge_agreed_week,
    charge_allowed_hours,
    charge_late_cancellation,
    claim_host_late,
)
from commonpool.invoices.operations.correcting import charge_corrected_hours, credit_corrected_hours
from commonpool.invoices.operations.crediting import credit
from commonpool.invoices.operations.disputing import dispute_lines, uphold_dispute, withdraw_dispute
from commonpool.invoices.operations.issuing import finish_run, go_on_with_run, issue_month
from commonpool.invoices.operations.own_numbers import Given, drop_draft, take_numbers
from commonpool.invoices.operations.paying import (
    mark_paid,
    settle_in_clearing,
    withdraw_payment,
)

__all__ = [
    "Given",
    "carry_charges",
    "carry_invoices",
    "charge_agreed_week",
    "charge_allowed_hours",
    "charge_corrected_hours",
    "charge_late_cancellation",
    "claim_host_late",
    "credit",
    "credit_corrected_hours",
    "dispute_lines",
    "drop_draft",
    "fall_away",
    "finish_run",
    "go_on_with_run",
    "issue_month",
    "mark_paid",
    "number_field",
    "pass_on_award",
    "set_account_codes",
    "settle_in_clearing",
    "take_numbers",
    "uphold_dispute",
    "withdraw_dispute",
    "withdraw_payment",
]
