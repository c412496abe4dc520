"""The best team: nearest to the best matches, then the cheapest, then the fewest people. Proved, not guessed.

A column is one officer doing so many half hours of one part. What it costs is known to the penny, so the whole is
exact. An officer serves one part. The sums that are made least, in this order:

1. distance: for each half hour, the place of who does it among all who do the part (the best is 0);
2. price: pence with VAT, as the quotes say it;
3. people.

The cheapest team swaps the first two.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TypeVar

from commonpool.matching.rules.teams.program import Left, Program, TeamTooHard, ample
from commonpool.matching.rules.teams.wishes import (
    Candidate,
    Part,
    Piece,
    Team,
    Wishes,
    free_slots,
    piece_of,
)

Key = TypeVar("Key", bound=Hashable)
FEWER = 64
"""More than there can be people in a team: a penny outweighs them all."""

MOST_SHARED = 20
"""Candidates with something free that may share a part: any half hours of each are a column. Those after them serve
the whole of it."""

Lists = Sequence[Sequence[Candidate]]
"""For each part, who could serve it, the best first."""


@dataclass(frozen=True)
class Choice:
    """All the pieces there are, and the program that chooses among them."""

    pieces: list[Piece]
    program: Program

    def costs(self, of: Callable[[Piece], int]) -> list[float]:
        """What each column adds to a sum: councils, which are columns too, add nothing."""
        found = [float(of(piece)) for piece in self.pieces]
        return found + [0.0] * (self.program.columns - len(found))


def best_team(
    parts: Sequence[Part], lists: Lists, wishes: Wishes, *, cheapest: bool = False, left: Left = ample
) -> Team | None:
    """The best team within the wishes, or the cheapest; None where there is none. Refuses `team_too_hard`."""
    return best_of(laid_out(parts, lists, wishes, left=left), cheapest=cheapest, left=left)


def best_of(
    choice: Choice, *, but: Collection[Team] = (), cheapest: bool = False, left: Left = ample
) -> Team | None:
    """The same of what is laid out. `but`: teams of whose people at least one is not in it.

    Where no time is left for the second sum, what is least by the first is the answer.
    """
    program = choice.program.copy()
    for team in but:
        same = {n: 1.0 for n, piece in enumerate(choice.pieces) if piece.officer in team.officers}
        program.bound(same, most=len(team.officers) - 1)
    first = choice.costs(lambda piece: piece.place * piece.slots)
    second = choice.costs(lambda piece: piece.gross_pence * FEWER + 1)
    if cheapest:
        first, second = second, first
    chosen = program.least(first, left())
    if chosen is None:
        return None
    program.bound(dict(enumerate(first)), most=sum(first[n] for n in chosen))
    with suppress(TeamTooHard):
        chosen = program.least(second, left()) or chosen
    return chosen_of(choice, chosen)


def chosen_of(choice: Choice, columns: Iterable[int]) -> Team:
    """These columns as a team, in order."""
    pieces = (choice.pieces[n] for n in columns if n < len(choice.pieces))
    return Team(tuple(sorted(pieces, key=lambda piece: (piece.part, piece.place, piece.officer))))


def most_of(parts: Sequence[Part], lists: Lists, wishes: Wishes, part: int, left: Left = ample) -> int | None:
    """The most minutes of one part that a team could give within the wishes, the others whole; None: it cannot be."""
    choice = laid_out(parts, lists, wishes, up_to=part, left=left)
    chosen = choice.program.least(
        choice.costs(lambda piece: -piece.slots if piece.part == part else 0), left()
    )
    if chosen is None:
        return None
    return sum(piece.minutes for piece in chosen_of(choice, chosen).pieces if piece.part == part)


def laid_out(
    parts: Sequence[Part], lists: Lists, wishes: Wishes, *, up_to: int | None = None, left: Left = ample
) -> Choice:
    """The pieces and the rows. `up_to`: of this part, as much as there is will do."""
    pieces = list(every_piece(parts, lists, wishes, up_to, left))
    councils = {each.officer: (each.council, each.region) for candidates in lists for each in candidates}
    places = sorted({councils[piece.officer] for piece in pieces})
    program = Program(len(pieces) + len(places))
    of_part, of_officer = columns_by(piece.part for piece in pieces), columns_by(p.officer for p in pieces)
    for number, part in enumerate(parts):
        own = of_part.get(number, [])
        least = 1 if number == up_to else part.slots
        program.bound({n: pieces[n].slots for n in own}, least=least, most=part.slots)
        program.bound(dict.fromkeys(own, 1), most=wishes.people)
    for own in of_officer.values():
        program.bound(dict.fromkeys(own, 1), most=1)
    if wishes.budget_pence is not None:
        program.bound({n: piece.gross_pence for n, piece in enumerate(pieces)}, most=wishes.budget_pence)
    column = {place: len(pieces) + n for n, place in enumerate(places)}
    if wishes.most_of_region is not None:
        for n, piece in enumerate(pieces):
            program.bound({column[councils[piece.officer]]: 1, n: -1}, least=0)
        for own in columns_by(region for _council, region in places).values():
            program.bound({len(pieces) + n: 1 for n in own}, most=wishes.most_of_region)
    if wishes.least_councils is not None:
        for place, own in columns_by(councils[piece.officer] for piece in pieces).items():
            program.bound({column[place]: -1, **dict.fromkeys(own, 1)}, least=0)
        program.bound(dict.fromkeys(column.values(), 1), least=wishes.least_councils)
    return Choice(pieces, program)


def every_piece(
    parts: Sequence[Part], lists: Lists, wishes: Wishes, up_to: int | None, left: Left
) -> Iterable[Piece]:
    """Whatever each candidate could do: the whole of their part, or, where it is shared, any half hours of it."""
    for number, (part, candidates) in enumerate(zip(parts, lists, strict=True)):
        sharing = 0
        for each in candidates:
            if left() <= 0:
                raise TeamTooHard
            most = min(part.slots, free_slots(each, wishes.mondays))
            shares = wishes.people > 1 and sharing < MOST_SHARED
            sharing += bool(most)
            least = 1 if shares or number == up_to else part.slots
            for slots in range(least, most + 1):
                yield piece_of(number, each, slots, wishes.mondays)


def columns_by(keys: Iterable[Key]) -> dict[Key, list[int]]:
    """Which columns have which key."""
    found: dict[Key, list[int]] = {}
    for column, key in enumerate(keys):
        found.setdefault(key, []).append(column)
    return found
