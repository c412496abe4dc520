"""Offers that nobody answered: set aside as their need is filled or changed, and waiting again where it wants them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from commonpool.availability.operations import close_listing
from commonpool.bookings.operations import cancel_booking
from commonpool.kernel.clock import london_instant
from commonpool.kernel.refusals import NotFound
from commonpool.needs import operations, queries, rules
from commonpool.needs.models import Need, Offer
from tests.factories.bookings import Pair, accept, another_officer, make_pair, monday
from tests.factories.letters import post, whole, written
from tests.factories.offers import accepted_offer, made_offer, opened_need
from tests.factories.people import NOW, actor, make_employment

pytestmark = pytest.mark.django_db
TWICE = [(monday(1), 60), (monday(2), 60)]


def stands(offer: Offer) -> tuple[str, str]:
    offer.refresh_from_db()
    return offer.status, offer.answered_by_rule


def filled(pair: Pair) -> tuple[Need, list[Offer], int]:
    """A need that one offer has filled; two others, one kept in view; and the booking that fills it."""
    need, others = opened_need(pair, minutes=120), [another_officer(pair), another_officer(pair)]
    offers = [made_offer(each, need, [(monday(1), 120)]) for each in others]
    operations.shortlist_offer(actor=actor(pair.booker), offer_id=offers[1].pk, at=NOW)
    booking = accept(accepted_offer(pair, made_offer(pair, need)))
    return need, offers, booking.pk


def test_who_was_not_taken_as_another_was_waits_again_once_the_booking_is_cancelled() -> None:
    pair = make_pair()
    need, offers, booking_id = filled(pair)
    assert [stands(each) for each in offers] == [("set_aside", "need_filled")] * 2
    cancel_booking(actor=actor(pair.booker), booking_id=booking_id, reason="not_needed", at=NOW)
    assert [stands(each) for each in offers] == [("made", ""), ("shortlisted", "")]
    letters = post()
    assert len(written("offer_back", letters)) == 2
    assert "waits for an answer again" in whole(written("offer_back", letters)[0])
    assert len(written("offer_over", letters)) == 2
    assert written("offer_declined", letters) == []
    assert accepted_offer(pair, offers[0]).status == "requested"
    assert queries.offers_waiting(actor(pair.booker), NOW).get() == offers[1]
    assert need.pk == offers[0].need_id


def test_who_has_begun_weeks_left_the_pool_or_was_too_late_does_not_wait_again() -> None:
    pair = make_pair()
    _need, (first, second), booking_id = filled(pair)
    begun = made_again(second)
    close_listing(actor=actor(first.officer), listing_id=first.listing_id, at=NOW)
    cancel_booking(actor=actor(pair.booker), booking_id=booking_id, reason="not_needed", at=NOW)
    assert stands(first) == stands(begun) == ("set_aside", "need_filled")


def test_an_offer_that_its_officer_made_anew_since_does_not_wait_again() -> None:
    pair = make_pair()
    other, need, booker = another_officer(pair), opened_need(pair, minutes=120), actor(pair.booker)
    first, was = made_offer(other, need), operations.said_by(need)
    operations.change_need(actor=booker, need_id=need.pk, said=replace(was, mondays=(monday(1),)), at=NOW)
    second = accept(accepted_offer(other, made_offer(other, need, [(monday(1), 60)])))
    operations.change_need(actor=booker, need_id=need.pk, said=was, at=NOW)
    assert stands(first) == ("set_aside", "need_changed")
    cancel_booking(actor=booker, booking_id=second.pk, reason="not_needed", at=NOW)
    third = made_offer(other, need, [(monday(1), 120)])
    operations.withdraw_offer(actor=actor(other.officer.person), offer_id=third.pk, at=NOW)
    operations.change_need(actor=booker, need_id=need.pk, said=was, at=NOW)
    assert stands(first) == ("set_aside", "need_changed")


def test_an_offer_of_no_week_that_is_wanted_now_does_not_wait_again() -> None:
    pair = make_pair()
    need, offers, booking_id = filled(pair)
    need.weeks.filter(monday=monday(1)).delete()  # type: ignore[attr-defined]
    cancel_booking(actor=actor(pair.booker), booking_id=booking_id, reason="not_needed", at=NOW)
    assert [stands(each) for each in offers] == [("set_aside", "need_filled")] * 2


def test_who_works_for_the_host_since_or_will_does_not_offer_to_it_again() -> None:
    pair = make_pair()
    _need, offers, booking_id = filled(pair)
    later = NOW + timedelta(days=2)
    make_employment(pair.host, person=offers[0].officer, at=later)
    make_employment(pair.host, person=offers[1].officer, at=later + timedelta(days=90))
    cancel_booking(actor=actor(pair.booker), booking_id=booking_id, reason="not_needed", at=later)
    assert [stands(each) for each in offers] == [("set_aside", "need_filled")] * 2


def made_again(offer: Offer) -> Offer:
    """Its week is one that has begun."""
    offer.weeks.update(monday=monday(-5))  # type: ignore[attr-defined]
    return offer


def test_a_need_that_opens_after_its_sixty_days_asks_nobody_again() -> None:
    pair = make_pair()
    need, late = opened_need(pair, minutes=120, mondays=(monday(11),)), NOW + timedelta(days=61)
    offer = made_offer(another_officer(pair), need, [(monday(11), 60)])
    booking = accept(accepted_offer(pair, made_offer(pair, need, [(monday(11), 120)])))
    cancel_booking(actor=actor(pair.booker, at=late), booking_id=booking.pk, reason="not_needed", at=late)
    assert stands(offer) == ("set_aside", "need_filled")


def test_an_offer_of_weeks_that_are_dropped_is_set_aside_and_waits_again_if_they_are_wanted_again() -> None:
    pair = make_pair()
    need, booker = opened_need(pair), actor(pair.booker)
    dropped = made_offer(pair, need)
    partly = made_offer(another_officer(pair), need, [(monday(), 60), (monday(1), 60)])
    never = made_offer(another_officer(pair), need, [(monday(5), 60)])
    was = operations.said_by(need)
    operations.change_need(actor=booker, need_id=need.pk, said=replace(was, mondays=(monday(1),)), at=NOW)
    assert stands(dropped) == ("set_aside", "need_changed")
    assert stands(partly) == stands(never) == ("made", "")
    assert len(written("offer_dropped", post())) == 1
    operations.change_need(actor=booker, need_id=need.pk, said=was, at=NOW)
    assert stands(dropped) == ("made", "")


def test_an_officer_changes_an_offer_until_it_is_answered_and_the_host_is_told() -> None:
    pair = make_pair()
    need, officer = opened_need(pair), actor(pair.officer.person)
    offer = made_offer(pair, need)
    changed = operations.change_offer(actor=officer, offer_id=offer.pk, weeks=TWICE, words="Shorter", at=NOW)
    assert (changed.minutes, changed.words, queries.weeks_of_offer(changed)) == (120, "Shorter", TWICE)
    operations.change_offer(actor=officer, offer_id=offer.pk, weeks=TWICE, words="Shorter ", at=NOW)
    assert len(written("offer_changed", post())) == 1
    with pytest.raises(rules.OfferWeeksWrong):
        operations.change_offer(actor=officer, offer_id=offer.pk, weeks=[(monday(), 9_000)], at=NOW)
    with pytest.raises(NotFound):
        operations.change_offer(actor=actor(pair.booker), offer_id=offer.pk, weeks=TWICE, at=NOW)
    accepted_offer(pair, offer)
    with pytest.raises(rules.OfferMoved):
        operations.change_offer(actor=officer, offer_id=offer.pk, weeks=TWICE, at=NOW)


def test_what_is_accepted_is_what_was_seen_and_not_what_the_officer_has_just_made_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pair = make_pair()
    offer = made_offer(pair, opened_need(pair))
    lock = queries.lock_need

    def changed_first(need_id: int) -> Need:
        monkeypatch.setattr(queries, "lock_need", lock)
        operations.change_offer(actor=actor(pair.officer.person), offer_id=offer.pk, weeks=TWICE, at=NOW)
        return lock(need_id)

    monkeypatch.setattr(queries, "lock_need", changed_first)
    with pytest.raises(rules.OfferMoved):
        accepted_offer(pair, offer)
    assert stands(offer) == ("made", "")


def test_weeks_that_begin_end_the_need_and_not_what_was_answered() -> None:
    pair = make_pair()
    offer = made_offer(pair, opened_need(pair))
    operations.expire_needs(at=london_instant(monday(1)))
    assert stands(offer) == ("set_aside", "need_over")
