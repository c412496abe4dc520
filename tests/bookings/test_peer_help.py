"""Peer help: two hours a month between neighbours, without price, purchase order or timesheet."""

from datetime import date, timedelta

import pytest

from commonpool.access import Role
from commonpool.availability.models import Week
from commonpool.bookings import operations, queries
from commonpool.bookings.models import PeerHelpMonth
from commonpool.bookings.rules import refusals
from commonpool.kernel.refusals import NotFound
from tests.factories.bookings import Pair, accept, fresh, make_pair, monday, peer_help, requested_booking
from tests.factories.councils import council
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor, make_role
from tests.guards import refused

pytestmark = pytest.mark.django_db


def neighbours(**listed: bool) -> Pair:
    """Two councils that have joined as peers, no more."""
    home, host = council(depth="peer"), council(depth="peer")
    asker = make_role(host, Role.OFFICER)
    officer = listed_officer(home, checked=False, **listed)  # type: ignore[arg-type]
    return Pair(home, host, officer, asker, asker)


def test_binds_at_the_officers_tap_holds_no_week_and_happens() -> None:
    pair = neighbours()
    booking = accept(peer_help(pair, 60))
    assert (booking.status, booking.approved_by_rule, booking.confirmed_at) == ("bound", "permission", None)
    assert booking.standing.net_pence == 0
    assert not Week.objects.filter(held_minutes__gt=0).exists()
    assert queries.open_moves(actor(pair.booker), booking, NOW) == ["cancel", "say_it_happened"]
    operations.say_it_happened(actor=actor(pair.booker), booking_id=booking.pk, at=NOW)
    assert fresh(booking).status == "worked"


@pytest.mark.both_servers
def test_at_most_two_hours_a_month_from_one_officer_to_one_council() -> None:
    pair = neighbours()
    peer_help(pair, 90)
    with pytest.raises(refusals.PeerHelpUsedUp):
        peer_help(pair, 60)
    assert peer_help(pair, 30).status == "requested"
    assert peer_help(pair, 120, week=monday(5)).status == "requested"
    with pytest.raises(refusals.PeerHelpUsedUp):
        peer_help(pair, 150, week=monday(10))
    refused("peer_help_two_hours_a_month", lambda: PeerHelpMonth.objects.update(minutes=121))


def test_help_declined_or_lapsed_gives_the_minutes_back() -> None:
    pair = neighbours()
    booking = peer_help(pair, 120)
    operations.expire_bookings(at=booking.answer_by + timedelta(seconds=1))
    assert PeerHelpMonth.objects.get().minutes == 0
    booking = accept(peer_help(pair, 120))
    operations.cancel_booking(actor=actor(pair.booker), booking_id=booking.pk, reason="not_needed", at=NOW)
    assert (fresh(booking).status, PeerHelpMonth.objects.get().minutes) == ("cancelled", 0)


def test_it_is_advice_and_the_home_council_may_say_no_to_it() -> None:
    pair = neighbours()
    with pytest.raises(refusals.PeerHelpAdviceOnly):
        requested_booking(pair, [(monday(), 60)], kind="peer_help", needs=["visit"])
    with pytest.raises(refusals.PeerHelpNotAllowed):
        peer_help(neighbours(peer_help=False))


def test_others_at_the_host_do_not_see_it_and_its_booking_manager_does() -> None:
    pair = neighbours()
    booking = peer_help(pair)
    assert queries.booking_for(actor(pair.booker), booking.reference) == booking
    assert (
        queries.booking_for(actor(make_role(pair.host, Role.BOOKING_MANAGER)), booking.reference) == booking
    )
    with pytest.raises(NotFound):
        queries.booking_for(actor(make_role(pair.host, Role.OFFICER)), booking.reference)


def test_councils_that_lend_help_each_other_too() -> None:
    pair = make_pair(limit=False)
    assert accept(peer_help(pair, by=make_role(pair.host, Role.OFFICER))).status == "bound"


def test_refuses_help_outside_the_dates_of_the_permission() -> None:
    pair = make_pair(limit=False)
    with pytest.raises(refusals.OutsidePermission):
        peer_help(pair, week=date(2027, 11, 1))


def test_nobody_confirms_a_price_that_help_does_not_have() -> None:
    pair = make_pair(limit=False)
    assert queries.open_moves(actor(pair.budget_holder), peer_help(pair), NOW) == ["withdraw"]
