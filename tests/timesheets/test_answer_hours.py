"""The host says right, or asks; silence says right."""

from datetime import datetime, timedelta

import pytest

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.agreements.operations import set_defaults
from commonpool.availability.operations import withdraw_permission
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.bookings.operations import cancel_booking
from commonpool.bookings.rules.refusals import BookingMoved, NothingToCancel
from commonpool.invoices.models import Charge
from commonpool.kernel.clock import LONDON
from commonpool.timesheets import rules
from commonpool.timesheets.models import Timesheet
from commonpool.timesheets.operations import (
    HoursAlreadySent,
    agree_by_silence,
    agree_hours,
    query_hours,
    submit_hours,
)
from commonpool.timesheets.rules import Day
from tests.factories.bookings import bound_booking, fresh, make_pair, monday
from tests.factories.hours import FRIDAY, agreed_hours, sent_hours
from tests.factories.people import NOW, actor, administrator_of, make_role

pytestmark = pytest.mark.django_db

SILENT = datetime(2026, 12, 18, 17, 0, tzinfo=LONDON)


def test_agreed_hours_make_a_charge_and_the_last_week_makes_the_booking_worked() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 120), (monday(1), 120)])
    agreed_hours(pair, booking)
    assert fresh(booking).status == "bound"
    sheet = agreed_hours(pair, booking, week=monday(1), at=FRIDAY + timedelta(days=7))
    assert (sheet.status, sheet.agreed_by_id) == ("agreed", pair.booker.pk)
    assert fresh(booking).status == "worked"
    assert Charge.objects.filter(source="agreed_week").count() == 2


def test_no_hours_agreed_make_no_charge() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    agreed_hours(pair, booking, 0)
    assert fresh(booking).status == "worked"
    assert not Charge.objects.exists()


def test_refuses_hours_that_have_been_answered() -> None:
    pair = make_pair()
    sheet = agreed_hours(pair, bound_booking(pair))
    with pytest.raises(rules.TimesheetMoved):
        agree_hours(actor=actor(pair.booker, at=FRIDAY), timesheet_id=sheet.pk, at=FRIDAY)
    with pytest.raises(rules.TimesheetMoved):
        query_hours(actor=actor(pair.booker, at=FRIDAY), timesheet_id=sheet.pk, question="?", at=FRIDAY)
    assert Charge.objects.count() == 1


def test_refuses_hours_other_than_those_shown() -> None:
    pair = make_pair()
    sheet = sent_hours(bound_booking(pair), 77)
    with pytest.raises(rules.HoursChanged):
        agree_hours(actor=actor(pair.booker, at=FRIDAY), timesheet_id=sheet.pk, minutes=120, at=FRIDAY)


@pytest.mark.parametrize("question", ["", "   ", "x" * 601])
def test_refuses_a_query_that_asks_nothing_or_too_much(question: str) -> None:
    pair = make_pair()
    sheet = sent_hours(bound_booking(pair))
    with pytest.raises(rules.QuestionNeeded):
        query_hours(actor=actor(pair.booker, at=FRIDAY), timesheet_id=sheet.pk, question=question, at=FRIDAY)


def test_five_working_days_of_silence_agree_and_charge() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    sheet = sent_hours(booking)
    assert agree_by_silence(at=SILENT) == 0
    assert agree_by_silence(at=SILENT + timedelta(seconds=1)) == 1
    assert agree_by_silence(at=SILENT + timedelta(days=1)) == 0
    sheet.refresh_from_db()
    assert (sheet.status, sheet.agreed_by_id, sheet.agreed_by_rule) == ("agreed", None, "silence_agrees")
    assert Charge.objects.get().made_by_rule == "silence_agrees"
    assert fresh(booking).status == "worked"
    assert Event.objects.get(name="HoursAgreed").happened_by_rule == "silence_agrees"


def test_silence_does_not_answer_a_question() -> None:
    pair = make_pair()
    sheet = sent_hours(bound_booking(pair))
    query_hours(actor=actor(pair.booker, at=FRIDAY), timesheet_id=sheet.pk, question="Two hours?", at=FRIDAY)
    assert agree_by_silence(at=SILENT + timedelta(days=30)) == 0


def test_silence_agrees_nothing_for_a_host_that_chose_so_in_the_meantime() -> None:
    pair = make_pair()
    sent_hours(bound_booking(pair))
    set_defaults(
        actor=actor(administrator_of(pair.host)), organisation_id=pair.host.pk, silence_agrees=False, at=NOW
    )
    assert agree_by_silence(at=SILENT + timedelta(days=30)) == 0


def test_nobody_agrees_their_own_hours() -> None:
    """The officer also works for the host by now, as a booking manager: the rule is on the person."""
    pair = make_pair()
    booking = bound_booking(pair)
    sheet = sent_hours(booking)
    make_role(pair.host, Role.BOOKING_MANAGER, person=booking.officer)
    with pytest.raises(rules.NotYourOwnHours):
        agree_hours(actor=actor(booking.officer, at=FRIDAY), timesheet_id=sheet.pk, at=FRIDAY)


def test_a_week_whose_hours_are_sent_is_not_called_off() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    sent_hours(booking)
    with pytest.raises(HoursAlreadySent):
        cancel_booking(
            actor=actor(pair.approver, at=FRIDAY), booking_id=booking.pk, reason="recall", at=FRIDAY
        )
    assert fresh(booking).status == "bound"


def worked_early(booking: Booking) -> Timesheet:
    """The hours of the second week are sent in the first one."""
    days = [Day(monday() + timedelta(days=1), 60)]
    return submit_hours(
        actor=actor(booking.officer, at=FRIDAY), booking_id=booking.pk, monday=monday(1), days=days, at=FRIDAY
    )


def test_a_recall_leaves_the_weeks_whose_hours_are_sent_and_silence_still_agrees_everything() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 60), (monday(1), 60), (monday(2), 60)])
    early, other = worked_early(booking), sent_hours(bound_booking())
    withdraw_permission(
        actor=actor(pair.approver, at=FRIDAY),
        permission_id=pair.officer.permission.pk,
        reason="workload",
        bookings="hand_back",
        at=FRIDAY,
    )
    left = booking.weeks.filter(released_at__isnull=True).order_by("monday")
    assert [week.monday for week in left] == [monday(), monday(1)]
    assert agree_by_silence(at=SILENT + timedelta(seconds=1)) == 2
    for sheet in (early, other):
        sheet.refresh_from_db()
        assert sheet.status == "agreed"


def test_hours_that_cannot_be_agreed_keep_nobody_elses_waiting() -> None:
    """A week freed behind the product's back: its sheet fails, loudly, after the others are agreed."""
    broken, sound = sent_hours(bound_booking()), sent_hours(bound_booking())
    BookedWeek.objects.filter(pk=broken.booked_week_id).update(released_at=NOW, released_by_rule="by_hand")
    with pytest.raises(ExceptionGroup) as failed:
        agree_by_silence(at=SILENT + timedelta(seconds=1))
    assert [type(each) for each in failed.value.exceptions] == [BookingMoved]
    broken.refresh_from_db()
    sound.refresh_from_db()
    assert (broken.status, sound.status) == ("submitted", "agreed")


def test_the_host_does_not_cancel_a_week_that_has_begun_and_the_hours_worked_in_it_are_charged() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 120), (monday(1), 60)])
    wednesday = datetime(2026, 12, 9, 9, 0, tzinfo=LONDON)
    asked = {"actor": actor(pair.booker, at=wednesday), "booking_id": booking.pk, "at": wednesday}
    with pytest.raises(NothingToCancel):
        cancel_booking(**asked, mondays=[monday()])
    cancel_booking(**asked)
    left = booking.weeks.filter(released_at__isnull=True)
    assert [week.monday for week in left] == [monday()]
    agreed_hours(pair, booking, 60)
    assert Charge.objects.get(source="agreed_week").minutes == 60


def test_what_remains_of_a_booking_after_a_part_is_called_off_is_worked_when_its_hours_are_agreed() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 120), (monday(3), 120)])
    agreed_hours(pair, booking)
    cancel_booking(actor=actor(pair.booker, at=FRIDAY), booking_id=booking.pk, reason="not_needed", at=FRIDAY)
    assert fresh(booking).status == "worked"
