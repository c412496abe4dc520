"""What of the law keeps an officer from a host whatever the work is: in all weeks, or in some."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from commonpool.bookings.rules import refusals
from commonpool.bookings.rules.asking import Ask, Known
from commonpool.bookings.rules.evidence import ANSWERABLE
from commonpool.bookings.rules.lawful import said_by_law
from commonpool.bookings.rules.refusals import Ruled
from commonpool.kernel.weeks import STEP_MINUTES

KEEPING = ("PWR-01", "PWR-08", "PWR-09", "PWR-12", "PWR-15", "PWR-16", "PWR-17", "EMP-31", "WT-07")
"""Rules that are judged on who is lent by whom to whom and in which week. Of the others that refuse, some are about the
work, its hours or who asks, and what the rest ask for is looked at with them."""


@dataclass(frozen=True)
class Askable:
    """What of an officer's weeks a host could ask for, in minutes by Monday. `by`: the rules in its way, where they
    leave none.

    `answered`: what it could ask for once it has recorded what these rules ask to see.
    """

    weeks: Mapping[date, int] = field(default_factory=dict)
    answered: Mapping[date, int] = field(default_factory=dict)
    by: tuple[Ruled, ...] = ()

    @property
    def for_now(self) -> bool:
        """Whether what stands in the way can be answered by what the host records."""
        return bool(self.by) and all(each.rule in ANSWERABLE for each in self.by)

    def beside(self, other: "Askable") -> "Askable":
        """What one of two hosts could ask for."""
        weeks = {**self.weeks, **other.weeks}
        return Askable(weeks, {**self.answered, **other.answered}, () if weeks else self.by or other.by)


def askable(free: Mapping[date, int], known: Known) -> Askable:
    """What a host could ask for of these free weeks, whatever the work is."""
    by = tuple(in_the_way(free, known))
    if not by:
        return Askable(free, free)
    by_week = {monday: list(in_the_way([monday], known)) for monday in free}
    weeks = {monday: free[monday] for monday, refused in by_week.items() if not refused}
    answered = {
        monday: free[monday]
        for monday, refused in by_week.items()
        if all(each.rule in ANSWERABLE for each in refused)
    }
    return Askable(weeks, answered, () if weeks else by)


def in_the_way(mondays: Collection[date], known: Known) -> Iterator[Ruled]:
    """What a request for half an hour in each of these weeks would be refused for."""
    if set(mondays) & set(known.post.lent_by_another):
        yield refusals.LentAlready()
    ask = Ask(tuple((monday, STEP_MINUTES) for monday in sorted(mondays)), purpose="", function_id="")
    yield from (each.refusal for each in said_by_law(ask, known, KEEPING) if each.refusal)
