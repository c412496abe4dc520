"""Why a booking ends, and what a late cancellation owes."""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Protocol, TypeVar

from django.utils.translation import gettext_lazy as _

from commonpool.bookings.rules.deadlines import free_until

HOST_LATE = "host_late"
"""The host has not had ready in time what the officer needs: its weeks go free of charge, whoever lets them go."""

OWED_AT_MOST_MINUTES = 120
"""Two hours: what an officer has kept free and a home council has covered, and no more."""

DECLINING = {
    "no_time": _("No time in these weeks"),
    "not_my_field": _("Not my field"),
    "conflict": _("A conflict of interest"),
    "home_needs_them": _("The home council needs them"),
}
"""Declining needs no reason; where one is given it is one of these."""

WITHDRAWING = {
    "found_other": _("We found the help elsewhere"),
    "not_needed": _("We no longer need it"),
    "other_weeks": _("We need other weeks"),
    "too_dear": _("It costs too much"),
}

CANCELLING_HOST = {
    "not_needed": _("We no longer need it"),
    "plans_changed": _("Our plans have changed"),
    "emergency": _("An emergency"),
    "illness": _("Somebody is ill"),
}
CANCELLING_HOME = {
    "recall": _("We need them back"),
    "illness": _("Somebody is ill"),
    "emergency": _("An emergency"),
    "left": _("They no longer work for us"),
    HOST_LATE: _("What they need is not ready in time"),
}
UNSAID_HOST, UNSAID_HOME = "not_needed", "recall"
"""What is meant where no reason is given."""

SAME_COUNCIL = "same_council"
"""Home and host have become one council, which lends itself nobody."""

NEVER_CHARGED = frozenset({"illness", "emergency", "recall", "left", SAME_COUNCIL, HOST_LATE})

ENDED_BY_RULE = {
    "expired_unanswered": _("Nobody answered in time"),
    "permission_ended": _("The home council ended its permission"),
    "permission_replaced": _("The home council’s new permission does not cover it"),
    "not_on_payroll": _("The home council cannot lend them for pay"),
    "varied": _("The hours were moved"),
    SAME_COUNCIL: _("Home and host have become one council"),
}


class Week(Protocol):
    """A live week of a bound booking."""

    @property
    def monday(self) -> date: ...

    @property
    def worked_at(self) -> datetime | None: ...


AnyWeek = TypeVar("AnyWeek", bound=Week)


def still_to_cancel(weeks: Iterable[AnyWeek], *, by_home: bool, today: date) -> list[AnyWeek]:
    """Those of a booking's live weeks that may still be cancelled: not agreed and, for the host, not begun.

    In a week that has begun the officer may have worked; they say what, and only that is charged.
    """
    return [week for week in weeks if week.worked_at is None and (by_home or week.monday > today)]


def is_late(at: datetime, monday: date, holidays: Collection[date]) -> bool:
    """Whether it is after 17:00 UK time on the third working day before the week."""
    return at > free_until(monday, holidays)


def owed_minutes(
    minutes: int, monday: date, *, at: datetime, by_home: bool, reason: str, holidays: Collection[date]
) -> int:
    """Minutes of the week still charged: when the host cancels late, what was booked, at most two hours."""
    if by_home or reason in NEVER_CHARGED or not is_late(at, monday, holidays):
        return 0
    return min(minutes, OWED_AT_MOST_MINUTES)
