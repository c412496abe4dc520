"""The officer says how long they worked."""

from collections.abc import Sequence
from datetime import date, datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change
from commonpool.agreements.queries import settings_of
from commonpool.availability.queries import bank_holidays
from commonpool.bookings import queries as bookings
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.timesheets import queries, rules
from commonpool.timesheets.events import AboutHours, HoursSubmitted, HoursWithoutEvidence
from commonpool.timesheets.lifecycle import TIMESHEET
from commonpool.timesheets.models import Timesheet, WorkedDay
from commonpool.timesheets.operations.open_timesheets import open_week
from commonpool.timesheets.operations.telling import tell


def submit_hours(
    *, actor: Actor, booking_id: int, monday: date, at: datetime, days: Sequence[rules.Day] | None = None
) -> Timesheet:
    """The hours of a booked week are with the host: whole minutes a day; without `days`, worked as booked.

    The officer alone says them, once the booking is bound. A day may lie in another week than booked, not in the
    future, and only while the booking was bound and the permission and employment last. The host has five working
    days; then silence agrees them, unless the host has chosen otherwise or they are more than booked. What is
    above the booking is not charged. What the host has not seen in time never costs an officer their hours: it is
    recorded. Refuses `not_found`, `forbidden`, `no_timesheet`, `not_bound`,
    `timesheet_moved`, `hours_wrong`, `day_twice`, `times_wrong`, `not_yet_worked`, `outside_booking`.
    """
    seen = bookings.seen_booking(actor, booking_id)
    if actor.person_id != seen.officer_id:
        raise Forbidden
    actor.require(Right.SUBMIT_HOURS, seen.home_id)
    if seen.kind != "paid":
        raise rules.NoTimesheet
    with change():
        booking = bookings.hold(seen.pk).booking
        if booking.status != "bound":
            raise rules.NotBound
        week = queries.live_week(booking, monday)
        if week is None:
            raise NotFound
        worked = _judged(booking, week, days, london_date(at))
        timesheet = Timesheet.objects.filter(booked_week=week).first()
        timesheet = timesheet or open_week(booking, week, actor=actor, at=at)
        _keep(timesheet, booking, worked, actor, at)
        minutes = timesheet.minutes
        said: list[type[AboutHours]] = [HoursSubmitted]
        if bookings.outstanding(booking, london_date(at)):
            said.append(HoursWithoutEvidence)
        for fact in said:
            tell(fact, booking, week, timesheet, for_home=True, actor=actor, at=at, minutes=minutes)
    return timesheet


def _judged(
    booking: Booking, week: BookedWeek, days: Sequence[rules.Day] | None, today: date
) -> list[rules.Day]:
    return rules.judge(
        queries.as_booked(booking, week) if days is None else days,
        today=today,
        span=queries.span_of(booking, today),
    )


def _keep(timesheet: Timesheet, booking: Booking, days: list[rules.Day], actor: Actor, at: datetime) -> None:
    timesheet.status = TIMESHEET.after(timesheet.status, "submit", rules.TimesheetMoved)
    timesheet.submitted_at, timesheet.submitted_by_id = at, actor.by
    timesheet.minutes = rules.total(days)
    host = settings_of(booking.host_id)
    silence = host.silence_agrees and timesheet.minutes <= timesheet.booked_week.minutes
    timesheet.answer_by = rules.silence_by(at, bank_holidays(booking.host.nation)) if silence else None
    timesheet.save()
    timesheet.days.all().delete()
    WorkedDay.objects.bulk_create(
        WorkedDay(timesheet=timesheet, date=day.date, minutes=day.minutes, starts=day.starts, ends=day.ends)
        for day in days
    )
