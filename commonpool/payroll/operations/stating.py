"""What is noted of agreed hours for payroll: how their time is found, and the officer's own word on them."""

from collections.abc import Sequence
from datetime import date, datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.refusals import Forbidden
from commonpool.payroll import queries
from commonpool.payroll.events import OwnTimeStated
from commonpool.payroll.models import OwnTime, TimeFound
from commonpool.payroll.rules.refusals import NothingToState, NotStated
from commonpool.timesheets import operations as timesheets
from commonpool.timesheets.events import HoursAgreed
from commonpool.timesheets.models import HoursCorrection, Timesheet
from commonpool.timesheets.rules import Day


def note_time_found(fact: HoursAgreed, *, actor: Actor, at: datetime) -> None:
    """How the time of the hours is found is fixed, as their permission says now. Follows `HoursAgreed`, with it.

    Hours agreed before keep what was noted then.
    """
    sheet = Timesheet.objects.select_related("booking__permission").get(pk=fact.timesheet_id)
    if TimeFound.objects.filter(timesheet=sheet).exists():
        return
    TimeFound.objects.create(
        timesheet=sheet,
        time_basis=sheet.booking.permission.time_basis,
        noted_at=at,
        noted_by_id=actor.person_id,
        noted_by_rule=actor.standing_rule,
    )


def send_own_hours(
    *,
    actor: Actor,
    booking_id: int,
    monday: date,
    at: datetime,
    days: Sequence[Day] | None = None,
    own_time: bool = False,
) -> Timesheet:
    """The hours are with the host as `submit_hours` says, with the officer's statement where it is needed.

    `own_time`: the officer says that they were outside contracted hours, or made up. Refuses `own_time_not_stated`
    and what `submit_hours` refuses.
    """
    with change():
        sheet = timesheets.submit_hours(actor=actor, booking_id=booking_id, monday=monday, days=days, at=at)
        if queries.needs_statement(sheet):
            if not own_time:
                raise NotStated
            _state(sheet, actor, at)
    return sheet


def correct_own_hours(
    *,
    actor: Actor,
    timesheet_id: int,
    days: Sequence[Day],
    reason: str,
    at: datetime,
    own_time: bool = False,
) -> HoursCorrection:
    """The correction is with the host as `correct_hours` says, with the officer's statement if they give it.

    Hours added without it are paid, or given back as time, once it is given. Refuses what `correct_hours` refuses.
    """
    with change():
        correction = timesheets.correct_hours(
            actor=actor, timesheet_id=timesheet_id, days=days, reason=reason, at=at
        )
        sheet = Timesheet.objects.select_related("booking__permission", "booked_week").get(pk=timesheet_id)
        if own_time and correction.adds and actor.by == correction.officer_id:
            _state(sheet, actor, at)
    return correction


def state_own_time(*, actor: Actor, timesheet_id: int, at: datetime) -> OwnTime:
    """The officer says of hours they sent that they were outside contracted hours, or made up: they can be paid.

    The officer alone, of hours sent that are paid or given back as time. Refuses `not_found`, `forbidden`,
    `nothing_to_state`.
    """
    sheet = queries.own_sheet(actor, timesheet_id)
    actor.require(Right.SUBMIT_HOURS, sheet.booking.home_id)
    if sheet.submitted_at is None or not queries.needs_statement(sheet):
        raise NothingToState
    with change():
        return _state(sheet, actor, at)


def _state(sheet: Timesheet, actor: Actor, at: datetime) -> OwnTime:
    booking = sheet.booking
    if actor.by != booking.officer_id:
        raise Forbidden
    said = OwnTime.objects.create(timesheet=sheet, minutes=sheet.minutes, stated_at=at, stated_by_id=actor.by)
    fact = OwnTimeStated(
        on_behalf_of=booking.home_id,
        timesheet_id=sheet.pk,
        booking_id=booking.pk,
        officer_id=booking.officer_id,
        monday=sheet.booked_week.monday,
        minutes=sheet.minutes,
    )
    publish(fact, actor=actor, at=at)
    return said
