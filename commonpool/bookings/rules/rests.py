"""Rest, breaks and night work, judged over the times of days that are given; where none is given nothing is said.

Sources: Working Time Regulations 1998 regs 2, 6, 7 and 10-12. Times are those of UK clocks; the nights on which clocks
change are as long as they are. Times that nobody gave (contract work, mostly) are not known, so a PASS says only that
the times given leave the rest. These are the limits of adults: nobody under 18 is lent (WT-07).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import groupby, pairwise

from commonpool.bookings.rules.working_time import GRAVITY, Effect
from commonpool.kernel.clock import LONDON
from commonpool.kernel.weeks import WEEK, monday_of

Duty = tuple[date, time, time]
"""A day, from when, until when: at or before its start, it ends on the next day."""
Span = tuple[datetime, datetime]

DAILY_REST_MINUTES = 11 * 60
WEEKLY_REST_MINUTES = 24 * 60
BREAK_MINUTES, BREAK_AFTER_MINUTES = 20, 6 * 60
NIGHT_STARTS, NIGHT_ENDS = time(23), time(6)
NIGHT_WORKER_MINUTES = 3 * 60
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Rested:
    """The worst day or week of a rule, its date and the minutes it turned on; None: no times that it judges."""

    effect: Effect | None
    on: date | None = None
    minutes: int = 0


@dataclass(frozen=True)
class Agreed:
    """How a home council counts rest: 11 hours a day and a day a week, unless a local agreement says otherwise.

    `fortnights_from`, a Monday: from then on, 14 days are counted together (reg 11(2)); a week before is a week.
    """

    daily_minutes: int = DAILY_REST_MINUTES
    fortnights_from: date | None = None


USUAL = Agreed()


def daily_rest(
    duties: Iterable[Duty], *, least_minutes: int = DAILY_REST_MINUTES, about: Collection[date] = ()
) -> Rested:
    """WT-03: 11 hours between the last work of a day and the first of the next: the shortest rest, on its later day.

    WARN below `least_minutes`, which are other than 11 hours where a local agreement lengthens the rest, or makes up
    for a shorter one (regs 23 and 24). `about`: only the rests before and after these days are judged.
    """
    days = _by_day(duties)
    judged = []
    for (before, earlier), (day, later) in pairwise(days):
        if not about or before in about or day in about:
            rest = max(_minutes(earlier[-1][1], later[0][0]), 0)
            judged.append(Rested("PASS" if rest >= least_minutes else "WARN", day, rest))
    return _worst(judged, least=True)


def weekly_rest(
    duties: Iterable[Duty],
    *,
    fortnights_from: date | None = None,
    apart: bool = False,
    about: Collection[date] = (),
) -> Rested:
    """WT-04: 24 hours without a break in each week, Monday to Sunday: the week with the shortest longest rest.

    `fortnights_from`, a Monday, from which the home council counts 14 days instead: 48 hours at once, or 24 twice.
    `about`: only the weeks or fortnights of work begun on these days are judged. `apart` asks for 11 hours more: the
    weekly rest does not hold the daily one, save for reasons of the work (reg 11(7)).
    """
    spans = sorted(_span(duty) for duty in duties)
    least = WEEKLY_REST_MINUTES + (DAILY_REST_MINUTES if apart else 0)
    judged = []
    touched = [_days(span) for span in spans]
    found = {
        _period(day, fortnights_from) for days in touched if not about or days[0] in about for day in days
    }
    for start, days in sorted(found):
        rests = sorted(_rests(spans, start, start + days * ONE_DAY), reverse=True)
        twice = days == 14 and sum(rest // least for rest in rests[:2]) >= 2
        once = rests[0] >= (least if days == 7 else least + WEEKLY_REST_MINUTES)
        judged.append(Rested("PASS" if once or twice else "WARN", start, rests[0]))
    return _worst(judged, least=True)


def breaks(duties: Iterable[Duty], worked: Mapping[date, int] | None = None) -> Rested:
    """WT-05: 20 minutes in one piece on a day of more than 6 hours: the shortest break there is on such a day.

    `worked`, where known, is the minutes worked on a day: what its times hold beyond them is taken as one break.
    """
    judged = []
    for day, spans in _by_day(duties):
        given = sum(_minutes(start, end) for start, end in spans)
        minutes = min((worked or {}).get(day, given), given)
        if minutes > BREAK_AFTER_MINUTES:
            between = [_minutes(end, start) for (_start, end), (start, _end) in pairwise(spans)]
            longest = max([given - minutes, *between])
            judged.append(Rested("PASS" if longest >= BREAK_MINUTES else "WARN", day, longest))
    return _worst(judged, least=True)


def night(duties: Iterable[Duty]) -> Rested:
    """WT-06: a day with three hours or more between 23:00 and 06:00 makes a night worker: the day with most.

    WARN: a free health assessment comes first, and normal hours are at most 8 in 24 on average.
    """
    judged = []
    for day, spans in _by_day(duties):
        minutes = sum(_at_night(span) for span in spans)
        judged.append(Rested("WARN" if minutes >= NIGHT_WORKER_MINUTES else "PASS", day, minutes))
    return _worst(judged, least=False)


def _by_day(duties: Iterable[Duty]) -> list[tuple[date, list[Span]]]:
    """The spans of each day, in order, what overlaps as one; a day is the one on which its work began."""
    ordered = groupby(sorted(duties), key=lambda duty: duty[0])
    return [(day, _joined([_span(duty) for duty in each])) for day, each in ordered]


def _joined(spans: list[Span]) -> list[Span]:
    joined = spans[:1]
    for start, end in spans[1:]:
        first, last = joined[-1]
        if start <= last:
            joined[-1] = (first, max(last, end))
        else:
            joined.append((start, end))
    return joined


def _span(duty: Duty) -> Span:
    day, starts, ends = duty
    return _instant(day, starts), _instant(day if ends > starts else day + ONE_DAY, ends)


def _instant(day: date, at: time = time.min) -> datetime:
    return datetime.combine(day, at, tzinfo=LONDON).astimezone(UTC)


def _minutes(start: datetime, end: datetime) -> int:
    return (end - start) // timedelta(minutes=1)


def _days(span: Span) -> tuple[date, date]:
    """The days on which it begins and ends."""
    start, end = span
    return start.astimezone(LONDON).date(), (end - timedelta(minutes=1)).astimezone(LONDON).date()


def _period(day: date, fortnights_from: date | None) -> tuple[date, int]:
    """The first day of the week, or of the fortnight, that holds a day, and how many days it has."""
    monday = monday_of(day)
    if fortnights_from is None or monday < fortnights_from:
        return monday, 7
    return monday - (monday - fortnights_from) // WEEK % 2 * WEEK, 14


def _rests(spans: list[Span], first: date, after: date) -> Iterator[int]:
    """Minutes of every stretch without work from the start of one day to the start of another."""
    free, until = _instant(first), _instant(after)
    for start, end in spans:
        if end > free and start < until:
            yield max(_minutes(free, start), 0)
            free = end
    yield max(_minutes(free, until), 0)


def _at_night(span: Span) -> int:
    """Minutes between 23:00 and 06:00, of the night before its first day and of the two after."""
    start, end = span
    found = 0
    for shift in (-1, 0, 1):
        evening = start.astimezone(LONDON).date() + shift * ONE_DAY
        night_start, night_end = _instant(evening, NIGHT_STARTS), _instant(evening + ONE_DAY, NIGHT_ENDS)
        found += max(_minutes(max(start, night_start), min(end, night_end)), 0)
    return found


def _worst(judged: list[Rested], *, least: bool) -> Rested:
    """The gravest; of those, that with least (or most) minutes; of those, the earliest."""

    def weight(each: Rested) -> tuple[int, int]:
        return (GRAVITY[each.effect] if each.effect else -1, -each.minutes if least else each.minutes)

    return max(judged, key=weight, default=Rested(effect=None))
