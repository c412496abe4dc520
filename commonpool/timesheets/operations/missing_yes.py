"""Hours outside of what was booked: kept apart when they are agreed, and paid only once the home council says yes."""

from collections.abc import Iterable
from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change
from commonpool.bookings import queries as bookings
from commonpool.bookings.models import Booking
from commonpool.bookings.rules.refusals import NotForYourself
from commonpool.kernel.refusals import Forbidden, NotFound, refusing
from commonpool.kernel.rows import sole
from commonpool.timesheets import queries, rules
from commonpool.timesheets.events import AboutHours, HoursAllowed, HoursNotAllowed, YesMissing
from commonpool.timesheets.lifecycle import MISSING_YES
from commonpool.timesheets.models import HoursCorrection, MissingYes, Timesheet, WorkedPart
from commonpool.timesheets.models.correction import OPEN
from commonpool.timesheets.operations.telling import tell
from commonpool.timesheets.rules.correcting import Kept
from commonpool.timesheets.rules.sorting import Sorted


def keep_parts(timesheet: Timesheet, kept: Iterable[Kept], correction: HoursCorrection | None = None) -> None:
    """What was agreed, or corrected since, is kept by kind of day and time of day: under the booking's lock."""
    WorkedPart.objects.bulk_create(
        WorkedPart(
            timesheet=timesheet,
            correction=correction,
            date=each.part.part.date,
            day_type=each.part.part.day_type,
            band=each.part.part.band,
            minutes=each.part.part.minutes,
            why=each.part.why,
            allowed=each.allowed,
        )
        for each in kept
    )


def ask_home(
    booking: Booking, timesheet: Timesheet, found: Iterable[Sorted], *, actor: Actor, at: datetime
) -> None:
    """The home council is asked for its yes to what waits, if anything does: the writing alone."""
    minutes = sum(each.part.minutes for each in found if each.why)
    if not minutes:
        return
    MissingYes.objects.create(
        timesheet=timesheet,
        officer_id=booking.officer_id,
        minutes=minutes,
        asked_at=at,
        asked_by_id=actor.person_id,
        asked_by_rule=actor.standing_rule,
    )
    week = timesheet.booked_week
    tell(YesMissing, booking, week, timesheet, for_home=False, actor=actor, at=at, minutes=minutes)


def allow_hours(*, actor: Actor, timesheet_id: int, at: datetime) -> MissingYes:
    """The home council has said yes to the hours outside of what was booked: they are paid, and charged up to what
    the host agreed to for the week. Also after a no.

    Requires `approve_booking` at home; nobody answers for themselves; a token needs the `decide` scope. Refuses
    `not_found`, `forbidden`, `decide_scope_needed`, `not_for_yourself`, `timesheet_moved` (also where the hours were
    corrected since: the correction asks home itself).
    """
    return _answer("give", HoursAllowed, actor, timesheet_id, at)


def refuse_hours(*, actor: Actor, timesheet_id: int, at: datetime) -> MissingYes:
    """The home council has said no: the hours stay as they were worked, and are neither paid nor charged.

    A yes may still follow. Requires and refuses the same as `allow_hours`.
    """
    return _answer("refuse", HoursNotAllowed, actor, timesheet_id, at)


def _answer(verb: str, fact: type[AboutHours], actor: Actor, timesheet_id: int, at: datetime) -> MissingYes:
    sheet = queries.sheet_to_answer(actor, timesheet_id)
    seen = bookings.booking_where(actor, sheet.booking_id, home=Right.APPROVE_BOOKING)
    actor.require_decision()
    if not bookings.answers_for_home(actor, seen):
        raise Forbidden
    if actor.by in seen.parties:
        raise NotForYourself
    with change(), refusing("missing_yes_not_for_oneself", NotForYourself()):
        booking = bookings.hold(seen.pk).booking
        asked = MissingYes.objects.select_for_update(of=("self",), no_key=True)
        missing = sole(asked.filter(timesheet=sheet))
        if missing is None:
            raise NotFound
        if queries.holding(sheet) is not None or sheet.corrections.filter(status__in=OPEN).exists():
            raise rules.TimesheetMoved
        missing.status = MISSING_YES.after(missing.status, verb, rules.TimesheetMoved)
        missing.answered_at, missing.answered_by_id = at, actor.by
        missing.save()
        week, minutes = sheet.booked_week, missing.minutes
        tell(fact, booking, week, sheet, for_home=True, actor=actor, at=at, minutes=minutes)
    return missing
