"""The 48-hour rule is judged when hours are asked for, and again when they bind."""

import pytest

from commonpool.availability.models import Listing
from commonpool.bookings.rules import refusals
from commonpool.people.models import Employment
from tests.factories.bookings import accept, fresh, make_pair, monday, requested_booking, varied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

FULL = 48 * 60 - 7
"""Contract minutes a week that leave two hours in seventeen weeks too many, by a minute."""


def works(listing: Listing, minutes: int) -> None:
    Employment.objects.filter(pk=listing.employment_id).update(weekly_minutes=minutes)


def test_a_request_that_goes_over_the_limit_is_refused_with_the_rule() -> None:
    pair = make_pair()
    works(pair.officer.listing, FULL)
    with pytest.raises(refusals.TooManyHours) as refused:
        requested_booking(pair, [(monday(), 120)])
    assert (refused.value.rule, refused.value.field) == ("WT-01", "weeks")
    assert requested_booking(pair, [(monday(), 90)]).status == "requested"


def test_what_was_asked_for_in_time_is_judged_again_as_it_binds() -> None:
    pair = make_pair()
    booking = requested_booking(pair, [(monday(), 120)])
    works(pair.officer.listing, FULL)
    with pytest.raises(refusals.TooManyHours):
        accept(booking)
    assert fresh(booking).status == "requested"
    works(pair.officer.listing, FULL - 1)
    assert accept(booking).status == "bound"


def test_hours_moved_or_added_count_in_place_of_those_booked() -> None:
    pair = make_pair()
    works(pair.officer.listing, FULL - 1)
    booking = accept(requested_booking(pair, [(monday(), 120)]))
    with pytest.raises(refusals.TooManyHours):
        varied(pair, booking, [(monday(), 150)])
    assert varied(pair, booking, [(monday(1), 120)]).version == 2


def test_a_change_to_fewer_hours_binds_though_they_have_become_too_many() -> None:
    pair = make_pair()
    booking = accept(requested_booking(pair, [(monday(), 120)]))
    works(pair.officer.listing, 49 * 60)
    with pytest.raises(refusals.TooManyHours):
        varied(pair, booking, [(monday(), 150)])
    varied(pair, booking, [(monday(), 90)])
    assert accept(booking).standing.minutes == 90
