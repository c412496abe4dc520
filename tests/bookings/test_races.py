"""Races over real connections: one winner, no deadlock, nothing bound by what no longer stands."""

import random
import threading
from dataclasses import replace
from datetime import date
from functools import partial

import pytest

from commonpool.availability.models import Permission, Week
from commonpool.availability.operations import set_weeks_off, withdraw_permission
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.bookings.operations import withdraw_booking
from commonpool.bookings.rules.refusals import WeekTaken
from commonpool.kernel.refusals import Refusal
from tests.bookings.racing import Clients, after, asking, deadlocks, once, saying_yes, slowly
from tests.factories.bookings import (
    Pair,
    accept,
    function_id,
    make_pair,
    monday,
    requested_booking,
)
from tests.factories.listings import asked_permission, grant, listed_officer
from tests.factories.people import NOW, actor

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]

SEED = 20261123
STEP = 0.001  # seconds


@pytest.mark.both_servers
def test_one_of_thirty_clients_wins_each_of_twenty_weeks() -> None:
    """Over HTTP it is sixty: `tests/api/test_races.py`."""
    rounds, clients = 20, 30
    pair = make_pair(limit=False)
    officers = [pair.officer, listed_officer(pair.home, weekly_minutes=240)]
    who, function = actor(pair.booker), function_id()
    weeks = [(officer, monday(n)) for officer in officers for n in range(rounds // 2)]
    with Clients(clients) as all_of_them:
        for officer, week in weeks:
            results = all_of_them.race(
                [asking(replace(pair, officer=officer), who, [(week, 120)], function)] * clients
            )
            won = [result for result in results if isinstance(result, Booking)]
            assert len(won) == 1
            assert sum(isinstance(result, WeekTaken) for result in results) == clients - 1
    assert BookedWeek.objects.count() == rounds
    assert not Week.objects.exclude(live_bookings__lte=1).exists()


@pytest.mark.both_servers
def test_several_weeks_in_any_order_never_deadlock() -> None:
    """Thirty clients, as deadlocks show only above eight."""
    clients, rounds = 30, 12
    draw = random.Random(SEED)
    pair = make_pair(limit=False, shares=True, weekly_minutes=360)
    who, function = actor(pair.booker), function_id()
    with Clients(clients) as all_of_them:
        for round_number in range(rounds):
            mondays = [monday(round_number % 10 + n) for n in range(5)]
            deeds = [
                asking(pair, who, [(week, 30) for week in draw.sample(mondays, 4)], function)
                for _client in range(clients)
            ]
            results = all_of_them.race(deeds)
            assert deadlocks(results) == []
            assert all(isinstance(result, Booking | WeekTaken) for result in results), results
    assert_held_is_what_is_booked(pair)


def test_nothing_is_asked_or_bound_under_a_permission_that_has_ended() -> None:
    """300 revocations, each against two clients: who ask, and in every other round officers who say yes.

    Whoever came first last time starts a little later the next: the rounds stay where either may come first, on
    a fast machine and on a busy one.
    """
    clients, rounds = 2, 300
    lead = 0.0  # seconds by which the clients start before the revocation
    pair = make_pair(per_booking_pence=10_000, per_month_pence=1_000_000)
    revoke = partial(
        withdraw_permission,
        actor=actor(pair.approver),
        permission_id=pair.officer.permission.pk,
        reason="workload",
        bookings="hand_back",
        at=NOW,
    )
    who, officer, function = actor(pair.booker), actor(pair.officer.person), function_id()
    outcomes = {"done": 0, "refused": 0}
    with Clients(clients + 1) as all_of_them:
        for number in range(rounds):
            asks = [asking(pair, who, [(monday(n), 120)], function) for n in range(clients)]
            if number % 2:
                asks = [saying_yes(officer, ask()) for ask in asks]
            asks = [partial(after, max(-lead, 0), ask) for ask in asks]
            place = number % (clients + 1)
            late = partial(after, max(lead, 0), revoke)
            results = all_of_them.race([*asks[:place], late, *asks[place:]])
            assert deadlocks(results) == []
            del results[place]
            for result in results:
                assert isinstance(result, Booking | Refusal), result
                outcomes["done" if isinstance(result, Booking) else "refused"] += 1
                lead += -STEP if isinstance(result, Booking) else STEP
            assert not Booking.objects.filter(status__in=["requested", "accepted", "bound"]).exists()
            grant_again()
    assert min(outcomes.values()) >= 10, outcomes


def test_whoever_asks_while_leave_is_written_down_is_told_of_that_week_alone() -> None:
    """Leave locks the weeks and no permission: whoever asks waits for it at the weeks, and judges what it left."""
    pair, there = make_pair(limit=False), threading.Event()
    ask = asking(pair, actor(pair.booker), [(monday(0), 120), (monday(1), 120)], function_id())
    leave = partial(set_weeks_off, actor=actor(pair.officer.person), mondays=[monday(0)], at=NOW)
    with Clients(2) as both:
        _written, refused = both.race([slowly(leave, there), partial(once, there, ask)])
    assert isinstance(refused, WeekTaken)
    assert refused.clashes == [(monday(0), 0)]


def assert_held_is_what_is_booked(pair: Pair) -> None:
    live: dict[date, int] = {}
    rows = BookedWeek.objects.filter(person=pair.officer.person, released_at__isnull=True)
    for week in rows:
        live[week.monday] = live.get(week.monday, 0) + week.minutes
    for kept in Week.objects.filter(person=pair.officer.person):
        assert kept.held_minutes == live.get(kept.monday, 0) <= kept.offered_minutes


def grant_again() -> None:
    """Everything stands as before the round, by hand: granting anew by the operations would take minutes."""
    Permission.objects.update(
        status="granted", ended_at=None, ended_by=None, ended_by_rule="", ended_reason=""
    )
    Week.objects.update(open=True, why_closed="", offered_minutes=240)


def test_a_permission_replaced_while_hours_are_asked_for_and_answered_loses_nothing() -> None:
    rounds = 40
    pair = make_pair(limit=False)
    who, function = actor(pair.booker), function_id()
    with Clients(3) as all_of_them:
        for number in range(rounds):
            permission = asked_permission(pair.officer.listing, approver=pair.approver)
            before = requested_booking(pair, [(monday(number % 20), 60)])
            deeds = [
                partial(grant, permission),
                asking(pair, who, [(monday(20 + number % 20), 60)], function),
                partial(accept, before),
            ]
            granted, asked, accepted = all_of_them.race(deeds)
            assert [each for each in (granted, asked, accepted) if isinstance(each, Exception)] == []
            live = Booking.objects.filter(status__in=["requested", "accepted", "bound"])
            assert set(live.values_list("permission_id", flat=True)) == {permission.pk}
            for booking in (before, asked):
                withdraw_booking(actor=who, booking_id=booking.pk, at=NOW)
    assert Permission.objects.filter(status="superseded").count() == rounds
