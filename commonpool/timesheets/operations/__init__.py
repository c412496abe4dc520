"""Every change to hours worked."""

from commonpool.timesheets.operations.answer_hours import agree_by_silence, agree_hours, query_hours
from commonpool.timesheets.operations.ask_to_move import ask_to_move
from commonpool.timesheets.operations.correct_hours import (
    agree_correction,
    allow_correction,
    correct_hours,
    refuse_correction,
    withdraw_correction,
)
from commonpool.timesheets.operations.drop_timesheets import HoursAlreadySent, drop_timesheets
from commonpool.timesheets.operations.end_bookings import end_bookings, end_paid_bookings
from commonpool.timesheets.operations.lock_hours import lock_hours
from commonpool.timesheets.operations.missing_yes import allow_hours, refuse_hours
from commonpool.timesheets.operations.open_timesheets import open_timesheets
from commonpool.timesheets.operations.submit_hours import submit_hours

__all__ = [
    "HoursAlreadySent",
    "agree_by_silence",
    "agree_correction",
    "agree_hours",
    "allow_correction",
    "allow_hours",
    "ask_to_move",
    "correct_hours",
    "drop_timesheets",
    "end_bookings",
    "end_paid_bookings",
    "lock_hours",
    "open_timesheets",
    "query_hours",
    "refuse_correction",
    "refuse_hours",
    "submit_hours",
    "withdraw_correction",
]
