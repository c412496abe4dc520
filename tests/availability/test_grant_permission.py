"""A manager allows, within limits."""

import pytest

from commonpool.availability.queries import standing_of, weeks_of
from tests.factories.councils import council
from tests.factories.listings import listed_officer
from tests.factories.people import NOW

pytestmark = pytest.mark.django_db


def test_puts_the_listing_in_the_pool_with_its_weeks():
    officer = listed_officer(council())
    assert officer.listing.status == "listed"
    assert standing_of(officer.listing.pk, NOW).bookable
    weeks = list(weeks_of(officer.person.pk, NOW.date(), officer.permission.ends_on))
    assert {week.offered_minutes for week in weeks if week.open} == {120}
