"""Which hours a council pays, where councils have taken over from others."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from commonpool.bookings.lifecycle import LIVE_BOOKING
from commonpool.payroll.models import CarriedPay, PaidDay
from commonpool.payroll.queries.newest import newest
from commonpool.timesheets import queries as timesheets
from commonpool.timesheets.models import Timesheet

PAID = "overtime"


def paid_by(*organisation_ids: int) -> Q:
    """The hours these councils pay now: their own, and what they took over, without what others took over since."""
    steps = CarriedPay.objects.filter(timesheet=OuterRef("timesheet_id"))
    came = Exists(steps.filter(now__in=organisation_ids))
    went = Exists(steps.filter(was__in=organisation_ids))
    return (Q(timesheet__booking__home__in=organisation_ids) | Q(came)) & ~Q(went)


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
    """Hours of one timesheet that are agreed and stand in no file yet, or otherwise than agreed; who pays them now."""

    timesheet_id: int
    organisation_id: int
    reference: str
    officer_id: int
    minutes: int


def unpaid_hours(organisation_ids: Collection[int], at: datetime) -> list[Unpaid]:
    """What councils have still to pay of agreed hours, in order; not of live bookings, which go over whole.

    For callers that judged who asks. At most five SQL queries.
    """
    payable = timesheets.paid_days(0, upto=at, of=paid_by(*organisation_ids))
    agreed: dict[int, int] = {}
    first: dict[int, timesheets.PaidDay] = {}
    for each in payable:
        agreed[each.timesheet_id] = agreed.get(each.timesheet_id, 0) + each.minutes
        first.setdefault(each.timesheet_id, each)
    holders = _holders(agreed)
    said: dict[int, int] = {}
    standing = newest(PaidDay.objects.filter(timesheet_id__in=holders))
    for pk, minutes in standing.values_list("timesheet_id", "minutes"):
        said[pk] = said.get(pk, 0) + minutes
    return [
        Unpaid(pk, holders[pk], first[pk].reference, first[pk].officer_id, agreed[pk] - said.get(pk, 0))
        for pk in sorted(holders)
        if agreed[pk] != said.get(pk, 0)
    ]


def _holders(timesheet_ids: Iterable[int]) -> dict[int, int]:
    """Who pays those of the timesheets that payroll pays, and whose booking is over."""
    extra = Timesheet.objects.filter(pk__in=list(timesheet_ids), time_found__time_basis=PAID)
    over = extra.exclude(booking__status__in=LIVE_BOOKING)
    holders = dict(over.values_list("pk", "booking__home_id"))
    steps = CarriedPay.objects.filter(timesheet_id__in=holders).order_by("pk")
    return holders | dict(steps.values_list("timesheet_id", "now_id"))
