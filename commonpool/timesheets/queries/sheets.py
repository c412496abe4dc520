"""Questions about hours worked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from commonpool.access import Actor, Right
from commonpool.activity.queries import story
from commonpool.availability.queries import bank_holidays
from commonpool.bookings import queries as bookings
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import Among, Compiled, sole
from commonpool.timesheets import rules
from commonpool.timesheets.models import AGREED, HoursCorrection, MissingYes, Timesheet
from commonpool.timesheets.models.correction import OPEN
from commonpool.timesheets.queries.corrections import (
    NONE,
    Corrections,
    corrections_of,
    days_of,
    holding,
)
from commonpool.timesheets.queries.paid import parts_with_pay
from commonpool.timesheets.rules.sorting import Lent, Sorted, sort_out

UNANSWERED = ("prefilled", "queried")
SENT = ("submitted", "queried", *AGREED)
ANSWERED_BY = ("proposed_by", "answered_by", "home_answered_by")


@dataclass(frozen=True)
class Stands:
    """Where hours of a week stand, and whether the actor is the one to send them, or to answer them."""

    status: str
    may_submit: bool
    may_answer: bool


@dataclass(frozen=True)
class PaidPart:
    """Agreed hours of a day, of one kind and band, and from when they are paid."""

    date: date
    band: str
    day_type: str
    minutes: int
    payable_at: datetime


@dataclass(frozen=True)
class Sheet:
    """The hours of one booked week as a page or endpoint shows them. `days`: as sent, else filled in as booked.

    `found`: their minutes by kind of day and time of day, and which of them wait for the home council's yes, or would
    wait once the host agrees them. `missing`: that yes, where it has been asked for.
    """

    booking: Booking
    week: BookedWeek
    timesheet: Timesheet | None
    days: list[rules.Day]
    may_submit: bool
    may_answer: bool
    found: list[Sorted]
    missing: MissingYes | None = None
    may_allow: bool = False
    corrections: Corrections = NONE

    @property
    def status(self) -> str:
        """`prefilled` also where the week has not begun: its hours may be sent as soon as any are worked."""
        return self.timesheet.status if self.timesheet else "prefilled"

    @property
    def minutes(self) -> int:
        """All minutes of the days shown."""
        return rules.total(self.days)

    @property
    def minutes_above(self) -> int:
        """Minutes sent above those booked: never agreed by silence, and not charged."""
        return max(self.minutes - self.week.minutes, 0)

    @property
    def waiting_minutes(self) -> int:
        """Minutes that are neither paid nor charged until the home council says yes."""
        if self.corrections.holding is not None:
            return self.corrections.waiting_minutes
        if self.missing is not None and self.missing.status == "given":
            return 0
        return sum(each.part.minutes for each in self.found if each.why)

    @property
    def paid(self) -> list[PaidPart]:
        """The agreed hours that are paid, in order."""
        parts: Iterable[Any] = self.timesheet.parts.all() if self.timesheet else ()
        return [
            PaidPart(part.date, part.band, part.day_type, part.minutes, part.payable_at)
            for part in sorted(parts, key=lambda part: (part.date, part.band, part.pk))
            if part.payable_at is not None
        ]

    @property
    def yes_missing(self) -> list[str]:
        """Whose yes is missing before all of it is paid: `host`, `home`."""
        found = [] if self.status in AGREED else ["host"]
        return [*found, "home"] if self.waiting_minutes else found


def timesheet_for(actor: Actor, reference: str, monday: date) -> Sheet:
    """The hours of one week of a booking the actor may see. Refuses `not_found`, also for another council's."""
    booking = bookings.booking_for(actor, reference)
    live = (week for week in booking.weeks.all() if week.released_at is None and week.monday == monday)
    week = sole(live)
    if week is None or booking.kind != "paid" or booking.bound_at is None:
        raise NotFound
    kept = Timesheet.objects.filter(booked_week=week).select_related("missing_yes__answered_by", "agreed_by")
    said = Prefetch("corrections", HoursCorrection.objects.select_related(*ANSWERED_BY))
    found = kept.prefetch_related("days", Prefetch("parts", parts_with_pay()), said, "corrections__days")
    return _sheet(actor, booking, week, sole(found))


def hours_of(actor: Actor, booking: Booking) -> dict[int, Stands]:
    """Where hours of a booking the actor was given stand, by booked week, once they are asked for. One SQL query."""
    kept = booking.timesheets.filter(booked_week__released_at__isnull=True).exclude(status="dropped")
    standing = kept.values_list("booked_week_id", "status")
    return {week_id: _stands(actor, booking, status) for week_id, status in standing}


def live_week(booking: Booking, monday: date) -> BookedWeek | None:
    """The week of this booking at this Monday, while it is not released."""
    return sole(booking.weeks.filter(monday=monday, released_at__isnull=True))


def as_booked(booking: Booking, week: BookedWeek) -> list[rules.Day]:
    """The days of a week filled in as booked: the officer's usual days, without their nation's holidays."""
    holidays = bank_holidays(booking.home.nation)
    planned = bookings.days_planned(booking, week.minutes, week.monday, week.when, holidays)
    return [rules.Day(day, minutes) for day, minutes in planned.items()]


def sorted_out(booking: Booking, week: BookedWeek, days: Iterable[rules.Day]) -> list[Sorted]:
    """The minutes of these days by kind of day and time of day, and which of them home has not lent."""
    parts = rules.parts_of(days, bank_holidays(booking.home.nation))
    lent = Lent(week.monday, week.minutes, week.when, booking.permission.weekly_minutes)
    return sort_out(parts, lent)


def span_of(booking: Booking, today: date) -> rules.Span:
    """The days on which work for a bound booking counts: since it bound, while permission and employment last.

    What was bound under a permission replaced since is a commitment for all the days that one had reached. A
    permission withdrawn for a reason that does not take the officer back (their listing closed) leaves what was
    bound as it stands, and so its days too.
    """
    permission, employment = booking.permission, booking.employment
    assert booking.bound_at is not None
    replaced = booking.listing.permissions.filter(status="superseded", ended_at__gte=booking.bound_at)
    spans = [(permission.starts_on, permission.ends_on), *replaced.values_list("starts_on", "ends_on")]
    lasts = [today, max(last for _first, last in spans)]
    lasts += [employment.ends_on] if employment.ends_on else []
    taken_back_at = permission.ended_at if permission.ended_bookings == "hand_back" else None
    lasts += [london_date(taken_back_at)] if taken_back_at else []
    first = min(first for first, _last in spans)
    return rules.Span(max(london_date(booking.bound_at), first), min(lasts))


def sheet_to_answer(actor: Actor, timesheet_id: int) -> Timesheet:
    """A timesheet of a booking the actor may see, by its row. Refuses `not_found`."""
    found = sole(Timesheet.objects.filter(pk=timesheet_id))
    if found is None:
        raise NotFound
    found.booking = bookings.seen_booking(actor, found.booking_id)
    return found


def lock_sheet(booking_id: int, timesheet_id: int) -> tuple[Booking, Timesheet]:
    """The booking, locked after its permission as everything that moves it is, then its timesheet."""
    booking = bookings.hold(booking_id).booking
    sheets = Timesheet.objects.select_related("booked_week").select_for_update(of=("self",), no_key=True)
    return booking, sheets.get(pk=timesheet_id)


def weeks_to_open(today: date) -> list[tuple[int, int]]:
    """(booked week, its booking) of live weeks that have begun, of bound paid bookings, without a timesheet."""
    begun = BookedWeek.objects.filter(
        booking__status="bound",
        booking__kind="paid",
        released_at__isnull=True,
        monday__lte=today,
        timesheet__isnull=True,
    )
    return list(begun.order_by("monday", "id").values_list("pk", "booking_id"))


def unanswered(at: datetime) -> list[int]:
    """Timesheets sent so long ago that silence agrees them, where the host has not chosen otherwise since."""
    waiting = Timesheet.objects.filter(status="submitted", answer_by__lt=at)
    waiting = waiting.exclude(booking__host__joining__silence_agrees=False)
    return list(waiting.order_by("answer_by", "id").values_list("pk", flat=True))


def waiting_for(actor: Actor, at: datetime) -> list[Timesheet]:
    """What waits for the actor: their own hours to send (of weeks begun), hours of others to agree, and as an approver
    those of their officers that were worked outside of what was booked; and corrections of them (`corrected`).
    """
    agreeing, approving = actor.where(Right.AGREE_HOURS), actor.where(Right.APPROVE_BOOKING)
    return _WAITING(by=actor.by, agreeing=list(agreeing), approving=list(approving))


def _waiting(by: int, agreeing: Collection[int], approving: Collection[int]) -> QuerySet[Timesheet]:
    own = Q(booking__officer_id=by, status__in=UNANSWERED)
    at_host, at_home = Q(Among("booking__host_id", agreeing)), Q(Among("booking__home_id", approving))
    others, home = at_host & Q(status="submitted"), at_home & Q(missing_yes__status="waiting")
    open_ones = HoursCorrection.objects.filter(timesheet=OuterRef("pk")).exclude(proposed_by_id=by)
    proposed, waiting = (
        Exists(open_ones.filter(status="proposed")),
        Exists(open_ones.filter(status="waiting")),
    )
    others |= Q(proposed) & at_host
    home |= Q(waiting) & at_home
    found = Timesheet.objects.filter(own | ((others | home) & ~Q(booking__officer_id=by)))
    found = found.annotate(corrected=Exists(open_ones.filter(status__in=OPEN)))
    linked = ("booking__officer", "booking__host", "booking__home", "booked_week")
    return found.select_related(*linked).order_by("booked_week__monday", "id")


_WAITING = Compiled(_waiting, by=-1, agreeing=(-2,), approving=(-3,))


def sent_for(booking_id: int, mondays: Iterable[date]) -> bool:
    """Whether hours of any of these weeks of the booking have been sent."""
    sheets = Timesheet.objects.filter(booking_id=booking_id, booked_week__monday__in=list(mondays))
    return sheets.filter(status__in=SENT).exists()


def sent_under(permission_id: int) -> set[int]:
    """The booked weeks of bookings under a permission whose hours have been sent."""
    sheets = Timesheet.objects.filter(booking__permission_id=permission_id, status__in=SENT)
    return set(sheets.values_list("booked_week_id", flat=True))


def move_asked(booking_id: int, booked_week_id: int, to_monday: date, when: str) -> bool:
    """Whether the officer has asked before to move this week's hours there."""
    asked = story("booking_id", booking_id).filter(name="MoveAsked", facts__booked_week_id=booked_week_id)
    return asked.filter(facts__to_monday=to_monday.isoformat(), facts__when=when).exists()


def asked_move(booking: Booking, monday: date) -> tuple[date, str] | None:
    """To which week and time of the week the officer last asked to move a week's hours, while it is booked there."""
    week = live_week(booking, monday)
    if week is None:
        return None
    asked = story("booking_id", booking.pk).filter(name="MoveAsked", facts__booked_week_id=week.pk)
    last = asked.order_by("-pk").first()
    return (date.fromisoformat(last.facts["to_monday"]), last.facts["when"]) if last else None


def _sheet(actor: Actor, booking: Booking, week: BookedWeek, timesheet: Timesheet | None) -> Sheet:
    status = timesheet.status if timesheet else "prefilled"
    stands = _stands(actor, booking, status)
    missing = getattr(timesheet, "missing_yes", None) if timesheet else None
    sent = timesheet is not None and timesheet.submitted_at is not None
    days = days_of(timesheet) if timesheet and sent else as_booked(booking, week)
    kept = _kept(timesheet) if timesheet and status in AGREED else None
    said = corrections_of(actor, booking, timesheet) if kept is not None else NONE
    answers = missing is not None and missing.status != "given" and bookings.answers_for_home(actor, booking)
    answers = answers and said.holding is None
    return Sheet(
        booking=booking,
        week=week,
        timesheet=timesheet,
        days=days,
        may_submit=stands.may_submit,
        may_answer=stands.may_answer,
        found=sorted_out(booking, week, days) if kept is None else kept,
        missing=missing,
        may_allow=answers and actor.person_id not in booking.parties,
        corrections=said,
    )


def _stands(actor: Actor, booking: Booking, status: str) -> Stands:
    own = booking.officer_id == actor.person_id
    answers = not own and status == "submitted" and actor.may(Right.AGREE_HOURS, booking.host_id)
    return Stands(status, own and booking.status == "bound" and status in UNANSWERED, answers)


def _kept(timesheet: Timesheet) -> list[Sorted]:
    """What was agreed, as it was on that day, or as its last correction says it."""
    held = holding(timesheet)
    parts = [each for each in timesheet.parts.all() if each.correction_id == (held.pk if held else None)]
    kept = sorted(parts, key=lambda part: (part.date, part.band, part.pk))
    return [Sorted(rules.Part(each.date, each.day_type, each.band, each.minutes), each.why) for each in kept]
