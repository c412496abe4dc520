"""Every change of bookings, calls and spending limits: one public verb each."""

from commonpool.bookings.operations.answers import (
    accept_booking,
    approve_booking,
    confirm_booking,
)
from commonpool.bookings.operations.calls import (
    answer_call,
    ask_for_call,
    lapse_calls,
)
from commonpool.bookings.operations.cancel_booking import (
    cancel_booking,
)
from commonpool.bookings.operations.carrying import carry_bookings, hold_to_carry
from commonpool.bookings.operations.carrying_evidence import carry_evidence
from commonpool.bookings.operations.carrying_limits import carry_calls, carry_limits
from commonpool.bookings.operations.deliveries import count_worked
from commonpool.bookings.operations.endings import (
    decline_booking,
    expire_bookings,
    permission_ended,
    permission_superseded,
    withdraw_booking,
)
from commonpool.bookings.operations.evidence import Scope, give_evidence, revoke_evidence
from commonpool.bookings.operations.finishing import (
    correct_week,
    finish_week,
    say_it_happened,
)
from commonpool.bookings.operations.needs import say_ready, say_removed
from commonpool.bookings.operations.payroll_error import lock_paid, recall_paid
from commonpool.bookings.operations.propose_weeks import decline_weeks, propose_weeks, take_up_weeks
from commonpool.bookings.operations.request_booking import (
    request_booking,
)
from commonpool.bookings.operations.request_together import MOST_MEMBERS, Member, request_together
from commonpool.bookings.operations.spending_limits import (
    ask_spending_limit,
    expire_spending_limits,
    forget_budget_holder,
    grant_spending_limit,
    limits_end_with_role,
    refuse_spending_limit,
    withdraw_limits_of_leavers,
    withdraw_spending_limit,
)
from commonpool.bookings.operations.stand_in_line import (
    expire_waiting,
    leave_line,
    stand_in_line,
)
from commonpool.bookings.operations.tell_of_needs import tell_of_needs
from commonpool.bookings.operations.thanks import (
    ThankedAlready,
    ThanksMissing,
    say_thanks,
    show_thanks,
    take_thanks_back,
)
from commonpool.bookings.operations.vary_booking import (
    vary_booking,
)

__all__ = [
    "MOST_MEMBERS",
    "Member",
    "Scope",
    "ThankedAlready",
    "ThanksMissing",
    "accept_booking",
    "answer_call",
    "approve_booking",
    "ask_for_call",
    "ask_spending_limit",
    "cancel_booking",
    "carry_bookings",
    "carry_calls",
    "carry_evidence",
    "carry_limits",
    "confirm_booking",
    "correct_week",
    "count_worked",
    "decline_booking",
    "decline_weeks",
    "expire_bookings",
    "expire_spending_limits",
    "expire_waiting",
    "finish_week",
    "forget_budget_holder",
    "give_evidence",
    "grant_spending_limit",
    "hold_to_carry",
    "lapse_calls",
    "leave_line",
    "limits_end_with_role",
    "lock_paid",
    "permission_ended",
    "permission_superseded",
    "propose_weeks",
    "recall_paid",
    "refuse_spending_limit",
    "request_booking",
    "request_together",
    "revoke_evidence",
    "say_it_happened",
    "say_ready",
    "say_removed",
    "say_thanks",
    "show_thanks",
    "stand_in_line",
    "take_thanks_back",
    "take_up_weeks",
    "tell_of_needs",
    "vary_booking",
    "withdraw_booking",
    "withdraw_limits_of_leavers",
    "withdraw_spending_limit",
]
