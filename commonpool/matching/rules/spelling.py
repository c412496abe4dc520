"""How one word is written in several ways, and what these have in common. Pure judgement over words."""

Form = tuple[str, ...]
"""One way to say a thing: its words in their order."""
NO_PLURALS = frozenset({"aces", "ascs", "csas", "tens"})
"""Abbreviations that are another thing without their last letter."""
AMERICAN = (("ization", "isation"), ("ize", "ise"), ("izing", "ising"), ("licenc", "licens"))
"""How some write what others write so, one after the other."""


def keyed(word: str) -> str:
    """What a word has in common with its plural and with its American spelling: a key to the vocabulary."""
    if word in NO_PLURALS:
        return word
    for ending, other in AMERICAN if "iz" in word or "licenc" in word else ():
        word = word.replace(ending, other)
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    if word.endswith(("xes", "sses", "ches", "shes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and word[-2] not in "sui" else word


def spelt(word: str) -> tuple[Form, ...]:
    """The word, and how else British and American writers spell it."""
    other = word.replace("licenc", "licens") if "licenc" in word else word.replace("licens", "licenc")
    for british, american in (("isation", "ization"), ("ising", "izing"), ("ise", "ize")):
        if word.endswith((british, american)):
            other = (
                word.removesuffix(american) + british
                if word.endswith(american)
                else word.removesuffix(british) + american
            )
    return ((word,), (other,)) if other != word else ((word,),)


def rooted(word: str) -> str:
    """What a word has in common with its forms in -ing, -ed, -ion and -s."""
    key = keyed(word)
    return next(
        (key[: -len(end)] for end in ("ing", "ion", "ed") if key.endswith(end) and len(key) > len(end) + 3),
        key,
    )
