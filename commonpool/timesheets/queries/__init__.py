"""Questions about hours worked."""

from commonpool.timesheets.models import AGREED
from commonpool.timesheets.queries.paid import PaidDay, paid_days
from commonpool.timesheets.queries.sheets import (
    UNANSWERED,
    Sheet,
    as_booked,
    days_of,
    live_week,
    move_asked,
    said_of,
    sent_for,
    sent_under,
    sheet_to_answer,
    sorted_out,
    span_of,
    timesheet_for,
    timesheets_of,
    unanswered,
    waiting_for,
    weeks_to_open,
)

__all__ = [
    "AGREED",
    "UNANSWERED",
    "PaidDay",
    "Sheet",
    "as_booked",
    "days_of",
    "live_week",
    "move_asked",
    "paid_days",
    "said_of",
    "sent_for",
    "sent_under",
    "sheet_to_answer",
    "sorted_out",
    "span_of",
    "timesheet_for",
    "timesheets_of",
    "unanswered",
    "waiting_for",
    "weeks_to_open",
]
