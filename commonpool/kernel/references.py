"""Opaque references to read down a telephone: `B-7K3M-9QXT`. They count nothing and hold nothing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from random import Random, SystemRandom

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
WRITTEN = re.compile(f"[A-Z]-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")
"""How every reference is written."""

_source: ContextVar[Random] = ContextVar("references_drawn_from", default=SystemRandom())  # noqa: B039 (has no state)


def new_reference(letter: str) -> str:
    """A fresh reference: a letter for the kind of thing, then eight of Crockford's 32 characters."""
    drawn = "".join(_source.get().choice(ALPHABET) for _place in range(8))
    return f"{letter}-{drawn[:4]}-{drawn[4:]}"


@contextmanager
def references_drawn_from(source: Random) -> Iterator[None]:
    """References made inside come from this source, so that an invented history has the same ones each time.

    Outside, they come from the operating system and cannot be foretold.
    """
    token = _source.set(source)
    try:
        yield
    finally:
        _source.reset(token)
