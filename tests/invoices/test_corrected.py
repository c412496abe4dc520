"""Hours corrected after they were charged, invoiced, paid or sent to payroll: every book agrees to the penny."""

from datetime import timedelta

import pytest
from django.db.models import Sum

from commonpool.access import Role
from commonpool.bookings import queries as bookings
from commonpool.bookings.models import Booking
from commonpool.invoices import operations, queries
from commonpool.invoices.models import Charge, Invoice
from commonpool.invoices.rules.refusals import NothingToCredit
from commonpool.kernel.money import price_of
from commonpool.kernel.refusals import Forbidden
from commonpool.ledger.queries import balance
from commonpool.payroll.models import PayrollLine
from commonpool.people.operations import record_annual_pay
from commonpool.timesheets.models import Timesheet
from commonpool.timesheets.operations import agree_correction, correct_hours
from commonpool.timesheets.rules import Day
from tests.factories.bookings import (
    Pair,
    accept,
    bound_booking,
    function_id,
    make_pair,
    monday,
    requested_booking,
)
from tests.factories.councils import set_prices
from tests.factories.invoices import DECEMBER, NEW_YEAR, finance_of, issued, worked_pair
from tests.factories.payroll import EXPORTED, FEBRUARY, exported, own_hours, pays
from tests.factories.people import NOW, TODAY, actor, make_role

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
TUESDAY, WEDNESDAY, SUNDAY = (monday() + number * DAY for number in (1, 2, 6))
LATER = NEW_YEAR + DAY


def corrected(pair: Pair, booking: Booking, *days: Day, at=LATER) -> None:  # type: ignore[no-untyped-def]
    """The officer has said what was right, and the host has agreed."""
    sheet = Timesheet.objects.get(booking=booking)
    said = correct_hours(
        actor=actor(booking.officer, at=at), timesheet_id=sheet.pk, days=days, reason="Wrong day", at=at
    )
    agreed = agree_correction(actor=actor(pair.booker, at=at), correction_id=said.pk, at=at)
    assert agreed.status == "agreed"


def credit(pair: Pair, invoice: Invoice) -> Invoice:
    clerk = actor(finance_of(pair.home), at=LATER)
    return operations.credit_corrected_hours(
        actor=clerk, organisation_id=pair.home.pk, invoice_id=invoice.pk, at=LATER
    )


def test_before_an_invoice_less_is_asked_for_and_after_it_the_difference_is_credited() -> None:
    pair, (booking, other) = worked_pair((120, 120))
    corrected(pair, booking, Day(WEDNESDAY, 90), at=NEW_YEAR - DAY)
    week = booking.weeks.get()
    [invoice] = issued(pair.home)
    assert [line.net_pence for line in invoice.lines.order_by("position")] == [
        price_of(90, week.hourly_pence), other.weeks.get().net_pence,
    ]  # fmt: skip
    with pytest.raises(NothingToCredit):
        credit(pair, invoice)
    corrected(pair, booking, Day(WEDNESDAY, 30))
    clerk = actor(finance_of(pair.home), at=LATER)
    [wanted] = queries.to_credit(clerk, pair.home.pk)
    assert wanted.pence == price_of(90, week.hourly_pence) - price_of(30, week.hourly_pence)
    back = [each.net_pence for each in queries.accruals_of(clerk, pair.home.pk, LATER.date(), lent=True)]
    assert back == [-wanted.pence]
    with pytest.raises(Forbidden):
        operations.credit_corrected_hours(
            actor=actor(pair.approver, at=LATER),
            organisation_id=pair.home.pk,
            invoice_id=invoice.pk,
            at=LATER,
        )
    note = credit(pair, invoice)
    assert (note.net_pence, note.corrects_id) == (wanted.pence, invoice.pk)
    charged = Charge.objects.aggregate(pence=Sum("net_pence"))["pence"]
    assert charged == price_of(30, week.hourly_pence) + other.weeks.get().net_pence
    assert charged == invoice.net_pence - note.net_pence
    assert balance(pair.home.pk, "income") == -charged
    assert balance(pair.host.pk, "expense") == charged
    assert balance(pair.home.pk, "receivable") == invoice.gross_pence - note.gross_pence
    assert queries.to_credit(clerk, pair.home.pk) == []
    with pytest.raises(NothingToCredit):
        credit(pair, invoice)


def test_a_line_credited_whole_is_invoiced_anew_at_what_the_correction_left() -> None:
    pair, (booking,) = worked_pair()
    [invoice] = issued(pair.home)
    corrected(pair, booking, Day(WEDNESDAY, 45))
    credit(pair, invoice)
    corrected(pair, booking, Day(WEDNESDAY, 60))
    operations.credit(
        actor=actor(finance_of(pair.home), at=LATER),
        organisation_id=pair.home.pk,
        invoice_id=invoice.pk,
        reason="Sent to the wrong budget",
        again=True,
        at=LATER,
    )
    again = issued(pair.home, at=LATER) + issued(pair.home, month=LATER.date().replace(day=1), at=LATER)
    owed = price_of(60, booking.weeks.get().hourly_pence)
    assert sum(each.net_pence for each in again) == owed
    assert balance(pair.home.pk, "income") == -owed


def test_an_award_on_hours_taken_back_is_taken_back_with_them() -> None:
    pair = make_pair()
    hourly = 9_000
    band = pair.officer.employment.grade_band
    set_prices(pair.home, {band: hourly})
    [booking] = worked_pair((120,), pair=pair)[1]
    charge = Charge.objects.get()
    Charge.objects.create(
        source="award", original=charge, outside_ceiling=True, booking=booking,
        booked_week=charge.booked_week, home=pair.home, host=pair.host, minutes=120, hourly_pence=100,
        net_pence=200, ceiling_pence=charge.ceiling_pence, made_at=LATER, made_by=finance_of(pair.home),
    )  # fmt: skip
    corrected(pair, booking, Day(WEDNESDAY, 60))
    assert [each.net_pence for each in Charge.objects.filter(source="correction").order_by("pk")] == [
        -hourly,
        -100,
    ]
    corrected(pair, booking, Day(WEDNESDAY, 120))
    assert Charge.objects.aggregate(pence=Sum("net_pence"))["pence"] == charge.net_pence + 100


def test_payroll_takes_back_what_its_file_said_and_pays_what_is_right() -> None:
    pair = make_pair()
    pays(pair.home)
    booking = bound_booking(pair)
    own_hours(pair, booking, Day(TUESDAY, 60), Day(WEDNESDAY, 60))
    exported(pair.home)
    corrected(pair, booking, Day(TUESDAY, 45), at=EXPORTED + DAY)
    exported(pair.home, FEBRUARY, at=EXPORTED + 35 * DAY)
    lines = PayrollLine.objects.filter(file__period=FEBRUARY).order_by("position")
    assert [(line.date, line.minutes) for line in lines] == [(TUESDAY, -60), (TUESDAY, 45), (WEDNESDAY, -60)]
    paid = PayrollLine.objects.aggregate(minutes=Sum("minutes"))["minutes"]
    assert paid == 45


def test_hours_added_are_paid_once_the_officer_has_said_that_they_were_their_own_time() -> None:
    from commonpool.payroll.operations import state_own_time
    from commonpool.payroll.queries import preview

    pair = make_pair()
    pays(pair.home)
    booking = bound_booking(pair)
    sheet = own_hours(pair, booking, Day(TUESDAY, 60))
    exported(pair.home)
    at = EXPORTED + DAY
    corrected(pair, booking, Day(TUESDAY, 60), Day(WEDNESDAY, 60), at=at)
    hr = actor(make_role(pair.home, Role.HR), at=at)
    held = preview(hr, pair.home.pk, FEBRUARY, at)
    assert (held.minutes, [(each.date, each.reason) for each in held.kept]) == (
        0,
        [(WEDNESDAY, "not_stated")],
    )
    state_own_time(actor=actor(booking.officer, at=at), timesheet_id=sheet.pk, at=at)
    assert preview(hr, pair.home.pk, FEBRUARY, at).minutes == 60


def test_a_sunday_is_quoted_worked_paid_and_charged_as_a_sunday() -> None:
    pair = make_pair()
    band, third = pair.officer.employment.grade_band, 6_003
    set_prices(pair.home, {band: 3_000}, seconds={band: 4_000}, thirds={band: third})
    pays(pair.home)
    hr = actor(make_role(pair.home, Role.HR))
    record_annual_pay(
        actor=hr, employment_id=pair.officer.employment.pk, annual_pence=3_636_300, starts_on=TODAY, at=NOW
    )
    when = {monday(): "sunday_holiday"}
    quoted = bookings.quote(
        actor(pair.booker), pair.host.pk, pair.officer.reference, [(monday(), 120)], function_id(),
        purpose="Advice on the new form", when=when, at=NOW,
    )  # fmt: skip
    assert quoted.net_pence == 12_006
    booking = accept(requested_booking(pair, when=when))
    own_hours(pair, booking, Day(SUNDAY, 120), at=NEW_YEAR - 15 * DAY)
    charge = Charge.objects.get()
    assert (charge.minutes, charge.hourly_pence, charge.net_pence) == (120, third, 12_006)
    exported(pair.home)
    line = PayrollLine.objects.get()
    assert (line.date, line.minutes, line.multiplier_hundredths) == (SUNDAY, 120, 200)
    assert line.pence == price_of(240, line.hourly_pence or 0)
    [invoice] = issued(pair.home, month=DECEMBER)
    assert invoice.net_pence == 12_006
