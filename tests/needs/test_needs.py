"""A need is written, opened, changed, closed, and ends after sixty days."""

from datetime import timedelta

import pytest

from commonpool.access import Actor, Role
from commonpool.agreements.queries import DepthNeeded
from commonpool.kernel.clock import london_instant
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.needs import operations, queries, rules
from commonpool.organisations.queries.functions import UnknownFunction
from tests.factories.bookings import another_officer, make_pair, monday, requested_booking
from tests.factories.councils import council
from tests.factories.letters import post, whole, written
from tests.factories.offers import drafted_need, made_offer, opened_need, saying
from tests.factories.people import NOW, TODAY, actor, make_role, make_steward

pytestmark = pytest.mark.django_db


def test_a_draft_is_seen_by_who_may_ask_for_the_host_and_an_open_one_by_the_network() -> None:
    pair = make_pair()
    need, officer, booker = drafted_need(pair), actor(pair.officer.person), actor(pair.booker)
    with pytest.raises(NotFound):
        queries.need_for(officer, need.reference)
    assert queries.need_for(booker, need.reference) == need
    operations.open_need(actor=booker, need_id=need.pk, at=NOW)
    opened = queries.need_for(officer, need.reference)
    assert (opened.status, opened.expires_on) == ("open", TODAY + timedelta(days=60))
    assert list(queries.open_needs(officer, NOW)) == [opened]
    with pytest.raises(Forbidden):
        operations.close_need(actor=officer, need_id=need.pk, at=NOW)
    with pytest.raises(rules.NeedMoved):
        operations.open_need(actor=booker, need_id=need.pk, at=NOW)


@pytest.mark.parametrize(
    ("refusal", "wrong"),
    [
        (rules.NeedWrong, {"title": ""}),
        (rules.NeedWrong, {"title": "x" * 121}),
        (rules.NeedWrong, {"what": "\x00"}),
        (rules.NeedWrong, {"skill_ids": ("no-such-skill",)}),
        (rules.NeedWrong, {"nation": "Atlantis"}),
        (rules.NeedWrong, {"budget_pence": 0}),
        (rules.NeedWeeksWrong, {"mondays": ()}),
        (rules.NeedWeeksWrong, {"mondays": (monday(), monday())}),
        (rules.NeedWeeksWrong, {"mondays": (monday(-5),)}),
        (rules.NeedWeeksWrong, {"mondays": (monday() + timedelta(days=1),)}),
        (rules.NeedMinutesWrong, {"minutes": 45}),
        (rules.NeedMinutesWrong, {"minutes": 0}),
        (rules.SubjectUnknown, {"subject": "B-0000-0000"}),
        (rules.SubjectUnknown, {"subject": "\x00"}),
        (UnknownFunction, {"function_id": "no-such-function"}),
    ],
)
def test_what_a_need_cannot_say(refusal: type[Exception], wrong: dict[str, object]) -> None:
    with pytest.raises(refusal):
        drafted_need(make_pair(limit=False), **wrong)


def test_a_need_is_of_a_council_that_borrows_and_is_written_by_who_may_ask_there() -> None:
    pair = make_pair(limit=False)
    with pytest.raises(Forbidden):
        operations.write_need(actor=actor(pair.officer.person), host_id=pair.host.pk, said=saying(), at=NOW)
    peer = council(depth="peer")
    booker = actor(make_role(peer, Role.BOOKING_MANAGER))
    draft = operations.write_need(actor=booker, host_id=peer.pk, said=saying(), at=NOW)
    with pytest.raises(DepthNeeded):
        operations.open_need(actor=booker, need_id=draft.pk, at=NOW)


def test_hours_of_each_week_are_added_up_and_a_need_is_for_a_booking_of_its_host() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    need = drafted_need(pair, each_week=True, subject=booking.reference)
    assert (need.minutes, need.subject_kind) == (480, "booking")
    assert operations.said_by(need).minutes == 240
    changed = saying(minutes=120, title="Fewer of them")
    operations.change_need(actor=actor(pair.booker), need_id=need.pk, said=changed, at=NOW)
    assert operations.said_by(queries.need_for(actor(pair.booker), need.reference)) == changed


def test_one_like_it_is_shown_while_it_is_written() -> None:
    pair = make_pair(limit=False)
    need, officer = opened_need(pair), actor(pair.officer.person)
    opened_need(pair, title="A census of street trees", what="Count the trees of one ward.")
    assert queries.similar_needs(officer, "planning appeal backlogs", need.function_id, NOW) == [need]
    assert queries.similar_needs(officer, "planning appeals", need.function_id, NOW, but=need.pk) == []
    asks_only = Actor(person_id=pair.booker.pk)
    assert queries.similar_needs(asks_only, "planning appeals", need.function_id, NOW) == []


def test_sixty_days_end_it_once_and_its_waiting_offers_with_it() -> None:
    pair = make_pair(limit=False)
    need = opened_need(pair, mondays=(monday(), monday(12)))
    offer = made_offer(pair, need)
    assert operations.expire_needs(at=NOW + timedelta(days=60)) == 0
    later = NOW + timedelta(days=61)
    assert operations.expire_needs(at=later) == 1
    assert operations.expire_needs(at=later) == 0
    need.refresh_from_db()
    offer.refresh_from_db()
    assert (need.status, need.ended_by_rule) == ("expired", "need_sixty_days")
    assert (offer.status, offer.answered_by_rule) == ("set_aside", "need_over")


def test_a_need_whose_weeks_have_all_begun_is_over_and_its_letter_says_how_much_was_filled() -> None:
    pair = make_pair(limit=False)
    need = opened_need(pair)
    offer = made_offer(pair, need)
    assert operations.expire_needs(at=london_instant(monday(1)) - timedelta(minutes=1)) == 0
    begun = london_instant(monday(1))
    assert operations.expire_needs(at=begun) == 1
    assert operations.expire_needs(at=begun) == 0
    need.refresh_from_db()
    offer.refresh_from_db()
    assert (need.status, need.ended_by_rule) == ("expired", "need_weeks_begun")
    assert (offer.status, offer.answered_by_rule) == ("set_aside", "need_over")
    [letter] = written("need_passed", post())
    assert "No hours of it were filled" in whole(letter)


def test_the_steward_sees_what_nobody_offered_for_in_a_week() -> None:
    pair, steward = make_pair(limit=False), actor(make_steward())
    lonely, answered = opened_need(pair), opened_need(pair)
    made_offer(another_officer(pair), answered)
    late = NOW + timedelta(days=8)
    assert list(queries.unmet_needs(steward, NOW)) == []
    assert list(queries.unmet_needs(steward, late)) == [lonely]
    assert [row["times"] for row in queries.counted_unmet(late)] == [1]
    with pytest.raises(Forbidden):
        queries.unmet_needs(actor(pair.booker), late)
    operations.expire_needs(at=NOW + timedelta(days=61))
    for need in (lonely, answered):
        need.refresh_from_db()
        assert need.status == "expired"
    assert list(queries.unmet_needs(steward, NOW + timedelta(days=61))) == [lonely]
