"""Every change of a clearing cycle."""

from commonpool.settlement.operations.calling import call_cycle
from commonpool.settlement.operations.carrying import carry_clearing, carry_line_cap, hold_clearing
from commonpool.settlement.operations.closing import advise_cycle, close_cycle
from commonpool.settlement.operations.objecting import object_to, set_line_cap
from commonpool.settlement.operations.opening import keep_calendar, open_cycle
from commonpool.settlement.operations.paying import confirm_payment, return_payment
from commonpool.settlement.operations.settling import let_in, settle_cycle, unwind_cycle

__all__ = [
    "advise_cycle",
    "call_cycle",
    "carry_clearing",
    "carry_line_cap",
    "close_cycle",
    "confirm_payment",
    "hold_clearing",
    "keep_calendar",
    "let_in",
    "object_to",
    "open_cycle",
    "return_payment",
    "set_line_cap",
    "settle_cycle",
    "unwind_cycle",
]
