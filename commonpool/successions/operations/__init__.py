"""Every change to how a council's end is prepared and carried out."""

from commonpool.successions.operations.assigning import AssignmentWrong, Said, assign
from commonpool.successions.operations.carrying_out import carry_out, carry_out_due
from commonpool.successions.operations.confirming import (
    AlreadyConfirmed,
    NotAllAssigned,
    NothingConfirmed,
    ReasonNeeded,
    SuccessionChanged,
    confirm_succession,
    take_back_succession,
)

__all__ = [
    "AlreadyConfirmed",
    "AssignmentWrong",
    "NotAllAssigned",
    "NothingConfirmed",
    "ReasonNeeded",
    "Said",
    "SuccessionChanged",
    "assign",
    "carry_out",
    "carry_out_due",
    "confirm_succession",
    "take_back_succession",
]
