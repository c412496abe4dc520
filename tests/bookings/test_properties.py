"""Whatever is asked, answered, varied and cancelled: what is held is what is booked, and what is used is bound."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonpool.availability.models import Week
from commonpool.bookings import operations, queries
from commonpool.bookings.models import BookedWeek, Booking, SpendingMonth
from commonpool.bookings.rules.pricing import month_of
from commonpool.kernel.money import price_of
from commonpool.kernel.refusals import Refusal
from tests.factories.bookings import Pair, accept, make_pair, monday, requested_booking, varied
from tests.factories.people import NOW, actor

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]

MOVES = ("request", "accept", "withdraw", "cancel_part", "vary", "expire")
STEP = st.tuples(
    st.sampled_from(MOVES), st.integers(0, 5), st.integers(1, 8).map(lambda n: n * 30), st.integers(0, 9)
)


@pytest.fixture
def pair() -> Pair:
    return make_pair(shares=True, per_booking_pence=15_000, per_month_pence=30_000)


@settings(
    max_examples=12,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEP, min_size=4, max_size=14))
def test_held_is_booked_and_used_is_bound(pair: Pair, steps: list[tuple[str, int, int, int]]) -> None:
    with transaction.atomic():
        for step in steps:
            try:
                with transaction.atomic():
                    take(pair, *step)
            except Refusal:
                pass
            held_is_booked(pair)
            used_is_bound(pair)
        transaction.set_rollback(True)


def take(pair: Pair, move: str, week: int, minutes: int, which: int) -> Any:
    """One move of the people concerned, on one of the bookings there are."""
    if move == "request":
        return requested_booking(pair, [(monday(week), minutes), (monday(week + 1), 30)])
    if move == "expire":
        return operations.expire_bookings(at=NOW + timedelta(days=which))
    bookings = list(Booking.objects.order_by("id"))
    if not bookings:
        return None
    booking = bookings[which % len(bookings)]
    who = actor(pair.booker)
    if move == "accept":
        return accept(booking)
    if move == "withdraw":
        return operations.withdraw_booking(actor=who, booking_id=booking.pk, at=NOW)
    if move == "vary":
        return varied(replace(pair), booking, [(monday(week), minutes)])
    return operations.cancel_booking(
        actor=who, booking_id=booking.pk, reason="not_needed", mondays=[monday(week)], at=NOW
    )


def held_is_booked(pair: Pair) -> None:
    live: dict[date, tuple[int, int]] = {}
    for week in BookedWeek.objects.filter(released_at__isnull=True):
        minutes, number = live.get(week.monday, (0, 0))
        live[week.monday] = (minutes + week.minutes, number + 1)
        assert week.net_pence == price_of(week.minutes, week.hourly_pence)
    for kept in Week.objects.filter(person=pair.officer.person):
        assert (kept.held_minutes, kept.live_bookings) == live.get(kept.monday, (0, 0))
        assert kept.held_minutes <= kept.offered_minutes


def used_is_bound(pair: Pair) -> None:
    bound: dict[tuple[int, date], int] = {}
    rows = BookedWeek.objects.filter(released_at__isnull=True, spending_limit__isnull=False)
    for week in rows.select_related("booking"):
        assert week.booking.status == "bound"
        key = (week.spending_limit_id, month_of(week.monday))
        bound[key] = bound.get(key, 0) + week.net_pence
    for month in SpendingMonth.objects.all():
        assert month.used_pence == bound.get((month.limit_id, month.month), 0) <= month.cap_pence
    assert all(queries.booking(row.pk).standing.sha256 for row in Booking.objects.all())
