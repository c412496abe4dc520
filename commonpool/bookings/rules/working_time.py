"""Working time over all jobs and loans: the 48-hour average, and weeks in one role. Whole minutes and ISO weeks.

Sources: Working Time Regulations 1998 regs 4 and 5; Agency Workers Regulations 2010 reg 7 (twelve weeks). The home
council is one employer: its own hours and those of every loan are added up, and with them what is worked for anybody
else (WT-01, WT-10).

Regulation 4(6) averages (A+B)/C: excluded days (leave, sickness, and those of an opt-out) are left out and as many
later days taken in. Weeks that an opt-out covers whole are left out in that way. Leave and sickness the product does
not hold: such a week counts with its contract hours, which may make room that the regulation does not give.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice, takewhile
from typing import Literal

from commonpool.kernel.weeks import WEEK, monday_of

Effect = Literal["BLOCK", "WARN", "PASS"]
LIMIT_MINUTES = 48 * 60
SHOWN_MINUTES = 44 * 60
WINDOW_WEEKS, LONG_WINDOW_WEEKS = 17, 26
ROLE_WEEKS, ROLE_BREAK_WEEKS = 12, 6
SIX_DAYS = timedelta(days=6)
GRAVITY: dict[Effect, int] = {"PASS": 0, "WARN": 1, "BLOCK": 2}


@dataclass(frozen=True)
class OptOut:
    """Days on which the 48-hour limit is agreed not to hold: its first and, once given up, its last."""

    starts_on: date
    ends_on: date | None = None

    def covers(self, monday: date) -> bool:
        """Whether it holds on all seven days of the week."""
        return self.starts_on <= monday and (self.ends_on is None or monday + SIX_DAYS <= self.ends_on)


@dataclass(frozen=True)
class WorkingTime:
    """What is known of an officer's hours: contract and other work in minutes a week, lent minutes by Monday.

    `began_on` is the first day of work where it may be less than a window ago; None where it is longer ago. `done`:
    weeks of what is judged anew that are worked already, and count in `lent` as they were.
    """

    contract_minutes: int
    other_minutes: int = 0
    lent: Mapping[date, int] = field(default_factory=dict)
    began_on: date | None = None
    opt_outs: Sequence[OptOut] = ()
    window_weeks: int = WINDOW_WEEKS
    done: Collection[date] = ()

    @property
    def usual_minutes(self) -> int:
        return self.contract_minutes + self.other_minutes

    def opted_out(self, monday: date) -> bool:
        """Whether the 48-hour limit holds on no day of this week."""
        return any(each.covers(monday) for each in self.opt_outs)


@dataclass(frozen=True)
class Average:
    """The window that says most against a request, from its first Monday to its last; None: nothing was asked."""

    effect: Effect | None
    monday: date | None = None
    last_monday: date | None = None
    weeks: int = 0
    total_minutes: int = 0

    @property
    def minutes(self) -> int:
        """Minutes a week on average, the last begun minute counted whole: over 48 hours never reads as 48."""
        return -(-self.total_minutes // self.weeks) if self.weeks else 0


def average(asked: Mapping[date, int], known: WorkingTime) -> Average:
    """WT-01: of all windows that hold a week asked for, the gravest, then the fullest, then the earliest.

    BLOCK above 48 hours a week on average; WARN from 44, also above 48 where the weeks asked for are opted out.
    `asked` is minutes by Monday, not counted in `known.lent` yet.
    """
    wanted = {
        monday: minutes for monday, minutes in asked.items() if minutes > 0 and monday not in known.done
    }
    free = {monday for monday in wanted if known.opted_out(monday)}
    judged = [_fullest(wanted, wanted.keys() - free, known, limited=True)]
    judged.append(_fullest(wanted, free, known, limited=False))
    return max((each for each in judged if each is not None), key=_weight, default=Average(effect=None))


def no_week_is_above(asked: Mapping[date, int], known: WorkingTime) -> bool:
    """Whether they work 48 hours at most in every week: then no average of any is above."""
    most = max(
        (known.lent.get(monday, 0) + asked.get(monday, 0) for monday in {*known.lent, *asked}), default=0
    )
    return known.usual_minutes + most <= LIMIT_MINUTES


def windows(
    asked: Mapping[date, int], of: Collection[date], known: WorkingTime, *, limited: bool
) -> Iterator[Average]:
    """Every window that holds one of the Mondays `of`, by its end. Each week is added once and taken away once.

    `limited` leaves out the weeks of an opt-out and judges by the limit; else all weeks, which can only warn.
    """
    if not of:
        return
    size, last_asked = known.window_weeks, max(of)
    held: list[date] = []
    total, start, newest, after = 0, 0, -1, 0
    for monday in _counted(min(of), known, limited):
        if monday > last_asked:
            after += 1
            if after == size:
                return
        held.append(monday)
        total += _minutes(monday, asked, known)
        if len(held) - start > size:
            total -= _minutes(held[start], asked, known)
            start += 1
        if monday in of:
            newest = len(held) - 1
        if newest >= start:
            weeks = len(held) - start
            yield Average(_effect(total, weeks, limited), held[start], monday, weeks, total)


def fullest_ahead(known: WorkingTime, monday: date) -> Average:
    """The fullest window that holds this week or a later one with lent hours, of several the latest.

    WARN from 44 hours, opted out or not: it is for reading, and refuses nothing.
    """
    ahead = {monday, *(each for each, minutes in known.lent.items() if each > monday and minutes)}
    return max(reversed(list(windows({}, ahead, known, limited=False))), key=_weight)


@dataclass(frozen=True)
class InRole:
    """Calendar weeks in one role for one host, breaks of up to six weeks between them; None: nothing was asked."""

    effect: Effect | None
    weeks: int = 0
    since: date | None = None


def weeks_in_role(mondays: Collection[date], asked: Collection[date]) -> InRole:
    """EMP-30: from the twelfth calendar week with any hours in the same role for the same host, WARN.

    `mondays` are the weeks with hours there besides those asked for. A break of more than six calendar weeks starts
    the count again; a shorter one stops it. Of the counts that hold a week asked for, the longest.
    """
    longest, wanted = InRole(effect=None), set(asked)
    run: list[date] = []
    held = False
    for monday in sorted({*mondays, *wanted}):
        if run and (monday - run[-1]) // WEEK - 1 > ROLE_BREAK_WEEKS:
            run, held = [], False
        run.append(monday)
        held = held or monday in wanted
        if held and len(run) > longest.weeks:
            longest = InRole("WARN" if len(run) >= ROLE_WEEKS else "PASS", len(run), run[0])
    return longest


def adds_nothing(asked: Mapping[date, int], booked: Mapping[date, int]) -> bool:
    """Whether a change gives no week more minutes than are booked already: then no limit speaks against it."""
    return bool(booked) and all(minutes <= booked.get(monday, 0) for monday, minutes in asked.items())


def of_age(adult: bool | None) -> Effect | None:
    """WT-07: nobody under 18 is lent. None while the officer has not said."""
    if adult is None:
        return None
    return "PASS" if adult else "BLOCK"


def _fullest(
    asked: Mapping[date, int], of: Collection[date], known: WorkingTime, *, limited: bool
) -> Average | None:
    return max(windows(asked, of, known, limited=limited), key=_weight, default=None)


def _weight(each: Average) -> tuple[int, float]:
    return (GRAVITY[each.effect] if each.effect else -1, each.total_minutes / max(each.weeks, 1))


def _effect(total: int, weeks: int, limited: bool) -> Effect:
    if limited and total > LIMIT_MINUTES * weeks:
        return "BLOCK"
    return "WARN" if total >= SHOWN_MINUTES * weeks else "PASS"


def _minutes(monday: date, asked: Mapping[date, int], known: WorkingTime) -> int:
    return known.usual_minutes + known.lent.get(monday, 0) + asked.get(monday, 0)


def _counted(first: date, known: WorkingTime, limited: bool) -> Iterator[date]:
    """The weeks from as many before `first` as a window can hold, or from the first week of work."""
    out = known.opt_outs if limited else ()
    earliest = monday_of(known.began_on) if known.began_on else date.min
    before = _walk(first - WEEK, -WEEK, out)
    worked = takewhile(lambda monday: monday >= earliest, before)
    yield from reversed(list(islice(worked, known.window_weeks - 1)))
    yield from _walk(first, WEEK, out)


def _walk(monday: date, step: timedelta, out: Sequence[OptOut]) -> Iterator[date]:
    """Mondays one way, without those that an opt-out covers; none after one that has no end."""
    while True:
        covering = next((each for each in out if each.covers(monday)), None)
        if covering is None:
            yield monday
        elif covering.ends_on is None and step == WEEK:
            return
        monday += step
