"""What a spending limit may say."""

from datetime import date, timedelta

MOST_PENCE = 100_000_000
"""A million pounds: more is a slip of the finger."""
MOST_COST_CODE = 40
LONGEST = timedelta(days=731)
"""Two years: a leave that nobody looks at again is no leave."""


def limit_fits(
    per_booking: int, per_month: int, cost_code: str, starts_on: date, ends_on: date, today: date
) -> bool:
    """Amounts above nothing and within a month's, dates in order and not past, a cost code that fits."""
    return (
        0 < per_booking <= per_month <= MOST_PENCE
        and starts_on <= ends_on <= starts_on + LONGEST
        and ends_on >= today
        and len(cost_code) <= MOST_COST_CODE
        and "\x00" not in cost_code
    )
