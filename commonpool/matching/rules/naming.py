"""Whether what somebody looked for names a person. Pure judgement over words."""

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 4
"""Words of a name at most; more are a sentence."""


@dataclass(frozen=True)
class Heard:
    """A typed word. `capital`: written as a name is; `called`: somebody is called so; `said`: a listing or the
    vocabulary says it."""

    capital: bool
    called: bool
    said: bool


def names_somebody(words: Sequence[Heard]) -> bool:
    """Whether these words are taken for somebody's name: one is a name and nothing else, all of them are names, or all
    are written as names and nobody says any.

    A name of nobody here that is typed in small letters cannot be told from a thing that nobody does.
    """
    if any(word.called and not word.said for word in words):
        return True
    if not 1 < len(words) <= LONGEST:
        return False
    return all(word.called for word in words) or all(word.capital and not word.said for word in words)
