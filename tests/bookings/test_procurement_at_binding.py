"""What refuses a request by procurement law refuses its binding too: two that were asked for in time meet there."""

from datetime import date
from typing import Any

import pytest

from commonpool.access import Role
from commonpool.agreements.operations import set_pair_cap
from commonpool.bookings.models import Booking, RunningTotal
from commonpool.bookings.rules.refusals import AboveThreshold, AfterLastDay
from tests.factories.bookings import (
    Pair,
    accept,
    confirm,
    fresh,
    make_pair,
    monday,
    requested_booking,
    varied,
)
from tests.factories.councils import answered
from tests.factories.people import NOW, actor, make_role

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

THRESHOLD = 207_720_00 * 5 // 6
"""Pence before VAT that come to the threshold with it."""


def below_threshold(pair: Pair) -> None:
    """The host's answer is that its loans stay below the threshold."""
    answered(pair.host, actor(make_role(pair.host, Role.COUNCIL_ADMINISTRATOR)), basis="below")


def others_bind(pence: int) -> None:
    """Other loans of the same family have bound in the month, so that all come to this."""
    RunningTotal.objects.filter(month=date(2026, 12, 1)).update(net_pence=pence)


def ends(pair: Pair, on: date) -> None:
    set_pair_cap(
        actor=actor(pair.budget_holder), host_id=pair.host.pk, home_id=pair.home.pk, year=2026,
        cap_pence=2_500_000, ends_on=on, at=NOW,
    )  # fmt: skip


def waiting_beside_another(pair: Pair) -> Booking:
    """Two were asked for while neither was bound; the other one has bound."""
    booking = requested_booking(pair, [(monday(), 60)])
    accept(requested_booking(pair, [(monday(1), 120)]))
    return booking


def test_of_two_asked_for_in_time_the_second_does_not_bind_at_the_threshold() -> None:
    pair = make_pair()
    below_threshold(pair)
    booking = waiting_beside_another(pair)
    price = booking.standing.net_pence
    others_bind(THRESHOLD - price)
    with pytest.raises(AboveThreshold) as refused:
        accept(booking)
    assert refused.value.rule == "PRC-04"
    assert fresh(booking).status == "requested"
    others_bind(THRESHOLD - price - 1)
    assert accept(booking).status == "accepted"  # below, and above the cap: the budget holder is asked
    others_bind(THRESHOLD - price)
    with pytest.raises(AboveThreshold):
        confirm(pair, booking)


def test_a_change_counts_once_and_one_that_adds_nothing_binds() -> None:
    pair = make_pair()
    below_threshold(pair)
    booking = accept(requested_booking(pair, [(monday(), 120)]))
    price = booking.standing.net_pence
    varied(pair, booking, [(monday(), 180)])
    others_bind(THRESHOLD - price // 2)
    with pytest.raises(AboveThreshold):
        accept(booking)
    others_bind(THRESHOLD - price // 2 - 1)
    assert accept(booking).standing.minutes == 120  # asked of the budget holder, not refused
    confirm(pair, booking)
    varied(pair, booking, [(monday(), 60)])
    others_bind(THRESHOLD + price)
    assert accept(booking).standing.minutes == 60


@pytest.mark.parametrize(("last", "binds"), [(monday(), True), (date(2026, 12, 6), False)])
def test_a_last_day_moved_earlier_meanwhile_stops_the_weeks_after_it(last: Any, binds: bool) -> None:
    pair = make_pair()
    booking = requested_booking(pair, [(monday(), 60)])
    ends(pair, last)
    if binds:
        assert accept(booking).status == "bound"
    else:
        with pytest.raises(AfterLastDay):
            accept(booking)
