from commonpool.matching.queries.alternatives import (
    HALF_A_YEAR,
    Ways,
    alternatives,
    alternatives_of_each,
    other_ways,
)
from commonpool.matching.queries.desk import Lack, Unmet, empty_searches, unmet_demand
from commonpool.matching.queries.needs import (
    Fits,
    needs_that_fit,
    wanted_for,
    wants_needs_letter,
    who_could,
    whom_needs_fit,
    why_they_fit,
)
from commonpool.matching.queries.results import Hit
from commonpool.matching.queries.saved import (
    hold_saved_search,
    kept,
    lasting,
    listings_found,
    newly_found,
    owner_of,
    saved_searches,
    saved_searches_due,
    wanted_of,
)
from commonpool.matching.queries.search import Found, search, upcoming
from commonpool.matching.queries.team import Proposed, team_for

__all__ = [
    "HALF_A_YEAR",
    "Fits",
    "Found",
    "Hit",
    "Lack",
    "Proposed",
    "Unmet",
    "Ways",
    "alternatives",
    "alternatives_of_each",
    "empty_searches",
    "hold_saved_search",
    "kept",
    "lasting",
    "listings_found",
    "needs_that_fit",
    "newly_found",
    "other_ways",
    "owner_of",
    "saved_searches",
    "saved_searches_due",
    "search",
    "team_for",
    "unmet_demand",
    "upcoming",
    "wanted_for",
    "wanted_of",
    "wants_needs_letter",
    "who_could",
    "whom_needs_fit",
    "why_they_fit",
]
