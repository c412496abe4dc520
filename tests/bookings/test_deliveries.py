"""A delivered booking is what its officer took part in: confirmed by nobody's word, and without what it was for."""

from datetime import date, timedelta

import pytest

from commonpool.bookings import operations
from commonpool.bookings.events import BookingWorked
from commonpool.people.models import Participation
from commonpool.people.operations import withdraw_participation
from tests.factories.bookings import accept, bound_booking, make_pair, monday, peer_help
from tests.factories.hours import FRIDAY, agreed_hours, corrected_hours
from tests.factories.people import NOW, actor

pytestmark = pytest.mark.django_db


def worked(booking, by):
    fact = BookingWorked(
        on_behalf_of=booking.host_id,
        booking_id=booking.pk,
        officer_id=booking.officer_id,
        requester_id=booking.requested_by_id,
    )
    operations.count_worked(fact, actor=actor(by), at=FRIDAY)


def test_counts_the_minutes_agreed_once_and_as_they_are_corrected() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 120)])
    sheet = agreed_hours(pair, booking, 90)
    worked(booking, pair.booker)
    part = Participation.objects.get()
    assert (part.kind, part.thing_id, part.person, part.owner) == (
        "booking", booking.pk, pair.officer.person, pair.host,
    )  # fmt: skip
    assert (part.status, part.minutes, part.confirmed_by, part.title, part.role) == (
        "confirmed",
        90,
        None,
        "",
        "",
    )
    assert (part.from_on, part.to_on) == (monday(), monday() + timedelta(days=6))
    corrected_hours(pair, sheet, {date(2026, 12, 9): 60}, at=FRIDAY)
    part.refresh_from_db()
    assert part.minutes == 60


def test_what_the_officer_hid_stays_hidden_and_a_booking_under_way_counts_nothing() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 120)])
    worked(booking, pair.booker)
    assert not Participation.objects.exists()
    agreed_hours(pair, booking)
    part = Participation.objects.get()
    withdraw_participation(actor=actor(pair.officer.person), participation_id=part.pk, at=FRIDAY)
    worked(booking, pair.booker)
    assert [each.status for each in Participation.objects.all()] == ["withdrawn"]


def test_peer_help_counts_where_it_is_not_the_officer_alone_who_says_so() -> None:
    pair = make_pair()
    for week, (says, counted) in enumerate([(pair.officer.person, 0), (pair.booker, 1)]):
        helped = accept(peer_help(pair, week=monday(week)))
        operations.say_it_happened(actor=actor(says), booking_id=helped.pk, at=NOW)
        assert Participation.objects.count() == counted
