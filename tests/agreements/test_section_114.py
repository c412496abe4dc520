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
from tests.guards import all_refused, gone, refused

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def place() -> Organisation:
    return council()


def recorded(place: Organisation, made_on: date = TODAY) -> Section114Report:
    finance = actor(make_role(place, Role.FINANCE))
    return operations.record_section_114(actor=finance, organisation_id=place.pk, made_on=made_on, at=NOW)


def met(place: Organisation, report: Section114Report, after: int) -> Section114Report:
    """The full council considered it some days after today, and finance says so that day."""
    at = NOW + after * DAY
    finance = actor(make_role(place, Role.FINANCE, at=NOW), at=at)
    return operations.conclude_section_114(
        actor=finance,
        organisation_id=place.pk,
        report_id=report.pk,
        considered_on=TODAY + after * DAY,
        at=at,
    )


@pytest.mark.parametrize(
    ("considered_after", "last"),
    [
        (None, None),  # no meeting ends nothing: section 115(10)
        (0, 1),  # Monday, so Tuesday
        (4, 7),  # Friday, so Monday
        (20, 21),  # the last of the 21 days
        (21, 22),  # late, and recorded
        (40, 42),  # late, on a Saturday
        (52, 57),  # Thursday 24 December, so Tuesday the 29th
    ],
)
def test_it_stops_from_its_day_to_the_first_business_day_after_the_meeting(
    place: Organisation, considered_after: int | None, last: int | None
) -> None:
    report = recorded(place)
    if considered_after is not None:
        report = met(place, report, considered_after)
    for number in {-1, 0, 20, 21, 22, 60, *((last, last + 1) if last else ())}:
        day = TODAY + number * DAY
        live = number >= 0 and (last is None or number <= last)
        assert (queries.report_live_on(place.pk, day) is not None) is live, day
        assert stopped_on(day, TODAY, last and TODAY + last * DAY) is live, day


def test_without_a_meeting_it_is_overdue_from_the_22nd_day(place: Organisation) -> None:
    report = recorded(place)
    assert [report.is_overdue(TODAY + number * DAY) for number in (20, 21, 90)] == [False, True, True]
    assert not met(place, report, 30).is_overdue(TODAY + 40 * DAY)


def test_what_was_recorded_stays_as_it_was(place: Organisation) -> None:
    report = recorded(place)
    rows = Section114Report.objects.filter(pk=report.pk)
    refused("section_114_report_stays", lambda: rows.update(made_on=TODAY - DAY))
    met(place, report, 0)
    nothing = {"considered_on": None, "ends_on": None, "concluded_at": None, "concluded_by": None}
    all_refused([
        ("section_114_over_once", lambda: rows.update(**nothing)),
        ("section_114_over_once", lambda: rows.update(ends_on=TODAY + 9 * DAY)),
        ("section_114_reports_are_kept", lambda: gone(report)),
    ])  # fmt: skip


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
        ("Wales", TODAY - 367 * DAY, "report_day_wrong"),
    ],
)
def test_a_day_or_a_nation_in_which_it_means_nothing_is_refused(
    nation: str, made_on: date, code: str
) -> None:
    with pytest.raises(Refusal) as refused:
        recorded(council(nation), made_on)
    assert refused.value.code == code


def test_the_meeting_is_not_before_its_report_and_a_report_of_a_day_is_recorded_once(
    place: Organisation,
) -> None:
    report = recorded(place, TODAY - 3 * DAY)
    finance = actor(make_role(place, Role.FINANCE))
    for wrong in (TODAY - 4 * DAY, TODAY + DAY):
        with pytest.raises(reports.MeetingDayWrong):
            operations.conclude_section_114(
                actor=finance, organisation_id=place.pk, report_id=report.pk, considered_on=wrong, at=NOW
            )
    with pytest.raises(reports.ReportRecordedAlready):
        recorded(place, TODAY - 3 * DAY)
