"""Officers found by their council's name, and what stands on the cards of those whom the reader cannot ask."""

import re

import pytest
from django.urls import reverse

from commonpool.matching.models import EmptySearch
from commonpool.matching.rules.places import names_of_place
from tests.factories.bookings import Pair, make_pair
from tests.factories.councils import council
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, make_officer
from tests.factories.signed_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]


@pytest.fixture
def pair() -> Pair:
    return make_pair(home=council(name="Bishop’s Stow-on-Wye"), limit=False, headline="Kept bees on the roof")


def found(pair: Pair, **asked: str) -> str:
    return signed_in(pair.booker).get(reverse("find"), asked).content.decode()


@pytest.mark.parametrize(
    "words", ["Bishop's Stow on Wye", "bishop’s stow on wye council", "The Borough of Bishop’s Stow-on-Wye"]
)
def test_a_councils_name_leads_to_its_officers_and_is_no_unmet_demand(pair: Pair, words: str) -> None:
    other = listed_officer(council(), headline="Kept goats")
    page = found(pair, q=words)
    (address,) = re.findall(r'href="(/find/\?council=[^"]*)">See officers of Bishop', page)
    assert not EmptySearch.objects.exists()
    officers = signed_in(pair.booker).get(address).content.decode()
    assert pair.officer.person.name in officers
    assert other.person.name not in officers
    assert "Only officers of Bishop" in officers
    assert "Save this search" in officers


def test_another_word_or_a_council_without_officers_is_no_council_to_see(pair: Pair) -> None:
    council(name="Nobodyshire")
    for words in ("bees", "Nobodyshire", "council", "Bishop’s Stow-on-Wye bees", ""):
        assert "See officers of" not in found(pair, q=words)


def test_a_code_of_no_council_is_refused_and_an_unjoined_reader_learns_no_council(pair: Pair) -> None:
    assert "We know no council with this code." in found(pair, council="XX9")
    reader = signed_in(make_officer(council(depth="none")).person)
    page = reader.get(reverse("find"), {"q": pair.home.name}).content.decode()
    assert "See officers of" not in page
    other = listed_officer(council(), headline="Kept goats")
    page = reader.get(reverse("find"), {"council": pair.home.code}).content.decode()
    assert other.reference in page, "the filter would say who works where"


def test_names_of_a_council() -> None:
    assert names_of_place("Leeds City Council") == ["leeds city council", "leeds"]
    assert names_of_place("city council") == []
    assert names_of_place("a b c d e f g h i") == []


def test_nobody_is_asked_to_call_themselves_a_colleague_or_who_takes_no_calls(pair: Pair) -> None:
    colleague = listed_officer(pair.host, headline="Kept bees in a box")
    silent = listed_officer(pair.home, headline="Kept bees in a hive", open_to_calls=False)
    page = found(pair, q="kept bees")
    call = {
        each: reverse("ask_for_call", args=[each.reference]) for each in (pair.officer, colleague, silent)
    }
    assert [address in page for address in call.values()] == [True, False, False]
    assert "They work for your own council" in page
    own = signed_in(pair.officer.person).get(reverse("find"), {"q": "kept bees"}).content.decode()
    assert [address in own for address in call.values()] == [False, True, False]
    assert "This is how others see you." in own
