"""What people see: quotes, free weeks, what waits for them, which moves are theirs, nothing of other councils."""

from datetime import timedelta
from typing import Any

import pytest

from commonpool.access import Role
from commonpool.agreements.operations import end_agreement
from commonpool.availability.operations import pause_listing
from commonpool.availability.queries import listing_for
from commonpool.bookings import operations, queries
from commonpool.kernel.money import vat_on
from commonpool.kernel.refusals import Forbidden, NotFound
from tests.factories.bookings import (
    PURPOSE,
    Pair,
    accept,
    bound_booking,
    function_id,
    make_pair,
    monday,
    requested_booking,
)
from tests.factories.councils import council
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor, administrator_of, make_person, make_role, make_steward

pytestmark = pytest.mark.django_db


def quoted(pair: Pair, weeks: list, **more: Any) -> queries.Quote:
    facts = {"purpose": PURPOSE, "at": NOW, **more}
    return queries.quote(
        actor(pair.booker), pair.host.pk, pair.officer.reference, weeks, function_id(), **facts
    )


def test_a_quote_is_silent_when_everything_passes(django_assert_num_queries: Any) -> None:
    pair = make_pair()
    quote = quoted(pair, [(monday(), 120), (monday(1), 90)])
    assert (quote.net_pence, quote.vat_pence, quote.gross_pence) == (11_200, vat_on(11_200), 13_440)
    assert [line.pence for line in quote.lines] == [6_400, 4_800]
    assert (quote.blocks, quote.advice, quote.missing, quote.can_be_sent) == ([], [], (), True)


def test_a_listing_that_was_seen_lets_nobody_be_quoted_but_its_officer() -> None:
    pair, other = make_pair(), listed_officer(council())
    seen = listing_for(actor(pair.booker), pair.officer.reference, NOW)
    quote = queries.quote(
        actor(pair.booker), pair.host.pk, other.reference, [(monday(), 60)], function_id(), at=NOW, found=seen
    )
    assert quote.subject.officer_id == pair.officer.person.pk


def test_a_quote_says_each_rule_that_speaks_and_whose_answer_is_missing() -> None:
    pair = make_pair(home=council("Scotland"), limit=False)
    requested_booking(pair)
    quote = quoted(pair, [(monday(), 120)], decisions=True)
    assert [(check.rule, check.effect, check.field) for check in quote.blocks] == [
        ("PWR-06", "BLOCK", "work"),
        ("week_taken", "BLOCK", "weeks"),
    ]
    assert all(check.message and check.source for check in quote.checks)
    missing = {each.what: each.person for each in quote.missing}
    assert missing["approval"] == pair.approver
    assert missing["confirmation"] is not None
    assert not quote.can_be_sent


def test_free_weeks_are_those_this_council_could_ask_for_now(django_assert_num_queries: Any) -> None:
    pair = make_pair(limit=False)
    other = listed_officer(pair.home, weekly_minutes=90)
    bound_or_asked = requested_booking(pair, [(monday(1), 60)])
    listings = [pair.officer.listing, other.listing]
    first, last = monday(), monday(2)
    with django_assert_num_queries(4):
        free = queries.free_weeks(listings, [pair.host.pk], first, last, NOW)
    assert free[pair.officer.listing.pk] == {monday(): 240, monday(2): 240}
    assert free[other.listing.pk] == {monday(): 90, monday(1): 90, monday(2): 90}
    assert not any(queries.free_weeks(listings, [pair.home.pk], first, last, NOW).values())
    peer = council(depth="peer")
    assert not any(queries.free_weeks(listings, [peer.pk], first, last, NOW).values())
    assert not any(queries.free_weeks(listings, [council(demonstration=True).pk], first, last, NOW).values())
    assert bound_or_asked.status == "requested"


def test_no_week_is_free_beyond_the_last_day_of_an_agreement() -> None:
    pair = make_pair(limit=False)
    last_day = monday(1) + timedelta(days=6)
    end_agreement(
        actor=actor(administrator_of(pair.host)), organisation_id=pair.host.pk, ends_on=last_day, at=NOW
    )
    free = queries.free_weeks([pair.officer.listing], [pair.host.pk], monday(), monday(3), NOW)
    assert list(free[pair.officer.listing.pk]) == [monday(), monday(1)]
    for week in free[pair.officer.listing.pk]:
        assert requested_booking(pair, [(week, 60)]).status == "requested"
    assert quoted(pair, [(monday(2), 60)]).checks[0].rule == "no_agreement"


def test_a_quote_names_the_step_that_is_still_to_take() -> None:
    pair = make_pair(limit=False)
    peer = council(depth="peer")
    booker = actor(make_role(peer, Role.BOOKING_MANAGER))
    asked = {"purpose": PURPOSE, "at": NOW}
    weeks = [(monday(), 120)]
    quote = queries.quote(booker, peer.pk, pair.officer.reference, weeks, function_id(), **asked)
    assert (quote.checks[0].rule, quote.checks[0].effect) == ("depth_needed", "BLOCK")
    assert "Name the two people who sign" in quote.checks[0].message
    assert (quote.net_pence, quote.can_be_sent) == (6_400, False)
    unjoined = council(depth="none")
    booker = actor(make_role(unjoined, Role.BOOKING_MANAGER))
    quote = queries.quote(booker, unjoined.pk, pair.officer.reference, weeks, function_id(), **asked)
    assert quote.checks[0].rule == "depth_needed"
    assert (quote.lines, quote.gross_pence) == ((), 0)


def test_a_listing_that_is_hidden_is_not_priced() -> None:
    pair = make_pair()
    pause_listing(actor=actor(pair.officer.person), listing_id=pair.officer.listing.pk, at=NOW)
    with pytest.raises(NotFound):
        quoted(pair, [(monday(), 120)])


def test_what_waits_goes_from_hand_to_hand(django_assert_max_num_queries: Any) -> None:
    pair = make_pair(per_booking_pence=3_000)
    booking = requested_booking(pair, needs=["account"])
    people = {"officer": pair.officer.person, "approver": pair.approver, "holder": pair.budget_holder}

    def waiting() -> dict[str, list[str]]:
        found = {
            name: [row.kind for row in queries.waiting_for(actor(who), NOW)] for name, who in people.items()
        }
        return {name: kinds for name, kinds in found.items() if kinds}

    assert waiting() == {"officer": ["answer_booking"]}
    booking = accept(booking)
    assert waiting() == {"approver": ["approve_booking"], "holder": ["confirm_booking"]}
    who = actor(pair.approver)
    with django_assert_max_num_queries(9):  # one of them for the cap of the two councils
        queries.waiting_for(who, NOW)
    assert {each.what for each in queries.missing_answers(booking, NOW)} == {"approval", "confirmation"}
    assert queries.open_moves(actor(pair.budget_holder), booking, NOW) == ["confirm", "withdraw"]
    assert queries.open_moves(actor(pair.approver), booking, NOW) == ["decline", "approve"]
    assert queries.open_moves(actor(pair.officer.person), booking, NOW) == []
    assert [each.pk for each in queries.stuck(actor(make_steward()), NOW + timedelta(hours=1))] == [
        booking.pk
    ]
    with pytest.raises(Forbidden):
        queries.stuck(actor(pair.approver), NOW)


def test_what_a_limit_covers_waits_for_nobody_and_what_is_missing_for_one_person(
    django_assert_max_num_queries: Any,
) -> None:
    pair = make_pair()
    others = [make_role(pair.home, Role.APPROVER), make_role(pair.host, Role.BUDGET_HOLDER)]
    booking = accept(requested_booking(pair, needs=["account"]))
    waiting = {
        who.pk: [row.kind for row in queries.waiting_for(actor(who), NOW)]
        for who in (pair.approver, pair.budget_holder, *others)
    }
    assert {pk: kinds for pk, kinds in waiting.items() if kinds} == {pair.approver.pk: ["approve_booking"]}
    assert queries.open_answers_of([booking], NOW) == {booking.pk: ["approval"]}
    dear = make_pair(home=pair.home, host=pair.host, officer=pair.officer, per_booking_pence=3_000)
    for number in range(1, 4):
        accept(requested_booking(dear, [(monday(number), 60)], by=dear.booker))
        accept(requested_booking(dear, [(monday(number + 5), 120)], by=dear.booker))
    holder = actor(dear.budget_holder)
    assert len(queries.waiting_for(holder, NOW)) == 6
    assert queries.waiting_for(actor(others[1]), NOW) == []
    with django_assert_max_num_queries(10):
        queries.waiting_for(holder, NOW)


def test_nobody_says_yes_when_the_time_is_over() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    late = booking.answer_by + timedelta(seconds=1)
    assert queries.open_moves(actor(pair.officer.person), booking, booking.answer_by) == ["accept", "decline"]
    assert queries.open_moves(actor(pair.officer.person), booking, late) == ["decline"]


def test_another_councils_booking_is_not_there() -> None:
    pair, other = make_pair(), make_pair(limit=False)
    booking = bound_booking(pair)
    for role in Role:
        if role is Role.STEWARD:
            continue
        stranger = actor(make_role(other.host, role))
        with pytest.raises(NotFound):
            queries.booking_for(stranger, booking.reference)
        assert not queries.bookings_of(stranger).exists()
        for move in (operations.withdraw_booking, operations.say_it_happened):
            with pytest.raises(NotFound):
                move(actor=stranger, booking_id=booking.pk, at=NOW)
        with pytest.raises(NotFound):
            operations.cancel_booking(actor=stranger, booking_id=booking.pk, reason="not_needed", at=NOW)
        for answer in (
            operations.accept_booking,
            operations.approve_booking,
            operations.confirm_booking,
            operations.decline_booking,
        ):
            with pytest.raises(NotFound):
                answer(actor=stranger, booking_id=booking.pk, terms="", at=NOW)
    with pytest.raises(NotFound):
        queries.booking_for(actor(make_person()), booking.reference)


def test_those_who_see_a_booking_may_not_do_everything_with_it() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    for place, role in ((pair.host, Role.AUDITOR), (pair.home, Role.FINANCE)):
        reader = actor(make_role(place, role))
        assert queries.booking_for(reader, booking.reference) == booking
        assert queries.open_moves(reader, booking, NOW) == []
        with pytest.raises(Forbidden):
            operations.cancel_booking(actor=reader, booking_id=booking.pk, reason="not_needed", at=NOW)


def test_the_same_again_is_filled_in(django_assert_num_queries: Any) -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 120), (monday(1), 60)])
    booker = actor(pair.booker)
    with django_assert_num_queries(1):
        again = queries.same_again(booker, booking.reference)
        assert (again.booking.host, again.purpose) == (pair.host, PURPOSE)
    stranger = actor(make_pair().booker)
    with pytest.raises(NotFound):
        queries.same_again(stranger, booking.reference)
