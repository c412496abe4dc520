from commonpool.matching.queries.alternatives import alternatives
from commonpool.matching.queries.desk import Lack, empty_searches
from commonpool.matching.queries.results import Hit
from commonpool.matching.queries.search import Found, search, upcoming

__all__ = ["Found", "Hit", "Lack", "alternatives", "empty_searches", "search", "upcoming"]
