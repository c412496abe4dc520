"""What the rules of working time say to hours that were worked, and to whom."""

from datetime import date, datetime, time, timedelta

import pytest

from commonpool.agreements.models import Joining
from commonpool.bookings.rules.rests import Agreed
from commonpool.kernel.clock import LONDON
from commonpool.people.models import Employment
from commonpool.timesheets.operations import submit_hours
from commonpool.timesheets.queries import said_of, timesheet_for
from commonpool.timesheets.rules import JUDGED, Day, said_of_hours
from tests.factories import actor
from tests.factories.bookings import bound_booking, make_pair, monday

MONDAY = date(2026, 12, 7)
LATE = datetime(2026, 12, 18, 12, 0, tzinfo=LONDON)


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


def test_rest_is_judged_as_the_home_council_has_agreed_it() -> None:
    short = days(LONG, EARLY)
    assert said_of_hours(short, None, agreed=Agreed(daily_minutes=600))["WT-03"] == "PASS"
    assert said_of_hours(days(LONG, LATER), None, agreed=Agreed(daily_minutes=661))["WT-03"] == "WARN"
    week = days(*[FULL] * 7)
    assert said_of_hours(week, None, agreed=Agreed(fortnights_from=MONDAY))["WT-04"] == "PASS"
    next_week = [Day(day.date + timedelta(days=7), 60, *FULL) for day in week]
    agreed = Agreed(fortnights_from=MONDAY)
    assert said_of_hours(week, None, agreed=agreed, around=next_week)["WT-04"] == "WARN"
    assert said_of_hours(week, None, agreed=agreed, around=next_week[1:])["WT-04"] == "WARN"
    assert said_of_hours(week, None, agreed=agreed, around=next_week[2:])["WT-04"] == "PASS"


def test_other_hours_count_only_where_they_touch_these() -> None:
    assert said_of_hours(days(LATER), None, around=days(LONG, EARLY)[:0]) == {
        "WT-04": "PASS",
        "WT-06": "PASS",
    }
    assert said_of_hours([Day(MONDAY, 60)], None, around=days(LONG, EARLY)) == {}


@pytest.mark.django_db
def test_rest_between_two_bookings_is_told_to_the_officer_and_not_to_the_hosts(reference: None) -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 60), (monday(1), 60)])
    sunday, following = monday() + timedelta(days=6), monday(1)
    sent = [
        (monday(), Day(sunday, 60, time(20), time(21))),
        (monday(1), Day(following, 60, time(7), time(8))),
    ]
    for week, day in sent:
        submit_hours(
            actor=actor(pair.officer.person, at=LATE),
            booking_id=booking.pk,
            monday=week,
            at=LATE,
            days=[day],
        )

    def told(person: object) -> str | None:
        reader = actor(person)  # type: ignore[arg-type]
        sheet = timesheet_for(reader, booking.reference, monday(1))
        return {rule.rule: effect for rule, effect in said_of(reader, sheet, MONDAY)}.get("WT-03")

    assert (told(pair.officer.person), told(pair.booker)) == ("WARN", None)
    Joining.objects.filter(organisation=pair.home).update(rest_minutes=600, rest_reason="Local agreement 12")
    assert told(pair.officer.person) == "PASS"


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
