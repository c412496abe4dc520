"""What is proposed: the best team, what was traded for it, and two others; or what to relax."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from commonpool.kernel.money import price_of
from commonpool.matching.rules.results import SLOT
from commonpool.matching.rules.teams.choosing import Lists, best_of, laid_out
from commonpool.matching.rules.teams.program import Left, TeamTooHard, ample
from commonpool.matching.rules.teams.relaxing import Relaxed, relaxed
from commonpool.matching.rules.teams.wishes import (
    Candidate,
    Part,
    Piece,
    Team,
    Wishes,
    free_slots,
    piece_of,
)


@dataclass(frozen=True)
class Traded:
    """Why the best match for a part is not in the team, and who serves it instead.

    `why`: not_bookable, not_free, too_few_hours, other_part, dearer or wishes. `cheaper_pence`: by how much the one
    chosen costs less for the same time, before VAT; below nothing, more.
    """

    part: int
    best: str
    chosen: str
    why: str
    cheaper_pence: int | None


@dataclass(frozen=True)
class Standing:
    """Where a member stands among those who do what a part asks for and have its hours in these weeks.

    `before`: how many of them stand before; `without`: how many stand before who have not those hours; `able`: how
    many have them.
    """

    before: int
    without: int
    able: int


@dataclass(frozen=True)
class Proposal:
    """The best team and up to two others with other people; or no team, and what would have to give.

    `all_tried`: whether the time did for every wish that could give.
    """

    team: Team | None
    traded: tuple[Traded, ...] = ()
    alternatives: tuple[Team, ...] = ()
    relax: tuple[Relaxed, ...] = ()
    all_tried: bool = True


def propose(parts: Sequence[Part], lists: Lists, wishes: Wishes, left: Left = ample) -> Proposal:
    """The best team within the wishes; then the cheapest with other people in it; then the best without either.

    Refuses `team_too_hard` where the time that is `left` does not do for the best team. What it does not do for
    besides is left out.
    """
    choice = laid_out(parts, lists, wishes, left=left)
    team = best_of(choice, left=left)
    if team is None:
        relax, all_tried = relaxed(parts, lists, wishes, left)
        return Proposal(None, relax=tuple(relax), all_tried=all_tried)
    others: list[Team] = []
    for cheapest in (True, False):
        try:
            other = best_of(choice, but=[team, *others], cheapest=cheapest, left=left)
        except TeamTooHard:
            break
        if other is not None:
            others.append(other)
    return Proposal(team, tuple(traded(parts, lists, wishes, team)), tuple(others))


def standing_of(piece: Piece, part: Part, candidates: Sequence[Candidate], wishes: Wishes) -> Standing:
    """Where who does this piece of the part stands. Where a part is shared, whoever has half an hour has its hours."""
    least = part.slots if wishes.people == 1 else 1
    able = [each.place for each in candidates if free_slots(each, wishes.mondays) >= least]
    before = sum(place < piece.place for place in able)
    return Standing(before, piece.place - before, len(able))


def traded(parts: Sequence[Part], lists: Lists, wishes: Wishes, team: Team) -> Iterator[Traded]:
    """For each part whose best match is not in it: why, as far as it can be said of one of them."""
    for number, (part, candidates) in enumerate(zip(parts, lists, strict=True)):
        own = [piece for piece in team.pieces if piece.part == number]
        if not candidates or candidates[0].officer in {piece.officer for piece in own}:
            continue
        best, chosen = candidates[0], own[0]
        cheaper = dearer_by(best, chosen, wishes)
        yield Traded(number, best.officer, chosen.officer, _why(best, part, wishes, team, chosen), cheaper)


def _why(best: Candidate, part: Part, wishes: Wishes, team: Team, chosen: Piece) -> str:
    free = free_slots(best, wishes.mondays)
    if not free:
        return "not_free" if best.bookable else "not_bookable"
    if best.officer in team.officers:
        return "other_part"
    if free < part.slots and wishes.people == 1:
        return "too_few_hours"
    if wishes.budget_pence is None or free < chosen.slots:
        return "wishes"
    instead = piece_of(chosen.part, best, chosen.slots, wishes.mondays)
    gross_pence = team.gross_pence - chosen.gross_pence + instead.gross_pence
    return "dearer" if gross_pence > wishes.budget_pence else "wishes"


def dearer_by(best: Candidate, chosen: Piece, wishes: Wishes) -> int | None:
    """By how much the best match would cost more than who is chosen, for the same time, in pence before VAT."""
    hourly = next((best.hourly[monday] for monday in wishes.mondays if monday in best.hourly), None)
    return None if hourly is None else price_of(chosen.slots * SLOT, hourly) - chosen.net_pence
