from commonpool.matching.operations.index_listings import index_listings, reindex_after
from commonpool.matching.operations.remember_empty_search import remember_empty_search

__all__ = ["index_listings", "reindex_after", "remember_empty_search"]
