"""What a payroll pays: hours agreed and lent, and those the home council has said yes to since."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, When
from django.db.models.functions import Coalesce

from commonpool.timesheets.models import HoursCorrection, WorkedPart


@dataclass(frozen=True)
class PaidDay:
    """Whole minutes of one calendar day in one time band that are to be paid; each is there once, by `part_id`.

    `day_type` and `band` are named as in a council's rate table. `payable_at`: when the host agreed them, or the
    home council said its yes, whichever came last, and of hours corrected since, when the correction took hold;
    `agreed_at`: when the host first agreed the hours.
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


PAYABLE_AT = Case(
    When(correction__isnull=False, then=Coalesce("correction__home_answered_at", "correction__answered_at")),
    When(why="", then=F("timesheet__agreed_at")),
    default=F("timesheet__missing_yes__answered_at"),
)


def payable_parts(*, upto: datetime | None = None) -> QuerySet[Any]:
    """Agreed hours that are paid: lent, or allowed by the home council, and as the last correction has them.

    `upto`: as they held at that instant. Each with `payable_at`.
    """
    found = WorkedPart.objects.filter(_payable(upto)).annotate(payable_at=PAYABLE_AT)
    return found if upto is None else found.filter(payable_at__lte=upto)


def parts_with_pay() -> QuerySet[Any]:
    """All that was agreed, each with `payable_at`, which is none for what is not paid or was corrected since."""
    return WorkedPart.objects.annotate(payable_at=Case(When(_payable(), then=PAYABLE_AT)))


def _payable(upto: datetime | None = None) -> Q:
    corrections = HoursCorrection.objects.filter(status="agreed").annotate(
        held_at=Coalesce("home_answered_at", "answered_at")
    )
    if upto is not None:
        corrections = corrections.filter(held_at__lte=upto)
    later = corrections.filter(
        timesheet_id=OuterRef("timesheet_id"), number__gt=Coalesce(OuterRef("correction__number"), 0)
    )
    first = Q(correction__isnull=True) & (Q(why="") | Q(timesheet__missing_yes__status="given"))
    corrected = Q(correction__isnull=False) & (Q(why="") | Q(allowed=True))
    return (first | corrected) & ~Exists(later) & Q(timesheet__agreed_at__isnull=False)


def paid_days(
    home_id: int, *, upto: datetime, after: datetime | None = None, of: Q | None = None
) -> list[PaidDay]:
    """What a home council's payroll pays of the hours that became payable up to an instant, in order of employment,
    date and time; only those after another, where that is given. One SQL query.

    `of`: which parts, where a later stage knows better than the booking whose they are.
    Without what still waits for the home council's yes, or was refused it. For callers that have judged who asks.
    """
    found = payable_parts(upto=upto).filter(of or Q(timesheet__booking__home_id=home_id))
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
