"""What search tells the network."""

from dataclasses import dataclass

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class SearchFoundNobody(Fact):
    """Somebody looked and nobody was there: the network lacks this."""

    empty_search_id: int


@dataclass(frozen=True, kw_only=True)
class SearchSaved(Fact):
    """A search is looked at again each week."""

    saved_search_id: int


@dataclass(frozen=True, kw_only=True)
class SavedSearchRemoved(Fact):
    """It is looked at no more."""

    saved_search_id: int


@dataclass(frozen=True, kw_only=True)
class SavedSearchPaused(Fact):
    """It is not looked at until it is resumed."""

    saved_search_id: int


@dataclass(frozen=True, kw_only=True)
class SavedSearchResumed(Fact):
    """It is looked at again each week."""

    saved_search_id: int


@dataclass(frozen=True, kw_only=True)
class SavedSearchFound(Fact):
    """Listings that a saved search had not found before."""

    saved_search_id: int
    listing_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class NeedsSuggested(Fact):
    """An officer is told of needs that fit them."""

    person_id: int
    need_ids: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class NeedsLetterChosen(Fact):
    """An officer said whether they wish to be told of needs."""

    person_id: int
    wanted: bool
