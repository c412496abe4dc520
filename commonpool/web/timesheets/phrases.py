"""Hours worked in words: what kind of day it was, at what time, and what waits."""

from dataclasses import dataclass
from datetime import date, time

from django.utils.translation import gettext as _

from commonpool.agreements.rules.pay import DAY_TYPES
from commonpool.timesheets.queries import Sheet
from commonpool.timesheets.rules.sorting import WHY, Sorted


@dataclass(frozen=True)
class Row:
    """One calendar day and time of day: the minutes, its kind, and why they wait for the home council, if they do."""

    date: date
    kind: str
    minutes: int
    starts: time | None = None
    ends: time | None = None
    why: str = ""


def parts_in_words(sheet: Sheet) -> list[Row]:
    """The hours shown, day by day; a day with hours at night, or of which some wait, has more than one line."""
    times = {day.date: (day.starts, day.ends) for day in sheet.days}
    rows = []
    for each in sheet.found:
        starts, ends = times.pop(each.part.date, (None, None))
        why = str(WHY[each.why]) if each.why else ""
        rows.append(Row(each.part.date, kind_of(each), each.part.minutes, starts, ends, why))
    return rows


def kind_of(each: Sorted) -> str:
    """ "Saturday", or "Saturday, night" between 22:00 and 6:00."""
    kind = str(DAY_TYPES[each.part.day_type])
    return _("%(kind)s, night (22:00 to 6:00)") % {"kind": kind} if each.part.at_night else kind
