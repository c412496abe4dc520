"""From which day what a council says about money may hold."""

from datetime import date, datetime

from commonpool.agreements.operations.prices import FURTHEST_DAYS, StartOutOfRange
from commonpool.kernel.clock import london_date


def require_start(starts_on: date, at: datetime, *, field: str = "starts_on") -> None:
    """Today or later, within two years; refuses `start_out_of_range`."""
    if not 0 <= (starts_on - london_date(at)).days <= FURTHEST_DAYS:
        raise StartOutOfRange(field=field)
