"""Every change of charges, invoices and credit notes."""

from commonpool.invoices.operations.charging import (
    carry_charges,
    charge_agreed_week,
    charge_late_cancellation,
    claim_host_late,
)
from commonpool.invoices.operations.clearing import pay_in_clearing
from commonpool.invoices.operations.issuing import finish_run, go_on_with_run, issue_month

__all__ = [
    "carry_charges",
    "charge_agreed_week",
    "charge_late_cancellation",
    "claim_host_late",
    "finish_run",
    "go_on_with_run",
    "issue_month",
    "pay_in_clearing",
]
