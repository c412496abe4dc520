"""Every question about payroll files, time back and HR's lists."""

from commonpool.payroll.queries.carried import Unpaid, held_sheets, unpaid_hours
from commonpool.payroll.queries.files import (
    Kept,
    Period,
    Preview,
    file_lines,
    file_of,
    files_of,
    open_periods,
    preview,
    preview_for,
    require_reader,
)
from commonpool.payroll.queries.lists import Out, hr_counts, out_in, waiting_to_check
from commonpool.payroll.queries.own import asks_statement, needs_statement, own_sheet, stated, unstated_of
from commonpool.payroll.queries.regular import regular_overtime
from commonpool.payroll.queries.time_back import (
    Account,
    accounts_at,
    earning_days,
    earning_employment,
    free_minutes,
    movements,
    own_accounts,
    own_employment,
    sees_time_back,
    taken_to_answer,
    waiting_takings,
)
from commonpool.payroll.queries.time_back_terms import time_back_terms
from commonpool.payroll.queries.what_they_get import Pay, pay_agreed, pay_asked, sees_pay

__all__ = [
    "Account",
    "Kept",
    "Out",
    "Pay",
    "Period",
    "Preview",
    "Unpaid",
    "accounts_at",
    "asks_statement",
    "earning_days",
    "earning_employment",
    "file_lines",
    "file_of",
    "files_of",
    "free_minutes",
    "held_sheets",
    "hr_counts",
    "movements",
    "needs_statement",
    "open_periods",
    "out_in",
    "own_accounts",
    "own_employment",
    "own_sheet",
    "pay_agreed",
    "pay_asked",
    "preview",
    "preview_for",
    "regular_overtime",
    "require_reader",
    "sees_pay",
    "sees_time_back",
    "stated",
    "taken_to_answer",
    "time_back_terms",
    "unpaid_hours",
    "unstated_of",
    "waiting_takings",
    "waiting_to_check",
]
