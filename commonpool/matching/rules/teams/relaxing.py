"""Which one wish, relaxed by how little, makes a team possible: each proved by finding that team."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from commonpool.kernel.weeks import WEEK
from commonpool.matching.rules.results import SLOT
from commonpool.matching.rules.teams.choosing import Lists, best_team, most_of
from commonpool.matching.rules.teams.program import Left, TeamTooHard, ample
from commonpool.matching.rules.teams.wishes import MOST_PEOPLE, MOST_WEEKS, Part, Wishes

MORE_WEEKS = 4
"""Looked at after the last one wished for: later, it is another plan."""


@dataclass(frozen=True)
class Relaxed:
    """A wish and what it would have to be. `wish`: a field of the wishes, or `minutes` of a `part`.

    `share`: how much of what was wished is given up; the smallest is told first.
    """

    wish: str
    to: int
    share: float
    part: int | None = None


def relaxed(
    parts: Sequence[Part], lists: Lists, wishes: Wishes, left: Left = ample
) -> tuple[list[Relaxed], bool]:
    """The single wishes that stand in the way, the one that gives up least first, and whether every wish was tried in
    the time that is `left`. None and all tried: it takes more than one."""
    found: list[Relaxed] = []
    tried = True
    try:
        for ways in (_weeks, _budget, _councils, _people, _minutes):
            for each in ways(parts, lists, wishes, left):
                found.append(each)
    except TeamTooHard:
        tried = False
    return sorted(found, key=lambda each: (each.share, each.wish, each.part or 0)), tried


def _weeks(parts: Sequence[Part], lists: Lists, wishes: Wishes, left: Left) -> Iterator[Relaxed]:
    for more in range(1, min(MORE_WEEKS, MOST_WEEKS - len(wishes.mondays)) + 1):
        if (
            best_team(parts, lists, replace(wishes, mondays=longer(wishes.mondays, more)), left=left)
            is not None
        ):
            yield Relaxed("weeks", more, more / len(wishes.mondays))
            return


def longer(mondays: tuple[date, ...], more: int) -> tuple[date, ...]:
    """These weeks and so many after the last."""
    return (*mondays, *(mondays[-1] + n * WEEK for n in range(1, more + 1)))


def _budget(parts: Sequence[Part], lists: Lists, wishes: Wishes, left: Left) -> Iterator[Relaxed]:
    if wishes.budget_pence is None:
        return
    team = best_team(parts, lists, replace(wishes, budget_pence=None), cheapest=True, left=left)
    if team is not None:
        more = team.gross_pence - wishes.budget_pence
        yield Relaxed("budget_pence", team.gross_pence, more / max(wishes.budget_pence, 1))


def _councils(parts: Sequence[Part], lists: Lists, wishes: Wishes, left: Left) -> Iterator[Relaxed]:
    if (most := wishes.most_of_region) is not None:
        for number in range(most + 1, len(parts) * wishes.people + 1):
            if best_team(parts, lists, replace(wishes, most_of_region=number), left=left) is not None:
                yield Relaxed("most_of_region", number, (number - most) / most)
                break
    if (least := wishes.least_councils) is not None:
        for number in range(least - 1, 0, -1):
            if best_team(parts, lists, replace(wishes, least_councils=number), left=left) is not None:
                yield Relaxed("least_councils", number, (least - number) / least)
                break


def _people(parts: Sequence[Part], lists: Lists, wishes: Wishes, left: Left) -> Iterator[Relaxed]:
    for number in range(wishes.people + 1, MOST_PEOPLE + 1):
        if best_team(parts, lists, replace(wishes, people=number), left=left) is not None:
            yield Relaxed("people", number, (number - wishes.people) / wishes.people)
            return


def _minutes(parts: Sequence[Part], lists: Lists, wishes: Wishes, left: Left) -> Iterator[Relaxed]:
    for number, part in enumerate(parts):
        minutes = most_of(parts, lists, wishes, number, left)
        if minutes is not None and minutes < part.slots * SLOT:
            yield Relaxed("minutes", minutes, 1 - minutes / part.minutes, number)
