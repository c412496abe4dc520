"""Races for money: limits given, used and ended at the same time, over real connections."""

import threading
from dataclasses import replace
from functools import partial

import pytest
from django.db import connection

from commonpool.access import Role
from commonpool.bookings.models import SpendingLimit, SpendingMonth
from commonpool.bookings.operations import grant_spending_limit
from commonpool.bookings.rules.refusals import HolderGone
from commonpool.organisations.queries import roles
from commonpool.people.operations import end_role
from tests.bookings.racing import Clients, asking, deadlocks, held_up, once, saying_yes, slowly
from tests.factories.bookings import (
    asked_limit,
    function_id,
    granted_limit,
    make_pair,
    monday,
    requested_booking,
)
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, TODAY, actor, administrator_of, close_account, make_role

pytestmark = pytest.mark.django_db(transaction=True)


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


@pytest.mark.both_servers
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


@pytest.mark.both_servers
def test_two_limits_given_to_one_holder_at_once_follow_each_other() -> None:
    rounds, pair = 30, make_pair(limit=False)
    with Clients(2) as all_of_them:
        for number in range(rounds):
            results = all_of_them.race([partial(granted_limit, pair)] * 2)
            assert [each for each in results if isinstance(each, Exception)] == []
            assert SpendingLimit.objects.count() == 2 * number + 2
            assert SpendingLimit.objects.filter(status="granted").count() == 1


@pytest.mark.both_servers
def test_a_limit_replaced_while_its_lock_is_awaited_is_the_newer_one() -> None:
    pair, there = make_pair(), threading.Event()
    yes = saying_yes(actor(pair.officer.person), requested_booking(pair))
    with Clients(2) as both:
        newer, accepted = both.race([slowly(partial(granted_limit, pair), there), partial(once, there, yes)])
    assert (accepted.status, accepted.spending_limit_id) == ("bound", newer.pk)


def test_who_is_asked_for_a_limit_while_closing_their_account_leaves_no_address_in_it() -> None:
    pair, there = make_pair(limit=False), threading.Event()
    with Clients(2) as both, pytest.MonkeyPatch.context() as patch:
        patch.setattr(SpendingLimit.objects, "create", held_up(SpendingLimit.objects.create, there))
        asked, closed = both.race(
            [partial(asked_limit, pair), partial(once, there, partial(close_account, pair.budget_holder))]
        )
    assert closed is None
    assert SpendingLimit.objects.get(pk=asked.pk).budget_holder_email == ""
