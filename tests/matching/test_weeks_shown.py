"""The search row shows of every week what can be booked in it, whoever moved the week, and when it may be shown."""

import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

import pytest

from commonpool.access import Role
from commonpool.activity.operations import change
from commonpool.availability.models import Listing, Week
from commonpool.availability.operations import (
    close_listing,
    derive_weeks,
    pause_listing,
    resume_listing,
    set_weeks_off,
)
from commonpool.availability.queries import visible_listings
from commonpool.bookings.operations import decline_booking
from commonpool.identity.operations import change_details
from commonpool.matching.models import OfficerIndex
from commonpool.matching.operations import index_listings, keep_days
from commonpool.matching.queries import search
from commonpool.matching.rules import Wanted
from commonpool.people.operations import check_employment, end_employment, uncheck_employment
from tests.bookings.racing import Clients
from tests.factories.bookings import Pair, make_pair, monday, requested_booking, terms_of
from tests.factories.councils import council
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor, facts_shown, make_role

SLOT, WEEKS = 30, 4


def shown(row: OfficerIndex) -> Iterator[tuple[date, int]]:
    assert row.free_from is not None
    for number, minutes in enumerate(row.free_minutes):
        yield row.free_from + timedelta(weeks=number), minutes


def assert_what_is_shown_is_what_is_free() -> None:
    rows = OfficerIndex.objects.all()
    assert rows
    for row in rows:
        kept = Week.objects.filter(person=row.person_id).order_by("monday")
        free = {week.monday: week.free_minutes // SLOT * SLOT for week in kept if week.free_minutes}
        assert {week: minutes for week, minutes in shown(row) if minutes} == free
        booked = [week.monday for week in kept if week.live_bookings]
        assert row.booked_on == max(booked, default=None)
        for days in (0, 1, 90, 400):
            at = NOW + timedelta(days=days)
            today = at.date()
            said = row.shown_until is not None and row.shown_from <= today <= row.shown_until
            assert said == visible_listings(at).filter(pk=row.pk).exists()


def found_for_pay(pair: Pair) -> int:
    return search(actor(pair.booker), Wanted(minutes=60), NOW).count


@pytest.mark.django_db
def test_a_search_row_follows_bookings_and_weeks_off() -> None:
    pair = make_pair()
    officer = pair.officer.person
    assert_what_is_shown_is_what_is_free()
    row = OfficerIndex.objects.filter(person=officer)
    assert row.get().booked_on is None
    booking = requested_booking(pair, [(monday(1), 120), (monday(3), 60)])
    assert row.get().booked_on == monday(3)
    assert_what_is_shown_is_what_is_free()
    decline_booking(actor=actor(officer), booking_id=booking.pk, terms=terms_of(booking), at=NOW)
    assert row.get().booked_on is None
    assert_what_is_shown_is_what_is_free()
    set_weeks_off(actor=actor(officer), mondays=[monday(2)], at=NOW)
    assert dict(shown(row.get()))[monday(2)] == 0
    assert_what_is_shown_is_what_is_free()


@pytest.mark.django_db
def test_a_search_row_is_shown_as_long_as_its_listing_is() -> None:
    pair = make_pair()
    listing, person, employment = pair.officer.listing, actor(pair.officer.person), pair.officer.employment
    pause_listing(actor=person, listing_id=listing.pk, at=NOW)
    assert_what_is_shown_is_what_is_free()
    resume_listing(actor=person, listing_id=listing.pk, at=NOW)
    assert_what_is_shown_is_what_is_free()
    end_employment(actor=person, employment_id=employment.pk, ends_on=NOW.date() + timedelta(days=30), at=NOW)
    assert OfficerIndex.objects.get(pk=listing.pk).shown_until == NOW.date() + timedelta(days=30)
    assert_what_is_shown_is_what_is_free()
    close_listing(actor=person, listing_id=listing.pk, at=NOW)
    assert OfficerIndex.objects.get(pk=listing.pk).shown_until is None
    assert_what_is_shown_is_what_is_free()


@pytest.mark.django_db
def test_whose_one_off_hours_are_past_is_shown_as_long_too() -> None:
    officer = listed_officer(council("Wales", depth="lend"))
    person, row = actor(officer.person), OfficerIndex.objects.filter(pk=officer.listing.pk)
    Listing.objects.filter(pk=officer.listing.pk).update(weekly_minutes=0)
    derive_weeks(person_ids=[officer.person.pk], actor=person, at=NOW)
    for move in (pause_listing, resume_listing):
        move(actor=person, listing_id=officer.listing.pk, at=NOW)
        assert_what_is_shown_is_what_is_free()
    row.update(shown_until=None)
    assert keep_days(at=NOW) == 1
    assert_what_is_shown_is_what_is_free()
    assert keep_days(at=NOW) == 0


@pytest.mark.django_db
def test_a_search_row_says_who_is_paid_as_long_as_their_check_stands() -> None:
    pair = make_pair()
    officer = pair.officer.employment
    row = OfficerIndex.objects.filter(pk=pair.officer.listing.pk)
    assert row.get().band == officer.grade_band
    assert found_for_pay(pair) == 1
    hr = actor(make_role(pair.home, Role.HR))
    uncheck_employment(actor=hr, employment_id=officer.pk, reason="facts_wrong", at=NOW)
    assert row.get().band == ""
    assert found_for_pay(pair) == 0
    said = {"payroll_number": "7", "facts_sha256": facts_shown(officer)}
    check_employment(actor=hr, employment_id=officer.pk, **said, at=NOW)
    assert found_for_pay(pair) == 1


@pytest.mark.django_db
def test_a_row_that_is_written_anew_shows_the_weeks_that_were_there_before() -> None:
    pair = make_pair()
    requested_booking(pair, [(monday(1), 120)])
    OfficerIndex.objects.all().delete()
    index_listings(listing_ids=[pair.officer.listing.pk])
    assert_what_is_shown_is_what_is_free()


@pytest.mark.django_db(transaction=True)
def test_what_others_move_at_the_same_time_is_shown_too() -> None:
    person = make_pair().officer.person
    weeks = Week.objects.filter(person=person)
    with Clients(WEEKS) as clients:
        for minutes in range(60, 60 + 8 * SLOT, SLOT):
            clients.race([
                partial(weeks.filter(monday=monday(n)).update, offered_minutes=minutes) for n in range(WEEKS)
            ])  # fmt: skip
            assert_what_is_shown_is_what_is_free()


@pytest.mark.django_db(transaction=True)
def test_of_two_changes_at_once_the_later_row_shows_both() -> None:
    """The row is locked before what it shows is read: else the later one would write what it read before."""
    officer = make_pair(headline="Ferries").officer
    written = threading.Event()

    def say(**said: str) -> None:
        with change():
            Listing.objects.filter(pk=officer.listing.pk).update(**said)
            index_listings(listing_ids=[officer.listing.pk])
            written.set()
            time.sleep(0.3)

    def call(name: str) -> None:
        assert written.wait(20)
        change_details(actor=actor(officer.person), name=name, at=NOW)

    with Clients(2) as clients:
        assert clients.race([partial(say, headline="Beekeeping"), partial(call, "Ann Ferrier")]) == [
            None,
            None,
        ]
    row = OfficerIndex.objects.get(pk=officer.listing.pk)
    assert (row.name, "beekeep" in row.words) == ("ann ferrier", True)
