"""What typed words mean: terms, slips, words of asking, and how much each weighs."""

import csv
from itertools import product

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from commonpool.matching.queries import vocabulary
from commonpool.matching.queries.ranking import telling, widest
from commonpool.matching.rules.empty import EMPTY, whole
from commonpool.matching.rules.ideas import (
    ALLUDED,
    BESIDE,
    BREAK,
    HINTED,
    UNNAMED,
    Idea,
    Known,
    Term,
    hints_in,
    ideas,
    rare,
    roots_in,
    terms_in,
    typed,
)
from commonpool.matching.rules.slips import mended, slips_between
from commonpool.matching.rules.spelling import keyed, rooted

SUPPORT = Term((("it", "support"), ("helpdesk",)))
TAX = Term((("council", "tax"), ("ctax",)), (("precept",),), ("56",), hints=(("bills", "pay"),))
AGAIN = Term((("retender",),), manner=True)
BINS = Term((("bins",),))
TERMS = {
    ("council", "tax"): TAX,
    ("ctax",): TAX,
    ("retender",): AGAIN,
    ("bin",): BINS,
    ("", "council", "tax"): TAX,
    ("it", "support"): SUPPORT,
    ("helpdesk",): SUPPORT,
}


def read(text: str, listings: int = 100, **held: int) -> list[Idea]:
    words = typed(text)
    known = {word: Known(None if word in {"the", "of"} else held.get(word, 10)) for word in words}
    asking, terms = frozenset({"new", "system"}), [TAX, AGAIN, BINS]
    return ideas(words, TERMS, roots_in(terms), hints_in(terms), known, asking, listings)


def said(found: list[Idea]) -> list[str]:
    return [" ".join(idea.same[0]) for idea in found]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("CTAX", ["ctax"]),
        ("Awaab’s Law", ["awaab", "law"]),
        ("S106 & CIL monies: spend", ["s106", "cil", "monies", BREAK, "spend"]),
        ("self-service - now", ["self", "service", BREAK, "now"]),
        ("GOV.UK forms.", ["gov", "uk", "forms", BREAK]),
        ("Siân’s 3,000 café/bar pages", ["sian", "3000", "cafe", "bar", "pages"]),
        ("  ", []),
    ],
)
def test_words_are_letters_and_figures_within_their_clause(text: str, words: list[str]) -> None:
    assert typed(text) == words


def test_a_term_is_read_in_any_of_its_names_and_takes_its_words_with_it() -> None:
    assert said(read("CTAX")) == ["council tax"]
    assert said(read("council taxes")) == ["council tax"]
    assert said(read("tax of the council")) != ["council tax"]
    assert said(read("tax of council")) == ["council tax"]


def test_one_form_is_asked_for_once_and_not_where_one_of_its_words_finds_it() -> None:
    forms = [("election",), ("elections",), ("running", "elections"), ("poll", "clerk"), ("poll", "clerks")]
    assert telling(forms) == [("elections",), ("poll", "clerks")]


def test_of_names_of_several_words_one_is_asked_for_where_it_finds_another_too() -> None:
    forms = [
        ("subject", "access", "requests"),
        ("access", "subject"),
        ("access", "rights"),
        ("data", "subject"),
    ]
    assert widest(forms) == [("access", "subject"), ("access", "rights"), ("data", "subject")]


def test_nothing_is_read_across_clauses() -> None:
    assert not any(idea.named for idea in read("council, tax"))
    assert not any(idea.named for idea in read("council - tax"))


def test_words_beside_a_named_thing_weigh_little_and_pairs_and_asking_less() -> None:
    tax, new, backlog, pair = read("CTAX new backlog")
    assert (tax.named, backlog.named, new.main) == (True, False, False)
    assert backlog.weight == pytest.approx(BESIDE * rare(10, 100))
    assert pair.weight < new.weight < backlog.weight < tax.weight


def test_how_is_no_subject_beside_what() -> None:
    assert next(idea.named for idea in read("retender CTAX")) is False
    (alone,) = read("retender")
    assert alone.weight == pytest.approx(rare(10, 100))


def test_what_fewer_listings_say_weighs_more() -> None:
    common, scarce, _pair = read("backlog ferries", backlog=90, ferries=1)
    assert scarce.weight > common.weight


def test_who_names_nothing_but_says_two_words_of_a_name_alludes_to_it() -> None:
    assert "council tax" in said(read("tax that our council collects"))
    assert "council tax" not in said(read("tax that we collect"))
    (alluded,) = (idea for idea in read("tax that our council collects", tax=4) if idea.near == TAX.near)
    assert alluded.weight == pytest.approx(ALLUDED * rare(4, 100)), "as rare as what was said of its name"


def test_plain_words_said_together_hint_at_what_nobody_named() -> None:
    first, *others = sorted(read("residents cannot pay a bill"), key=lambda idea: -idea.weight)
    assert (first.near, first.named, first.main) == (TAX.near, True, False)
    assert first.weight == pytest.approx(rare(UNNAMED * 100, 100))
    assert max(idea.weight for idea in others) == pytest.approx(BESIDE * rare(10, 100)), "as beside a name"
    assert "council tax" not in said(read("residents cannot pay")) + said(read("a bill came"))


def test_a_hint_weighs_less_beside_what_is_named_and_names_nothing_anew() -> None:
    (hinted,) = (idea for idea in read("pay the bill for bins") if idea.near == TAX.near)
    assert hinted.weight == pytest.approx(HINTED * rare(UNNAMED * 100, 100))
    assert len([idea for idea in read("CTAX: pay bills") if idea.near == TAX.near]) == 1


def test_a_slip_is_mended_by_the_word_that_is_like_it() -> None:
    words = dict.fromkeys(("hygiene", "accommodation", "licensing", "tax"), 1)
    assert [mended(each, words) for each in ("hygene", "accomodation", "hyigene")] == [
        "hygiene",
        "accommodation",
        "hygiene",
    ]
    assert [mended(each, words) for each in ("tex", "ferries")] == ["tex", "ferries"]


def test_of_words_that_are_as_like_the_one_that_is_said_most_was_meant() -> None:
    assert mended("plannng", {"planing": 1, "planning": 9}) == "planning"
    assert mended("plannng", {"planing": 9, "planning": 1}) == "planing"
    assert [vocabulary.meant_for(each) for each in ("plannng", "serices")] == ["planning", "services"]


def test_an_everyday_word_is_no_slip_in_one_of_the_vocabulary() -> None:
    for word, like in (("faster", "foster"), ("borrow", "barrow"), ("consulting", "consultant")):
        assert mended(word, {like: 1}) == like
        assert vocabulary.meant_for(word) == word
    assert vocabulary.meant_for("procurment") == "procurement"


@given(st.text("ab", max_size=6), st.text("ab", max_size=6))
def test_slips_are_symmetrical_and_none_only_between_the_same(one: str, other: str) -> None:
    slips = slips_between(one, other)
    assert slips == slips_between(other, one)
    assert (slips == 0) == (one == other)
    assert abs(len(one) - len(other)) <= slips <= max(len(one), len(other))


def test_a_key_is_the_same_for_british_and_american_for_one_and_many() -> None:
    for one, other in (("licence", "license"), ("organisation", "organizations"), ("policies", "policy")):
        assert keyed(one) == keyed(other)
    assert keyed("bus") == "bus"


def test_the_vocabulary_is_whole() -> None:
    with (vocabulary.REFERENCE / "vocabulary.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with (vocabulary.ORGANISATIONS / "functions.csv").open(encoding="utf-8") as file:
        functions = {row["id"] for row in csv.DictReader(file)}
    assert all(None not in row and row["same"] and row["kind"] in {"subject", "manner"} for row in rows)
    named = {each for row in rows for each in row["functions"].split("|") if each}
    assert named <= functions
    first = [row["same"].split("|")[0].lower() for row in rows]
    assert len(first) == len(set(first))
    hints = [each for row in rows for each in row["hints"].split("|") if each]
    assert [each for each in hints if len({rooted(word) for word in each.split()}) < 2] == []


def test_every_name_of_the_vocabulary_is_read_as_its_term() -> None:
    terms = vocabulary.vocabulary()
    for term, form in product(vocabulary.reviewed(), [0]):
        ((read_words, read_as),) = list(terms_in(term.same[form], terms))
        assert read_words == term.same[form]
        assert read_as is not None


def test_of_several_words_two_are_looked_for() -> None:
    """PostgreSQL reads "it support" as "support", which everybody says."""
    (found,) = read("it support")
    assert (found.same, found.asked) == ((("helpdesk",),), ())
    assert all(whole(form) for term in vocabulary.reviewed() for form in term.near)


def test_what_nobody_names_does_not_weigh_most_of_all() -> None:
    (tax, bins) = read("ctax bins", listings=10_000, ctax=0, bins=100, council=0, tax=0)
    assert tax.weight == pytest.approx(bins.weight, rel=0.01)


@pytest.mark.django_db
def test_empty_words_are_those_that_postgresql_leaves_out() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, ts_lexize('english_stem', word) = '{}' FROM unnest(%s::text[]) word",
            [sorted(EMPTY | {word for term in vocabulary.reviewed() for form in term.same for word in form})],
        )
        left_out = {word for word, empty in cursor if empty}
    assert left_out == EMPTY
