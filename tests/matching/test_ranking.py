"""Who is found by which words, and in which order."""

from datetime import timedelta

import pytest

from commonpool.matching.models import IndexedName, IndexedWord, OfficerIndex
from commonpool.matching.operations import count_words, index_listings
from commonpool.matching.queries import search
from commonpool.matching.queries.ranking import NEAREST, in_words, likely_near
from commonpool.matching.queries.written import Values
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.ideas import Idea
from tests.factories.experience import did
from tests.factories.listings import listed_officer
from tests.factories.people import NOW

pytestmark = pytest.mark.django_db


def found_by(looking, words, **more):
    return [hit.headline for hit in search(looking, Wanted(words=words, **more), NOW).hits]


def test_an_abbreviation_finds_the_thing_by_its_other_names(home, looking):
    listed_officer(home, headline="Collected council tax by text message")
    listed_officer(home, headline="Vehicle tax for 300 vehicles")
    assert found_by(looking, "CTAX") == ["Collected council tax by text message"]
    (hit,) = search(looking, Wanted(words="CTAX"), NOW).hits
    assert [reason.kind for reason in hit.reasons] == ["headline"]


def test_a_slip_of_spelling_finds_what_was_meant(home, looking):
    listed_officer(home, headline="Cut temporary accommodation")
    listed_officer(home, headline="Kept bees on the roof")
    assert found_by(looking, "temporary accomodation") == ["Cut temporary accommodation"]
    assert found_by(looking, "bes on roofs of the town hall and keeping them") == ["Kept bees on the roof"]


def test_of_those_who_say_the_thing_who_says_it_as_it_was_typed_comes_first(home, looking):
    for headline in ("Brown bins charged for", "Garden waste charged for"):
        listed_officer(home, headline=headline)
    assert found_by(looking, "garden waste") == ["Garden waste charged for", "Brown bins charged for"]
    assert found_by(looking, "brown bins") == ["Brown bins charged for", "Garden waste charged for"]


def test_of_what_stands_near_a_thing_the_nearest_finds_and_all_of_it_ranks() -> None:
    near = tuple((f"thing{n:02d}",) for n in range(NEAREST + 1))
    idea = Idea((("ferry",),), near, weight=1.0, named=True)
    looked_up, ranked = Values(), Values()
    likely_near([idea], looked_up)
    in_words([idea], ranked)
    last, beyond = near[-2][0], near[-1][0]
    assert any(last in str(value) for value in looked_up.values())
    assert not any(beyond in str(value) for value in looked_up.values())
    assert any(beyond in str(value) for value in ranked.values())


def test_the_thing_is_found_and_not_the_word_beside_it_its_name_before_what_is_near(home, looking):
    for headline in ("Cleared a backlog of post", "Level access shower fitter", "Disabled facilities grants"):
        listed_officer(home, headline=headline)
    assert found_by(looking, "DFG backlog") == [
        "Disabled facilities grants",
        "Level access shower fitter",
    ]


def test_what_was_done_is_said_before_what_they_say_of_themselves(home, looking):
    about, done = (listed_officer(home, headline=headline) for headline in ("One", "Two"))
    about.listing.about = "Knows of selective licensing"
    about.listing.save()
    did(done, "Selective licensing of 9,000 homes")
    index_listings(listing_ids=[about.listing.pk])
    assert found_by(looking, "selective licensing") == ["Two", "One"]


def test_of_two_who_did_the_same_who_did_it_later_comes_first_also_by_a_few_years(home, looking):
    for headline, year in (("One", 2020), ("Two", 2023), ("Three", 2022)):
        did(listed_officer(home, headline=headline), "Selective licensing of 9,000 homes", finished_in=year)
    assert found_by(looking, "selective licensing") == ["Two", "Three", "One"]


@pytest.mark.parametrize(
    ("typed", "headline"),
    [
        ("gov uk notify", "Letters by GOV.UK Notify"),
        ("GOV.UK Notify", "Letters by Gov uk notify"),
        ("node.js", "Wrote node.js and HR/payroll links"),
        ("payroll", "Wrote node.js and HR/payroll links"),
        ("national nondomestic childrens hubs", "Children’s hubs"),
        ("Ynys Mon", "Ferries of Ynys Môn"),
        ("Môn", "Ferries of Ynys Mon"),
        ("365", "Moved to Microsoft 365"),
    ],
)
def test_words_are_found_whatever_signs_stand_in_them_and_the_reason_says_them(
    home, looking, typed, headline
):
    officer = listed_officer(home, headline="Anything")
    did(officer, headline, finished_in=2025, confirmed=True)
    (hit,) = search(looking, Wanted(words=typed), NOW).hits
    assert hit.reasons[0].kind == "confirmed"


def test_where_nobody_says_it_those_of_the_function_are_shown_and_it_stays_unanswered(home, looking):
    officer = listed_officer(home, headline="Something else", function_ids=["56"])
    found = search(looking, Wanted(words="CTAX"), NOW)
    assert [hit.reference for hit in found.hits] == [officer.reference]
    assert (found.count, found.loosened, found.answered) == (1, True, False)


def test_where_few_are_found_those_of_the_function_are_too_and_last(home, looking):
    listed_officer(home, headline="Council tax")
    listed_officer(home, headline="Something else", function_ids=["56"])
    listed_officer(home, headline="Anything")
    assert found_by(looking, "CTAX") == ["Council tax", "Something else"]
    (_first, last) = search(looking, Wanted(words="CTAX"), NOW).hits
    assert [(reason.kind, reason.text) for reason in last.reasons] == [("function", "Taxation")]


def test_at_night_words_are_counted_and_those_that_nobody_has_forgotten(home):
    officers = [listed_officer(home, headline="Ferry timetables") for _each in range(3)]
    assert IndexedWord.objects.get(word="ferry").listings == 1
    count_words(at=NOW)
    assert IndexedWord.objects.get(word="ferry").listings == 3
    for officer in officers:
        officer.listing.headline = "Trams"
        officer.listing.save()
    index_listings(listing_ids=[officer.listing.pk for officer in officers])
    count_words(at=NOW + timedelta(days=1))
    assert not IndexedWord.objects.filter(word="ferry").exists()
    assert IndexedWord.objects.get(word="trams").listings == 3


def test_at_night_words_of_names_are_those_of_somebodys_name(home):
    officer = listed_officer(home, name="Siân Parkinson-Bevan")
    said = {"sian", "parkinson", "bevan"}
    assert said <= set(IndexedName.objects.values_list("word", flat=True))
    OfficerIndex.objects.filter(pk=officer.listing.pk).update(name="zoe bevan")
    count_words(at=NOW)
    assert {*IndexedName.objects.values_list("word", flat=True)} & {*said, "zoe"} == {"zoe", "bevan"}
