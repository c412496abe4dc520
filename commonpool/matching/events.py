"""What search tells the network."""

from dataclasses import dataclass

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class SearchFoundNobody(Fact):
    """Somebody looked and nobody was there: the network lacks this."""

    empty_search_id: int
