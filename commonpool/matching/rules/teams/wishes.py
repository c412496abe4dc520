"""What a team is made of: parts that are wanted, who could serve them, and what a host wishes besides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from commonpool.bookings.rules.pricing import Priced, net_of
from commonpool.bookings.rules.vat import Treatments, vat_of
from commonpool.kernel.money import price_of
from commonpool.matching.rules.results import SLOT, plan

MOST_PARTS = 6
MOST_WEEKS = 26
MOST_PEOPLE = 3
"""For one part: who shares it among more has a booking each of little use."""


@dataclass(frozen=True)
class Part:
    """One thing that is wanted, in words, and how many minutes of it."""

    words: str
    minutes: int

    @property
    def slots(self) -> int:
        """In half hours, as they are booked."""
        return -(-self.minutes // SLOT)


@dataclass(frozen=True)
class Candidate:
    """Somebody who does what a part asks for. `place`: where they stand among all who do, free or not, the best at 0.

    `free`: minutes by Monday; `hourly`: pence an hour before VAT by Monday; `vat`: how their price bears it;
    `bookable`: whether the host could book them at all.
    """

    officer: str
    council: int
    region: str
    place: int
    free: Mapping[date, int]
    hourly: Mapping[date, int]
    vat: Treatments = field(default_factory=dict)
    bookable: bool = True


@dataclass(frozen=True)
class Wishes:
    """When, for how much, and from how many: what holds for the team together.

    `budget_pence`: with VAT, as the quotes say it; `most_of_region`: councils of one region; `least_councils`:
    different councils in all; `people`: for one part. None: no such wish.
    """

    mondays: tuple[date, ...]
    budget_pence: int | None = None
    most_of_region: int | None = None
    least_councils: int | None = None
    people: int = 1


@dataclass(frozen=True)
class Piece:
    """What one officer does of one part: minutes by Monday, and the price in pence as their quote says it."""

    part: int
    officer: str
    place: int
    weeks: tuple[tuple[date, int], ...]
    net_pence: int
    vat_pence: int

    @property
    def gross_pence(self) -> int:
        return self.net_pence + self.vat_pence

    @property
    def minutes(self) -> int:
        return sum(minutes for _monday, minutes in self.weeks)

    @property
    def slots(self) -> int:
        return self.minutes // SLOT


@dataclass(frozen=True)
class Team:
    """Who does what when: in the order of the parts, and of each the better placed first."""

    pieces: tuple[Piece, ...]

    @property
    def officers(self) -> frozenset[str]:
        return frozenset(piece.officer for piece in self.pieces)

    @property
    def net_pence(self) -> int:
        return sum(piece.net_pence for piece in self.pieces)

    @property
    def vat_pence(self) -> int:
        return sum(piece.vat_pence for piece in self.pieces)

    @property
    def gross_pence(self) -> int:
        return self.net_pence + self.vat_pence

    @property
    def distance(self) -> int:
        """How far it is from the best matches: for each half hour, the place of who does it."""
        return sum(piece.place * piece.slots for piece in self.pieces)


def free_slots(candidate: Candidate, mondays: Sequence[date]) -> int:
    """The half hours they could give in these weeks together."""
    return sum(candidate.free.get(monday, 0) // SLOT for monday in mondays)


def piece_of(part: int, candidate: Candidate, slots: int, mondays: Sequence[date]) -> Piece:
    """So many half hours of theirs laid over the weeks as a search would lay them, at the price of their quote."""
    free = {monday: candidate.free[monday] for monday in mondays if monday in candidate.free}
    lines = [
        Priced(monday, minutes, candidate.hourly[monday], price_of(minutes, candidate.hourly[monday]))
        for monday, minutes in plan(slots * SLOT, free).weeks
    ]
    weeks = tuple((line.monday, line.minutes) for line in lines)
    return Piece(part, candidate.officer, candidate.place, weeks, net_of(lines), vat_of(lines, candidate.vat))
