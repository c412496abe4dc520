"""Hours outside of what was booked wait, unpaid and not charged, for the home council's yes."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.bookings.models import Booking
from commonpool.bookings.rules.refusals import NotForYourself
from commonpool.identity.models import Person
from commonpool.invoices.models import Charge
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.timesheets import queries, rules
from commonpool.timesheets.models import MissingYes, Timesheet
from commonpool.timesheets.operations import (
    agree_hours,
    allow_hours,
    ask_to_move,
    lock_hours,
    refuse_hours,
    submit_hours,
)
from commonpool.timesheets.rules.days import BANDS, DAY_TYPES, Part
from commonpool.timesheets.rules.sorting import Lent, sort_out
from tests.factories.bookings import Pair, bound_booking, make_pair, monday
from tests.factories.hours import FRIDAY, agreed_hours
from tests.factories.people import NOW, actor, make_role
from tests.guards import refused

LATER = FRIDAY + timedelta(days=9)
WEDNESDAY, SATURDAY = monday() + timedelta(days=2), monday() + timedelta(days=5)

parts = st.builds(
    Part,
    st.integers(-2, 9).map(lambda n: monday() + timedelta(days=n)),
    st.sampled_from(DAY_TYPES),
    st.sampled_from(BANDS),
    st.integers(1, 400),
)
WHENS = ["weekday", "evening_saturday", "sunday_holiday"]


def when(part: Part) -> str:
    """The oracle's own reading of when it was, from the words of the contract."""
    if part.day_type in ("sunday", "public_holiday"):
        return "sunday_holiday"
    return "weekday" if part.day_type == "weekday" and part.band == "06:00-22:00" else "evening_saturday"


@settings(max_examples=2000)
@given(worked=st.lists(parts, max_size=6), booked=st.integers(0, 600), asked=st.sampled_from(WHENS))
def test_what_was_booked_is_lent_and_every_other_minute_waits(
    worked: list[Part], booked: int, asked: str
) -> None:
    found = sort_out(worked, Lent(monday(), booked, asked))
    minute_by_minute: Counter[str] = Counter()
    left = booked
    for part in worked:
        for _minute in range(part.minutes):
            if not monday() <= part.date < monday(1):
                why = "another_week"
            elif when(part) != asked:
                why = "another_day"
            elif left:
                why, left = "", left - 1
            else:
                why = "above_booked"
            minute_by_minute[why] += 1
    said: Counter[str] = Counter()
    for each in found:
        said[each.why] += each.part.minutes
    assert +said == +minute_by_minute


def worked(pair: Pair, booking: Booking, days: dict[date, int]) -> Timesheet:
    """The officer has sent these days for the first week, and the host has agreed them."""
    sent = submit_hours(
        actor=actor(booking.officer, at=LATER),
        booking_id=booking.pk,
        monday=monday(),
        days=[rules.Day(day, minutes) for day, minutes in days.items()],
        at=LATER,
    )
    return agree_hours(actor=actor(pair.booker, at=LATER), timesheet_id=sent.pk, at=LATER)


def paid(pair: Pair) -> list[tuple[date, str, str, int]]:
    found = queries.paid_days(pair.home.pk, upto=LATER + timedelta(days=60))
    return [(each.date, each.day_type, each.band, each.minutes) for each in found]


@pytest.mark.django_db
def test_hours_on_another_day_or_week_are_neither_paid_nor_charged_until_home_says_yes() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    sheet = worked(pair, booking, {WEDNESDAY: 60, SATURDAY: 30, monday(1): 30})
    assert [each.minutes for each in Charge.objects.all()] == [60]
    assert paid(pair) == [(WEDNESDAY, "weekday", "06:00-22:00", 60)]
    missing = MissingYes.objects.get()
    assert (missing.minutes, missing.status, missing.asked_by_id) == (60, "waiting", pair.booker.pk)
    allow_hours(actor=actor(pair.approver, at=LATER), timesheet_id=sheet.pk, at=LATER)
    assert [(each.source, each.minutes) for each in Charge.objects.order_by("pk")] == [
        ("agreed_week", 60), ("allowed_hours", 60),
    ]  # fmt: skip
    assert sum(each.net_pence for each in Charge.objects.all()) == booking.weeks.get().net_pence
    assert paid(pair) == [
        (WEDNESDAY, "weekday", "06:00-22:00", 60),
        (SATURDAY, "saturday", "06:00-22:00", 30),
        (monday(1), "weekday", "06:00-22:00", 30),
    ]
    with pytest.raises(rules.TimesheetMoved):
        allow_hours(actor=actor(pair.approver, at=LATER), timesheet_id=sheet.pk, at=LATER)


@pytest.mark.django_db
def test_more_than_booked_is_paid_once_home_says_yes_and_never_charged_above_the_ceiling() -> None:
    pair = make_pair()
    sheet = agreed_hours(pair, bound_booking(pair), 150)
    assert [each[3] for each in paid(pair)] == [120]
    allow_hours(actor=actor(pair.approver, at=LATER), timesheet_id=sheet.pk, at=LATER)
    assert [each[3] for each in paid(pair)] == [120, 30]
    assert Charge.objects.count() == 1


@pytest.mark.django_db
def test_a_no_pays_nothing_and_a_yes_may_still_follow() -> None:
    pair = make_pair()
    sheet = agreed_hours(pair, bound_booking(pair), 150)
    refuse_hours(actor=actor(pair.approver, at=LATER), timesheet_id=sheet.pk, at=LATER)
    assert [each[3] for each in paid(pair)] == [120]
    allow_hours(actor=actor(pair.approver, at=LATER), timesheet_id=sheet.pk, at=LATER)
    assert [each[3] for each in paid(pair)] == [120, 30]


@pytest.mark.django_db
def test_the_home_councils_yes_is_its_approvers_and_nobodys_for_themselves() -> None:
    pair, other = make_pair(), make_pair()
    sheet = agreed_hours(pair, bound_booking(pair), 150)
    officer = sheet.submitted_by
    assert officer is not None
    for person, refusal in (
        (pair.booker, Forbidden),
        (officer, Forbidden),
        (other.approver, NotFound),
    ):
        with pytest.raises(refusal):
            allow_hours(actor=actor(person, at=LATER), timesheet_id=sheet.pk, at=LATER)
    make_role(pair.home, Role.APPROVER, person=officer)
    with pytest.raises(NotForYourself):
        allow_hours(actor=actor(officer, at=LATER), timesheet_id=sheet.pk, at=LATER)


@pytest.mark.django_db
def test_hours_are_locked_once_they_are_charged_and_nothing_waits() -> None:
    pair = make_pair()
    sheet = agreed_hours(pair, bound_booking(pair), 150)
    lock_hours(Event.objects.get(name="HoursAgreed"))
    sheet.refresh_from_db()
    assert sheet.status == "agreed"
    allow_hours(actor=actor(pair.approver, at=LATER), timesheet_id=sheet.pk, at=LATER)
    for _twice in range(2):
        lock_hours(Event.objects.get(name="HoursAllowed"))
    sheet.refresh_from_db()
    assert (sheet.status, sheet.locked_by_rule) == ("locked", "charged")
    assert Event.objects.filter(name="HoursLocked").count() == 1
    unlocked = {"status": "agreed", "locked_at": None, "locked_by_rule": ""}
    refused("timesheet_agreed_stays", lambda: Timesheet.objects.update(**unlocked))


@pytest.mark.django_db
def test_the_officer_asks_the_host_to_move_hours_once_and_nothing_changes_by_it() -> None:
    pair = make_pair()
    booking = bound_booking(pair)

    def ask(to: date, when: str = "", by: Person = booking.officer) -> None:
        ask_to_move(
            actor=actor(by, at=NOW), booking_id=booking.pk, monday=monday(), to_monday=to, when=when, at=NOW
        )

    ask(monday(1))
    assert Event.objects.get(name="MoveAsked").facts["to_monday"] == monday(1).isoformat()
    assert booking.weeks.get().monday == monday()
    with pytest.raises(rules.MoveAskedAlready):
        ask(monday(1))
    ask(monday(), "evening_saturday")
    for wrong in ((monday(), ""), (monday(-9), ""), (monday(1), "night")):
        with pytest.raises(rules.MoveWrong):
            ask(*wrong)
    with pytest.raises(Forbidden):
        ask(monday(2), by=pair.booker)
    agreed_hours(pair, booking)
    with pytest.raises((rules.TimesheetMoved, rules.NotBound)):
        ask(monday(2))
