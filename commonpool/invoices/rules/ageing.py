"""How long something has been owed, counted from the day by which it was to be paid."""

from datetime import date

NOT_DUE, TO_30, TO_60, TO_90, OVER_90 = BUCKETS = ("not_due", "to_30", "to_60", "to_90", "over_90")
LAST_DAY = {TO_30: 30, TO_60: 60, TO_90: 90}


def bucket_of(due_on: date, on: date) -> str:
    """`not_due` until its day has come; then 0 to 30 days, 31 to 60, 61 to 90, and over 90."""
    days = (on - due_on).days
    if days < 0:
        return NOT_DUE
    return next((bucket for bucket, last in LAST_DAY.items() if days <= last), OVER_90)
