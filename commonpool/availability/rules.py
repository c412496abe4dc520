"""What a week offers and why it is closed; what a permission may allow; whether a listing stands in the pool."""

import calendar
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.weeks import STEP_MINUTES, monday_of
from commonpool.kernel.workdays import WEEKDAYS, nth_working_day_after

WEEKS_AHEAD = 52
SIX_DAYS = timedelta(days=6)
MOST_WEEKLY_MINUTES = 2220
"""37 hours: more than a full week of a council's work is nobody's to offer."""

WHY_CLOSED = {
    "not_offered": _("not offered"),
    "leave": _("not available"),
    "bank_holiday": _("bank holiday"),
    "not_permitted": _("outside the permission"),
}
TIME_BASES = {
    "overtime": _("Paid extra hours"),
    "time_back": _("Time back"),
    "within_hours": _("Within normal hours"),
}
REFUSAL_REASONS = {
    "workload": _("Our own work needs all their hours"),
    "not_now": _("Not now: ask again later"),
    "hours_too_many": _("Too many hours"),
    "working_time": _("Working time or health and safety limits"),
    "not_my_officer": _("They do not report to me"),
    "approver_unknown": _("The council does not know this manager as one who may release staff"),
}
SAYABLE_REFUSALS = tuple(reason for reason in REFUSAL_REASONS if reason != "approver_unknown")
"""What a manager can choose; the other is what follows when the release contact does not know them."""
ENDING_REASONS = {
    "workload": _("Our own work needs all their hours"),
    "role_change": _("Their job has changed"),
    "working_time": _("Working time or health and safety limits"),
    "asked_back": _("The request was withdrawn"),
    "listing_closed": _("The officer closed their listing"),
    "employment_ended": _("The officer left the council"),
    "replaced": _("A newer permission took its place"),
}
SAYABLE_ENDINGS = ("workload", "role_change", "working_time")
BOOKINGS_DECIDED = {
    "finish": _("They finish what is booked"),
    "hand_back": _("We need them back: weeks that have not begun are cancelled"),
}
"""What happens to bound bookings when a permission is withdrawn: whoever withdraws it says which."""
REMINDERS = (2, 5, 8)
"""Working days after the asking: twice the manager is reminded, then somebody else is asked to see to it."""
PASSED_ON_AFTER = 8
ENDING_NOTICES = (28, 7)
"""Days before the last day of a permission at which the officer and the manager are told, once each."""


@dataclass(frozen=True)
class Span:
    """Days from one to another, both included; an empty end is for ever."""

    first: date
    last: date | None = None

    def cut(self, other: "Span") -> "Span":
        """The days that both hold (possibly none)."""
        lasts = [last for last in (self.last, other.last) if last is not None]
        return Span(max(self.first, other.first), min(lasts) if lasts else None)

    def holds(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Offering:
    """All that decides a person's weeks. `permitted` is empty when nothing is allowed."""

    weekly_minutes: int
    offered: Span | None
    permitted: Span | None
    permitted_minutes: int
    usual_days: Collection[int]
    shared: bool = False
    blocks: Mapping[date, int] = field(default_factory=dict)
    weeks_off: Collection[date] = ()
    holidays: Collection[date] = ()


NOTHING = Offering(weekly_minutes=0, offered=None, permitted=None, permitted_minutes=0, usual_days=())


@dataclass(frozen=True)
class Derived:
    """What a week allows: minutes, and why none."""

    monday: date
    minutes: int
    why_closed: str


def derive(offering: Offering, monday: date) -> Derived:
    """What one week allows: hours offered (weekly and one-off), never above the permission's weekly cap.

    The week is closed when it is off, or when no usual day is left in it: outside the dates of the listing, the
    permission or the employment, or all of them bank holidays.
    """
    why = _why_closed(offering, monday)
    if why:
        return Derived(monday, 0, why)
    wished = offering.weekly_minutes + offering.blocks.get(monday, 0)
    allowed = min(wished, offering.permitted_minutes)
    return Derived(monday, allowed, "" if allowed else "not_permitted")


def _why_closed(offering: Offering, monday: date) -> str:
    if _is_plain(offering, monday):
        return "leave" if monday in offering.weeks_off else ""
    days = [monday + timedelta(days=day - 1) for day in sorted(offering.usual_days)]
    offered = [day for day in days if offering.offered and offering.offered.holds(day)]
    if not offered or offering.weekly_minutes + offering.blocks.get(monday, 0) == 0:
        return "not_offered"
    permitted = [day for day in offered if offering.permitted and offering.permitted.holds(day)]
    if not permitted:
        return "not_permitted"
    if monday in offering.weeks_off:
        return "leave"
    if all(day in offering.holidays for day in permitted):
        return "bank_holiday"
    return ""


def _is_plain(offering: Offering, monday: date) -> bool:
    """Whether hours are offered and permitted on every day of the week, and none is a bank holiday: as most are."""
    sunday = monday + SIX_DAYS
    return (
        bool(offering.usual_days)
        and offering.weekly_minutes > 0
        and monday not in _mondays(frozenset(offering.holidays))
        and all(
            span is not None and span.first <= monday and (span.last is None or sunday <= span.last)
            for span in (offering.offered, offering.permitted)
        )
    )


@cache
def _mondays(days: frozenset[date]) -> frozenset[date]:
    """Of the weeks in which these days are."""
    return frozenset(monday_of(day) for day in days)


def weeks_ahead(first: date) -> Iterator[date]:
    """The Mondays of the weeks kept: the one that `first` begins and the 51 after it."""
    for number in range(WEEKS_AHEAD):
        yield first + timedelta(weeks=number)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month: 31 August and six months is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def reminder_days(asked_on: date, holidays: Collection[date]) -> dict[int, date]:
    """On which day each reminder of a permission asked then is due, by its number of working days."""
    return {days: nth_working_day_after(asked_on, days, WEEKDAYS, holidays) for days in REMINDERS}


def reminder_due(asked_on: date, today: date, holidays: Collection[date]) -> int | None:
    """The latest reminder whose day has come, or none: one missed is not made up for by two at once."""
    come = [days for days, day in reminder_days(asked_on, holidays).items() if day <= today]
    return max(come, default=None)


def notice_due(granted_on: date, ends_on: date, today: date) -> int | None:
    """The latest notice of a permission's end whose day has come, or none.

    A permission given when that day was past already has none: its last day has just been read.
    """
    days = {each: ends_on - timedelta(days=each) for each in ENDING_NOTICES}
    come = [each for each, day in days.items() if granted_on < day <= today <= ends_on]
    return min(come, default=None)


@dataclass(frozen=True)
class Limits:
    """What a permission allows."""

    weekly_minutes: int
    starts_on: date
    ends_on: date
    decisions: bool = False
    peer_help: bool = True


def within_usual(limits: Limits, weekly_minutes: int, months: int) -> bool:
    """Whether a permission keeps to its council's usual limits, so that a fresh e-mail code is enough."""
    return limits.weekly_minutes <= weekly_minutes and limits.ends_on <= add_months(limits.starts_on, months)


def beyond(limits: Limits, asked: Limits) -> str:
    """The first limit that goes beyond what the officer asked for, by its field; empty when none does."""
    if limits.weekly_minutes > asked.weekly_minutes:
        return "weekly_minutes"
    if limits.starts_on < asked.starts_on:
        return "starts_on"
    if limits.ends_on > asked.ends_on:
        return "ends_on"
    if limits.decisions and not asked.decisions:
        return "decisions"
    return "peer_help" if limits.peer_help and not asked.peer_help else ""


def whole_half_hours(minutes: int, *, most: int = MOST_WEEKLY_MINUTES) -> bool:
    """Whether this is some half hours a week, at most a full week."""
    return minutes > 0 and minutes % STEP_MINUTES == 0 and minutes <= most


@dataclass(frozen=True)
class Facts:
    """What decides how a listing stands on a day."""

    listed: bool
    in_dates: bool
    permitted: bool
    paused_by_manager: bool
    employed: bool
    depth: str
    agreement_in_force: bool
    checked: bool
    priced: bool


def hidden_because(facts: Facts) -> tuple[str, ...]:
    """Why a listing is not in the pool; empty when it is visible."""
    reasons = {
        "not_listed": not facts.listed,
        "out_of_dates": not facts.in_dates,
        "permission_paused": facts.paused_by_manager,
        "no_permission": not facts.permitted and not facts.paused_by_manager,
        "no_employment": not facts.employed,
        "council_not_joined": facts.depth == "none",
    }
    return tuple(reason for reason, holds in reasons.items() if holds)


def unpaid_because(facts: Facts) -> tuple[str, ...]:
    """Why a visible listing cannot be booked for pay yet; empty when it can."""
    reasons = {
        "council_not_lending": facts.depth != "lend",
        "no_agreement": not facts.agreement_in_force,
        "not_checked": not facts.checked,
        "no_price": not facts.priced,
    }
    return tuple(reason for reason, holds in reasons.items() if holds)
