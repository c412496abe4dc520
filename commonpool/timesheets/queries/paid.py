"""What a payroll pays: hours agreed and lent, and those the home council has said yes to since."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import Case, F, Q, When

from commonpool.timesheets.models import WorkedPart


@dataclass(frozen=True)
class PaidDay:
    """Whole minutes of one calendar day in one time band that are to be paid; each is there once, by `part_id`.

    `day_type` and `band` are named as in a council's rate table. `payable_at`: when the host agreed them, or the
    home council said its yes, whichever came last; `agreed_at`: the host's.
    """

    part_id: int
    timesheet_id: int
    booking_id: int
    reference: str
    officer_id: int
    employment_id: int
    host_id: int
    date: date
    day_type: str
    band: str
    minutes: int
    agreed_at: datetime
    payable_at: datetime


def paid_days(
    home_id: int, *, upto: datetime, after: datetime | None = None, of: Q | None = None
) -> list[PaidDay]:
    """What a home council's payroll pays of the hours that became payable up to an instant, in order of employment,
    date and time; only those after another, where that is given. One SQL query.

    `of`: which parts, where a later stage knows better than the booking whose they are.
    Without what still waits for the home council's yes, or was refused it. For callers that have judged who asks.
    """
    payable = Case(
        When(why="", then=F("timesheet__agreed_at")), default=F("timesheet__missing_yes__answered_at")
    )
    found = (
        WorkedPart.objects.filter(of or Q(timesheet__booking__home_id=home_id))
        .filter(timesheet__agreed_at__isnull=False)
        .filter(Q(why="") | Q(timesheet__missing_yes__status="given"))
        .annotate(payable_at=payable)
        .filter(payable_at__lte=upto)
    )
    if after is not None:
        found = found.filter(payable_at__gt=after)
    rows = found.order_by("timesheet__booking__employment_id", "date", "band", "pk").values_list(
        "pk",
        "timesheet_id",
        "timesheet__booking_id",
        "timesheet__booking__reference",
        "timesheet__booking__officer_id",
        "timesheet__booking__employment_id",
        "timesheet__booking__host_id",
        "date",
        "day_type",
        "band",
        "minutes",
        "timesheet__agreed_at",
        "payable_at",
    )
    return [PaidDay(*row) for row in cast("Any", rows)]
