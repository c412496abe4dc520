from commonpool.matching.operations.count_words import count_words
from commonpool.matching.operations.forget_person import forget_person
from commonpool.matching.operations.index_listings import hold_rows_of, index_listings, reindex_after
from commonpool.matching.operations.keep_days import keep_days
from commonpool.matching.operations.remember_empty_search import remember_empty_search
from commonpool.matching.operations.saved_searches import (
    pause_saved_search,
    remove_saved_search,
    resume_saved_search,
    save_search,
    tell_of_saved_searches,
)
from commonpool.matching.operations.suggest_needs import choose_needs_letter, suggest_needs

__all__ = [
    "choose_needs_letter",
    "count_words",
    "forget_person",
    "hold_rows_of",
    "index_listings",
    "keep_days",
    "pause_saved_search",
    "reindex_after",
    "remember_empty_search",
    "remove_saved_search",
    "resume_saved_search",
    "save_search",
    "suggest_needs",
    "tell_of_saved_searches",
]
