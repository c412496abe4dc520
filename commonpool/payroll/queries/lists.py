"""HR's two lists a month: who waits for a check, and who is lent to whom."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from commonpool.access import Actor, Right
from commonpool.bookings.models import BookedWeek
from commonpool.kernel import months
from commonpool.kernel.refusals import NotFound
from commonpool.payroll.rules import periods
from commonpool.people.models import Employment
from commonpool.people.queries import officers_to_check
from commonpool.people.queries.employments import live_employments

SUNDAY = timedelta(days=6)
LENT = ("bound", "worked", "settled")


@dataclass(frozen=True)
class Out:
    """An officer lent to a council in a month: weeks by their Mondays, minutes booked in them."""

    officer: str
    job_title: str
    payroll_number: str
    host: str
    booking: str
    time_basis: str
    mondays: tuple[date, ...]
    minutes: int


def waiting_to_check(actor: Actor, organisation_id: int, day: date) -> QuerySet[Employment]:
    """New officers to check, longest waiting first. Requires `check_payroll`. Refuses `not_found` elsewhere."""
    if not actor.rights.get(organisation_id):
        raise NotFound
    return officers_to_check(actor, organisation_id, day)


def out_in(actor: Actor, organisation_id: int, month: date) -> list[Out]:
    """Who of a council is lent in the weeks that touch a month (its first day), to whom, by name of the officer.

    Requires `check_payroll` there. Refuses `not_found`, `forbidden`. One SQL query.
    """
    actor.require_own(Right.CHECK_PAYROLL, organisation_id)
    linked = ("booking__officer", "booking__host", "booking__employment", "booking__permission")
    weeks = _out(month).filter(booking__home_id=organisation_id).select_related(*linked)
    by_booking: dict[int, list[BookedWeek]] = {}
    for week in weeks.order_by("person__name", "booking_id", "monday"):
        by_booking.setdefault(week.booking_id, []).append(week)
    return [_row(each) for each in by_booking.values()]


def _row(weeks: list[BookedWeek]) -> Out:
    booking = weeks[0].booking
    return Out(
        officer=str(booking.officer),
        job_title=booking.employment.job_title,
        payroll_number=booking.employment.payroll_number,
        host=booking.host.name,
        booking=booking.reference,
        time_basis=booking.permission.time_basis,
        mondays=tuple(week.monday for week in weeks),
        minutes=sum(week.minutes for week in weeks),
    )


def _out(month: date) -> QuerySet[BookedWeek]:
    last = months.after(month) - periods.ONE_DAY
    return BookedWeek.objects.filter(
        monday__gt=month - SUNDAY - periods.ONE_DAY,
        monday__lte=last,
        released_at__isnull=True,
        booking__status__in=LENT,
    )


def hr_counts(month: date, today: date) -> dict[int, tuple[int, int]]:
    """By council: how many officers wait for a check, and how many are lent in the month. Only where somebody is."""
    waiting = live_employments(today).filter(
        stated_at__isnull=False, ticked_at__isnull=False, checked_at__isnull=True
    )
    found: dict[int, tuple[int, int]] = {}
    for place in waiting.values_list("organisation_id", flat=True):
        found[place] = (found.get(place, (0, 0))[0] + 1, 0)
    lent = _out(month).order_by("booking__home_id", "person_id")
    for place, _person in lent.values_list("booking__home_id", "person_id").distinct():
        to_check, out = found.get(place, (0, 0))
        found[place] = (to_check, out + 1)
    return found
