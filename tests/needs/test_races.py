"""Races over real connections: an offer becomes one booking, or it is withdrawn, or its need is over."""

from datetime import timedelta
from functools import partial

import pytest

from commonpool.availability.models import Permission
from commonpool.availability.operations import withdraw_permission
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.bookings.operations import decline_booking
from commonpool.needs import operations
from commonpool.needs.models import Offer
from commonpool.needs.rules import MoreThanWanted, NeedMoved, OfferMoved
from tests.bookings.racing import Clients, deadlocks, saying_yes
from tests.factories.bookings import another_officer, fresh, make_pair, monday
from tests.factories.offers import accepted_offer, made_offer, opened_need
from tests.factories.people import NOW, actor

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True), pytest.mark.both_servers]

ROUNDS = 6


def test_an_offer_is_accepted_once_or_withdrawn_or_its_need_is_over() -> None:
    """One booking whoever comes first, and no booking of an offer that was withdrawn or of a need that ended."""
    pair = make_pair(limit=False)
    booker, officer = actor(pair.booker), actor(pair.officer.person)
    later = NOW + timedelta(days=61)
    with Clients(4) as clients:
        for number in range(ROUNDS):
            need = opened_need(pair, mondays=(monday(number),))
            offer = made_offer(pair, need, [(monday(number), 120)])
            accept = partial(operations.accept_offer, actor=booker, offer_id=offer.pk, at=NOW)
            withdraw = partial(operations.withdraw_offer, actor=officer, offer_id=offer.pk, at=NOW)
            end = partial(operations.expire_needs, at=later) if number % 2 else withdraw
            results = clients.race([accept, accept, withdraw, end])
            assert deadlocks(results) == []
            assert all(isinstance(each, Booking | Offer | OfferMoved | NeedMoved | int) for each in results)
            offer.refresh_from_db()
            made = [each for each in results if isinstance(each, Booking)]
            assert len(made) == (offer.status == "accepted")
            assert BookedWeek.objects.filter(monday=monday(number)).count() == len(made)


def test_changes_that_each_end_bookings_of_two_needs_wait_for_one_another_in_one_order() -> None:
    """A permission withdrawn ends all that hangs on it: the needs are locked by their rows, whatever ended first."""
    pair = make_pair(limit=False)
    other, statuses = make_pair(host=pair.host, limit=False), set()
    with Clients(2) as clients:
        for _number in range(3):
            officers = [another_officer(pair), another_officer(other)]
            needs = [opened_need(pair) for _each in range(2)]
            for each, order in zip(officers, (needs, needs[::-1]), strict=True):
                for week, need in enumerate(order):
                    accepted_offer(pair, made_offer(each, need, [(monday(week), 120)]))
            results = clients.race([
                partial(
                    withdraw_permission,
                    actor=actor(each.approver),
                    permission_id=each.officer.permission.pk,
                    reason="workload",
                    at=NOW,
                )
                for each in officers
            ])  # fmt: skip
            assert deadlocks(results) == []
            assert all(isinstance(each, Permission) for each in results), results
            for need in needs:
                need.refresh_from_db()
                statuses.add((need.status, need.taken_minutes))
    assert statuses == {("open", 0)}


def test_two_offers_of_the_last_hours_are_not_both_accepted_while_a_booking_of_the_need_ends() -> None:
    """The need's row is locked last by whoever accepts and by whatever ends a booking: no deadlock, nothing over."""
    pair = make_pair(limit=False)
    officers = [another_officer(pair) for _number in range(3)]
    booker = actor(pair.booker)
    with Clients(3) as clients:
        for number in range(ROUNDS):
            need = opened_need(pair, mondays=(monday(number),), minutes=240)
            offers = [made_offer(each, need, [(monday(number), 120)]) for each in officers]
            first = fresh(accepted_offer(officers[0], offers[0]))
            answers = actor(first.officer)
            terms = first.standing.sha256
            ending = partial(decline_booking, actor=answers, booking_id=first.pk, terms=terms, at=NOW)
            results = clients.race([
                *(
                    partial(operations.accept_offer, actor=booker, offer_id=each.pk, at=NOW)
                    for each in offers[1:]
                ),
                ending if number % 2 else saying_yes(answers, first),
            ])  # fmt: skip
            assert deadlocks(results) == []
            assert all(isinstance(each, Booking | MoreThanWanted) for each in results), results
            need.refresh_from_db()
            assert need.taken_minutes <= need.minutes
            live = Offer.objects.filter(need=need, status="accepted")
            assert sum(each.minutes for each in live) == need.taken_minutes
