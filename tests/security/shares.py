"""What is hostile is tried at every place: a share of it at each, another share at the next, so that all of it is."""

from collections.abc import Sequence
from typing import TypeVar

Tried = TypeVar("Tried")


class Share:
    """Every `parts`-th of what there is, beginning one later at each place that asks."""

    def __init__(self, parts: int) -> None:
        self._parts, self._turn = parts, 0

    def of(self, what: Sequence[Tried]) -> Sequence[Tried]:
        """This place's share. Places of one name come up on many forms, and get the rest there."""
        self._turn += 1
        return what[self._turn % self._parts :: self._parts]
