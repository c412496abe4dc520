"""What an officer gets and when: to them and to home's own people, and to nobody else."""

from datetime import date

import pytest
import time_machine

from commonpool.access import Role
from commonpool.agreements import operations as agreements
from commonpool.bookings.models import Booking
from commonpool.identity.models import Person
from commonpool.payroll.queries import pay_agreed, pay_asked
from commonpool.payroll.rules.periods import first_file_after
from commonpool.timesheets.queries import timesheet_for
from tests.factories.bookings import Pair, bound_booking, make_pair, monday, requested_booking
from tests.factories.hours import FRIDAY
from tests.factories.payroll import own_hours, paid, pays
from tests.factories.people import NOW, TODAY, actor, make_role
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "cut_off", "first"),
    [
        (date(2026, 12, 13), 4, date(2027, 1, 4)), (date(2027, 1, 3), 4, date(2027, 1, 4)),
        (date(2027, 1, 4), 4, date(2027, 2, 4)), (date(2026, 12, 3), 28, date(2026, 12, 28)),
    ],
)  # fmt: skip
def test_hours_are_paid_with_the_first_file_after_them(day: date, cut_off: int, first: date) -> None:
    assert first_file_after(day, cut_off) == first


def paid_pair(weekly_minutes: int) -> Pair:
    pair = make_pair()
    employment = pair.officer.employment
    type(employment).objects.filter(pk=employment.pk).update(weekly_minutes=weekly_minutes)
    paid(pays(pair.home), employment)
    return pair


def asked(pair: Pair, minutes: int = 360) -> Booking:
    made = requested_booking(pair, [(monday(), minutes)])
    return Booking.objects.select_related("employment", "permission").get(pk=made.pk)


def test_a_part_timer_sees_plain_pay_with_january() -> None:
    pair = paid_pair(1800)
    booking = asked(pair, 240)
    [pay] = pay_asked(actor(pair.officer.person), booking, booking.asked, NOW)
    assert (pay.minutes, pay.worked.hourly_pence, pay.worked.pay_pence) == (240, 1885, 7540)
    assert (pay.month, pay.agreed_by, pay.costs) == (date(2027, 1, 1), date(2027, 1, 4), False)


def test_only_the_officer_and_homes_own_people_see_it() -> None:
    pair = paid_pair(2220)
    finance = make_role(pair.home, Role.FINANCE)
    agreements.set_pension_rate(
        actor=actor(finance), organisation_id=pair.home.pk, hundredths=2000, starts_on=TODAY, at=NOW
    )
    booking = asked(pair, 240)
    sees = [pair.officer.person, finance, make_role(pair.home, Role.AUDITOR), make_role(pair.home, Role.HR)]
    sees_not = [
        pair.approver, pair.booker, pair.budget_holder, make_role(pair.host, Role.FINANCE),
        make_role(pair.host, Role.AUDITOR), make_role(pair.home, Role.BUDGET_HOLDER),
    ]  # fmt: skip
    found = {person: pay_asked(actor(person), booking, booking.asked, NOW) for person in [*sees, *sees_not]}
    assert [bool(found[person]) for person in sees] == [True] * len(sees)
    assert [found[person] for person in sees_not] == [[]] * len(sees_not)
    [pay] = found[finance]
    assert (pay.worked.pay_pence, pay.worked.net_pence) == (11_310, 15_325)  # 4 h at 1.5; 35.5 % on top
    with time_machine.travel(NOW, tick=False):
        pages_say_so(pair, finance, booking)


def pages_say_so(pair: Pair, finance: Person, booking: Booking) -> None:
    page = signed_in(pair.officer.person).get(f"/bookings/{booking.reference}/accept/").content.decode()
    assert "4 hours × £18.85 × 1.5 = £113.10" in page
    assert "with January pay if hours are agreed by" in page
    shown = signed_in(finance).get(f"/bookings/{booking.reference}/").content.decode()
    assert "£153.25" in shown
    host = signed_in(pair.booker).get(f"/bookings/{booking.reference}/").content.decode()
    assert "18.85" not in host


def test_agreed_hours_are_paid_with_the_month_they_are_agreed_for() -> None:
    pair = paid_pair(2220)
    booking = bound_booking(pair)
    own_hours(pair, booking, at=FRIDAY)
    sheet = timesheet_for(actor(pair.officer.person, at=FRIDAY), booking.reference, monday())
    pay = pay_agreed(actor(pair.officer.person, at=FRIDAY), sheet, FRIDAY)
    assert pay is not None
    assert (pay.month, pay.agreed_by, pay.minutes) == (date(2027, 1, 1), None, sheet.minutes)
    assert pay_agreed(actor(pair.booker, at=FRIDAY), sheet, FRIDAY) is None


def test_nothing_is_said_where_home_has_not_said_enough() -> None:
    pair = make_pair()
    pays(pair.home)
    booking = asked(pair, 120)
    assert pay_asked(actor(pair.officer.person), booking, booking.asked, NOW) == []


def test_hours_that_are_agreed_are_not_asked_for_again() -> None:
    pair = paid_pair(2220)
    booking = bound_booking(pair, [(monday(), 120), (monday(1), 60)])
    own_hours(pair, booking)
    held = Booking.objects.select_related("employment", "permission").get(pk=booking.pk)
    [pay] = pay_asked(actor(pair.officer.person, at=FRIDAY), held, held.asked, FRIDAY)
    assert pay.minutes == 60
