#!/usr/bin/env python
"""Writes which everyday words are spelt almost like one of the vocabulary, so that search takes none for a slip.

Run it when the vocabulary has new names: `python tools/make_right_words.py british-english-small`, with the list of
words of that name (SCOWL; Debian's package `wbritish-small` has it). It writes
`commonpool/matching/reference/right_words.csv`. The same list and vocabulary give the same words.
"""

import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[1]


def main(listed: Path) -> None:
    """Keeps of the listed words those that search would mend."""
    from commonpool.matching.queries import vocabulary
    from commonpool.matching.rules.slips import mended

    held = vocabulary.vocabulary_words()
    words = {
        word for word in listed.read_text().split() if word.isascii() and word.isalpha() and word.islower()
    }
    right = sorted(
        word
        for word in words
        if word not in held.get(word[0], {}) and mended(word, held.get(word[0], {})) != word
    )
    file = vocabulary.REFERENCE / "right_words.csv"
    file.write_text("".join(f"{word}\n" for word in ("word", *right)))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonpool.config.settings")
    django.setup()
    main(Path(sys.argv[1]))
