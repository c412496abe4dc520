"""What somebody took part in finds them as their own words do, and more once it is confirmed."""

import pytest

from commonpool.bookings.models import BookingTerms
from commonpool.matching.queries import search
from commonpool.matching.rules import Reason, Wanted
from commonpool.people.operations import refuse_participation, withdraw_work
from tests.factories.bookings import bound_booking, make_pair, monday
from tests.factories.hours import agreed_hours
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor
from tests.factories.works import confirmed, make_work, took_part

pytestmark = pytest.mark.django_db


def found(looking, words):
    return [hit.reference for hit in search(looking, Wanted(words=words), NOW).hits]


def reasons(looking, words):
    return [(each.kind, each.by) for each in search(looking, Wanted(words=words), NOW).hits[0].reasons]


def test_a_claim_is_found_by_its_words_and_by_what_was_done(home, looking):
    officer = listed_officer(home, headline="Anything")
    work = make_work(home, "Falconry at the tip", what_was_done="Frightened gulls")
    claim = took_part(officer.person, work, "Held the glove")
    for words in ("falconry", "gulls", "glove"):
        assert found(looking, words) == [officer.reference]
    assert reasons(looking, "falconry")[0] == ("words", "")
    confirmed(claim, officer.approver)
    assert reasons(looking, "falconry")[0] == ("confirmed", home.name)


def test_what_is_confirmed_ranks_before_the_same_in_their_words(home, looking):
    work = make_work(home, "Falconry at the tip")
    said, confirmed = (listed_officer(home, headline="Anything") for _each in range(2))
    took_part(said.person, work)
    took_part(confirmed.person, work, confirmed_by=confirmed.approver)
    assert found(looking, "falconry") == [confirmed.reference, said.reference]


def test_what_is_refused_or_gone_finds_nobody(home, looking):
    officer = listed_officer(home, headline="Anything")
    work = make_work(home, "Falconry at the tip")
    claim = took_part(officer.person, work)
    refuse_participation(actor=actor(officer.approver), participation_id=claim.pk, reason="not_so", at=NOW)
    assert not found(looking, "falconry")
    took_part(officer.person, work, "Led the flying")
    assert found(looking, "falconry")
    withdraw_work(actor=actor(work.written_by), reference=work.reference, at=NOW)
    assert not found(looking, "falconry")


def test_a_delivered_booking_finds_by_its_function_and_not_by_what_it_was_for(looking):
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 120)])
    terms = BookingTerms.objects.get(booking=booking)
    asked = Wanted(words="planning appeals", function_id=terms.function_id)
    assert not search(looking, asked, NOW).hits
    agreed_hours(pair, booking)
    (hit,) = search(looking, asked, NOW).hits
    assert Reason("worked", "2 hours, December 2026", pair.host.name) in hit.reasons
    assert all(terms.purpose not in reason.text for reason in hit.reasons)
