"""All of what is to be tried is tried, a share of it at each place: another share at the next."""

from collections.abc import Sequence
from typing import TypeVar

Tried = TypeVar("Tried")


class Share:
    """Every `parts`-th of what there is, beginning one later at each place that asks."""

    def __init__(self, parts: int) -> None:
        self._parts, self._turn = parts, 0

    def of(self, what: Sequence[Tried]) -> Sequence[Tried]:
        """This place's share, at least one. Fields of one name come up on many forms, and get the rest there."""
        self._turn += 1
        return what[self._turn % self._parts :: self._parts] or what[-1:]
