"""Calls: one message, one reply, few enough."""

from datetime import timedelta

import pytest

from commonpool.access import Role
from commonpool.agreements.queries import DepthNeeded
from commonpool.bookings import operations, queries
from commonpool.bookings.rules import refusals
from commonpool.kernel.refusals import NotFound
from tests.factories.bookings import Pair, another_officer, asked_call, make_pair
from tests.factories.councils import council
from tests.factories.people import NOW, actor, make_role

pytestmark = pytest.mark.django_db


def test_one_message_gets_one_reply() -> None:
    pair = make_pair(limit=False)
    call = asked_call(pair)
    officer = actor(pair.officer.person)
    assert [row.kind for row in queries.waiting_for(officer, NOW)] == ["answer_call"]
    with pytest.raises(refusals.WordsWrong):
        operations.answer_call(actor=officer, call_id=call.pk, accept=True, at=NOW)
    operations.answer_call(actor=officer, call_id=call.pk, accept=True, reply="Thursday at 2?", at=NOW)
    assert queries.call_for(actor(pair.booker), call.reference).status == "accepted"
    with pytest.raises(refusals.CallMoved):
        operations.answer_call(actor=officer, call_id=call.pk, accept=False, at=NOW)
    with pytest.raises(NotFound):
        queries.call_for(actor(pair.budget_holder), call.reference)
    with pytest.raises(NotFound):
        operations.answer_call(actor=actor(pair.booker), call_id=call.pk, accept=True, reply="Me", at=NOW)


def test_declining_needs_no_words_and_silence_lapses_in_a_week() -> None:
    pair = make_pair(limit=False)
    first, second = asked_call(pair), asked_call(pair)
    operations.answer_call(actor=actor(pair.officer.person), call_id=first.pk, accept=False, at=NOW)
    assert operations.lapse_calls(at=NOW + timedelta(days=7)) == 0
    assert operations.lapse_calls(at=second.answer_by + timedelta(seconds=1)) == 1
    assert queries.call(second.pk).status == "lapsed"


def test_an_officer_is_asked_at_most_three_times_a_week_and_a_person_asks_at_most_five() -> None:
    pair = make_pair(limit=False)
    for _n in range(3):
        asked_call(pair)
    with pytest.raises(refusals.TooManyCalls):
        asked_call(pair, by=make_role(pair.host, Role.OFFICER))
    other = another_officer(pair)
    asked_call(other)
    asked_call(other)
    with pytest.raises(refusals.TooManyCalls):
        asked_call(other)
    assert asked_call(other, at=NOW + timedelta(days=7)).status == "asked"


def test_who_cannot_be_called() -> None:
    pair = make_pair(limit=False)
    closed = another_officer(pair, open_to_calls=False)
    with pytest.raises(refusals.CallsClosed):
        asked_call(closed)
    with pytest.raises(refusals.SameCouncil):
        asked_call(Pair(pair.home, pair.home, pair.officer, pair.approver, pair.approver))
    outside = council(depth="none")
    asker = make_role(outside, Role.OFFICER)
    with pytest.raises(DepthNeeded):
        asked_call(Pair(pair.home, outside, pair.officer, asker, asker))
