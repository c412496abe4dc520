"""Whose overtime is regular enough for holiday pay (HOL-01)."""

from datetime import date

from commonpool.kernel.weeks import WEEK, monday_of
from commonpool.payroll.queries.due import PAID
from commonpool.payroll.rules.regular import WEEKS, is_regular, weeks_with_overtime
from commonpool.timesheets.queries import AGREED, held_days


def regular_overtime(organisation_id: int, on: date) -> list[tuple[str, int]]:
    """Officers of a council with paid overtime in a third or more of the 52 weeks before: name, and in how many.

    One SQL query, for callers that judged who asks.
    """
    since = monday_of(on) - WEEKS * WEEK
    columns = ("timesheet__booking__officer_id", "timesheet__booking__officer__name", "date")
    of_sheet = {
        "status__in": AGREED,
        "time_found__time_basis": PAID,
        "booking__home_id": organisation_id,
    }
    rows = held_days(columns, of_sheet, {"date__gte": since, "date__lt": monday_of(on)})
    days: dict[int, set[date]] = {}
    names: dict[int, str] = {}
    for person_id, name, day in sorted(rows):
        days.setdefault(person_id, set()).add(day)
        names[person_id] = name
    counted = {person_id: weeks_with_overtime(each, on) for person_id, each in days.items()}
    return sorted((names[person_id], weeks) for person_id, weeks in counted.items() if is_regular(weeks))
