"""What moves the rank beside the words, and how many are ranked."""

import re
from collections.abc import Callable

import pytest

from commonpool.availability.operations import pause_listing
from commonpool.matching.queries import search
from commonpool.matching.queries.candidates import free_minutes
from commonpool.matching.queries.ranking import CONFIRMED, FREE, RECENT, RESTED, in_rest, in_words, rank
from commonpool.matching.queries.vocabulary import ideas_in
from commonpool.matching.queries.written import Values
from commonpool.matching.rules import Wanted
from tests.factories.bookings import Pair, make_pair, monday, requested_booking
from tests.factories.experience import did
from tests.factories.listings import Listed, listed_officer
from tests.factories.people import NOW, actor

pytestmark = pytest.mark.django_db
TAX, LIBRARIES = "56", "76"


def confirmed_there(pair: Pair, first: Listed, other: Listed) -> None:
    """Both did both, and what was confirmed is of this function and of another."""
    for function in (TAX, LIBRARIES):
        did(first, "Sent post", function, finished_in=2025, confirmed=function == TAX)
        did(other, "Sent post", function, finished_in=2025, confirmed=function == LIBRARIES)


def newer(pair: Pair, first: Listed, other: Listed) -> None:
    did(first, "Sent post", finished_in=2025)
    did(other, "Sent post", finished_in=2015)


def rested(pair: Pair, first: Listed, other: Listed) -> None:
    """The other is booked in a week that is not looked at: both have as many minutes free."""
    asked = Pair(pair.home, pair.host, other, pair.booker, pair.budget_holder)
    requested_booking(asked, [(monday(20), 120)])


@pytest.mark.parametrize("tell", [confirmed_there, newer, rested])
def test_of_two_who_say_the_same_comes_first_who_is(tell: Callable[[Pair, Listed, Listed], None]) -> None:
    pair = make_pair()
    other, first = (
        listed_officer(pair.home, weekly_minutes=480, headline="Council tax collected") for _each in range(2)
    )
    tell(pair, first, other)
    hits = search(actor(pair.booker), Wanted(words="CTAX"), NOW).hits
    assert [hit.reference for hit in hits] == [first.reference, other.reference]


def test_of_two_who_say_the_same_comes_first_who_has_more_time() -> None:
    pair = make_pair()
    little, much = (
        listed_officer(pair.home, weekly_minutes=minutes, headline="Council tax") for minutes in (30, 120)
    )
    did(little, "Sent post", LIBRARIES, confirmed=True)
    did(much, "Sent post", LIBRARIES)
    hits = search(actor(pair.booker), Wanted(words="CTAX"), NOW).hits
    assert [hit.reference for hit in hits] == [much.reference, little.reference]


def test_the_words_weigh_more_than_all_of_that_together() -> None:
    pair = make_pair()
    done = listed_officer(pair.home, weekly_minutes=30, headline="Council tax collected")
    near = listed_officer(pair.home, weekly_minutes=480, headline="Rates and precepts")
    did(near, "Sent post", TAX, finished_in=2026, confirmed=True)
    hits = search(actor(pair.booker), Wanted(words="CTAX"), NOW).hits
    assert [hit.reference for hit in hits] == [done.reference, near.reference]
    assert CONFIRMED + RECENT + FREE + RESTED < 0.2


def test_the_rank_reads_what_was_done_and_when_they_are_free_and_nothing_else_of_a_person() -> None:
    wanted, put = Wanted(words="CTAX backlog", function_id=TAX), Values()
    ideas = ideas_in(wanted.words)
    parts = (in_words(ideas, put), in_rest(ideas, wanted, monday(), put), free_minutes([monday()], NOW, put))
    assert set(re.findall(r"\bit\.(\w+)", " ".join(parts))) == {
        "words",
        "function_ids",
        "confirmed_function_ids",
        "latest_in",
        "free",
        "free_minutes",
        "free_from",
        "booked_on",
    }
    assert set(re.findall(r'FROM "?(\w+)', " ".join(parts))) == {"organisations_function"}
    assert set(re.findall(r"\bit\.(\w+)", rank("false"))) == {"words"}


def test_no_more_are_ranked_than_the_cap_those_first_who_say_all_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("commonpool.matching.queries.questions.CAP", 3)
    pair = make_pair()
    for _each in range(4):
        did(listed_officer(pair.home, headline="Backlog of ferries"), "Swam", confirmed=True)
    all_of_it = listed_officer(pair.home, headline="Ferries, a backlog, and marmalade")
    found = search(actor(pair.booker), Wanted(words="ferries marmalade backlog"), NOW)
    assert (found.count, found.capped, found.loosened) == (3, True, False)
    assert found.hits[0].reference == all_of_it.reference
    assert len(found.hits) == 3


@pytest.mark.parametrize("cap", [2, 5000])
def test_who_paused_is_not_shown_and_does_not_count(cap: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commonpool.matching.queries.questions.CAP", cap)
    pair = make_pair(headline="Ferries")
    second, third = (listed_officer(pair.home, headline="Ferries") for _each in range(2))
    for paused in (pair.officer, second):
        pause_listing(actor=actor(paused.person), listing_id=paused.listing.pk, at=NOW)
    found = search(actor(pair.booker), Wanted(words="ferries"), NOW)
    assert (found.count, found.capped) == (1, False)
    assert [hit.reference for hit in found.hits] == [third.reference]
