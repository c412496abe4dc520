"""Offers: made by who can be booked, answered by the host, accepted as the same request as any other."""

from dataclasses import replace

import pytest

from commonpool.access import Role
from commonpool.availability.operations import pause_listing
from commonpool.bookings.operations import cancel_booking, decline_booking
from commonpool.kernel.clock import london_instant
from commonpool.kernel.refusals import NotFound
from commonpool.needs import operations, queries, rules
from commonpool.needs.models import Need, NeedBooking
from tests.factories.bookings import (
    Pair,
    accept,
    another_officer,
    make_pair,
    monday,
    requested_booking,
    terms_of,
    varied,
)
from tests.factories.offers import accepted_offer, made_offer, opened_need
from tests.factories.people import NOW, actor, make_officer, make_role

pytestmark = pytest.mark.django_db


def stands(need: Need) -> tuple[str, int]:
    need.refresh_from_db()
    return need.status, need.taken_minutes


def statuses(pair: Pair, need: Need) -> list[str]:
    return [each.status for each in queries.offers_to(actor(pair.booker), need)]


def test_an_offer_is_seen_by_the_host_and_the_officer_only() -> None:
    pair = make_pair()
    need = opened_need(pair)
    offer, other = made_offer(pair, need), another_officer(pair)
    for person in (pair.officer.person, pair.booker):
        assert queries.offer_for(actor(person), offer.reference) == offer
    for person in (other.officer.person, pair.approver, pair.budget_holder):
        with pytest.raises(NotFound):
            queries.offer_for(actor(person), offer.reference)
        assert queries.offers_to(actor(person), need) == []
        for verb in (operations.shortlist_offer, operations.decline_offer, operations.accept_offer):
            with pytest.raises(NotFound):
                verb(actor=actor(person), offer_id=offer.pk, at=NOW)
    with pytest.raises(NotFound):
        operations.withdraw_offer(actor=actor(pair.booker), offer_id=offer.pk, at=NOW)
    with pytest.raises(NotFound):
        operations.decline_offer(actor=actor(pair.officer.person), offer_id=offer.pk, at=NOW)


def test_who_may_not_offer_and_what() -> None:
    pair = make_pair()
    need = opened_need(pair)
    own = replace(pair, officer=replace(pair.officer, person=make_role(pair.host, Role.OFFICER)))
    with pytest.raises(rules.OwnNeed):
        made_offer(own, need)
    unlisted = replace(pair, officer=replace(pair.officer, person=make_officer(pair.home).person))
    with pytest.raises(rules.NotInPool):
        made_offer(unlisted, need)
    for weeks in ([], [(monday(), 45)], [(monday(), 240 + 30)], [(monday(-5), 60)], [(monday(), 60)] * 2):
        with pytest.raises(rules.OfferWeeksWrong):
            made_offer(pair, need, weeks)
    with pytest.raises(rules.OfferWordsWrong):
        made_offer(pair, need, words="x" * 501)
    made_offer(pair, need)
    with pytest.raises(rules.AlreadyOffered):
        made_offer(pair, need)
    other = another_officer(pair)
    pause_listing(actor=actor(other.officer.person), listing_id=other.officer.listing.pk, at=NOW)
    with pytest.raises(rules.NotInPool):
        made_offer(other, need)
    operations.close_need(actor=actor(pair.booker), need_id=need.pk, at=NOW)
    with pytest.raises(rules.NeedMoved):
        made_offer(another_officer(pair), need)


def test_withdrawn_or_declined_it_can_be_made_again_and_answered_once() -> None:
    pair = make_pair()
    need, booker = opened_need(pair), actor(pair.booker)
    first = made_offer(pair, need)
    operations.shortlist_offer(actor=booker, offer_id=first.pk, at=NOW)
    operations.withdraw_offer(actor=actor(pair.officer.person), offer_id=first.pk, at=NOW)
    with pytest.raises(rules.OfferMoved):
        accepted_offer(pair, first)
    second = made_offer(pair, need)
    operations.decline_offer(actor=booker, offer_id=second.pk, at=NOW)
    with pytest.raises(rules.OfferMoved):
        operations.shortlist_offer(actor=booker, offer_id=second.pk, at=NOW)
    assert statuses(pair, need) == ["withdrawn", "declined"]


def test_accepted_it_is_a_request_that_the_officer_answers_and_bound_it_fills_the_need() -> None:
    pair = make_pair()
    need, other = opened_need(pair), another_officer(pair)
    made_offer(other, need)
    booking = accepted_offer(pair, made_offer(pair, need))
    assert booking.status == "requested"
    assert stands(need) == ("open", 120)
    accept(booking)
    assert stands(need) == ("part_filled", 120)
    third = another_officer(pair)
    accept(accepted_offer(pair, made_offer(third, need)))
    assert stands(need) == ("filled", 240)
    assert statuses(pair, need) == ["accepted", "accepted", "set_aside"]
    with pytest.raises(rules.NeedMoved):
        made_offer(another_officer(pair), need)


def test_a_booking_that_comes_to_nothing_opens_the_need_again() -> None:
    pair = make_pair()
    need = opened_need(pair, minutes=120)
    refused = accepted_offer(pair, made_offer(pair, need))
    decline_booking(actor=actor(pair.officer.person), booking_id=refused.pk, terms=terms_of(refused), at=NOW)
    assert stands(need) == ("open", 0)
    bound = accept(accepted_offer(pair, made_offer(pair, need)))
    assert stands(need) == ("filled", 120)
    cancel_booking(actor=actor(pair.booker), booking_id=bound.pk, reason="not_needed", at=NOW)
    assert stands(need) == ("open", 0)
    assert statuses(pair, need) == ["fell_through", "fell_through"]
    assert queries.without_offers(NOW).get() == need


def test_who_is_asked_directly_answers_a_need_and_an_offer_of_weeks_it_dropped_does_not() -> None:
    pair = make_pair()
    need, booker = opened_need(pair), actor(pair.booker)
    made_offer(another_officer(pair), need)
    said = replace(operations.said_by(need), mondays=(monday(1),))
    assert not queries.without_offers(NOW).exists()
    operations.change_need(actor=booker, need_id=need.pk, said=said, at=NOW)
    assert queries.without_offers(NOW).get() == need
    asked = requested_booking(pair, [(monday(1), 60)])
    NeedBooking.objects.create(need=need, booking=asked, minutes=60)
    assert not queries.without_offers(NOW).exists()


def test_a_need_takes_what_its_booking_holds_after_a_change_or_a_cancelled_week() -> None:
    pair = make_pair(per_booking_pence=500_000, per_month_pence=500_000)
    need, booker = opened_need(pair), actor(pair.booker)
    both = [(monday(), 120), (monday(1), 120)]
    booking = accept(accepted_offer(pair, made_offer(pair, need, both)))
    assert stands(need) == ("filled", 240)
    cancel_booking(actor=booker, booking_id=booking.pk, reason="not_needed", mondays=[monday(1)], at=NOW)
    assert stands(need) == ("part_filled", 120)
    varied(pair, booking, [(monday(), 60)])
    accept(booking)
    assert stands(need) == ("part_filled", 60)
    offer = made_offer(another_officer(pair), need, [(monday(1), 180)])
    accept(accepted_offer(pair, offer))
    assert stands(need) == ("filled", 240)
    varied(pair, booking, [(monday(), 180)])
    accept(booking)
    assert stands(need) == ("filled", 360)
    assert queries.compared(booker, need, NOW)[0].offer.minutes == 240


def test_more_than_is_wanted_is_taken_only_where_that_is_said() -> None:
    pair = make_pair()
    need, other = opened_need(pair, minutes=120), another_officer(pair)
    accepted_offer(pair, made_offer(pair, need))
    offer = made_offer(other, need)
    with pytest.raises(rules.MoreThanWanted):
        accepted_offer(pair, offer)
    assert stands(need) == ("open", 120)
    accepted_offer(pair, offer, more=True)
    assert stands(need) == ("open", 240)
    with pytest.raises(rules.MoreThanWanted):
        accepted_offer(pair, made_offer(another_officer(pair), need))
    booker, smaller = actor(pair.booker), operations.said_by(need)
    said = replace(smaller, title="Clear our backlog of planning appeals")
    assert operations.change_need(actor=booker, need_id=need.pk, said=said, at=NOW).title == said.title
    with pytest.raises(rules.LessThanTaken):
        operations.change_need(actor=booker, need_id=need.pk, said=replace(smaller, minutes=90), at=NOW)
    less = make_pair()
    tight = opened_need(less)
    accepted_offer(less, made_offer(less, tight))
    with pytest.raises(rules.LessThanTaken):
        operations.change_need(
            actor=actor(less.booker), need_id=tight.pk, said=replace(smaller, minutes=60), at=NOW
        )


def test_a_need_that_wants_no_more_than_is_bound_is_filled() -> None:
    pair = make_pair()
    need = opened_need(pair)
    accept(accepted_offer(pair, made_offer(pair, need)))
    assert stands(need) == ("part_filled", 120)
    less = replace(operations.said_by(need), minutes=120)
    operations.change_need(actor=actor(pair.booker), need_id=need.pk, said=less, at=NOW)
    assert stands(need) == ("filled", 120)


def test_corrected_after_a_week_has_begun_it_keeps_that_week_and_what_it_wants() -> None:
    pair = make_pair(per_booking_pence=500_000, per_month_pence=500_000)
    need, begun = opened_need(pair, each_week=True), london_instant(monday())
    waits = made_offer(another_officer(pair), need, [(monday(1), 120)])
    accept(accepted_offer(pair, made_offer(pair, need, [(monday(), 240)])))
    booker = actor(pair.booker, at=begun)
    for mondays in ([monday(1)], [monday(), monday(1)]):
        said = replace(operations.said_by(need), title="Clear our appeals", mondays=tuple(mondays))
        operations.change_need(actor=booker, need_id=need.pk, said=said, at=begun)
        assert stands(need) == ("part_filled", 240)
        assert (need.title, need.minutes) == ("Clear our appeals", 480)
        assert operations.said_by(need).mondays == (monday(), monday(1))
    waits.refresh_from_db()
    assert waits.status == "made"
    for mondays in ([monday()], [monday(-1), monday(1)]):
        said = replace(operations.said_by(need), mondays=tuple(mondays))
        with pytest.raises(rules.NeedWeeksWrong):
            operations.change_need(actor=booker, need_id=need.pk, said=said, at=begun)


def test_hours_wanted_of_each_week_are_filled_in_each_and_not_by_twice_as_many_in_one() -> None:
    pair = make_pair()
    need = opened_need(pair, minutes=120, each_week=True)
    accept(accepted_offer(pair, made_offer(pair, need)))
    assert stands(need) == ("part_filled", 120)
    assert queries.left_of(need, NOW) == queries.Left(120, {monday(1): 120})
    again = made_offer(another_officer(pair), need)
    with pytest.raises(rules.MoreThanWanted):
        accepted_offer(pair, again)
    accept(accepted_offer(pair, again, more=True))
    assert stands(need) == ("part_filled", 240)
    assert queries.left_of(need, NOW) == queries.Left(120, {monday(1): 120})
    accept(accepted_offer(pair, made_offer(another_officer(pair), need, [(monday(1), 120)])))
    assert stands(need) == ("filled", 360)
    assert queries.left_of(need, NOW) == queries.Left(0, {})


def test_a_week_that_has_begun_unfilled_is_not_wanted_any_more_and_keeps_no_need_from_being_filled() -> None:
    pair = make_pair()
    need, late = opened_need(pair, minutes=120, each_week=True), london_instant(monday())
    second = [(monday(1), 120)]
    assert queries.left_of(need, late) == queries.Left(120, dict(second))
    accept(accepted_offer(pair, made_offer(pair, need, second, at=late), at=late), at=late)
    assert stands(need) == ("filled", 120)
    assert queries.left_of(need, late) == queries.Left(0, {})
    in_all = opened_need(pair)
    assert queries.left_of(in_all, late) == queries.Left(240, {monday(1): 240})


def test_hours_in_a_week_that_is_not_wanted_fill_nothing_of_what_each_week_wants() -> None:
    pair = make_pair()
    need = opened_need(pair, minutes=120, each_week=True)
    offer = made_offer(pair, need, [(monday(3), 120)])
    with pytest.raises(rules.MoreThanWanted):
        accepted_offer(pair, offer)
    accept(accepted_offer(pair, offer, more=True))
    assert stands(need) == ("open", 120)


def test_a_week_in_which_hours_are_accepted_stays_wanted_where_each_week_is() -> None:
    pair = make_pair()
    need, booker = opened_need(pair, minutes=120, each_week=True), actor(pair.booker)
    accepted_offer(pair, made_offer(pair, need))
    for said in ({"mondays": (monday(1), monday(2))}, {"minutes": 90}):
        changed = replace(operations.said_by(need), **said)  # type: ignore[arg-type]
        with pytest.raises(rules.LessThanTaken) as refusal:
            operations.change_need(actor=booker, need_id=need.pk, said=changed, at=NOW)
        assert refusal.value.field == ("weeks" if "mondays" in said else "minutes")
    changed = replace(operations.said_by(need), mondays=(monday(), monday(1), monday(2)))
    assert operations.change_need(actor=booker, need_id=need.pk, said=changed, at=NOW).minutes == 360


def test_hours_moved_to_another_week_by_a_change_leave_their_week_unfilled() -> None:
    pair = make_pair(per_booking_pence=500_000, per_month_pence=500_000)
    need = opened_need(pair, minutes=120, each_week=True)
    booking = accept(accepted_offer(pair, made_offer(pair, need, [(monday(), 120), (monday(1), 120)])))
    assert stands(need) == ("filled", 240)
    varied(pair, booking, [(monday(), 120), (monday(2), 120)])
    accept(booking)
    assert stands(need) == ("part_filled", 240)
