"""What the database promises of payroll files and time back, whoever writes."""

from dataclasses import dataclass, replace
from datetime import timedelta

import pytest

from commonpool.access import Role
from commonpool.agreements.rules import national
from commonpool.payroll import operations
from commonpool.payroll.models import (
    CarriedPay,
    FileTaken,
    MonthTold,
    PaidDay,
    PayrollFile,
    PayrollLine,
    TimeBackAccount,
    TimeBackEntry,
    TimeTaken,
)
from commonpool.payroll.rules import refusals
from commonpool.timesheets.rules import Day
from tests.factories.bookings import another_officer, bound_booking, make_pair, monday
from tests.factories.councils import council
from tests.factories.hours import FRIDAY, corrected_hours
from tests.factories.payroll import EXPORTED, FEBRUARY, exported, own_hours, pays
from tests.factories.people import actor, make_officer, make_role
from tests.factories.recorded import recorded
from tests.guards import again, all_refused, refused

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]
DAY = timedelta(days=1)
TUESDAY, WEDNESDAY = monday() + DAY, monday() + 2 * DAY
MARCH = FEBRUARY.replace(month=3)
LATER = EXPORTED + 35 * DAY


@dataclass
class Files:
    """January's file pays two hours; February's takes them back and pays one, as they were corrected."""

    january: PayrollFile
    february: PayrollFile
    day: PaidDay
    line: PayrollLine
    inside: PaidDay
    """What would pay hours that are part of another officer's normal week."""

    def anew(self, *lines: dict[str, object], paid: int = 0, **otherwise: object) -> None:
        """February's file says the day a third time; each line takes the hour back, unless it says otherwise."""
        facts = {"version": 3, "before": self.day, "minutes": paid, "paid_minutes": paid}
        day = again(self.day, **facts | otherwise)
        back = {"reverses": self.line, "minutes": -60}
        for number, each in enumerate(lines):
            again(self.line, **{"day": day, "position": 8 + number} | back | each)


@pytest.fixture
def files() -> Files:
    return corrected_files()


@recorded
def corrected_files() -> Files:
    pair = make_pair()
    pays(pair.home)
    sheet = own_hours(pair, bound_booking(pair, [(monday(), 180)]), Day(TUESDAY, 120), Day(WEDNESDAY, 60))
    other = another_officer(pair, time_basis="within_hours")
    inside = own_hours(other, bound_booking(other), stated=False)
    january = exported(pair.home)
    corrected_hours(pair, sheet, {TUESDAY: 60, WEDNESDAY: 60}, at=EXPORTED + DAY)
    february = exported(pair.home, FEBRUARY, at=LATER)
    day, line = PaidDay.objects.get(version=2), PayrollLine.objects.get(reverses=None, file=february)
    unpaid = PaidDay(
        file=february, timesheet=inside, employment=other.officer.employment, person=other.officer.person,
        date=TUESDAY, version=1, minutes=0, paid_minutes=0,
    )  # fmt: skip
    return Files(january, february, day, line, unpaid)


def test_what_a_file_takes_back_is_a_line_of_the_version_before(files: Files) -> None:
    new: dict[str, object] = {"reverses": None, "minutes": 60}
    half, other = new | {"minutes": 30}, PayrollLine.objects.get(date=WEDNESDAY)
    all_refused([
        ("payroll_line_mirrors", lambda: files.anew({"minutes": -59}, paid=1)),
        ("payroll_line_mirrors", lambda: files.anew({"multiplier_hundredths": 300})),
        ("payroll_line_mirrors", lambda: files.anew({"pence": -1})),
        ("payroll_line_mirrors", lambda: files.anew({"date": monday()})),
        ("payroll_line_mirrors", lambda: files.anew({"reverses": other, "date": WEDNESDAY})),
        ("payroll_line_taken_back_is_negative", lambda: files.anew(new | {"minutes": -60})),
        ("payroll_line_in_the_file_of_its_day", lambda: files.anew({"file": files.january})),
        ("payroll_line_position", lambda: files.anew({}, half | {"position": 8}, half, paid=60)),
        ("payroll_line_has_payroll_number", lambda: files.anew({}, new | {"payroll_number": ""}, paid=60)),
        ("payroll_lines_come_to_the_day", lambda: files.anew(paid=61)),
        ("payroll_lines_come_to_the_day", lambda: again(files.line, position=9)),
        ("paid_day_is_paid", files.inside.save),
    ])  # fmt: skip
    files.anew({}, half, half, paid=60)


def test_a_period_is_exported_once_and_after_its_cut_off(files: Files) -> None:
    early = files.january.cut_off_at - timedelta(seconds=1)

    def taken_as_the_first() -> None:
        for _time in range(2):
            FileTaken.objects.create(
                file=files.february, number=1, taken_at=LATER, taken_by=files.february.exported_by
            )

    all_refused([
        ("payroll_file_once", lambda: again(files.january)),
        ("payroll_period_is_a_month", lambda: again(files.january, period=MARCH + DAY)),
        ("payroll_file_after_cut_off", lambda: again(files.january, period=MARCH, exported_at=early)),
        ("payroll_file_taken_number", taken_as_the_first),
    ])  # fmt: skip


def test_what_was_carried_and_told_once_is_not_again(files: Files) -> None:
    host = files.line.day.timesheet.booking.host
    carried = CarriedPay(
        timesheet=files.day.timesheet, was=files.january.home, now=host, on=MARCH, carried_at=LATER,
        carried_by_rule="succession",
    )  # fmt: skip
    told = MonthTold(organisation=host, month=MARCH, told_at=LATER, told_by_rule="clock")
    carried.save()
    told.save()
    all_refused([
        ("pay_carried_once", lambda: again(carried, on=MARCH + DAY)),
        ("pay_carried_to_another", lambda: again(carried, was=host)),
        ("month_told_once", lambda: again(told)),
        ("month_told_first_day", lambda: again(told, month=MARCH + DAY)),
    ])  # fmt: skip


def test_nobody_agrees_their_own_time_back_and_it_is_entered_once() -> None:
    pair = make_pair(time_basis="time_back")
    pays(pair.home, pay=replace(national("England"), toil_rate=100))
    own_hours(pair, bound_booking(pair), Day(TUESDAY, 120))
    officer, at = pair.officer.person, EXPORTED
    asked = operations.record_time_taken(
        actor=actor(officer, at=at), employment_id=pair.officer.employment.pk, on=at.date(), minutes=60, at=at
    )
    entry, row = TimeBackEntry.objects.get(), TimeTaken.objects.filter(pk=asked.pk)
    yes = {"agreed_at": at, "agreed_by": pair.approver}
    all_refused([
        ("time_taken_agreed_by_another", lambda: row.update(agreed_at=at, agreed_by=officer)),
        ("time_taken_answered_once", lambda: row.update(**yes, refused_at=at, refused_by=pair.approver)),
        ("time_taken_recorded_before_agreed", lambda: row.update(**yes | {"agreed_at": FRIDAY})),
        ("time_taken_once_a_day", lambda: again(asked, minutes=1)),
        ("time_taken_minutes", lambda: row.update(minutes=0)),
        ("time_back_earned_once", lambda: again(entry)),
        ("time_back_says_why", lambda: again(entry, version=2, minutes=0)),
        ("time_back_says_why", lambda: again(entry, kind="taken", timesheet=None, taken=asked)),
        ("time_back_says_why", lambda: again(entry, kind="lapsed", timesheet=None)),
    ])  # fmt: skip
    make_role(pair.home, Role.APPROVER, person=officer, at=at)
    for answer in (operations.agree_time_taken, operations.refuse_time_taken):
        with pytest.raises(refusals.NotYourOwnTime):
            answer(actor=actor(officer, at=at), taken_id=asked.pk, at=at)
    operations.agree_time_taken(actor=actor(pair.approver, at=at), taken_id=asked.pk, at=at)
    refused("time_back_stays", lambda: TimeBackEntry.objects.filter(kind="earned").update(minutes=1))


def test_nothing_is_entered_in_an_account_that_has_gone_on() -> None:
    """What was taken where it goes on could be taken here once more."""
    pair = make_pair(time_basis="time_back")
    pays(pair.home, pay=replace(national("England"), toil_rate=100))
    own_hours(pair, bound_booking(pair), Day(TUESDAY, 120))
    entry, there = TimeBackEntry.objects.get(), make_officer(council(), person=pair.officer.person)
    TimeBackAccount.objects.update(goes_on_in=TimeBackAccount.objects.create(employment=there))
    refused("time_back_has_gone_on", lambda: again(entry, version=2, minutes=60))
