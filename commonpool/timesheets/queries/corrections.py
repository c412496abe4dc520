"""Questions about corrections of agreed hours: which one holds, which one waits, and for whom."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef

from commonpool.access import Actor, Right
from commonpool.bookings import queries as bookings
from commonpool.bookings.models import Booking
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.timesheets.models import (
    AGREED,
    CorrectedDay,
    HoursCorrection,
    Timesheet,
    WorkedDay,
    WorkedPart,
)
from commonpool.timesheets.models.correction import OPEN
from commonpool.timesheets.rules.days import Day, Part
from commonpool.timesheets.rules.sorting import Sorted


@dataclass(frozen=True)
class Corrections:
    """The corrections of an agreed timesheet as a page shows them. `holding`: the one whose hours hold now.

    `open`: the one that waits for an answer, with its `days`. `waiting_minutes`: those of the one that holds that the
    home council has not allowed.
    """

    story: tuple[HoursCorrection, ...] = ()
    holding: HoursCorrection | None = None
    open: HoursCorrection | None = None
    days: tuple[Day, ...] = ()
    waiting_minutes: int = 0
    may_correct: bool = False
    may_answer: bool = False
    may_allow: bool = False
    may_withdraw: bool = False


NONE = Corrections()


def holding(timesheet: Timesheet, *, before: int | None = None) -> HoursCorrection | None:
    """The last correction of a timesheet that was agreed; the last before that number."""
    agreed = [
        each
        for each in timesheet.corrections.all()
        if each.status == "agreed" and (before is None or each.number < before)
    ]
    return max(agreed, key=lambda each: each.number, default=None)


def days_of(timesheet: Timesheet) -> list[Day]:
    """The days as the officer sent them, or as the correction that holds says them; in order."""
    held = holding(timesheet) if timesheet.agreed_at is not None else None
    return days_said(timesheet if held is None else held)


def days_said(of: Timesheet | HoursCorrection) -> list[Day]:
    """The days of a timesheet as they were sent, or of a correction; in order."""
    rows: Iterable[WorkedDay | CorrectedDay] = of.days.all()
    worked = sorted(rows, key=lambda day: day.date)
    return [Day(day.date, day.minutes, day.starts, day.ends) for day in worked]


def parts_now(timesheet: Timesheet, *, before: int | None = None) -> list[tuple[Sorted, bool]]:
    """The agreed minutes as they hold now, or held before that correction, each with whether it is paid."""
    held = holding(timesheet, before=before)
    missing = getattr(timesheet, "missing_yes", None)
    given = missing is not None and missing.status == "given"
    rows = timesheet.parts.filter(correction=held).order_by("date", "band", "pk")
    return [(_sorted(row), not row.why or (row.allowed if held else given)) for row in rows]


def _sorted(row: WorkedPart) -> Sorted:
    return Sorted(Part(row.date, row.day_type, row.band, row.minutes), row.why)


def may_correct(actor: Actor, booking: Booking) -> bool:
    """The officer, and HR of the home council."""
    own = actor.person_id == booking.officer_id and actor.may(Right.SUBMIT_HOURS, booking.home_id)
    return own or actor.may(Right.CHECK_PAYROLL, booking.home_id)


def corrections_of(actor: Actor, booking: Booking, timesheet: Timesheet | None) -> Corrections:
    """Every correction of agreed hours of a booking the actor was given, and what the actor can do about them."""
    if timesheet is None or timesheet.status not in AGREED:
        return NONE
    story = sorted(timesheet.corrections.all(), key=lambda each: each.number)
    held = holding(timesheet)
    waiting = next((each for each in story if each.is_open), None)
    missing = getattr(timesheet, "missing_yes", None)
    answered_at_home = missing is None or missing.status != "waiting"
    proposed = waiting is not None and waiting.status == "proposed"
    others = waiting is not None and actor.person_id not in (booking.officer_id, waiting.proposed_by_id)
    left = [part for part in timesheet.parts.all() if held and part.correction_id == held.pk]
    return Corrections(
        story=tuple(story),
        holding=held,
        open=waiting,
        days=tuple(days_said(waiting)) if waiting else (),
        waiting_minutes=sum(part.minutes for part in left if part.why and not part.allowed),
        may_correct=waiting is None and answered_at_home and may_correct(actor, booking),
        may_answer=proposed and others and actor.may(Right.AGREE_HOURS, booking.host_id),
        may_allow=waiting is not None
        and not proposed
        and others
        and bookings.answers_for_home(actor, booking)
        and actor.person_id not in booking.parties,
        may_withdraw=proposed and waiting is not None and actor.person_id == waiting.proposed_by_id,
    )


def correction_to_answer(actor: Actor, correction_id: int) -> HoursCorrection:
    """A correction of a booking the actor may see, by its row. Refuses `not_found`."""
    linked = HoursCorrection.objects.select_related("timesheet__booked_week")
    found = sole(linked.filter(pk=correction_id))
    if found is None:
        raise NotFound
    found.timesheet.booking = bookings.seen_booking(actor, found.timesheet.booking_id)
    return found


def open_correction(timesheet: Timesheet) -> HoursCorrection:
    """The correction of a timesheet that waits for an answer. Refuses `not_found`."""
    found = sole(timesheet.corrections.filter(status__in=OPEN))
    if found is None:
        raise NotFound
    return found


def held_days(columns: tuple[str, ...], of_sheet: dict[str, Any], of_day: dict[str, Any]) -> list[Any]:
    """These columns of days worked as they hold now, corrected ones in the place of those sent. One SQL query.

    `columns`: of the day, or of its timesheet where they begin with `timesheet__`; `of_sheet`, `of_day`: which ones.
    """
    agreed = HoursCorrection.objects.filter(status="agreed")
    sent = WorkedDay.objects.filter(~Exists(agreed.filter(timesheet=OuterRef("timesheet_id"))), **of_day)
    sent = sent.filter(**{f"timesheet__{key}": value for key, value in of_sheet.items()})
    later = agreed.filter(
        timesheet=OuterRef("correction__timesheet_id"), number__gt=OuterRef("correction__number")
    )
    said = CorrectedDay.objects.filter(~Exists(later), correction__status="agreed", **of_day)
    said = said.filter(**{f"correction__timesheet__{key}": value for key, value in of_sheet.items()})
    through = [f"correction__{name}" if name.startswith("timesheet__") else name for name in columns]
    found = sent.values_list(*columns).union(said.values_list(*[F(name) for name in through]), all=True)
    return list(found)


def worked_between(officer_id: int, first: date, last: date, *, but_week_id: int) -> list[Day]:
    """What an officer sent with its times for other weeks between two days, in order; corrections included."""
    rows = held_days(
        ("date", "minutes", "starts", "ends", "timesheet__booked_week_id"),
        {"booking__officer_id": officer_id, "status__in": ("submitted", "queried", *AGREED)},
        {"date__range": (first, last), "starts__isnull": False},
    )
    others = [Day(*row[:4]) for row in rows if row[4] != but_week_id]
    return sorted(others, key=lambda day: day.date)
