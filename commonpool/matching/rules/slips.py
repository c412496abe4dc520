"""Slips of the finger in what is typed. Pure judgement over words."""

from collections.abc import Mapping


def mended(word: str, words: Mapping[str, int]) -> str:
    """The word of these that was meant where one has a slip in it: a letter more, less, other or in another's place.

    In a word of ten letters and more, two slips. Of those that are as like, the one that is said most often (`words`);
    the word itself where none is like it, or it is short.
    """
    slips, letters = slips_in(word), frozenset(word)
    like = [
        (apart, -often, other)
        for other, often in words.items()
        if slips and other[0] == word[0] and abs(len(other) - len(word)) <= slips and len(other) >= 5
        if len(letters.symmetric_difference(other)) <= 2 * slips  # each slip changes one letter or two
        if (apart := slips_between(word, other)) <= slips
    ]
    return min(like)[2] if like else word


def means_one_of(text: str, words: str) -> bool:
    """Whether one of these words is said in a text, is begun in it, or stands in it with a slip."""
    return any(
        slips_between(said, word) <= slips_in(said) or (len(said) > 2 and word.startswith(said))
        for said in text.split()
        for word in words.split()
    )


def slips_in(word: str) -> int:
    """How many slips a word may have in it and still be told: none in a short one, two in one of ten letters."""
    return 0 if len(word) < 5 else 1 if len(word) < 10 else 2


def slips_between(one: str, other: str) -> int:
    """How many letters were left out, put in, taken for another or turned round (Damerau 1964, each place once)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        earlier, before, row = before, row, [i]
        for j, there in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != there))
            if i > 1 and j > 1 and letter == other[j - 2] and there == one[i - 2]:
                cost = min(cost, earlier[j - 2] + 1)
            row.append(cost)
    return row[-1]
