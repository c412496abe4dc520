"""What an officer has stated of their own hours, and still has to."""

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from commonpool.access import Actor
from commonpool.bookings.models import Booking
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import Compiled, sole
from commonpool.payroll.models import OwnTime
from commonpool.payroll.queries.due import PAID, SAID_OF_THEM, TIME_BACK, WITHIN_HOURS, statements
from commonpool.timesheets.models import HoursCorrection, Timesheet
from commonpool.timesheets.models.timesheet import AGREED


def asks_statement(booking: Booking) -> bool:
    """Whether hours of a booking are paid or given back only on the officer's word, as its permission says now."""
    return booking.permission.time_basis != WITHIN_HOURS


def needs_statement(sheet: Timesheet) -> bool:
    """Whether these hours are paid or given back only on the officer's word: not if they are part of normal hours."""
    found = getattr(sheet, "time_found", None)
    basis = found.time_basis if found else sheet.booking.permission.time_basis
    worked = bool(sheet.minutes) or sheet.corrections.filter(adds=True).exists()
    return basis != WITHIN_HOURS and worked


def stated(sheet: Timesheet) -> bool:
    """Whether the officer has given it of the hours as they were last sent."""
    return sheet.pk in statements([sheet.pk])


def own_sheet(actor: Actor, timesheet_id: int) -> Timesheet:
    """A timesheet of the actor's own hours. Refuses `not_found`."""
    found = _of(actor.by).filter(pk=timesheet_id)
    sheet = sole(found)
    if sheet is None:
        raise NotFound
    return sheet


def unstated_of(actor: Actor) -> list[Timesheet]:
    """The actor's hours that were sent without the statement, and wait for it to be paid or given back."""
    return _UNSTATED(officer_id=actor.by)


def _unstated(officer_id: int) -> QuerySet[Timesheet]:
    given = OwnTime.objects.filter(SAID_OF_THEM, timesheet=OuterRef("pk"))
    asked = Q(time_found__time_basis__in=(PAID, TIME_BACK)) | Q(
        time_found__isnull=True, booking__permission__time_basis__in=(PAID, TIME_BACK)
    )
    added = HoursCorrection.objects.filter(timesheet=OuterRef("pk"), adds=True, status="agreed")
    waiting = _of(officer_id).filter(
        asked, Q(minutes__gt=0) | Exists(added), ~Exists(given), status__in=("submitted", "queried", *AGREED)
    )
    return waiting.order_by(F("booked_week__monday"), "id")


_UNSTATED = Compiled(_unstated, officer_id=-1)


def _of(officer_id: int) -> QuerySet[Timesheet]:
    linked = ("booking__officer", "booking__host", "booking__home", "booking__permission", "booked_week")
    return Timesheet.objects.filter(booking__officer_id=officer_id).select_related(*linked, "time_found")
