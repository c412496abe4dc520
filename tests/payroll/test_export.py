"""A file is exported once; the database itself refuses to pay an hour twice."""

from collections import Counter
from datetime import time, timedelta

import pytest

from commonpool.access import Role
from commonpool.access.actor import StepUpNeeded
from commonpool.agreements.operations import set_payroll_columns
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.payroll import operations, queries
from commonpool.payroll.models import OwnTime, PaidDay, PayrollFile, PayrollLine
from commonpool.payroll.rules import refusals
from commonpool.people.operations import record_annual_pay
from commonpool.timesheets.operations import allow_hours
from commonpool.timesheets.rules import Day
from tests.bookings.racing import Clients
from tests.factories.bookings import Pair, another_officer, bound_booking, make_pair, monday
from tests.factories.councils import council
from tests.factories.hours import FRIDAY, agreed_hours
from tests.factories.listings import listed_officer
from tests.factories.payroll import CUT_OFF, EXPORTED, FEBRUARY, JANUARY, exported, own_hours, pays
from tests.factories.people import TODAY, actor, make_role
from tests.factories.tables import rows_of
from tests.guards import again, judge, refused

pytestmark = pytest.mark.django_db
LATER = EXPORTED + timedelta(days=31)


@pytest.fixture
def pair() -> Pair:
    made = make_pair()
    pays(made.home)
    return made


def test_a_file_says_who_is_paid_for_what_in_the_councils_columns(pair: Pair) -> None:
    own_hours(pair, bound_booking(pair), Day(monday() + timedelta(days=2), 95))
    file = exported(pair.home)
    judge()
    number = pair.officer.employment.payroll_number
    expected = [number, "2026-12-09", "1.50", "90", "1.50", "0150", "LENT-1"]
    assert file.content == f"EMP_NO,DATE,HOURS,MIN,RATE,ELEMENT,COST CENTRE\r\n{','.join(expected)}\r\n"
    day = PaidDay.objects.get()
    assert (day.minutes, day.paid_minutes, day.version) == (95, 90, 1), "whole blocks are paid"


def test_pay_is_in_the_file_where_hr_recorded_it_and_recording_it_later_corrects_nothing(pair: Pair) -> None:
    """Money.md: £36,363 a year is £18.85 an hour; 2 hours at time and a half are £56.55."""
    first, second = monday(), monday(1)
    booking = bound_booking(pair, [(first, 120), (second, 120)])
    own_hours(pair, booking)
    exported(pair.home)
    hr = actor(make_role(pair.home, Role.HR), at=EXPORTED)
    job = pair.officer.employment.pk
    record_annual_pay(actor=hr, employment_id=job, annual_pence=3_636_300, starts_on=TODAY, at=EXPORTED)
    with pytest.raises(refusals.NothingToPay):
        exported(pair.home, FEBRUARY, at=LATER)
    own_hours(pair, booking, Day(second, 120), week=second, at=EXPORTED)
    exported(pair.home, FEBRUARY, at=LATER)
    found = PayrollLine.objects.values_list("hourly_pence", "pence")
    assert sum(pence or 0 for _hourly, pence in found) == 5655
    assert {hourly for hourly, _pence in found} == {None, 1885}


def test_a_period_is_exported_once_and_the_same_bytes_are_taken_again_and_marked(pair: Pair) -> None:
    own_hours(pair, bound_booking(pair))
    file = exported(pair.home)
    with pytest.raises(refusals.AlreadyExported):
        exported(pair.home)
    clerk = actor(make_role(pair.home, Role.FINANCE), at=LATER)
    taken = [
        operations.take_file(actor=clerk, organisation_id=pair.home.pk, period=JANUARY, at=LATER)
        for _time in range(2)
    ]
    assert [(each.content, number) for each, number in taken] == [(file.content, 1), (file.content, 2)]
    assert {each.taken_by_id for each in file.taken.all()} == {clerk.person_id}


def test_nothing_is_exported_before_the_cut_off_nor_after_a_later_period(pair: Pair) -> None:
    own_hours(pair, bound_booking(pair))
    with pytest.raises(refusals.CutOffToCome):
        exported(pair.home, at=CUT_OFF - timedelta(seconds=1))
    exported(pair.home, FEBRUARY, at=LATER)
    with pytest.raises(refusals.PeriodOver):
        exported(pair.home, JANUARY, at=LATER)
    with pytest.raises(refusals.NothingToPay):
        exported(pair.home, FEBRUARY.replace(month=3), at=LATER + timedelta(days=31))


def test_late_hours_come_into_the_next_file_and_take_back_what_no_longer_holds() -> None:
    """A part-timer of 30 hours: what is plain time of the week moves when an earlier day comes late."""
    home = pays(council())
    officer = listed_officer(home, weekly_minutes=720, shares=True)
    first = make_pair(home=home, officer=officer, per_month_pence=900_000)
    second = make_pair(home=home, officer=officer, per_month_pence=900_000)
    type(officer.employment).objects.filter(pk=officer.employment.pk).update(weekly_minutes=30 * 60)
    week = monday()
    own_hours(first, bound_booking(first, [(week, 360)]), Day(week + timedelta(days=3), 360))
    later = bound_booking(second, [(week, 300)])
    january = exported(home)
    assert [(row["MIN"], row["RATE"]) for row in rows_of(january.content)] == [("360", "1.00")]
    own_hours(second, later, Day(week, 300), at=CUT_OFF)
    february = exported(home, FEBRUARY, at=LATER)
    judge()
    assert [(row["DATE"], row["MIN"], row["RATE"]) for row in rows_of(february.content)] == [
        ("2026-12-07", "300", "1.00"),
        ("2026-12-10", "-360", "1.00"),
        ("2026-12-10", "120", "1.00"),
        ("2026-12-10", "240", "1.50"),
    ]
    by_day: Counter[object] = Counter()
    for line in PayrollLine.objects.all():
        by_day[line.date] += line.minutes
    assert sorted(by_day.values()) == [300, 360]


def test_hours_above_the_booking_are_paid_when_home_says_yes_as_an_addition(pair: Pair) -> None:
    sheet = own_hours(pair, bound_booking(pair), Day(monday() + timedelta(days=1), 180))
    assert exported(pair.home).minutes == 120
    allow_hours(actor=actor(pair.approver, at=EXPORTED), timesheet_id=sheet.pk, at=EXPORTED)
    february = exported(pair.home, FEBRUARY, at=LATER)
    judge()
    assert [row["MIN"] for row in rows_of(february.content)] == ["-120", "180"]


def test_hours_without_the_statement_wait_for_it(pair: Pair) -> None:
    sheet = agreed_hours(pair, bound_booking(pair))
    with pytest.raises(refusals.NothingToPay):
        exported(pair.home)
    hr = actor(make_role(pair.home, Role.HR), at=EXPORTED)
    kept = queries.preview(hr, pair.home.pk, JANUARY, EXPORTED).kept
    assert {each.reason for each in kept} == {"not_stated"}
    officer = actor(pair.officer.person, at=EXPORTED)
    operations.state_own_time(actor=officer, timesheet_id=sheet.pk, at=EXPORTED)
    assert exported(pair.home).minutes == 120
    with pytest.raises(NotFound):
        operations.state_own_time(actor=actor(pair.booker), timesheet_id=sheet.pk, at=EXPORTED)


def test_the_officer_cannot_send_paid_hours_without_the_statement(pair: Pair) -> None:
    booking = bound_booking(pair)
    with pytest.raises(refusals.NotStated):
        own_hours(pair, booking, stated=False)
    inside = another_officer(pair, time_basis="within_hours")
    own_hours(inside, bound_booking(inside), stated=False)
    hr = actor(make_role(pair.home, Role.HR), at=EXPORTED)
    found = queries.preview(hr, pair.home.pk, JANUARY, EXPORTED)
    assert (found.lines, sum(each.minutes for each in found.nothing)) == ([], 120)


def test_a_killed_export_has_exported_nothing(pair: Pair, monkeypatch: pytest.MonkeyPatch) -> None:
    own_hours(pair, bound_booking(pair))

    def killed(*_args: object, **_options: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("commonpool.payroll.operations.export.publish", killed)
        with pytest.raises(KeyboardInterrupt):
            exported(pair.home)
    assert not PayrollFile.objects.exists()
    assert not PaidDay.objects.exists()
    assert exported(pair.home).minutes == 120


def test_a_missing_element_code_is_named(pair: Pair) -> None:
    own_hours(pair, bound_booking(pair))
    clerk = actor(make_role(pair.home, Role.FINANCE), at=CUT_OFF)
    fields = ("payroll_number", "date_worked", "multiplier", "minutes", "element_code")
    columns = [(field, field) for field in fields]
    set_payroll_columns(
        actor=clerk, organisation_id=pair.home.pk, columns=columns, element_codes={100: "1"},
        starts_on=CUT_OFF.date(), at=CUT_OFF,
    )  # fmt: skip
    with pytest.raises(refusals.ElementCodeMissing) as refusal:
        exported(pair.home)
    assert "1.50" in str(refusal.value)


def test_only_home_hr_and_finance_export_and_only_with_a_second_factor(pair: Pair) -> None:
    own_hours(pair, bound_booking(pair))
    facts = {"organisation_id": pair.home.pk, "period": JANUARY, "at": EXPORTED}
    hr = make_role(pair.home, Role.HR)
    with pytest.raises(StepUpNeeded):
        operations.export_payroll(actor=actor(hr, second_factor=False), **facts)
    for person in (make_role(pair.home, Role.AUDITOR), make_role(pair.host, Role.FINANCE), pair.approver):
        with pytest.raises(Forbidden):
            operations.export_payroll(actor=actor(person), **facts)
    auditor = actor(make_role(pair.home, Role.AUDITOR))
    assert queries.preview(auditor, pair.home.pk, JANUARY, EXPORTED).lines
    for person in (pair.booker, make_role(pair.host, Role.HR)):
        with pytest.raises(NotFound):
            queries.preview(actor(person), pair.home.pk, JANUARY, EXPORTED)
    with pytest.raises(Forbidden):
        queries.preview(actor(make_role(pair.home, Role.BUDGET_HOLDER)), pair.home.pk, JANUARY, EXPORTED)


@pytest.mark.parametrize(
    ("more", "constraint"),
    [
        ({}, "paid_day_once"),
        ({"version": 2, "paid_minutes": 120}, "paid_day_follows_the_one_before"),
        ({"date": monday(), "own_time": None}, "paid_day_outside_contracted_hours"),
        ({"date": monday(), "minutes": 1441}, "paid_day_minutes"),
        ({"date": monday(), "paid_minutes": 60}, "payroll_lines_come_to_the_day"),
    ],
)
def test_the_database_refuses_to_pay_a_day_twice_or_unsaid(
    pair: Pair, more: dict[str, object], constraint: str
) -> None:
    own_hours(pair, bound_booking(pair), Day(monday() + timedelta(days=1), 120))
    exported(pair.home)
    day = PaidDay.objects.get()
    refused(constraint, lambda: again(day, **{"paid_minutes": 0} | more))


def test_two_councils_never_pay_one_hour_of_one_person_twice() -> None:
    """One person employed by both: what the other council's file says of them is refused by the database."""
    one, two = pays(council()), pays(council())
    first, other = make_pair(home=one), make_pair(home=two)
    mine, day = first.officer.person, monday() + timedelta(days=1)
    own_hours(first, bound_booking(first), Day(day, 120, time(10), time(12)))
    own_hours(other, bound_booking(other), Day(day + timedelta(days=1), 60, time(11), time(12)))
    exported(one)
    exported(two)
    second = PaidDay.objects.exclude(person=mine).get()
    sheet = second.timesheet
    said = OwnTime.objects.create(timesheet=sheet, minutes=60, stated_at=FRIDAY, stated_by=mine)
    facts = {
        "file": second.file, "timesheet": sheet, "employment": second.employment, "person": mine, "version": 1,
        "date": day, "minutes": 60, "paid_minutes": 0, "own_time": said,
    }  # fmt: skip
    night = {"date": day - timedelta(days=1), "starts": time(22)}
    for wrong, constraint in (
        ({"starts": time(11), "ends": time(13)}, "paid_day_not_at_the_same_time"),
        ({**night, "ends": time(11)}, "paid_day_not_at_the_same_time"),
        ({"minutes": 1321}, "paid_day_within_24_hours"),
        ({"own_time": second.own_time}, "paid_day_outside_contracted_hours"),
    ):
        refused(constraint, lambda said=facts | wrong: PaidDay.objects.create(**said))
    PaidDay.objects.create(**(facts | {"starts": time(12), "ends": time(13)}))


@pytest.mark.both_servers
@pytest.mark.django_db(transaction=True)
def test_two_exports_at_once_make_one_file(pair: Pair) -> None:
    own_hours(pair, bound_booking(pair))
    people = [make_role(pair.home, Role.HR), make_role(pair.home, Role.FINANCE)]
    acting = [actor(person, at=EXPORTED) for person in people]
    with Clients(2) as clients:
        answers = clients.race(
            [
                lambda by=by: operations.export_payroll(
                    actor=by, organisation_id=pair.home.pk, period=JANUARY, at=EXPORTED
                )
                for by in acting
            ]
        )
    kinds = sorted(type(each).__name__ for each in answers)
    assert kinds == ["AlreadyExported", "PayrollFile"]
    assert sum(PayrollLine.objects.values_list("minutes", flat=True)) == 120
