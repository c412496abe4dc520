"""A report under section 114(3): on which days it stops a council, to the day, and who records it."""

from datetime import date, timedelta

import pytest

from commonpool.access import Role
from commonpool.agreements import operations, queries
from commonpool.agreements.models import Section114Report
from commonpool.agreements.operations import section_114 as reports
from commonpool.agreements.rules.section_114 import stopped_on
from commonpool.kernel.refusals import Forbidden, Refusal
from commonpool.organisations.models import Organisation
from tests.factories import NOW, TODAY, actor, council, make_role, make_steward

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def place() -> Organisation:
    return council()


def recorded(place: Organisation, made_on: date = TODAY) -> Section114Report:
    finance = actor(make_role(place, Role.FINANCE))
    return operations.record_section_114(actor=finance, organisation_id=place.pk, made_on=made_on, at=NOW)


@pytest.mark.parametrize(
    ("considered_after", "days"),
    [(None, range(22)), (0, range(2)), (7, range(9)), (20, range(22))],
)
def test_it_stops_from_its_day_to_the_day_after_the_meeting(
    place: Organisation, considered_after: int | None, days: range
) -> None:
    met = None if considered_after is None else TODAY + considered_after * DAY
    report = recorded(place)
    if met is not None:
        at = NOW + considered_after * DAY
        finance = actor(make_role(place, Role.FINANCE, at=NOW), at=at)
        operations.conclude_section_114(
            actor=finance, organisation_id=place.pk, report_id=report.pk, considered_on=met, at=at
        )
    report.refresh_from_db()
    for number in range(-2, 30):
        day = TODAY + number * DAY
        live = number in days
        assert stopped_on(day, TODAY, met) is live, day
        assert (queries.report_live_on(place.pk, day) is not None) is live, day
    assert report.last_day == TODAY + max(days) * DAY


def test_recorded_by_mistake_it_stops_nothing(place: Organisation) -> None:
    report = recorded(place)
    administrator = actor(make_role(place, Role.COUNCIL_ADMINISTRATOR))
    operations.withdraw_section_114(
        actor=administrator, organisation_id=place.pk, report_id=report.pk, at=NOW
    )
    assert queries.report_live_on(place.pk, TODAY) is None
    with pytest.raises(reports.ReportOver):
        operations.withdraw_section_114(
            actor=administrator, organisation_id=place.pk, report_id=report.pk, at=NOW
        )
    recorded(place)


def test_finance_administrator_and_steward_record_it_with_a_second_factor(place: Organisation) -> None:
    operations.record_section_114(
        actor=actor(make_steward()), organisation_id=place.pk, made_on=TODAY, at=NOW
    )
    finance = make_role(place, Role.FINANCE)
    for who in (actor(make_role(place, Role.BOOKING_MANAGER)), actor(finance, second_factor=False)):
        with pytest.raises(Forbidden):
            operations.record_section_114(actor=who, organisation_id=place.pk, made_on=TODAY - DAY, at=NOW)


@pytest.mark.parametrize(
    ("nation", "made_on", "code"),
    [
        ("Scotland", TODAY, "no_section_114_here"),
        ("England", TODAY + DAY, "report_day_wrong"),
        ("Wales", TODAY - 21 * DAY, "report_day_wrong"),
    ],
)
def test_a_day_or_a_nation_in_which_it_means_nothing_is_refused(
    nation: str, made_on: date, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        recorded(council(nation), made_on)
    assert refused.value.code == code


def test_the_meeting_is_within_its_days_and_a_report_of_a_day_is_recorded_once(place: Organisation) -> None:
    report = recorded(place, TODAY - 3 * DAY)
    finance = actor(make_role(place, Role.FINANCE))
    for wrong in (TODAY - 4 * DAY, TODAY + DAY):
        with pytest.raises(reports.MeetingDayWrong):
            operations.conclude_section_114(
                actor=finance, organisation_id=place.pk, report_id=report.pk, considered_on=wrong, at=NOW
            )
    with pytest.raises(reports.ReportRecordedAlready):
        recorded(place, TODAY - 3 * DAY)
