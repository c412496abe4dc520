"""A week that is released before its hours are sent expects none."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.bookings.events import WeeksReleased
from commonpool.kernel import weeks
from commonpool.kernel.refusals import Conflict
from commonpool.timesheets import queries, rules
from commonpool.timesheets.events import TimesheetDropped
from commonpool.timesheets.lifecycle import TIMESHEET
from commonpool.timesheets.models import Timesheet
from commonpool.timesheets.operations.telling import tell


class HoursAlreadySent(Conflict):
    """Hours of a week to be released have been sent, so it cannot be cancelled (`hours_already_sent`)."""

    code = "hours_already_sent"
    message = _(
        "Hours have been sent for a week you want to free. Answer those hours, and choose the other weeks."
    )
    field = "weeks"


def drop_timesheets(fact: WeeksReleased, *, actor: Actor, at: datetime) -> None:
    """No hours are expected of the weeks released. Follows `WeeksReleased`, in its transaction.

    Refuses `hours_already_sent`, whoever would free a week that has been worked: hours sent stand.
    """
    mondays = [weeks.read(written) for written in fact.mondays]
    if queries.sent_for(fact.booking_id, mondays):
        raise HoursAlreadySent
    opened = Timesheet.objects.filter(
        booking_id=fact.booking_id, booked_week__monday__in=mondays, status="prefilled"
    )
    for timesheet in opened.select_related("booking", "booked_week").order_by("pk"):
        timesheet.status = TIMESHEET.after(timesheet.status, "drop", rules.TimesheetMoved)
        timesheet.dropped_at, timesheet.dropped_by_id = at, actor.person_id
        timesheet.dropped_by_rule = actor.standing_rule
        timesheet.save()
        week = timesheet.booked_week
        tell(
            TimesheetDropped,
            timesheet.booking,
            week,
            timesheet,
            for_home=True,
            actor=actor,
            at=at,
            minutes=week.minutes,
        )
