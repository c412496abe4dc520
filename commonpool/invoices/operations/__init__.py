"""Every change of charges, invoices and credit notes."""

from commonpool.invoices.operations.charging import (
    carry_charges,
    charge_agreed_week,
    charge_late_cancellation,
    claim_host_late,
)
from commonpool.invoices.operations.clearing import pay_in_clearing

__all__ = [
    "carry_charges",
    "charge_agreed_week",
    "charge_late_cancellation",
    "claim_host_late",
    "pay_in_clearing",
]
