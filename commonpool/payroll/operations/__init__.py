"""Every change to payroll files, to time back, and to what officers state of their hours."""

from commonpool.payroll.operations.carrying import carry_pay, carry_time_back
from commonpool.payroll.operations.earning import earn_time_back, lapse_time_back
from commonpool.payroll.operations.export import export_payroll, take_file
from commonpool.payroll.operations.stating import (
    correct_own_hours,
    note_time_found,
    send_own_hours,
    state_own_time,
)
from commonpool.payroll.operations.taking import agree_time_taken, record_time_taken, refuse_time_taken
from commonpool.payroll.operations.telling import tell_hr_of_the_month

__all__ = [
    "agree_time_taken",
    "carry_pay",
    "carry_time_back",
    "correct_own_hours",
    "earn_time_back",
    "export_payroll",
    "lapse_time_back",
    "note_time_found",
    "record_time_taken",
    "refuse_time_taken",
    "send_own_hours",
    "state_own_time",
    "take_file",
    "tell_hr_of_the_month",
]
