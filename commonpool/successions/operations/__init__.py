"""Every change to how a council's end is prepared and carried out."""

from commonpool.successions.operations.assigning import AssignmentWrong, Said, assign
from commonpool.successions.operations.carrying_out import carry_out, carry_out_due
from commonpool.successions.operations.confirming import (
    NotAllAssigned,
    SuccessionChanged,
    confirm_succession,
)

__all__ = [
    "AssignmentWrong",
    "NotAllAssigned",
    "Said",
    "SuccessionChanged",
    "assign",
    "carry_out",
    "carry_out_due",
    "confirm_succession",
]
