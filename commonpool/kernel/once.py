"""What a process makes once, the first time it is asked for."""

from collections.abc import Callable
from functools import cache, wraps
from threading import Lock
from typing import TypeVar

Made = TypeVar("Made")


def once(make: Callable[[], Made]) -> Callable[[], Made]:
    """It is made by whoever asks first, and all others who ask meanwhile wait for it.

    `functools.cache` alone lets each of them make it: what is read from tables is then made by every thread at once,
    and takes as many times its memory, for good.
    """
    kept, turn = cache(make), Lock()

    @wraps(make)
    def made() -> Made:
        with turn:
            return kept()

    return made
