"""How a new version of the agreement's text reaches the councils that have signed an older one: pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from difflib import SequenceMatcher

from commonpool.kernel.workdays import WEEKDAYS, nth_working_day_after

NOTICE_DAYS = 30
"""Between the notice of a new version and the day on which it binds or is to be signed (clause 23)."""

FURTHEST_DAYS = 366
MINOR, TERMS = "minor", "terms"
CHANGES = (MINOR, TERMS)
"""A minor change reaches every council by notice; one of money or liability only those that sign it."""

PUBLISHED = "published"
REMINDERS = (30, 14, 7, 1)
STEPS = (PUBLISHED, *map(str, REMINDERS))
"""What a council is told of one version: that it is published, and how many days are left to sign it."""


@dataclass(frozen=True)
class Version:
    """A published version after the first. `due_on`: the day it reaches everybody, or the last day to sign it."""

    number: int
    change: str
    due_on: date


def counts_from(given_on: date, holidays: Collection[date]) -> date:
    """The day from which a notice counts: the next working day after it was given (clause 23.5)."""
    return nth_working_day_after(given_on, 1, WEEKDAYS, holidays)


def earliest_due(kind: str, today: date, holidays: Collection[date]) -> date:
    """The first day that a notice given today may name: of a minor change, counted from when the notice counts."""
    return (counts_from(today, holidays) if kind == MINOR else today) + timedelta(days=NOTICE_DAYS)


def carried_to(own: int, published: Iterable[Version], noticed: date | None, today: date) -> Version | None:
    """The next version, if it is minor, its day has come and its notice has run from the day it counts; else none.

    Nobody is carried past a change of money or liability.
    """
    later = (each for each in published if each.number > own)
    following = min(later, key=lambda each: each.number, default=None)
    if following is None or following.change != MINOR or noticed is None:
        return None
    return following if today >= max(following.due_on, noticed + timedelta(days=NOTICE_DAYS)) else None


def step_due(version: Version, given: Collection[str], noticed: date | None, today: date) -> str | None:
    """What a council is to be told of a version now: none where nothing is. `noticed`: when it was first told.

    Of several reminders missed only the latest is given, and none whose day was past when it was first told.
    """
    if noticed is None:
        return PUBLISHED
    left = (version.due_on - today).days
    passed = [days for days in REMINDERS if left <= days < (version.due_on - noticed).days]
    if version.change != TERMS or left < 0 or not passed:
        return None
    latest = min(passed)
    told = [int(each) for each in given if each != PUBLISHED]
    return None if any(days <= latest for days in told) else str(latest)


@dataclass(frozen=True)
class Difference:
    """What stood under a heading and what stands there now; either may be nothing."""

    heading: str
    before: str
    after: str


def differences(old: str, new: str) -> list[Difference]:
    """What differs between two texts, paragraph by paragraph, in the order of the newer one."""
    before, after = _paragraphs(old), _paragraphs(new)
    found: list[Difference] = []
    matched = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, onset, finish in matched.get_opcodes():
        if kind != "equal":
            found += _paired(before[start:end], after[onset:finish])
    return found


def _paragraphs(body: str) -> list[tuple[str, str]]:
    """Each paragraph with the heading it stands under; headings stand under themselves."""
    heading, found = "", []
    for part in filter(None, map(str.strip, body.split("\n\n"))):
        words = part.lstrip("#").strip()
        heading = words if part.startswith("#") else heading
        found.append((heading, words))
    return found


def _paired(before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]) -> list[Difference]:
    """Paragraphs of the same number belong together; the others went or came."""
    gone = {_number(words): words for _heading, words in before}
    came = {_number(words) for _heading, words in after}
    changed = [Difference(heading, gone.get(_number(words), ""), words) for heading, words in after]
    return [
        Difference(heading, words, "") for heading, words in before if _number(words) not in came
    ] + changed


def _number(words: str) -> str:
    """ "9.1", or the paragraph itself where it has no number."""
    first = words.split(" ", 1)[0]
    return first if first[-1:].isdigit() else words
