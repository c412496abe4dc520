"""What gives back and what uses a limit's months, and what ends with a permission, never deadlock."""

from dataclasses import replace
from functools import partial
from typing import Any

import pytest
from django.db.models import Sum

from commonpool.access import Actor
from commonpool.availability.operations import derive_weeks, withdraw_permission
from commonpool.bookings.models import BookedWeek, Booking, SpendingMonth, Waiting
from commonpool.bookings.operations import accept_booking, cancel_booking, stand_in_line, withdraw_booking
from commonpool.bookings.rules.refusals import WeekIsFree
from tests.bookings.racing import Clients, deadlocks
from tests.factories.bookings import (
    Pair,
    bound_booking,
    make_pair,
    monday,
    requested_booking,
    terms_of,
    varied,
)
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor

pytestmark = pytest.mark.django_db(transaction=True)

DECEMBER, JANUARY = monday(0), monday(4)
ROUNDS, EACH = 4, 3


def pairs(number: int) -> list[Pair]:
    """So many officers of one council, borrowed under one spending limit."""
    first = make_pair(per_booking_pence=50_000, per_month_pence=1_000_000)
    others = [listed_officer(first.home, weekly_minutes=240) for _n in range(number - 1)]
    return [first, *(replace(first, officer=officer) for officer in others)]


def cancelling(pair: Pair, booking: Booking) -> Any:
    return partial(cancel_booking, actor=actor(pair.booker), booking_id=booking.pk, at=NOW)


def assert_used_is_what_is_booked() -> None:
    for month in SpendingMonth.objects.all():
        live = BookedWeek.objects.filter(
            spending_limit=month.limit_id, released_at__isnull=True, monday__month=month.month.month
        )
        assert month.used_pence == (live.aggregate(sum=Sum("net_pence"))["sum"] or 0)


def test_hours_moved_to_an_earlier_month_and_cancellings_under_one_limit_never_deadlock() -> None:
    chosen = pairs(2 * EACH)
    with Clients(2 * EACH) as clients:
        for _round in range(ROUNDS):
            moved, deeds = [], []
            for pair in chosen[:EACH]:
                booking = bound_booking(pair, [(JANUARY, 60)])
                varied(pair, booking, [(DECEMBER, 60)])
                moved.append((pair, booking))
                yes = {"booking_id": booking.pk, "terms": terms_of(booking), "at": NOW}
                deeds.append(partial(accept_booking, actor=actor(booking.officer), **yes))
            for pair in chosen[EACH:]:
                deeds.append(cancelling(pair, bound_booking(pair, [(DECEMBER, 60), (JANUARY, 60)])))
            results = clients.race(deeds)
            assert deadlocks(results) == []
            assert all(isinstance(result, Booking) for result in results), results
            assert_used_is_what_is_booked()
            for pair, booking in moved:
                cancelling(pair, booking)()


def test_ending_a_permission_deriving_weeks_and_cancelling_under_one_limit_never_deadlock() -> None:
    """What ends holds its weeks in January first; the others go from December on."""
    rule = Actor.rule("weeks_kept_nightly")
    for _round in range(ROUNDS):
        ending, *others = pairs(1 + EACH)
        for week in (JANUARY, DECEMBER):
            bound_booking(ending, [(week, 60)])
        officer, permission = ending.officer.person, ending.officer.permission
        deeds = [
            partial(
                withdraw_permission,
                actor=actor(ending.approver),
                permission_id=permission.pk,
                reason="workload",
                bookings="hand_back",
                at=NOW,
            ),
            partial(derive_weeks, person_ids=[officer.pk], actor=rule, at=NOW),
            *(cancelling(pair, bound_booking(pair, [(DECEMBER, 60), (JANUARY, 60)])) for pair in others),
        ]
        with Clients(len(deeds)) as clients:
            results = clients.race(deeds)
        assert deadlocks(results) == []
        assert not [result for result in results if isinstance(result, Exception)], results
        assert not BookedWeek.objects.filter(person=officer, released_at__isnull=True).exists()
        assert_used_is_what_is_booked()


def test_whoever_stands_in_line_as_a_week_frees_is_told_or_sees_that_it_is_free() -> None:
    pair = make_pair(limit=False)
    booker = actor(pair.booker)
    standing = partial(
        stand_in_line,
        actor=booker,
        officer=pair.officer.reference,
        mondays=[DECEMBER],
        host_id=pair.host.pk,
        at=NOW,
    )
    with Clients(2) as clients:
        for _round in range(5 * ROUNDS):
            booking = requested_booking(pair, [(DECEMBER, 60)])
            freeing = partial(withdraw_booking, actor=booker, booking_id=booking.pk, at=NOW)
            in_line, freed = clients.race([standing, freeing])
            assert isinstance(freed, Booking), freed
            assert isinstance(in_line, list | WeekIsFree), in_line
            assert not Waiting.objects.filter(told_at__isnull=True).exists()
