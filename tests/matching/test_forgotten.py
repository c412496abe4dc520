"""Search forgets somebody whose account was closed: what they looked for, and what they could be found by."""

import pytest

from commonpool.activity.models import Event
from commonpool.identity.operations import anonymise_person
from commonpool.matching.models import EmptySearch, IndexedName, OfficerIndex, SavedSearch
from commonpool.matching.operations import (
    index_listings,
    remember_empty_search,
    remove_saved_search,
    save_search,
)
from commonpool.matching.queries import empty_searches
from commonpool.matching.rules import Wanted
from tests.factories.bookings import make_pair
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor, make_steward

pytestmark = pytest.mark.django_db


def test_what_nobody_was_found_for_keeps_no_words_and_is_counted_by_its_filters() -> None:
    pair = make_pair(limit=False)
    booker, other = actor(pair.booker), actor(pair.budget_holder)
    for wanted in (Wanted(words="Zebras"), Wanted(words="Ferries", function_id="planning")):
        remember_empty_search(actor=booker, wanted=wanted, at=NOW)
    remember_empty_search(actor=other, wanted=Wanted(words="Trams"), at=NOW)
    anonymise_person(actor=booker, person_id=pair.booker.pk, at=NOW)
    kept = EmptySearch.objects.values_list("words", "function_id")
    assert sorted(kept) == [("", ""), ("", "planning"), ("Trams", "")]
    lacks = empty_searches(actor(make_steward()), NOW)
    assert sorted(lack.words for lack in lacks) == ["", "Trams"]


def test_an_open_listing_of_a_closed_account_is_not_indexed_again() -> None:
    gone, stays = (listed_officer(make_pair(limit=False).home, headline="Ferries") for _each in range(2))
    anonymise_person(actor=actor(gone.person), person_id=gone.person.pk, at=NOW)
    index_listings(listing_ids=[gone.listing.pk, stays.listing.pk])
    found = OfficerIndex.objects.filter(listing__headline="Ferries")
    assert list(found.values_list("pk", flat=True)) == [stays.listing.pk]


def test_of_the_name_of_a_closed_account_no_word_is_kept_that_is_nobody_elses() -> None:
    home = make_pair(limit=False).home
    gone, _stays = (listed_officer(home, name=name) for name in ("Zoe Elliswick", "Zoe Bevan"))
    anonymise_person(actor=actor(gone.person), person_id=gone.person.pk, at=NOW)
    words = IndexedName.objects.filter(word__in=["zoe", "elliswick", "bevan"])
    assert set(words.values_list("word", flat=True)) == {"zoe", "bevan"}


def test_saved_searches_end_with_the_account_as_those_that_are_removed() -> None:
    pair = make_pair(limit=False)
    booker = actor(pair.booker)
    removed, open_still = (
        save_search(actor=booker, wanted=Wanted(words=word), at=NOW) for word in ("Zebras", "Ferries")
    )
    remove_saved_search(actor=booker, search_id=removed.pk, at=NOW)
    anonymise_person(actor=booker, person_id=pair.booker.pk, at=NOW)
    kept = SavedSearch.objects.order_by("pk")
    assert [(each.words, each.removed_by_id) for each in kept] == [("", pair.booker.pk)] * 2
    said = Event.objects.filter(name="SavedSearchRemoved").order_by("id")
    assert [each.facts["saved_search_id"] for each in said] == [removed.pk, open_still.pk]
