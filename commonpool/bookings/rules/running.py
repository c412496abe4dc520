"""Sums of what is bound between two councils, and which bookings are one requirement. Pence before VAT."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from commonpool.agreements.rules.procurement import Figure, financial_year

Months = Mapping[date, int]
WINDOW_MONTHS = 12
ASKED_WITHIN_DAYS = 30
"""Bookings asked for within so many days are looked at together (PRC-07)."""
JUST_UNDER_PERCENT = 80
"""Just under a limit: at this share of it or more, and not above it."""
PAUSE = timedelta(weeks=2)
"""Weeks of one officer are successive where at most one week lies between them."""


@dataclass(frozen=True)
class Answers:
    """What a host has answered once, as far as a booking asks it. Limits before VAT; none where there is none."""

    basis: str
    objectives: str = ""
    public_interest: bool = False
    other_percent: int = 0
    insured: bool = True
    standing_orders_pence: int | None = None
    regulated_pence: int | None = None


@dataclass(frozen=True)
class Cap:
    """The most in a financial year before VAT, and the last day to which anything is borrowed under it."""

    pence: int
    ends_on: date


@dataclass(frozen=True)
class Allowance:
    """What a host may still bind with a home unasked: caps and sums by financial year; who has an interest.

    `usual_pence`: the cap of a year for which none was chosen.
    """

    usual_pence: int
    caps: Mapping[int, int] = field(default_factory=dict)
    used: Mapping[int, int] = field(default_factory=dict)
    interested: frozenset[int] = frozenset()

    def covers(self, months: Months) -> bool:
        """Whether so much more in these months stays within the caps of their years."""
        adding = by_year(months)
        return all(
            pence <= 0 or self.used.get(year, 0) + pence <= self.caps.get(year, self.usual_pence)
            for year, pence in adding.items()
        )


@dataclass(frozen=True)
class Lately:
    """What a host asked a home for within the last days and that was not given up: all the weeks of one booking, or of
    several of one officer in one family that follow on each other.
    """

    officer_id: int
    family: str
    net_pence: int
    first: date
    last: date


@dataclass(frozen=True)
class Procurement:
    """What is known between a host and a home when hours are asked for.

    `bound`: by month, for the family of functions that is asked for, without the booking that is judged anew;
    `lately`: of the officers asked for; `elsewhere`: what each requirement of the others comes to, each sum once;
    `limits`: the most that passes unasked under each limit on one booking; `interest`: of who asks, in the home.
    """

    officer_id: int
    family: str
    pair_id: int | None = None
    answers: Answers | None = None
    home_insured: bool = True
    figures: tuple[Figure, ...] = ()
    caps: Mapping[int, Cap] = field(default_factory=dict)
    used: Mapping[int, int] = field(default_factory=dict)
    bound: Months = field(default_factory=dict)
    lately: Collection[Lately] = ()
    elsewhere: Collection[int] = ()
    limits: Collection[int] = ()
    interest: bool = False

    @property
    def allowance(self) -> Allowance:
        """What may be bound with nobody asked, in the years asked for."""
        return Allowance(0, {year: cap.pence for year, cap in self.caps.items()}, self.used)


def by_year(months: Months) -> dict[int, int]:
    """Pence by financial year: the caps' year."""
    found: dict[int, int] = {}
    for month, pence in months.items():
        found[financial_year(month)] = found.get(financial_year(month), 0) + pence
    return found


def dearest_year(bound: Months, asked: Months) -> int:
    """The most that any twelve months in a row with something asked for in them come to, in all."""
    both = {month: bound.get(month, 0) + asked.get(month, 0) for month in {*bound, *asked}}
    ends = {_later(month, more) for month in asked for more in range(WINDOW_MONTHS)}
    return max((_sum_to(end, both) for end in ends), default=0)


def _sum_to(end: date, months: Months) -> int:
    first = _later(end, 1 - WINDOW_MONTHS)
    return sum(pence for month, pence in months.items() if first <= month <= end)


def _later(month: date, more: int) -> date:
    count = month.year * 12 + month.month - 1 + more
    return date(count // 12, count % 12 + 1, 1)


def requirement(asked: Lately, lately: Iterable[Lately]) -> tuple[int, list[Lately]]:
    """What the one requirement comes to in all, and what was asked for lately and is no part of it.

    Weeks of one officer in one family that follow on each other, with at most one week between them, are one
    requirement, in however many bookings they were asked for.
    """
    mine = [asked]
    others: list[Lately] = []
    for each in lately:
        (mine if _alike(each, asked) else others).append(each)
    whole = 0
    for run in _runs(mine):
        if any(each is asked for each in run):
            whole = sum(each.net_pence for each in run)
        else:
            others += run
    return whole, others


def requirements(lately: Iterable[Lately]) -> list[int]:
    """What each of the requirements among these comes to."""
    alike: dict[tuple[int, str], list[Lately]] = {}
    for each in lately:
        alike.setdefault((each.officer_id, each.family), []).append(each)
    return [sum(each.net_pence for each in run) for some in alike.values() for run in _runs(some)]


def _alike(one: Lately, other: Lately) -> bool:
    return (one.officer_id, one.family) == (other.officer_id, other.family)


def _runs(alike: Iterable[Lately]) -> list[list[Lately]]:
    """Bookings of one officer in one family, those that follow on each other together: each looked at once."""
    runs: list[list[Lately]] = []
    reaches = date.min
    for each in sorted(alike, key=lambda one: one.first):
        if runs and each.first <= reaches + PAUSE:
            runs[-1].append(each)
            reaches = max(reaches, each.last)
        else:
            runs.append([each])
            reaches = each.last
    return runs


def looks_split(
    whole: int, others: Iterable[Lately], limits: Iterable[int], elsewhere: Iterable[int] = ()
) -> bool:
    """Whether this requirement and another one both lie just under the same limit."""
    near = [limit for limit in limits if _just_under(whole, limit)]
    rest = [*requirements(others), *elsewhere] if near else []
    return any(_just_under(each, limit) for limit in near for each in rest)


def _just_under(pence: int, limit: int) -> bool:
    return limit > 0 and limit * JUST_UNDER_PERCENT <= pence * 100 <= limit * 100
