"""The picture of an officer's hours over a window of weeks, where they come near the 48-hour limit."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from commonpool.bookings.queries import working_time_of
from commonpool.bookings.rules.working_time import LIMIT_MINUTES, fullest_ahead
from commonpool.kernel.weeks import between, monday_of

WIDEST_MINUTES = 60 * 60
"""Where the bar of a week ends: twelve hours beyond the limit; the numbers beside it go on."""


@dataclass(frozen=True)
class HoursOfWeek:
    """A week's minutes lent and in all."""

    monday: date
    lent_minutes: int
    all_minutes: int


def near_the_limit(person_id: int, today: date) -> dict[str, Any] | None:
    """The fullest window ahead, week by week, where it is 44 hours or more on average; else None. One SQL query."""
    worker = working_time_of(person_id, today, today)
    known = worker.known
    window = fullest_ahead(known, monday_of(today))
    if window.effect == "PASS" or window.monday is None or window.last_monday is None:
        return None
    lent = [(monday, known.lent.get(monday, 0)) for monday in between(window.monday, window.last_monday)]
    return {
        "average": window,
        "weeks": [HoursOfWeek(monday, minutes, known.usual_minutes + minutes) for monday, minutes in lent],
        "known": known,
        "over": window.minutes > LIMIT_MINUTES,
        "opted_out": worker.opted_out_on(today),
        "widest": WIDEST_MINUTES,
    }
