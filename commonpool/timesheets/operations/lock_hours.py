"""What is agreed and charged is closed."""

from commonpool.access import Actor
from commonpool.activity.models import Event
from commonpool.activity.operations import change
from commonpool.timesheets import queries
from commonpool.timesheets.events import HoursLocked
from commonpool.timesheets.lifecycle import TIMESHEET
from commonpool.timesheets.models import MissingYes
from commonpool.timesheets.operations.telling import tell

CHARGED = Actor.rule("charged")


def lock_hours(event: Event) -> None:
    """Reaction, afterwards: hours of which nothing waits any more are charged, and locked by the rule "charged".

    Repeating it changes nothing. While the home council has still to answer, they are not locked.
    """
    with change():
        booking, timesheet = queries.lock_sheet(event.facts["booking_id"], event.facts["timesheet_id"])
        waits = MissingYes.objects.filter(timesheet=timesheet, status="waiting").exists()
        if timesheet.status != "agreed" or waits:
            return
        timesheet.status = TIMESHEET.after(timesheet.status, "lock")
        timesheet.locked_at, timesheet.locked_by_rule = event.happened_at, CHARGED.standing_rule
        timesheet.save(update_fields=["status", "locked_at", "locked_by_rule"])
        tell(
            HoursLocked,
            booking,
            timesheet.booked_week,
            timesheet,
            for_home=True,
            actor=CHARGED,
            at=event.happened_at,
            minutes=timesheet.minutes,
        )
