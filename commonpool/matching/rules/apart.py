"""Words that are kept apart from others of the same root, which are of another thing.

PostgreSQL takes endings off, by which "parking" and "parks" are one word, and "planning" is in every plan. In what is
looked up such a word is written twice ("parkingparking"), in listings as in what is asked: only its own plural has its
root.
"""

import re

ALWAYS = frozenset(
    {
        *("accessibility", "adoption", "attendance", "boarding", "elective", "housing", "lettings"),
        *("levi", "marketing", "parking", "planning", "refuse", "trading", "traveller"),
    }
)
"""Whatever letters they are written in."""
IN_CAPITALS = frozenset({"LED", "SEND", "TENs"})
"""Words of a listing in these capitals; who asks writes them as they please."""
ASKED = ALWAYS | {each.lower() for each in IN_CAPITALS}
IN_TEXT = (rf"\m({'|'.join(sorted(ALWAYS))})s?\M", rf"\m({'|'.join(sorted(IN_CAPITALS))})\M")
"""Where they stand in the text of a listing, as PostgreSQL looks for it: whatever the letters, and in capitals."""
_DOUBLED = re.compile(rf"\b({'|'.join(sorted(ASKED))})\1\b")


def doubled(word: str) -> str:
    """The typed word as it is looked up."""
    one = word.removesuffix("s")
    return word * 2 if word in ASKED else one * 2 if one in ALWAYS else word


def undoubled(text: str) -> str:
    """The text of a question with these words as they stand in what is shown."""
    return _DOUBLED.sub(r"\1", text)
