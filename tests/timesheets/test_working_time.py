"""What the rules of working time say to hours that were worked, and to whom."""

from datetime import date, time, timedelta

import pytest

from commonpool.people.models import Employment
from commonpool.timesheets.queries import said_of, timesheet_for
from commonpool.timesheets.rules import JUDGED, Day, said_of_hours
from tests.factories import actor
from tests.factories.bookings import bound_booking, make_pair, monday

MONDAY = date(2026, 12, 7)


def days(*spans: tuple[time, time]) -> list[Day]:
    return [Day(MONDAY + timedelta(days=number), 60, *span) for number, span in enumerate(spans)]


LONG, NIGHT, EVENING = (time(9), time(22)), (time(23), time(2)), (time(22), time(23))
EARLY, LATER = (time(8), time(10)), (time(9), time(10))
FULL = (time(9), time(17))
CASES = {
    "WT-03": (days(LONG, EARLY), days(LONG, LATER)),
    "WT-04": (days(*[FULL] * 7), days(*[FULL] * 6)),
    "WT-05": ([Day(MONDAY, 421, time(9), time(16, 1))], [Day(MONDAY, 401, time(9), time(16, 1))]),
    "WT-06": (days(EVENING, NIGHT), days(EVENING, EVENING)),
}
"""Hours of which a rule warns, and the nearest that it lets pass."""


def test_nothing_is_said_of_rest_where_no_times_are_given() -> None:
    assert said_of_hours([Day(MONDAY, 600)], None) == {}
    assert said_of_hours([Day(MONDAY, 600)], "PASS") == {"WT-01": "PASS"}


def test_what_was_worked_is_warned_of_and_never_blocked() -> None:
    assert said_of_hours([Day(MONDAY, 600)], "BLOCK") == {"WT-01": "WARN"}


def test_every_rule_judged_on_hours_has_its_cases() -> None:
    """The average takes more than a week's hours: `test_the_average_is_told…` has both of it."""
    assert {*CASES, "WT-01"} == set(JUDGED)


@pytest.mark.parametrize("rule", CASES)
def test_times_are_judged(rule: str) -> None:
    wrong, right = CASES[rule]
    assert said_of_hours(wrong, None)[rule] == "WARN"
    assert said_of_hours(right, None)[rule] == "PASS"


@pytest.mark.django_db
def test_the_average_is_told_to_the_officer_and_their_council_and_not_to_the_host(reference: None) -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 60)])
    Employment.objects.filter(person=pair.officer.person).update(weekly_minutes=48 * 60 - 1)

    def told(person: object) -> dict[str, str]:
        reader = actor(person)  # type: ignore[arg-type]
        sheet = timesheet_for(reader, booking.reference, monday())
        return {rule.rule: effect for rule, effect in said_of(reader, sheet, MONDAY)}

    assert told(pair.officer.person) == told(pair.approver) == {"WT-01": "WARN"}
    assert told(pair.booker) == {}
