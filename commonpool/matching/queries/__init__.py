from commonpool.matching.queries.alternatives import HALF_A_YEAR, Ways, alternatives, other_ways
from commonpool.matching.queries.desk import Lack, empty_searches
from commonpool.matching.queries.results import Hit
from commonpool.matching.queries.search import Found, search, upcoming
from commonpool.matching.queries.team import Proposed, team_for

__all__ = [
    "HALF_A_YEAR",
    "Found",
    "Hit",
    "Lack",
    "Proposed",
    "Ways",
    "alternatives",
    "empty_searches",
    "other_ways",
    "search",
    "team_for",
    "upcoming",
]
