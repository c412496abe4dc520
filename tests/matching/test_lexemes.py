"""What is looked up is what PostgreSQL itself reads of the words, and as much is made of it."""

import pytest
from django.db import connection

from commonpool.matching.queries.lexemes import ANYWHERE, IN_ORDER, as_typed, each_word, lexemes, said
from commonpool.matching.queries.vocabulary import reviewed, vocabulary
from commonpool.matching.queries.written import Values

pytestmark = pytest.mark.django_db
UNKNOWN = (("zyzzyva",), ("council", "zyzzyva"))


def answered(sql: str, put: Values) -> list[tuple[object, ...]]:
    return put.answers(sql)


@pytest.mark.parametrize("label", ["", "A"])
@pytest.mark.parametrize("words", [IN_ORDER, ANYWHERE])
def test_every_form_of_the_vocabulary_is_read_as_postgresql_reads_it(label: str, words: str) -> None:
    forms = sorted({form for term in vocabulary().values() for form in (*term.same, *term.near)})
    put, known = Values(), lexemes()
    ours = [put_text(form, label, words) for form in forms]
    typed = [as_typed([form], label, words) for form in forms]
    told = answered(
        f"SELECT ours, typed FROM unnest({put(ours)}::text[], {put(typed)}::text[]) AS form (ours, typed)"
        " WHERE ours::tsquery::text <> to_tsquery('english', typed)::text",
        put,
    )
    assert told == []
    assert len(forms) > 20_000
    assert {word for form in forms for word in form} == set(known)


def put_text(form: tuple[str, ...], label: str, words: str) -> str:
    put = Values()
    assert said([form], put, label=label, words=words).endswith("::tsquery")
    return str(put["v0"])


def test_words_that_are_not_of_the_vocabulary_are_read_by_postgresql() -> None:
    put = Values()
    asked = f"SELECT {said(UNKNOWN, put)}::text, {each_word(UNKNOWN, put)}::text"
    assert answered(asked, put) == [("'zyzzyva' | 'council' <-> 'zyzzyva'", "'council' | 'zyzzyva'")]


def test_the_words_of_the_forms_rank_a_text_as_the_forms_do() -> None:
    texts = [" ".join(" ".join(form) for form in term.near) for term in reviewed()[:200]]
    put, terms = Values(), reviewed()[:40]
    differ = [
        f"SELECT count(*) FROM texts"
        f" WHERE ts_rank(words, {each_word(forms, put)}) <> ts_rank(words, {said(forms, put)})"
        for forms in ([*term.same, *term.near] for term in terms)
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE texts ON COMMIT DROP AS"
            " SELECT to_tsvector('english', text) AS words FROM unnest(%s::text[]) AS of (text)",
            [texts],
        )
    assert answered(" UNION ALL ".join(differ), put) == [(0,)] * len(terms)
    some = [*terms[0].same, *terms[0].near]
    assert answered(f"SELECT count(*) FROM texts WHERE ts_rank(words, {each_word(some, put)}) > 0", put) > [
        (0,)
    ]
