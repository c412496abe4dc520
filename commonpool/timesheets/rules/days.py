"""What kind of day, and what time of day, minutes were worked in: the names are those of a council's rate table.

Times are those of UK clocks; the nights on which clocks change are as long as they are. Bank holidays are those of the
officer's nation, handed in. What is worked after midnight is worked on the next day.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from commonpool.agreements.rules import pay
from commonpool.kernel.clock import LONDON
from commonpool.kernel.money import split

DAY_TYPES = tuple(pay.DAY_TYPES)
WEEKDAY, SATURDAY, SUNDAY, PUBLIC_HOLIDAY = DAY_TYPES
BANDS = pay.TIME_BANDS
EARLY, DAYTIME, LATE = BANDS
NIGHT = frozenset({EARLY, LATE})
"""Hours between 22:00 and 06:00: the bands that rate tables pay apart."""

WHOLE_DAY_MINUTES = 24 * 60
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Day:
    """Minutes worked on a day, with the times where they are given."""

    date: date
    minutes: int
    starts: time | None = None
    ends: time | None = None


@dataclass(frozen=True)
class Part:
    """Minutes worked on one calendar day in one time band."""

    date: date
    day_type: str
    band: str
    minutes: int

    @property
    def at_night(self) -> bool:
        """Whether it lies between 22:00 and 06:00."""
        return self.band in NIGHT


def day_type(day: date, holidays: Collection[date]) -> str:
    """The kind of day it is: a bank holiday is one on whatever weekday it falls."""
    if day in holidays:
        return PUBLIC_HOLIDAY
    return {6: SATURDAY, 7: SUNDAY}.get(day.isoweekday(), WEEKDAY)


def parts(day: Day, holidays: Collection[date]) -> tuple[Part, ...]:
    """The minutes of a day by calendar day and time band, in order; together they are its minutes.

    Without times all of them are taken as worked in the daytime. Where less was worked than lies between the times,
    nobody has said when the pause was: the minutes are shared over the bands in proportion, by largest remainder.
    """
    spells = [(day.date, DAYTIME, day.minutes)]
    if day.starts is not None and day.ends is not None:
        spells = list(_spells(day.date, *span(day.date, day.starts, day.ends))) or spells
    shared = split(day.minutes, [minutes for _on, _band, minutes in spells]) if day.minutes else []
    return tuple(
        Part(on, day_type(on, holidays), band, minutes)
        for (on, band, _whole), minutes in zip(spells, shared, strict=False)
        if minutes
    )


def parts_of(days: Iterable[Day], holidays: Collection[date]) -> tuple[Part, ...]:
    """The parts of every day, in order."""
    return tuple(part for day in days for part in parts(day, holidays))


def span(day: date, starts: time, ends: time) -> tuple[datetime, datetime]:
    """The instants between which it was worked, in UTC: an end before the start is on the next day."""
    return _instant(day, starts), _instant(day if ends >= starts else day + ONE_DAY, ends)


def lasts(day: date, starts: time, ends: time) -> int:
    """Whole minutes between two times as clocks really ran: an hour less or more in the nights they change."""
    return max(_minutes(*span(day, starts, ends)), 0)


def _spells(first: date, start: datetime, end: datetime) -> Iterator[tuple[date, str, int]]:
    """Calendar day, band and minutes of each band that the time from `start` to `end` touches."""
    for on in (first, first + ONE_DAY):
        edges = [_instant(on), _instant(on, time(6)), _instant(on, time(22)), _instant(on + ONE_DAY)]
        for band, begins, ends in zip(BANDS, edges, edges[1:], strict=False):
            minutes = _minutes(max(start, begins), min(end, ends))
            if minutes > 0:
                yield on, band, minutes


def _instant(day: date, at: time = time.min) -> datetime:
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)


def _minutes(start: datetime, end: datetime) -> int:
    return (end - start) // timedelta(minutes=1)
