"""What hours of a booking pay the officer, when, and what that costs: for the officer and for home's own people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from commonpool.access import Actor, Right
from commonpool.agreements import queries as agreements
from commonpool.agreements.models import PayTable
from commonpool.agreements.rules.paying import Spell, Worked, hourly_pence
from commonpool.agreements.rules.when import EVENING_SATURDAY, SUNDAY_HOLIDAY
from commonpool.agreements.rules.working_out import Rates, WorkedOut, work_out
from commonpool.bookings.models import Booking, BookingTerms
from commonpool.kernel import weeks as iso
from commonpool.kernel.clock import london_date
from commonpool.payroll.queries.due import PAID
from commonpool.payroll.rules.periods import first_file_after, period_at
from commonpool.people import queries as people
from commonpool.people.models import AnnualPay
from commonpool.timesheets.queries import Sheet
from commonpool.timesheets.rules.days import SATURDAY, SUNDAY, WEEKDAY

KINDS = {EVENING_SATURDAY: SATURDAY, SUNDAY_HOLIDAY: SUNDAY}
SIX_DAYS = timedelta(days=6)


@dataclass(frozen=True)
class Pay:
    """What some hours pay, with the month (its first day) in whose file they are, and by when they are agreed for it.

    `agreed_by` is none once they are agreed. `costs`: whether what home adds to pay is known, in `worked`.
    """

    month: date
    agreed_by: date | None
    minutes: int
    worked: WorkedOut
    costs: bool


@dataclass(frozen=True)
class _Held:
    """What home has said, without which nothing can be said of pay. `rates`: for those whom the costs concern."""

    table: PayTable
    recorded: list[AnnualPay]
    rates: Rates | None
    cut_off_day: int
    contract_minutes: int


def sees_pay(actor: Actor, booking: Booking) -> bool:
    """The officer, and home's HR, finance and auditors: nobody else, and nobody of another council."""
    home = booking.home_id
    audits = actor.may(Right.READ_LOG, home) and actor.may(Right.SEE_MONEY, home)
    rights = (Right.CHECK_PAYROLL, Right.SET_MONEY_TERMS)
    return actor.person_id == booking.officer_id or audits or any(actor.may(each, home) for each in rights)


def pay_asked(actor: Actor, booking: Booking, terms: BookingTerms, at: datetime) -> list[Pay]:
    """What the hours of these terms would pay, by the month they are paid in; empty where home has not said enough.

    Weeks whose hours are agreed are left out. Empty for whoever may not see pay, and for hours that are not paid on
    top. Two SQL queries.
    """
    held = _held(actor, booking, at)
    if held is None:
        return []
    today = london_date(at)
    over = {week.monday for week in booking.weeks.all() if week.worked_at is not None}
    months = []
    for week in terms.weeks:
        monday = iso.read(week["week"])
        if monday in over:
            continue
        kind = KINDS.get(week.get("when", ""), WEEKDAY)
        by = first_file_after(max(monday + SIX_DAYS, today), held.cut_off_day)
        months.append((by, Spell(monday, week["minutes"], kind)))
    months.sort(key=lambda each: (each[0], each[1].date))
    found = []
    for by, group in groupby(months, key=lambda each: each[0]):
        spells = [spell for _by, spell in group]
        found.append(_pay(held, by.replace(day=1), by, spells))
    return [each for each in found if each is not None]


def pay_agreed(actor: Actor, sheet: Sheet, at: datetime) -> Pay | None:
    """What agreed hours of a week pay that wait for nobody, and in which month; none as `pay_asked` is empty.

    Two SQL queries.
    """
    timesheet = sheet.timesheet
    if timesheet is None or timesheet.agreed_at is None:
        return None
    held = _held(actor, sheet.booking, at)
    if held is None:
        return None
    spells = [Spell(each.date, each.minutes, each.day_type, each.band) for each in sheet.paid]
    payable_at = max((each.payable_at for each in sheet.paid), default=timesheet.agreed_at)
    month = period_at(payable_at, held.cut_off_day)
    return _pay(held, month, None, spells)


def _held(actor: Actor, booking: Booking, at: datetime) -> _Held | None:
    permission = booking.permission
    if booking.kind != "paid" or permission is None or permission.time_basis != PAID:
        return None
    minutes = booking.employment.weekly_minutes
    if not minutes or not sees_pay(actor, booking):
        return None
    recorded = people.annual_pay_of(booking.employment_id)
    terms = agreements.pay_terms_on(booking.home_id, london_date(at)) if recorded else None
    if terms is None:
        return None
    rates = None if actor.person_id == booking.officer_id else terms.rates
    return _Held(terms.table, recorded, rates, terms.cut_off_day, minutes)


def _pay(held: _Held, month: date, agreed_by: date | None, spells: Iterable[Worked]) -> Pay | None:
    """By the pay that holds on the last day worked; none where it was recorded from a later day on."""
    worked = list(spells)
    if not worked:
        return None
    on = people.annual_pay_on(held.recorded, max(each.date for each in worked))
    if on is None:
        return None
    example = work_out(
        worked,
        hourly_pence(on.annual_pence, held.table.week_hours * 60, held.table.divisor),
        held.contract_minutes,
        held.table,
        held.rates or Rates(0, 0, 0),
        above_ceiling=on.above_ceiling,
    )
    minutes = sum(line.minutes for line in example.lines)
    return Pay(month, agreed_by, minutes, example, costs=held.rates is not None)
