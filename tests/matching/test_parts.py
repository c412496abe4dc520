"""Several searches asked for at once find what each would find alone, in the same order and in five statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonpool.availability.operations import pause_listing
from commonpool.identity.models import Person
from commonpool.kernel.weeks import WEEK
from commonpool.matching.models import OfficerIndex
from commonpool.matching.operations import index_listings
from commonpool.matching.queries import answers, questions, team
from commonpool.matching.queries.answers import answers_to_each, understood
from commonpool.matching.queries.team import LEAST, best_of_each
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.teams import Part, Wishes
from tests.factories.bookings import make_pair, monday
from tests.factories.experience import did
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor, make_employment

pytestmark = pytest.mark.django_db
WORDS = ("council tax", "ferries and timetables", "CTAX bils", "quite another thing", "the", "Ann Librarian")
MOST = 3


@pytest.mark.parametrize(("cap", "page"), [(2, 0), (5000, 20)])
def test_each_part_finds_whom_a_search_for_it_finds(
    cap: int, page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(questions, "CAP", cap)
    monkeypatch.setattr(answers, "PAGE", page)
    pair = make_pair(headline="Council tax, from bill to court")
    listed = [
        listed_officer(pair.home, headline=headline, weekly_minutes=minutes)
        for headline, minutes in (
            ("Council tax collected", 60),
            ("Council tax bills and rebates", 240),
            ("Ferries", 120),
            ("Ferry timetables for council tax payers", 120),
            ("Bus timetables", 60),
        )
    ]
    listed_officer(pair.home, headline="Books", name="Ann Librarian")
    did(listed[0], "Ran the billing of council tax", "56", confirmed=True)
    pause_listing(actor=actor(listed[1].person), listing_id=listed[1].listing.pk, at=NOW)
    mondays = tuple(monday() + number * WEEK for number in range(4))
    with CaptureQueriesContext(connection) as statements:
        found = best_of_each(WORDS, mondays, pair.host.pk, NOW, MOST)
    assert len(statements) <= 5
    alone = [
        answers_to_each(
            understood([Wanted(words=words)], NOW),
            mondays,
            [pair.host.pk],
            NOW,
            names=True,
            last=MOST,
            closely=True,
        )[0]
        for words in WORDS
    ]
    assert [each.shown for each in found] == [
        [row for row in each.shown if row.rank >= LEAST * each.shown[0].rank] for each in alone
    ]
    assert len(found[0].shown) == min(MOST, cap)


def test_who_only_touches_what_a_part_asks_for_is_not_found() -> None:
    """Who says what stands near it, who has little of what the best has, and who says the other word only."""
    pair = make_pair(headline="Food hygiene inspections")
    listed_officer(pair.home, headline="Licensing of premises")  # stands near it
    first = listed_officer(
        pair.home, headline="Marmalade juggling", weekly_minutes=0, blocks=[(monday(20), 60)]
    )
    listed_officer(pair.home, headline="Juggling")
    listed_officer(pair.home, headline="A repairs service that keeps its promises")
    words = ["food hygiene", "marmalade juggling", "bee keeping", "promises"]
    found = best_of_each(words, (monday(), monday(1)), pair.host.pk, NOW)
    assert [[row.listing_id for row in each.shown] for each in found[:3]] == [
        [pair.officer.listing.pk],
        [first.listing.pk],
        [],
    ]
    assert len(found[3].shown) == 1


def test_nobody_who_works_for_the_host_is_a_match_or_the_best() -> None:
    pair = make_pair(headline="Juggling")
    listed_officer(pair.host, headline="Marmalade juggling")
    also_there = listed_officer(pair.home, headline="Marmalade juggling")
    make_employment(pair.host, person=also_there.person)
    [found] = best_of_each(["marmalade juggling"], (monday(),), pair.host.pk, NOW)
    assert [row.listing_id for row in found.shown] == [pair.officer.listing.pk]


def test_nobody_is_in_a_part_or_a_search_who_has_left_the_pool() -> None:
    """Also where their weeks are still open: it is asked of their listing, not only of their hours."""
    pair = make_pair(headline="Ferries")
    gone = listed_officer(pair.home, headline="Ferries and ports", weekly_minutes=240)
    mondays = (monday(), monday(1))

    def found() -> list[set[int]]:
        known = understood([Wanted(words="ferries")], NOW)
        [alone] = answers_to_each(known, mondays, [pair.host.pk], NOW, names=True)
        [part] = best_of_each(["ferries"], mondays, pair.host.pk, NOW, MOST)
        return [{row.listing_id for row in part.shown}, {row.listing_id for row in alone.shown}]

    both = {pair.officer.listing.pk, gone.listing.pk}
    assert found() == [both, both]
    Person.objects.filter(pk=gone.person.pk).update(is_active=False)
    index_listings(listing_ids=[gone.listing.pk])
    assert sum(OfficerIndex.objects.get(pk=gone.listing.pk).free_minutes)
    assert found() == [{pair.officer.listing.pk}] * 2


def test_a_part_has_a_team_however_many_match_better_and_are_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(team, "BEST", 1)
    pair = make_pair(headline="Juggling of marmalade")
    busy = [
        listed_officer(pair.home, headline="Marmalade juggling", weekly_minutes=0, blocks=[(monday(20), 60)])
        for _each in range(2)
    ]
    for each in busy:
        did(each, "Marmalade juggling", confirmed=True)
    wishes = Wishes(mondays=(monday(),))
    found = team.team_for(actor(pair.booker), pair.host.pk, [Part("marmalade juggling", 60)], wishes, NOW)
    assert found.proposal.team is not None
    (piece,) = found.proposal.team.pieces
    assert (piece.officer, piece.place) == (pair.officer.reference, 2)
    assert [each.place for each in found.found[0]] == [0, 2]
