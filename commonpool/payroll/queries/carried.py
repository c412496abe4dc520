"""Which hours a council pays, where councils have taken over from others."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from commonpool.payroll.models import CarriedPay, PaidDay, TimeFound
from commonpool.payroll.queries.newest import newest
from commonpool.timesheets import queries as timesheets
from commonpool.timesheets.models import Timesheet

PAID = "overtime"


def paid_by(organisation_id: int) -> Q:
    """The hours a council pays now: its own, and what it took over, without what another took over since."""
    steps = CarriedPay.objects.filter(timesheet=OuterRef("timesheet_id"))
    came, went = Exists(steps.filter(now=organisation_id)), Exists(steps.filter(was=organisation_id))
    return (Q(timesheet__booking__home_id=organisation_id) | Q(came)) & ~Q(went)


def held_sheets(organisation_id: int, timesheet_ids: Iterable[int]) -> list[int]:
    """Those of the timesheets that the council pays now, in order, locked until the change is over."""
    steps = CarriedPay.objects.filter(timesheet=OuterRef("pk"))
    own = Q(booking__home_id=organisation_id) | Q(Exists(steps.filter(now=organisation_id)))
    found = Timesheet.objects.filter(
        own, ~Exists(steps.filter(was=organisation_id)), pk__in=list(timesheet_ids)
    )
    locked = found.select_for_update(of=("self",), no_key=True).order_by("pk")
    return [each.pk for each in locked]


@dataclass(frozen=True)
class Unpaid:
    """Hours of one timesheet that are agreed and stand in no file yet, or otherwise than agreed."""

    timesheet_id: int
    booking_id: int
    reference: str
    officer_id: int
    minutes: int


def unpaid_hours(organisation_id: int, at: datetime, *, without: Collection[int]) -> list[Unpaid]:
    """What a council has still to pay of agreed hours; not of these bookings, which go over whole. In order.

    For callers that judged who asks. Four SQL queries.
    """
    payable = timesheets.paid_days(organisation_id, upto=at, of=paid_by(organisation_id))
    paid_extra = set(
        TimeFound.objects.filter(
            timesheet_id__in={each.timesheet_id for each in payable}, time_basis=PAID
        ).values_list("timesheet_id", flat=True)
    )
    agreed: dict[int, int] = {}
    first: dict[int, timesheets.PaidDay] = {}
    for each in payable:
        if each.booking_id not in without and each.timesheet_id in paid_extra:
            agreed[each.timesheet_id] = agreed.get(each.timesheet_id, 0) + each.minutes
            first.setdefault(each.timesheet_id, each)
    said: dict[int, int] = {}
    for pk, minutes in newest(PaidDay.objects.filter(timesheet_id__in=agreed)).values_list(
        "timesheet_id", "minutes"
    ):
        said[pk] = said.get(pk, 0) + minutes
    return [
        Unpaid(pk, first[pk].booking_id, first[pk].reference, first[pk].officer_id, minutes - said.get(pk, 0))
        for pk, minutes in sorted(agreed.items())
        if minutes != said.get(pk, 0)
    ]
