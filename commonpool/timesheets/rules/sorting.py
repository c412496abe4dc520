"""Which of the hours worked were lent, and which wait for the home council's yes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from commonpool.agreements.rules.when import EVENING_SATURDAY, SUNDAY_HOLIDAY, WEEKDAY
from commonpool.kernel.weeks import monday_of
from commonpool.timesheets.rules import days
from commonpool.timesheets.rules.days import Part

ANOTHER_WEEK, ANOTHER_DAY, ABOVE_BOOKED, OUTSIDE_PERMISSION = (
    "another_week",
    "another_day",
    "above_booked",
    "outside_permission",
)
WHY = {
    ANOTHER_WEEK: _("worked in another week than booked"),
    ANOTHER_DAY: _("worked on another kind of day, or at another time of day, than booked"),
    ABOVE_BOOKED: _("more than was booked"),
    OUTSIDE_PERMISSION: _("more in one week than the permission allows"),
}
"""Why hours wait for the home council's yes, in words."""


@dataclass(frozen=True)
class Lent:
    """What was booked of a week: how long, and when. `weekly_minutes`: the most the permission allows in a week."""

    monday: date
    minutes: int
    when: str = WEEKDAY
    weekly_minutes: int = 7 * days.WHOLE_DAY_MINUTES


@dataclass(frozen=True)
class Sorted:
    """Minutes worked, and why they wait; empty where they were lent."""

    part: Part
    why: str = ""


def when_of(part: Part) -> str:
    """Which price the time it was worked at has: nights (22:00 to 06:00) of a weekday are as a Saturday."""
    if part.day_type in (days.SUNDAY, days.PUBLIC_HOLIDAY):
        return SUNDAY_HOLIDAY
    return EVENING_SATURDAY if part.day_type == days.SATURDAY or part.at_night else WEEKDAY


def sort_out(parts: Iterable[Part], lent: Lent) -> list[Sorted]:
    """Every minute once, in order: what lies in the week and at the time that were booked was lent, up to what was
    booked; the rest waits, and says why.
    """
    found: list[Sorted] = []
    left, allowed = lent.minutes, lent.weekly_minutes
    for part in parts:
        why = _elsewhere(part, lent)
        if why:
            found.append(Sorted(part, why))
            continue
        for minutes, reason in _cut(part.minutes, left, allowed):
            found.append(Sorted(Part(part.date, part.day_type, part.band, minutes), reason))
        left, allowed = max(left - part.minutes, 0), max(allowed - part.minutes, 0)
    return found


def _elsewhere(part: Part, lent: Lent) -> str:
    if monday_of(part.date) != lent.monday:
        return ANOTHER_WEEK
    return "" if when_of(part) == lent.when else ANOTHER_DAY


def _cut(minutes: int, left: int, allowed: int) -> list[tuple[int, str]]:
    """The minutes that were booked, those above, and those above what the permission allows."""
    booked = min(minutes, left, allowed)
    above = min(max(minutes - booked, 0), max(allowed - booked, 0))
    outside = minutes - booked - above
    cuts = [(booked, ""), (above, ABOVE_BOOKED), (outside, OUTSIDE_PERMISSION)]
    return [(each, why) for each, why in cuts if each]


def lent_minutes(found: Iterable[Sorted]) -> int:
    """The minutes that wait for nobody."""
    return sum(each.part.minutes for each in found if not each.why)
