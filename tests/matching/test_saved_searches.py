"""Saved searches, and the letter that tells officers of needs: once a week, of what is new, or nothing."""

from datetime import timedelta

import pytest

from commonpool.access import Actor
from commonpool.activity.models import Event
from commonpool.availability.operations import pause_listing
from commonpool.identity.models import Person
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.matching import operations, queries
from commonpool.matching.models import NeedsLetter, SavedSearch
from commonpool.matching.operations.saved_searches import NothingToSave, TooManySaved
from commonpool.matching.queries import saved
from commonpool.matching.rules import Wanted
from commonpool.notifications.models import Letter
from commonpool.notifications.operations import write_letters
from tests.factories.bookings import another_officer, make_pair
from tests.factories.councils import council
from tests.factories.letters import whole
from tests.factories.offers import made_offer, opened_need
from tests.factories.people import NOW, actor, make_officer
from tests.guards import again, all_refused

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=7)
APPEALS = Wanted(words="planning appeals")


def letters(template: str, person: Person) -> list[Letter]:
    for event in Event.objects.filter(name__in=["SavedSearchFound", "NeedsSuggested"]):
        write_letters(event)
    return list(Letter.objects.filter(template=template, person=person).order_by("pk"))


def test_a_saved_search_tells_once_a_week_of_who_is_new() -> None:
    pair = make_pair(limit=False)
    booker = actor(pair.booker)
    search = operations.save_search(actor=booker, wanted=APPEALS, at=NOW)
    assert operations.save_search(actor=booker, wanted=APPEALS, at=NOW) == search
    assert operations.tell_of_saved_searches(at=NOW + WEEK) == 0
    another_officer(pair, headline="Planning appeals, heard and won")
    assert operations.tell_of_saved_searches(at=NOW + WEEK) == 0
    assert operations.tell_of_saved_searches(at=NOW + 2 * WEEK) == 1
    assert operations.tell_of_saved_searches(at=NOW + 2 * WEEK) == 0
    (letter,) = letters("saved_search_found", pair.booker)
    assert [each["headline"] for each in letter.facts["several"]] == ["Planning appeals, heard and won"]
    gone = another_officer(pair, headline="Planning appeals, and off again")
    assert operations.tell_of_saved_searches(at=NOW + 3 * WEEK) == 1
    pause_listing(actor=actor(gone.officer.person), listing_id=gone.officer.listing.pk, at=NOW + 3 * WEEK)
    assert letters("saved_search_found", pair.booker) == [letter], "nobody is named who is hidden by then"
    operations.remove_saved_search(actor=booker, search_id=search.pk, at=NOW)
    search.refresh_from_db()
    assert (search.words, search.known_ids) == ("", []), "kept until they remove it"
    another_officer(pair, headline="Planning appeals, once more")
    assert operations.tell_of_saved_searches(at=NOW + 4 * WEEK) == 0


def test_it_tells_of_what_stands_near_as_the_page_does(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = make_pair(limit=False, headline="Blue badges")
    near = another_officer(pair, headline="Hidden disability").officer
    for enough, page, found in ((2, 1, 2), (1, 2, 2), (1, 1, 1)):
        monkeypatch.setattr(saved, "MANY", enough)
        monkeypatch.setattr(saved, "PAGE", page)
        listings = saved.listings_found(actor(pair.booker), Wanted(words="blue badge"), NOW)
        assert (len(listings), near.listing.pk in listings) == (found, found == 2)


def test_it_tells_of_who_is_called_so_only_beside_less_than_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = make_pair(limit=False, headline="Parks and trees")
    another_officer(pair, headline="Ferries", name="Ann Parks")
    for page, found in ((2, 2), (1, 1)):
        monkeypatch.setattr(saved, "PAGE", page)
        assert len(saved.listings_found(actor(pair.booker), Wanted(words="parks"), NOW)) == found


def test_a_paused_search_says_nothing_until_it_is_resumed() -> None:
    pair = make_pair(limit=False)
    booker, officer = actor(pair.booker), actor(pair.officer.person)
    search = operations.save_search(actor=booker, wanted=APPEALS, at=NOW)
    with pytest.raises(NotFound):
        operations.pause_saved_search(actor=officer, search_id=search.pk, at=NOW)
    for _again in range(2):
        operations.pause_saved_search(actor=booker, search_id=search.pk, at=NOW)
    another_officer(pair, headline="Planning appeals, heard and won")
    assert operations.tell_of_saved_searches(at=NOW + WEEK) == 0
    for _again in range(2):
        operations.resume_saved_search(actor=booker, search_id=search.pk, at=NOW + WEEK)
    assert operations.tell_of_saved_searches(at=NOW + WEEK) == 1
    operations.pause_saved_search(actor=booker, search_id=search.pk, at=NOW + WEEK)
    assert letters("saved_search_found", pair.booker) == [], "paused since: nothing is written"
    told = set(Event.objects.filter(name__startswith="SavedSearch").values_list("name", flat=True))
    assert told == {"SavedSearchPaused", "SavedSearchResumed", "SavedSearchFound"}


def test_a_paused_search_that_is_saved_again_is_resumed() -> None:
    booker = actor(make_pair(limit=False).booker)
    search = operations.save_search(actor=booker, wanted=APPEALS, at=NOW)
    operations.pause_saved_search(actor=booker, search_id=search.pk, at=NOW)
    again_saved = operations.save_search(actor=booker, wanted=APPEALS, at=NOW + WEEK)
    assert (again_saved, again_saved.paused_at) == (search, None)
    assert Event.objects.filter(name="SavedSearchResumed").count() == 1
    assert queries.saved_searches(booker).get().paused_at is None


def test_who_does_not_see_names_reads_their_job_and_where() -> None:
    pair = make_pair(limit=False)
    outside = council(depth="none")
    reader = make_officer(outside).person
    operations.save_search(actor=actor(reader), wanted=APPEALS, at=NOW)
    other = another_officer(pair, headline="Planning appeals, heard and won").officer
    assert operations.tell_of_saved_searches(at=NOW + WEEK) == 1
    (letter,) = letters("saved_search_found", reader)
    assert other.listing.employment.job_title in whole(letter)
    assert "Planning appeals, heard and won" not in whole(letter)
    assert "An officer of a council in" in whole(letter)
    assert str(other.person) not in whole(letter)


def test_twenty_searches_are_kept_and_only_whose_they_are_removes_them() -> None:
    pair = make_pair(limit=False)
    booker, officer = actor(pair.booker), actor(pair.officer.person)
    saved = [
        operations.save_search(actor=booker, wanted=Wanted(words=f"bats {number}"), at=NOW)
        for number in range(20)
    ]
    with pytest.raises(TooManySaved):
        operations.save_search(actor=booker, wanted=APPEALS, at=NOW)
    with pytest.raises(NotFound):
        operations.remove_saved_search(actor=officer, search_id=saved[3].pk, at=NOW)
    saved_row = SavedSearch.objects.filter(pk=saved[0].pk)
    all_refused([
        ("saved_search_of_twenty", lambda: again(saved[0], number=21)),
        ("saved_search_place_once", lambda: again(saved[0])),
        ("saved_search_paused_at_by", lambda: saved_row.update(paused_at=NOW)),
        ("saved_search_paused_at_by", lambda: saved_row.update(paused_by=pair.booker)),
    ])  # fmt: skip
    operations.remove_saved_search(actor=booker, search_id=saved[3].pk, at=NOW)
    assert operations.save_search(actor=booker, wanted=APPEALS, at=NOW).number == saved[3].number
    assert queries.saved_searches(booker).count() == 20
    with pytest.raises(NothingToSave):
        operations.save_search(actor=booker, wanted=Wanted(words="  "), at=NOW)
    with pytest.raises(Forbidden):
        operations.save_search(actor=Actor(person_id=pair.booker.pk), wanted=APPEALS, at=NOW)


def test_officers_hear_once_a_week_of_needs_that_fit_them_and_why() -> None:
    pair = make_pair(limit=False)
    need = opened_need(pair, title="Planning appeals")
    offered, fitting = pair, another_officer(pair, function_ids=[need.function_id])
    made_offer(offered, need)
    assert operations.suggest_needs(at=NOW) == 1
    assert operations.suggest_needs(at=NOW) == 0
    (letter,) = letters("needs_suggested", fitting.officer.person)
    assert [each["why"] for each in letter.facts["several"]] == [
        [{"kind": "function", "what": need.function.label}]
    ]
    assert letters("needs_suggested", pair.officer.person) == []
    assert operations.suggest_needs(at=NOW + WEEK) == 0, "it is told of already"
    person = actor(fitting.officer.person)
    opened_need(pair, title="Planning appeals again", at=NOW + timedelta(days=1))
    operations.choose_needs_letter(actor=person, wanted=False, at=NOW)
    assert not queries.wants_needs_letter(person)
    fits = {each.person_id: len(each.needs) for each in queries.whom_needs_fit(NOW - WEEK, NOW + WEEK)}
    assert fits[fitting.officer.person.pk] == 2
    operations.suggest_needs(at=NOW + WEEK)
    row = NeedsLetter.objects.filter(person=pair.officer.person)
    all_refused([("needs_letter_of_a_week", lambda: row.update(told_on=NOW.date() + timedelta(days=1)))])
    operations.choose_needs_letter(actor=person, wanted=True, at=NOW)
    assert operations.suggest_needs(at=NOW + WEEK) == 1
