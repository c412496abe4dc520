from commonpool.matching.operations.count_words import count_words
from commonpool.matching.operations.index_listings import index_listings, reindex_after
from commonpool.matching.operations.remember_empty_search import remember_empty_search

__all__ = ["count_words", "index_listings", "reindex_after", "remember_empty_search"]
