"""What is kept of a search in vain: no name, nothing that was answered, and how near somebody came."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from commonpool.matching.models import EmptySearch
from commonpool.matching.operations import remember_empty_search
from commonpool.matching.queries.desk import empty_searches
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.naming import Heard, names_somebody
from tests.factories.bookings import Pair, make_pair
from tests.factories.people import NOW, actor, make_person, make_steward
from tests.factories.signed_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]


@pytest.fixture
def pair() -> Pair:
    return make_pair(headline="Moved benefits forms online", name="Priya Nakamura")


def kept(pair: Pair, **asked: str) -> list[tuple[str, int, int]]:
    """What is kept once somebody looked so on the page."""
    signed_in(pair.booker).get(reverse("find"), asked)
    return list(EmptySearch.objects.order_by("id").values_list("words", "things", "said"))


def test_who_says_some_of_the_words_leaves_the_search_unmet(pair: Pair) -> None:
    assert kept(pair, q="benefits zeppelins") == [("benefits zeppelins", 2, 1)]
    assert kept(pair, q="zeppelins")[1:] == [("zeppelins", 1, 0)]


def test_who_says_all_of_the_words_answers_the_search(pair: Pair) -> None:
    assert kept(pair, q="benefits forms") == []
    wanted = Wanted(words="benefits forms")
    assert not remember_empty_search(actor=actor(pair.booker), wanted=wanted, at=NOW)
    assert not EmptySearch.objects.exists()


@pytest.mark.parametrize("asked", [{"nation": "Scotland"}, {"hours": "99"}, {"price": "0.01"}, {"page": "2"}])
def test_who_is_elsewhere_or_busy_has_done_it_all_the_same(pair: Pair, asked: dict[str, str]) -> None:
    assert kept(pair, q="benefits forms", **asked) == []
    assert kept(pair, q="benefits zeppelins", **asked) == [("benefits zeppelins", 2, 1)]


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"q": ""},
        {"q": "  "},
        {"q": "?!"},
        {"q": "the"},
        {"hours": "99"},
        {"q": "", "region": "Wales"},
        {"x": "1"},
    ],
)
def test_a_search_for_no_thing_is_not_kept(pair: Pair, asked: dict[str, str]) -> None:
    assert kept(pair, **asked) == []


def test_a_filter_by_function_that_nobody_answers_is_kept_without_words(pair: Pair) -> None:
    assert kept(pair, function="35", nation="Wales") == [("", 0, 0)]


@pytest.mark.parametrize(
    "name",
    [
        "nakamura", "Nakamura zeppelins", "Priya Okonkwo", "priya okonkwo", "Ngozi Adeyemi", "Siân O'Brien-Hughes",
        "somebody@council.gov.uk", "gwendolen ashworth",
    ],
)  # fmt: skip
def test_a_name_is_not_kept(pair: Pair, name: str) -> None:
    make_person("g@example.gov.uk", name="Gwendolen Ashworth")
    assert kept(pair, q=name, function="35") == []


@pytest.mark.parametrize("words", ["Zeppelins", "SEND EHCP", "peatland carbon code", "Crematorium emissions"])
def test_a_thing_is_kept_however_it_is_written(pair: Pair, words: str) -> None:
    assert [row[0] for row in kept(pair, q=words)] == [words]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ([Heard(False, called=True, said=False), Heard(False, called=False, said=True)], True),
        ([Heard(False, called=True, said=True), Heard(False, called=True, said=True)], True),
        ([Heard(True, called=False, said=False), Heard(True, called=False, said=False)], True),
        ([Heard(True, called=False, said=False), Heard(False, called=False, said=False)], False),
        ([Heard(True, called=False, said=False)], False),
        ([Heard(True, called=True, said=True)], False),
        ([Heard(True, called=False, said=False)] * 5, False),
        ([], False),
    ],
)
def test_words_are_taken_for_a_name(words: list[Heard], name: bool) -> None:
    assert names_somebody(words) == name


def test_the_page_says_that_it_noted_only_what_it_noted(pair: Pair) -> None:
    client, noted = signed_in(pair.booker), "We have noted what you looked for"
    assert noted in client.get(reverse("find"), {"q": "zeppelins"}).content.decode()
    assert noted not in client.get(reverse("find"), {"q": "Ngozi Adeyemi"}).content.decode()


def test_the_steward_reads_how_near_somebody_came_and_which_council_looked(pair: Pair) -> None:
    kept(pair, q="benefits zeppelins")
    (lack,) = empty_searches(actor(make_steward()), NOW)
    assert (lack.said, lack.things, lack.councils) == (1, 2, [pair.host.name])
    for address in ("/desk/", "/desk/unmet/"):
        page = signed_in(make_steward()).get(address).content.decode()
        assert "The nearest officer says 1 of 2 things." in page
        assert pair.host.name in page
        assert pair.booker.name not in page


def test_no_search_is_kept_that_somebody_answered(pair: Pair) -> None:
    kept(pair, q="benefits zeppelins")
    with pytest.raises(IntegrityError, match="empty_search_not_answered"), transaction.atomic():
        EmptySearch.objects.update(said=2)
