"""A host asks for hours; the weeks are held, all or none, and every rule has its refusal."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.agreements.queries import DepthNeeded
from commonpool.availability.models import Week
from commonpool.availability.operations import pause_listing, pause_permission, set_weeks_off
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.bookings.rules import refusals
from commonpool.kernel.clock import LONDON
from commonpool.kernel.refusals import Forbidden
from tests.factories.bookings import Pair, bound_booking, make_pair, monday, requested_booking
from tests.factories.councils import council
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor, make_person, make_role
from tests.guards import again, all_refused, refused

pytestmark = pytest.mark.django_db


def test_holds_the_weeks_and_waits_for_the_officer(django_assert_max_num_queries: Any) -> None:
    pair = make_pair()
    booking = requested_booking(pair, [(monday(1), 120), (monday(), 60)])
    assert (booking.status, booking.answer_by) == ("requested", datetime(2026, 11, 5, 17, tzinfo=LONDON))
    assert [week.minutes for week in booking.weeks.order_by("monday")] == [60, 120]
    held = Week.objects.filter(person=pair.officer.person, monday__in=[monday(), monday(1)]).order_by(
        "monday"
    )
    assert [(week.held_minutes, week.live_bookings) for week in held] == [(60, 1), (120, 1)]
    assert (booking.standing.net_pence, booking.standing.vat_pence) == (3_200 + 6_400, 1_920)
    event = Event.objects.get(name="BookingRequested")
    assert event.readers == sorted([pair.home.pk, pair.host.pk])
    with django_assert_max_num_queries(28):  # with the actor's rights and the factory's own reading
        requested_booking(pair, [(monday(n), 60) for n in range(2, 12)])


def test_refuses_a_week_already_held_and_holds_none_of_the_others() -> None:
    pair = make_pair()
    requested_booking(pair, [(monday(1), 60)])
    with pytest.raises(refusals.WeekTaken) as refused:
        requested_booking(pair, [(monday(0), 60), (monday(1), 60), (monday(2), 210)])
    assert (refused.value.clashes, refused.value.code) == ([(monday(1), 0)], "week_taken")
    assert Booking.objects.count() == BookedWeek.objects.count() == 1


def test_names_each_clash_with_the_minutes_that_are_free() -> None:
    pair = make_pair(shares=True)
    requested_booking(pair, [(monday(0), 180)])
    with pytest.raises(refusals.WeekTaken) as refused:
        requested_booking(pair, [(monday(0), 90), (monday(1), 240)])
    assert refused.value.clashes == [(monday(0), 60)]
    assert requested_booking(pair, [(monday(0), 60)]).status == "requested"


@pytest.mark.both_servers
def test_the_database_keeps_the_promise_even_without_the_rules() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    row = booking.weeks.get()
    another = requested_booking(pair, [(monday(1), 60)])
    shared = requested_booking(make_pair(shares=True)).weeks.get()
    all_refused([
        ("week_held_within_offer", lambda: again(row, monday=monday(2), minutes=300)),
        ("week_held_within_offer", lambda: again(row, monday=monday(60), minutes=60)),
        ("week_one_booking", lambda: again(row, booking=another, minutes=30)),
        ("booked_week_once", lambda: again(shared, minutes=30)),
    ])  # fmt: skip


@pytest.mark.parametrize(
    ("weeks", "refusal"),
    [
        ([], refusals.WeeksWrong),
        ([(monday(), 45)], refusals.WeeksWrong),
        ([(monday(), 0)], refusals.WeeksWrong),
        ([(monday() + timedelta(days=1), 60)], refusals.WeeksWrong),
        ([(monday(), 60), (monday(), 60)], refusals.WeeksWrong),
        ([(datetime(2026, 11, 2, tzinfo=LONDON).date(), 60)], refusals.WeekBegun),
        ([(monday(), 300)], refusals.OutsidePermission),
        ([(monday(47), 60)], refusals.OutsidePermission),
    ],
)
def test_refuses_weeks_that_cannot_be_asked_for(weeks: list, refusal: type[Exception]) -> None:
    pair = make_pair()
    with pytest.raises(refusal):
        requested_booking(pair, weeks)


def test_week_53_and_the_new_year_are_weeks_like_any_other() -> None:
    booking = bound_booking(make_pair(), [(monday(3), 60), (monday(4), 60)])
    assert [each["week"] for each in booking.standing.weeks] == ["2026-W53", "2027-W01"]


def test_who_cannot_borrow_whom() -> None:
    pair = make_pair()
    own = Pair(pair.home, pair.home, pair.officer, make_role(pair.home, Role.BOOKING_MANAGER), pair.approver)
    with pytest.raises(refusals.SameCouncil):
        requested_booking(own)
    listed_twice = listed_officer(pair.home)
    make_role(pair.host, Role.OFFICER, person=listed_twice.person)
    with pytest.raises(refusals.SameCouncil):
        requested_booking(Pair(pair.home, pair.host, listed_twice, pair.booker, pair.budget_holder))
    peer = council(depth="peer")
    shallow = Pair(pair.home, peer, pair.officer, make_role(peer, Role.BOOKING_MANAGER), pair.budget_holder)
    with pytest.raises(DepthNeeded):
        requested_booking(shallow)
    invented = council(demonstration=True)
    other_world = Pair(
        pair.home, invented, pair.officer, make_role(invented, Role.BOOKING_MANAGER), pair.budget_holder
    )
    with pytest.raises(refusals.DemonstrationApart):
        requested_booking(other_world)


def test_who_may_ask() -> None:
    pair = make_pair()
    for who in (make_role(pair.host, Role.OFFICER), make_role(pair.host, Role.AUDITOR), make_person()):
        with pytest.raises(Forbidden):
            requested_booking(pair, by=who)
    assert not Booking.objects.exists()


def test_nothing_is_asked_of_somebody_who_cannot_be_lent() -> None:
    pair = make_pair()
    home = pair.home
    unchecked = listed_officer(home, checked=False)
    with pytest.raises(refusals.NotChecked):
        requested_booking(Pair(home, pair.host, unchecked, pair.booker, pair.budget_holder))
    unpriced = listed_officer(council(prices={"Officer": 3_000}), band="Manager")
    with pytest.raises((refusals.NoPrice, refusals.HomeNotLending)):
        requested_booking(Pair(home, pair.host, unpriced, pair.booker, pair.budget_holder))
    pause_listing(actor=actor(pair.officer.person), listing_id=pair.officer.listing.pk, at=NOW)
    with pytest.raises(refusals.ListingClosed):
        requested_booking(pair)
    other = listed_officer(home, approver=pair.approver)
    pause_permission(actor=actor(pair.approver), permission_id=other.permission.pk, at=NOW)
    with pytest.raises(refusals.PermissionEnded):
        requested_booking(Pair(home, pair.host, other, pair.booker, pair.budget_holder))


def test_a_week_off_is_nobodys() -> None:
    pair = make_pair()
    set_weeks_off(actor=actor(pair.officer.person), mondays=[monday()], at=NOW)
    with pytest.raises(refusals.WeekTaken):
        requested_booking(pair)


@pytest.mark.parametrize("purpose", ["", "   ", "x" * 601, "a\x00b"])
def test_refuses_work_that_is_not_said(purpose: str) -> None:
    pair = make_pair(limit=False)
    with pytest.raises(refusals.PurposeNeeded):
        requested_booking(pair, purpose=purpose)


@pytest.mark.both_servers
def test_terms_once_written_are_never_edited() -> None:
    terms = requested_booking(make_pair(limit=False)).standing
    refused("terms_never_edited", lambda: type(terms).objects.filter(pk=terms.pk).update(net_pence=1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bookings_bookingterms WHERE sha256 = %s", [terms.sha256])
        assert cursor.fetchone() == (1,)
