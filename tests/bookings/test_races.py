"""Races over real connections: one winner, no deadlock, nothing bound by what no longer stands."""

import random
import time
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import pytest
from django.db import connection

from commonpool.access import Actor, Role
from commonpool.availability.models import Permission, Week
from commonpool.availability.operations import withdraw_permission
from commonpool.bookings.models import BookedWeek, Booking, SpendingLimit, SpendingMonth
from commonpool.bookings.operations import (
    accept_booking,
    grant_spending_limit,
    request_booking,
    withdraw_booking,
)
from commonpool.bookings.rules.refusals import HolderGone, WeekTaken
from commonpool.kernel.refusals import Refusal
from commonpool.organisations.queries import roles
from commonpool.people.operations import end_role
from tests.bookings.racing import Clients, Deed, deadlocks
from tests.factories.bookings import (
    PURPOSE,
    Pair,
    accept,
    function_id,
    granted_limit,
    make_pair,
    monday,
    requested_booking,
)
from tests.factories.listings import asked_permission, grant, listed_officer
from tests.factories.people import NOW, TODAY, actor, administrator_of, make_role

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_servers, pytest.mark.race]

SEED = 20261123
HELD_BACK = 0.02  # seconds


def asking(pair: Pair, who: Actor, weeks: list[tuple[date, int]], function: str) -> Any:
    return partial(
        request_booking,
        actor=who,
        host_id=pair.host.pk,
        officer=pair.officer.reference,
        weeks=weeks,
        purpose=PURPOSE,
        function_id=function,
        at=NOW,
    )


def test_one_of_thirty_clients_wins_each_of_sixty_weeks() -> None:
    rounds, clients = 60, 30
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

    The revocation has less to do before it reaches the permission's lock, so it is held back by up to twenty
    milliseconds: either may come first.
    """
    clients, rounds = 2, 300
    draw = random.Random(SEED)
    pair = make_pair(per_booking_pence=10_000, per_month_pence=1_000_000)
    revoke = partial(
        withdraw_permission,
        actor=actor(pair.approver),
        permission_id=pair.officer.permission.pk,
        reason="workload",
        at=NOW,
    )
    who, officer, function = actor(pair.booker), actor(pair.officer.person), function_id()
    outcomes = {"done": 0, "refused": 0}
    with Clients(clients + 1) as all_of_them:
        for number in range(rounds):
            asks = [asking(pair, who, [(monday(n), 120)], function) for n in range(clients)]
            if number % 2:
                asks = [saying_yes(officer, ask()) for ask in asks]
            place = number % (clients + 1)
            late = partial(after, draw.uniform(0, HELD_BACK), revoke)
            results = all_of_them.race([*asks[:place], late, *asks[place:]])
            assert deadlocks(results) == []
            del results[place]
            for result in results:
                assert isinstance(result, Booking | Refusal), result
                outcomes["done" if isinstance(result, Booking) else "refused"] += 1
            assert not Booking.objects.filter(status__in=["requested", "accepted", "bound"]).exists()
            grant_again()
    assert min(outcomes.values()) >= 10, outcomes


def test_bookings_at_once_never_exceed_one_spending_limit() -> None:
    """300 rounds of two officers' yes at once, under one limit that covers one of them."""
    clients, rounds = 2, 300
    pair = make_pair(limit=False)
    granted_limit(pair, per_booking_pence=10_000, per_month_pence=10_000)
    who, function = actor(pair.booker), function_id()
    other = listed_officer(pair.home, weekly_minutes=240, approver=pair.approver)
    yes = []
    for officer in (pair.officer, other):
        ask = asking(replace(pair, officer=officer), who, [(monday(), 120)], function)
        yes.append(saying_yes(actor(officer.person), ask()))
    with Clients(clients) as all_of_them:
        for _round in range(rounds):
            results = all_of_them.race(yes)
            assert deadlocks(results) == []
            assert [booking.status for booking in results].count("bound") == 1, results
            assert [booking.status for booking in results].count("accepted") == clients - 1
            month = SpendingMonth.objects.get()
            assert month.used_pence == 6_400 <= month.cap_pence
            ask_again()


def after(seconds: float, deed: Deed) -> Any:
    time.sleep(seconds)
    return deed()


def saying_yes(officer: Actor, booking: Booking) -> Any:
    terms = booking.standing.sha256
    return partial(accept_booking, actor=officer, booking_id=booking.pk, terms=terms, at=NOW)


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


def ask_again() -> None:
    """Both bookings are as they were before the officers' yes, by hand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE bookings_booking SET status = 'requested', accepted_at = NULL, accepted_by_id = NULL,"
            " approved_at = NULL, approved_by_rule = '', confirmed_at = NULL, confirmed_by_rule = '',"
            " bound_at = NULL, bound_by_id = NULL, spending_limit_id = NULL;"
            " UPDATE bookings_spendingmonth SET used_pence = 0;"
            " UPDATE bookings_bookedweek SET spending_limit_id = NULL"
        )


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


def test_a_role_ended_while_a_limit_is_given_leaves_no_limit() -> None:
    rounds, pair = 30, make_pair(limit=False)
    administrator, holder = actor(administrator_of(pair.host)), actor(pair.budget_holder)
    with Clients(3) as all_of_them:
        for _round in range(rounds):
            held = roles.holders(pair.host.pk, Role.BOOKING_MANAGER).get(person=pair.booker)
            give = partial(
                grant_spending_limit,
                actor=holder,
                organisation_id=pair.host.pk,
                holder_id=pair.booker.pk,
                per_booking_pence=50_000,
                per_month_pence=90_000,
                cost_code="",
                starts_on=TODAY,
                ends_on=TODAY,
                at=NOW,
            )
            results = all_of_them.race(
                [give, give, partial(end_role, actor=administrator, holding_id=held.pk, at=NOW)]
            )
            wrong = [each for each in results if isinstance(each, Exception)]
            assert {type(each) for each in wrong} <= {HolderGone}
            assert not SpendingLimit.objects.filter(status="granted").exists()
            make_role(pair.host, Role.BOOKING_MANAGER, person=pair.booker)


def test_two_limits_given_to_one_holder_at_once_follow_each_other() -> None:
    rounds, pair = 30, make_pair(limit=False)
    with Clients(2) as all_of_them:
        for number in range(rounds):
            results = all_of_them.race([partial(granted_limit, pair)] * 2)
            assert [each for each in results if isinstance(each, Exception)] == []
            assert SpendingLimit.objects.count() == 2 * number + 2
            assert SpendingLimit.objects.filter(status="granted").count() == 1
