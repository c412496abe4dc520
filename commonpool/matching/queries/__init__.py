from commonpool.matching.queries.alternatives import HALF_A_YEAR, Ways, alternatives, other_ways
from commonpool.matching.queries.desk import Lack, empty_searches
from commonpool.matching.queries.results import Hit
from commonpool.matching.queries.search import Found, search, upcoming

__all__ = [
    "HALF_A_YEAR",
    "Found",
    "Hit",
    "Lack",
    "Ways",
    "alternatives",
    "empty_searches",
    "other_ways",
    "search",
    "upcoming",
]
