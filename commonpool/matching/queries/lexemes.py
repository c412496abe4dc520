"""What is looked up in the words of listings, written as PostgreSQL indexes it.

`to_tsquery` reads each word anew, several thousand for a need of a few words: it took most of the planning of a search.
What the words of the vocabulary are indexed by is therefore asked once a process, and a question is written with that.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from commonpool.kernel.once import once
from commonpool.kernel.prepared import Prepared
from commonpool.matching.queries.vocabulary import vocabulary
from commonpool.matching.queries.written import Values
from commonpool.matching.rules.apart import doubled
from commonpool.matching.rules.spelling import Form

IN_ORDER, ANYWHERE = "<->", "&"
"""How the words of a form stand in what says it."""
LEXEMES = Prepared(
    *("words", "doubled"),
    sql="""
SELECT word, to_tsquery('english', doubled)::text
  FROM unnest(%(words)s::text[], %(doubled)s::text[]) AS of (word, doubled)
""",
)


def said(forms: Iterable[Form], put: Values, *, label: str = "", words: str = IN_ORDER) -> str:
    """One of the forms, as a tsquery: with a label, in that place of a listing."""
    asked = list(forms)
    told = dict.fromkeys(_indexed(form, label, words) for form in asked)
    if None in told:
        return f"to_tsquery('english', {put(as_typed(asked, label, words))})"
    return f"{put(' | '.join(filter(None, told)))}::tsquery"


def each_word(forms: Iterable[Form], put: Values) -> str:
    """Any word of the forms, as a tsquery of which `ts_rank` is that of the forms.

    It looks at the words alone, and sorts them for every row: that takes least where each stands there once, the last
    first.
    """
    words, known = sorted({word for form in forms for word in form}), lexemes()
    if not all(word in known for word in words):
        return f"to_tsquery('english', {put(' | '.join(map(doubled, words)))})"
    return f"{put(' | '.join(sorted({known[word] for word in words} - {''}, reverse=True)))}::tsquery"


@dataclass(frozen=True)
class Written:
    """Forms, each as a text: `indexed`, to be read as a tsquery; `typed`, to be read by `to_tsquery`."""

    indexed: list[str]
    typed: list[str]


def each_written(forms: Iterable[Form]) -> Written:
    """The forms: as they are indexed, but where a word is not of the vocabulary or is kept apart (`rules.apart`)."""
    written = {
        form: _indexed(form, "", IN_ORDER) if all(word == doubled(word) for word in form) else None
        for form in forms
    }
    return Written(
        [told for told in written.values() if told],
        [as_typed([form]) for form, told in written.items() if told is None],
    )


def as_typed(forms: Iterable[Form], label: str = "", words: str = IN_ORDER) -> str:
    """The same as `to_tsquery` takes it."""
    of_label = f":{label}" if label else ""
    return " | ".join(f"({f' {words} '.join(doubled(word) + of_label for word in form)})" for form in forms)


@lru_cache(maxsize=8192)
def _indexed(form: Form, label: str, words: str) -> str | None:
    """The same of one form by what is indexed, of which words that are not leave their places empty; None where a word
    is not of the vocabulary."""
    told, place, of_label = "", 0, f":{label}" if label else ""
    for number, stem in enumerate(map(lexemes().get, form)):
        if stem is None:
            return None
        if stem:
            between = words if words == ANYWHERE else f"<{number - place}>"
            told += f" {between} {stem}{of_label}" if told else f"{stem}{of_label}"
            place = number
    return told


@once
def lexemes() -> dict[str, str]:
    """Of each word of the vocabulary, what it is indexed by, quoted; nothing for one that is not. One SQL query."""
    words = sorted(
        {word for term in vocabulary().values() for form in (*term.same, *term.near) for word in form}
    )
    rows = LEXEMES(words=words, doubled=[doubled(word) for word in words])
    return {word: lexeme for word, lexeme in rows if lexeme.count("'") in (0, 2)}
