"""What a council pays from: its table and columns; hours of its officers with their statement; its files."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from commonpool.access import Role
from commonpool.agreements.operations import set_pay_table, set_payroll_columns
from commonpool.agreements.rules import PayRules, national
from commonpool.bookings.models import Booking
from commonpool.kernel.clock import LONDON
from commonpool.organisations.models import Organisation
from commonpool.payroll import operations
from commonpool.payroll.models import PayrollFile
from commonpool.people.models import Employment
from commonpool.people.operations import record_annual_pay
from commonpool.timesheets.models import Timesheet
from commonpool.timesheets.operations import agree_hours
from commonpool.timesheets.rules import Day
from tests.factories.bookings import Pair, monday
from tests.factories.hours import FRIDAY
from tests.factories.people import NOW, TODAY, actor, make_role
from tests.factories.recorded import recorded

JANUARY, FEBRUARY = date(2027, 1, 1), date(2027, 2, 1)
CUT_OFF = datetime(2027, 1, 5, tzinfo=LONDON)
"""The end of 4 January: hours agreed in December are in January's file."""
EXPORTED = CUT_OFF + timedelta(hours=9)
COLUMNS = (
    ("payroll_number", "EMP_NO"),
    ("date_worked", "DATE"),
    ("hours_decimal", "HOURS"),
    ("minutes", "MIN"),
    ("multiplier", "RATE"),
    ("element_code", "ELEMENT"),
    ("cost_code", "COST CENTRE"),
)
CODES = {100: "0100", 150: "0150", 200: "0200"}


@recorded
def pays(
    home: Organisation,
    *,
    pay: PayRules | None = None,
    codes: Mapping[int, str] = CODES,
    cost_code: str = "LENT-1",
    at: datetime = NOW,
) -> Organisation:
    """The council has said how it pays, and which columns it wants."""
    clerk = actor(make_role(home, Role.FINANCE, at=at), at=at)
    said = {"actor": clerk, "organisation_id": home.pk, "at": at}
    set_pay_table(pay=pay or national("England"), effective_from=TODAY, **said)
    set_payroll_columns(columns=COLUMNS, element_codes=codes, cost_code=cost_code, starts_on=TODAY, **said)
    return home


def paid(home: Organisation, job: Employment, *, at: datetime = NOW) -> Organisation:
    """HR of the council has recorded what the officer of this job is paid: point 25."""
    record_annual_pay(
        actor=actor(make_role(home, Role.HR), at=at), employment_id=job.pk, annual_pence=3_636_300,
        point="25", starts_on=TODAY, at=at,
    )  # fmt: skip
    return home


def own_hours(
    pair: Pair,
    booking: Booking,
    *days: Day,
    week: date | None = None,
    stated: bool = True,
    at: datetime = FRIDAY,
) -> Timesheet:
    """Hours sent with the officer's statement, and agreed: as booked, unless days are given."""
    sheet = operations.send_own_hours(
        actor=actor(booking.officer, at=at), booking_id=booking.pk, monday=week or monday(),
        days=list(days) or None, own_time=stated, at=at,
    )  # fmt: skip
    return agree_hours(actor=actor(pair.booker, at=at), timesheet_id=sheet.pk, at=at)


def exported(home: Organisation, period: date = JANUARY, *, at: datetime = EXPORTED) -> PayrollFile:
    """HR has exported the file of a period."""
    hr = make_role(home, Role.HR)
    return operations.export_payroll(actor=actor(hr, at=at), organisation_id=home.pk, period=period, at=at)
