"""Words that are kept apart from others of the same root, which are of another thing.

PostgreSQL takes endings off, by which "parking" and "parks" are one word, and "planning" is in every plan. In what is
looked up such a word is written twice ("parkingparking"), in listings as in what is asked: no other has its root.
"""

import re

ALWAYS = frozenset(
    {
        *(
            "accessibility",
            "adoption",
            "attendance",
            "boarding",
            "elective",
            "housing",
            "lettings",
            "marketing",
        ),
        *("parking", "planning", "refuse", "trading", "traveller", "travellers"),
    }
)
"""Whatever letters they are written in."""
IN_CAPITALS = frozenset({"LEVI", "SEND", "TEN", "TENs"})
"""Words of a listing in these capitals; who asks writes them as they please."""
ASKED = ALWAYS | {each.lower() for each in IN_CAPITALS}
IN_TEXT = tuple(rf"\m({'|'.join(sorted(each))})\M" for each in (ALWAYS, IN_CAPITALS))
"""Where they stand in the text of a listing, as PostgreSQL looks for it: whatever the letters, and in capitals."""
_TWICE = re.compile(rf"\b({'|'.join(sorted(ASKED))})\1\b")


def apart(word: str) -> str:
    """The typed word as it is looked up."""
    return word * 2 if word in ASKED else word


def together(text: str) -> str:
    """The text with the words as they were typed."""
    return _TWICE.sub(r"\1", text)
