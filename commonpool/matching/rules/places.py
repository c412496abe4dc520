"""How a council may be called in what somebody types. Pure judgement over words."""

from commonpool.matching.rules.ideas import called

LONGEST = 8
"""Words of a council's name at most; more are a sentence."""
OF_ANY = frozenset({
    "a", "the", "of", "council", "councils", "city", "county", "borough", "district", "metropolitan", "london", "royal",
    "unitary", "authority", "combined", "cyngor", "dinas", "sir", "bwrdeistref", "sirol",
})  # fmt: skip
"""Words that are of a council's name and not of its place."""


def names_of_place(words: str) -> list[str]:
    """The names of a council that these words may be: as typed, and the place alone; none where they are too many."""
    said = called(words).split()
    if not 0 < len(said) <= LONGEST:
        return []
    place = " ".join(word for word in said if word not in OF_ANY)
    return list(dict.fromkeys([" ".join(said), place])) if place else []
