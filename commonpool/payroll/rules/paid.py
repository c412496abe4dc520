"""What a file says anew: each worked day once, and what it said before taken back where it no longer holds.

A worked day is a day of a timesheet. Whole minutes and pence; pence are None where pay is not known here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby

from commonpool.agreements.rules.paying import PayLine, Table, Worked, pay_lines
from commonpool.kernel.money import split

Key = tuple[int, date]
"""A worked day: the timesheet's row, and the day."""
WHOLE_DAY_MINUTES = 1440


@dataclass(frozen=True)
class Part:
    """So many minutes of a calendar day at one rate (hundredths of plain time)."""

    date: date
    minutes: int
    multiplier_hundredths: int
    pence: int | None = None
    hourly_pence: int | None = None

    def same_time(self, other: "Part") -> bool:
        """Whether payroll is told the same: the money is its own reckoning, also of a later pay award."""
        of_mine = self.date, self.minutes, self.multiplier_hundredths
        return of_mine == (other.date, other.minutes, other.multiplier_hundredths)


@dataclass(frozen=True)
class Agreed:
    """A worked day as it is agreed now, a night over midnight being of the day it began.

    `own_time_id`: the statement that it was outside contracted hours, if given.
    """

    timesheet_id: int
    date: date
    employment_id: int
    person_id: int
    spells: tuple[Worked, ...]
    agreed_at: datetime
    starts: time | None = None
    ends: time | None = None
    own_time_id: int | None = None

    @property
    def key(self) -> Key:
        return self.timesheet_id, self.date

    @property
    def minutes(self) -> int:
        """Minutes worked."""
        return sum(each.minutes for each in self.spells)


@dataclass(frozen=True)
class Paid:
    """What the files say of a worked day so far: its newest version, with its lines."""

    version: int
    minutes: int
    parts: tuple[Part, ...]
    own_time_id: int | None = None


@dataclass(frozen=True)
class Said:
    """What a file says of a worked day: `parts` are paid now, `taken_back` what the version before had paid."""

    key: Key
    version: int
    minutes: int
    parts: tuple[Part, ...]
    taken_back: tuple[Part, ...] = ()
    own_time_id: int | None = None

    @property
    def net_minutes(self) -> int:
        """Minutes paid by the file for this day, those taken back being negative."""
        return sum(each.minutes for each in self.parts) - sum(each.minutes for each in self.taken_back)


NOT_STATED, SAME_TIME, PAST_24_HOURS = "not_stated", "same_time", "past_24_hours"


@dataclass(frozen=True)
class ToPay:
    """What a file would say, in order, and which worked days are kept out of it, each with the reason."""

    said: list[Said] = field(default_factory=list)
    held: dict[Key, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Terms:
    """How an employment is paid: contract minutes a week, and of each day the table, pence an hour (0: not known
    here) and whether the post is above the ceiling of overtime."""

    contract_minutes: int
    table_on: Callable[[date], Table]
    pay_on: Callable[[date], tuple[int, bool]] = lambda _day: (0, False)


def to_pay(
    agreed: Iterable[Agreed],
    paid: Mapping[Key, Paid],
    terms: Mapping[int, Terms],
    elsewhere: Iterable[Agreed] = (),
) -> ToPay:
    """What the next file says, so that each worked day is paid as it is agreed now, and once.

    `agreed`: every worked day of these employments, also those paid already. A day paid before that is agreed no more
    is taken back. A day is kept out, and stays as it is, while the officer has not stated that it was outside
    contracted hours, or where it would be the same hour as another, or more than the day has. `elsewhere`: days of
    the same people that stand in files already, of whichever council.
    """
    now = {each.key: each for each in agreed}
    held = _held(now.values(), paid, elsewhere)
    parts = parts_of([each for each in now.values() if each.key not in held], terms)
    said = []
    for key in sorted({*now, *paid} - set(held), key=lambda each: (each[1], each[0])):
        was = paid.get(key)
        each = _said(key, now.get(key), was, parts.get(key, ()))
        if each is not None:
            said.append(each)
    return ToPay(said, held)


def _said(key: Key, now: Agreed | None, was: Paid | None, parts: tuple[Part, ...]) -> Said | None:
    minutes = now.minutes if now else 0
    before = was or Paid(0, 0, ())
    same = len(parts) == len(before.parts) and all(map(Part.same_time, before.parts, parts))
    if same and before.minutes == minutes:
        return None
    return Said(
        key=key,
        version=before.version + 1,
        minutes=minutes,
        parts=parts,
        taken_back=before.parts,
        own_time_id=(now.own_time_id or before.own_time_id) if now else None,
    )


def _held(now: Iterable[Agreed], paid: Mapping[Key, Paid], elsewhere: Iterable[Agreed]) -> dict[Key, str]:
    """The days kept out: those paid before come first, then the one agreed first."""
    held: dict[Key, str] = {}
    taken: dict[int, list[Agreed]] = {}
    own = {each.key for each in now}
    for each in elsewhere:
        if each.key not in own:
            taken.setdefault(each.person_id, []).append(each)
    for each in sorted(now, key=lambda each: (each.key not in paid, each.agreed_at, each.key)):
        was = paid.get(each.key)
        others = taken.setdefault(each.person_id, [])
        if each.own_time_id is None and (was is None or each.minutes > was.minutes):
            held[each.key] = NOT_STATED
        elif any(at_the_same_time(each, other) for other in others):
            held[each.key] = SAME_TIME
        elif (
            each.minutes + sum(other.minutes for other in others if other.date == each.date)
            > WHOLE_DAY_MINUTES
        ):
            held[each.key] = PAST_24_HOURS
        else:
            others.append(each)
    return held


def at_the_same_time(one: Agreed, other: Agreed) -> bool:
    """Whether the times given of two worked days overlap. An end not after the start is on the next day."""
    first, second = _span(one), _span(other)
    return first is not None and second is not None and first[0] < second[1] and second[0] < first[1]


def _span(day: Agreed) -> tuple[datetime, datetime] | None:
    if day.starts is None or day.ends is None or not day.minutes:
        return None
    over_night = timedelta(days=int(day.ends <= day.starts))
    return datetime.combine(day.date, day.starts), datetime.combine(day.date, day.ends) + over_night


def parts_of(days: Iterable[Agreed], terms: Mapping[int, Terms]) -> dict[Key, tuple[Part, ...]]:
    """What each worked day is paid, at the rates of the day worked (PAY-01).

    Hours of a week count together, whichever bookings they were for. What is paid of a calendar day that several
    worked days share is shared in proportion to their minutes on it, the lower rates going to the earlier timesheet.
    """
    found: dict[Key, list[Part]] = {}
    by_employment: dict[int, list[Agreed]] = {}
    for each in sorted(days, key=lambda each: (each.date, each.timesheet_id)):
        by_employment.setdefault(each.employment_id, []).append(each)
    for employment_id, worked in by_employment.items():
        on: dict[date, dict[Key, int]] = {}
        for each in worked:
            for spell in each.spells:
                shares = on.setdefault(spell.date, {})
                shares[each.key] = shares.get(each.key, 0) + spell.minutes
        held = terms[employment_id]
        lines = _lines([spell for each in worked for spell in each.spells], held)
        for day, of_day in groupby(lines, key=lambda line: line.date):
            _share(list(of_day), on[day], found, held.pay_on(day)[0])
    return {key: tuple(parts) for key, parts in found.items()}


def _lines(spells: Sequence[Worked], terms: Terms) -> list[PayLine]:
    """The lines of an employment: each day by the table and the pay that hold on it."""
    held_on = {day: (terms.table_on(day), *terms.pay_on(day)) for day in {each.date for each in spells}}
    distinct: list[tuple[Table, int, bool]] = []
    for held in held_on.values():
        if held not in distinct:
            distinct.append(held)
    lines: list[PayLine] = []
    for table, hourly, above in distinct:
        whole = pay_lines(spells, hourly, terms.contract_minutes, table, above_ceiling=above)
        lines += [line for line in whole if held_on[line.date] == (table, hourly, above)]
    return sorted(lines, key=lambda line: (line.date, line.multiplier_hundredths))


def _share(
    lines: Sequence[PayLine], of: Mapping[Key, int], found: dict[Key, list[Part]], hourly: int
) -> None:
    """Each worked day has its share of the day's paid minutes, to the minute, and of each line's pence."""
    left = dict(zip(of, split(sum(line.minutes for line in lines), list(of.values())), strict=True))
    for line in lines:
        taken: dict[Key, int] = {}
        for key in left:
            taken[key] = min(left[key], line.minutes - sum(taken.values()))
            left[key] -= taken[key]
        for (key, minutes), pence in zip(taken.items(), split(line.pence, list(taken.values())), strict=True):
            if minutes:
                rate = line.multiplier_hundredths
                part = (
                    Part(line.date, minutes, rate, pence, hourly)
                    if hourly
                    else Part(line.date, minutes, rate)
                )
                found.setdefault(key, []).append(part)
