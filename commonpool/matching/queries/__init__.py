from commonpool.matching.queries.alternatives import Ways, alternatives, other_ways
from commonpool.matching.queries.desk import Lack, empty_searches
from commonpool.matching.queries.results import Hit
from commonpool.matching.queries.search import Found, search, upcoming

__all__ = [
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
