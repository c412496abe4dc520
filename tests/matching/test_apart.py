"""Words of one root that are of different things."""

import pytest

from commonpool.matching.operations import count_words, index_listings
from commonpool.matching.queries import search
from commonpool.matching.queries.done import MARK, UNMARK
from commonpool.matching.queries.vocabulary import ideas_in, vocabulary
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.apart import ASKED, doubled, undoubled
from commonpool.matching.rules.ideas import terms_in, typed
from commonpool.people.models import Employment
from tests.factories.experience import did
from tests.factories.listings import listed_officer
from tests.factories.people import NOW

pytestmark = pytest.mark.django_db


def headlines(looking, words):
    return [hit.headline for hit in search(looking, Wanted(words=words), NOW).hits]


@pytest.mark.parametrize(
    ("asked", "meant", "other"),
    [
        ("parking", "Parking appeals", "Six parks with a Green Flag"),
        ("parks", "Six parks with a Green Flag", "Parking appeals"),
        ("planning", "Planning validation", "Lesson plans for nurseries"),
        ("travellers", "A site for travellers", "Travel training"),
        ("traveller", "A site for travellers", "Travel training"),
        ("carparking", "Car parking by the beach", "Six parks with a Green Flag"),
        ("send", "SEND tribunals", "Letters that people send back"),
        ("street lighting", "12,000 LED lanterns", "Led the move to a trust"),
        ("LEVI", "Chargers on lamp posts with LEVI money", "A visitor levy"),
    ],
)
def test_who_has_the_word_is_found_and_not_who_has_another_of_its_root(home, looking, asked, meant, other):
    for headline in (meant, other):
        listed = listed_officer(home, headline=headline)
        Employment.objects.filter(pk=listed.listing.employment_id).update(job_title="Officer")
        index_listings(listing_ids=[listed.listing.pk])
    assert headlines(looking, asked) == [meant]


def test_what_is_shown_is_as_it_was_written_and_marked(home, looking):
    did(listed_officer(home), "Moved refuse by night")
    (hit,) = search(looking, Wanted(words="refuse"), NOW).hits
    assert f"Moved {MARK}refuse{UNMARK} by night" in [reason.text for reason in hit.reasons]


def test_a_slip_in_such_a_word_is_mended(home, looking):
    listed_officer(home, headline="Parking appeals")
    count_words(at=NOW)
    assert headlines(looking, "parkign") == ["Parking appeals"]


def test_a_slip_is_mended_though_its_root_is_that_of_the_right_word(home, looking):
    """ "Procurment" has the root of "procured", and stands in no vocabulary."""
    for headline in ("Procured 60 buses", "Buying for a county"):
        listed_officer(home, headline=headline)
    assert sorted(headlines(looking, "procurment")) == ["Buying for a county", "Procured 60 buses"]


def test_a_right_word_is_no_slip_though_the_vocabulary_has_another_of_its_root(home):
    """ "Consulting" is no consultant."""
    listed_officer(home, headline="Consulting 9,000 residents")
    (idea,) = ideas_in("consulting")
    assert idea.same == (("consulting",),)


def test_words_are_written_twice_and_back() -> None:
    for word in (*ASKED, "plan", "budget"):
        assert undoubled(f"({doubled(word)}:A <-> bus)") == f"({word}:A <-> bus)"
    assert doubled("plan") == "plan"
    assert doubled("travellers") == doubled("traveller") == "travellertraveller"


@pytest.mark.parametrize("words", ["sendsend", "send sendsend", "parkingparking tribunals", "tens of tens"])
def test_who_types_a_word_twice_is_answered(home, looking, words):
    listed_officer(home, headline="Weddings by the sea")
    assert headlines(looking, words) == []


def test_a_name_is_a_name_whatever_else_it_means(home, looking):
    listed_officer(home, name="Ann Parking", headline="Weddings by the sea")
    assert headlines(looking, "ann parking") == ["Weddings by the sea"]


def test_a_number_is_no_notice_and_its_notice_no_number() -> None:
    named = {
        text: [term for _said, term in terms_in(typed(text), vocabulary()) if term]
        for text in ("ten", "TENs")
    }
    assert named["ten"] == []
    assert [term.same[0] for term in named["TENs"]] == [("temporary", "event", "notice")]
