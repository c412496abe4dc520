"""Teams: several officers at once, each for a part, within wishes that hold for all of them."""

from commonpool.matching.rules.teams.choosing import Lists, best_team
from commonpool.matching.rules.teams.program import SECONDS, within
from commonpool.matching.rules.teams.proposing import Proposal, Standing, Traded, propose, standing_of
from commonpool.matching.rules.teams.relaxing import MORE_WEEKS, Relaxed, longer, relaxed
from commonpool.matching.rules.teams.wishes import (
    MOST_PARTS,
    MOST_PEOPLE,
    MOST_WEEKS,
    Candidate,
    Part,
    Piece,
    Team,
    Wishes,
    free_slots,
)

__all__ = [
    "MORE_WEEKS",
    "MOST_PARTS",
    "MOST_PEOPLE",
    "MOST_WEEKS",
    "SECONDS",
    "Candidate",
    "Lists",
    "Part",
    "Piece",
    "Proposal",
    "Relaxed",
    "Standing",
    "Team",
    "Traded",
    "Wishes",
    "best_team",
    "free_slots",
    "longer",
    "propose",
    "relaxed",
    "standing_of",
    "within",
]
