"""The host says that the hours are right, or asks about them; five working days of silence say that they are right."""

from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, one_by_one
from commonpool.bookings.models import Booking
from commonpool.bookings.operations import finish_week
from commonpool.timesheets import queries, rules
from commonpool.timesheets.events import HoursAgreed, HoursQueried
from commonpool.timesheets.lifecycle import TIMESHEET
from commonpool.timesheets.models import Timesheet
from commonpool.timesheets.operations.missing_yes import ask_home, keep_parts
from commonpool.timesheets.operations.telling import tell
from commonpool.timesheets.rules.correcting import Kept
from commonpool.timesheets.rules.sorting import lent_minutes

SILENCE = Actor.rule("silence_agrees")
MOST_QUESTION = 600


def agree_hours(*, actor: Actor, timesheet_id: int, at: datetime, minutes: int | None = None) -> Timesheet:
    """The host has agreed the hours sent; what follows is a charge. The last agreed week makes the booking worked.

    What lies outside of what was booked waits, unpaid and not charged, for the home council's yes: it is asked.
    Requires `agree_hours` at the host, of somebody else than the officer; a token needs the `decide` scope.
    `minutes`: those shown to who agrees, if shown. Refuses `not_found`, `forbidden`, `decide_scope_needed`,
    `not_your_own_hours`, `timesheet_moved`, `hours_changed`.
    """
    seen = _to_answer(actor, timesheet_id)
    actor.require_decision()
    with change():
        booking, timesheet = queries.lock_sheet(seen.booking_id, seen.pk)
        if minutes is not None and minutes != timesheet.minutes:
            raise rules.HoursChanged
        return _agree(booking, timesheet, actor=actor, at=at)


def query_hours(*, actor: Actor, timesheet_id: int, question: str, at: datetime) -> Timesheet:
    """The host has asked about the hours; the officer sends them again, changed or not.

    Requires `agree_hours` at the host. Refuses `not_found`, `forbidden`, `not_your_own_hours`, `question_needed`,
    `timesheet_moved`.
    """
    seen = _to_answer(actor, timesheet_id)
    asked = question.strip()
    if not asked or len(asked) > MOST_QUESTION:
        raise rules.QuestionNeeded
    with change():
        booking, timesheet = queries.lock_sheet(seen.booking_id, seen.pk)
        timesheet.status = TIMESHEET.after(timesheet.status, "query", rules.TimesheetMoved)
        timesheet.queried_at, timesheet.queried_by_id, timesheet.question = at, actor.by, asked
        timesheet.answer_by = None
        timesheet.save()
        _tell(HoursQueried, booking, timesheet, actor=actor, at=at)
    return timesheet


def agree_by_silence(*, at: datetime, actor: Actor = SILENCE) -> int:
    """Hours sent five working days ago, no more than booked and not answered, are agreed; how many.

    A standard term a host may opt out of. Each in its own transaction. Repeating it changes nothing.
    """

    def agree(timesheet_id: int) -> bool:
        seen = Timesheet.objects.get(pk=timesheet_id)
        booking, timesheet = queries.lock_sheet(seen.booking_id, timesheet_id)
        late = timesheet.answer_by is not None and timesheet.answer_by < at
        due = timesheet.status == "submitted" and late and timesheet.minutes <= timesheet.booked_week.minutes
        if due:
            _agree(booking, timesheet, actor=actor, at=at)
        return due

    return one_by_one(queries.unanswered(at), agree)


def _to_answer(actor: Actor, timesheet_id: int) -> Timesheet:
    seen = queries.sheet_to_answer(actor, timesheet_id)
    actor.require(Right.AGREE_HOURS, seen.booking.host_id)
    if actor.by in (seen.booking.officer_id, seen.submitted_by_id):
        raise rules.NotYourOwnHours
    return seen


def _agree(booking: Booking, timesheet: Timesheet, *, actor: Actor, at: datetime) -> Timesheet:
    timesheet.status = TIMESHEET.after(timesheet.status, "agree", rules.TimesheetMoved)
    timesheet.agreed_at, timesheet.agreed_by_id = at, actor.person_id
    timesheet.agreed_by_rule = actor.standing_rule
    timesheet.save()
    found = queries.sorted_out(booking, timesheet.booked_week, queries.days_said(timesheet))
    keep_parts(timesheet, map(Kept, found))
    _tell(HoursAgreed, booking, timesheet, actor=actor, at=at, lent_minutes=lent_minutes(found))
    ask_home(booking, timesheet, found, actor=actor, at=at)
    week, minutes = timesheet.booked_week_id, timesheet.minutes
    finish_week(actor=actor, booked_week_id=week, at=at, held=booking, worked_minutes=minutes)
    return timesheet


def _tell(
    fact: type[HoursAgreed | HoursQueried],
    booking: Booking,
    timesheet: Timesheet,
    *,
    actor: Actor,
    at: datetime,
    **more: int,
) -> None:
    week = timesheet.booked_week
    tell(
        fact, booking, week, timesheet, for_home=False, actor=actor, at=at, minutes=timesheet.minutes, **more
    )
