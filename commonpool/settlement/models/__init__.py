"""Clearing cycles: their invoices, positions and payments, and what a council keeps out of them."""

from commonpool.settlement.models.cap import LineCap
from commonpool.settlement.models.carried import CarriedPayment
from commonpool.settlement.models.cycle import Cycle
from commonpool.settlement.models.cycle_invoice import ClearedInvoice, CycleInvoice, PaymentBesides
from commonpool.settlement.models.kept_out import KeptOut
from commonpool.settlement.models.payment import Payment
from commonpool.settlement.models.position import Position

__all__ = [
    "CarriedPayment",
    "ClearedInvoice",
    "Cycle",
    "CycleInvoice",
    "KeptOut",
    "LineCap",
    "Payment",
    "PaymentBesides",
    "Position",
]
