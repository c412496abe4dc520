"""The officer asks the host to move hours before they are worked, so that nothing has to wait afterwards."""

from datetime import date, datetime, timedelta

from commonpool.access import Actor, Right
from commonpool.activity.operations import change
from commonpool.agreements.rules.when import WHEN
from commonpool.bookings import queries as bookings
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.timesheets import queries, rules
from commonpool.timesheets.events import MoveAsked
from commonpool.timesheets.models import Timesheet
from commonpool.timesheets.operations.open_timesheets import open_week
from commonpool.timesheets.operations.telling import tell


def ask_to_move(
    *, actor: Actor, booking_id: int, monday: date, to_monday: date, when: str = "", at: datetime
) -> Timesheet:
    """The host knows that the officer would rather work a week's hours in another week, or at another time of it.

    Nothing has changed: the host moves the hours by a variation, whose terms the officer then answers, or leaves them.
    `when`: at which time of the week (see `WHEN`); as it is booked, if not said. The officer alone asks, while
    the hours are not sent, once for the same move. Refuses `not_found`, `forbidden`, `no_timesheet`, `not_bound`,
    `timesheet_moved`, `move_wrong` (no other week or time, or a week that is over), `move_asked`.
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
        wanted = when or week.when
        over = to_monday + timedelta(days=6) < london_date(at)
        if wanted not in WHEN or over or (to_monday, wanted) == (monday, week.when):
            raise rules.MoveWrong
        timesheet = Timesheet.objects.filter(booked_week=week).first()
        timesheet = timesheet or open_week(booking, week, actor=actor, at=at)
        if timesheet.status not in queries.UNANSWERED:
            raise rules.TimesheetMoved
        if queries.move_asked(booking.pk, week.pk, to_monday, wanted):
            raise rules.MoveAskedAlready
        tell(
            MoveAsked,
            booking,
            week,
            timesheet,
            for_home=True,
            actor=actor,
            at=at,
            minutes=week.minutes,
            to_monday=to_monday,
            when=wanted,
        )
    return timesheet
