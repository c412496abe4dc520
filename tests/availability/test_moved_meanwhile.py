"""A permission decided while whoever ends it waits for its lock."""

import threading
from functools import partial

import pytest

from commonpool.availability.operations import close_listing, refuse_permission
from commonpool.availability.operations.leaving import leave
from tests.bookings.racing import Clients, Deed, once, slowly
from tests.factories.councils import council
from tests.factories.listings import Listed, asked_permission, listed_officer
from tests.factories.people import NOW, actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_servers]


def closing(officer: Listed) -> Deed:
    return partial(close_listing, actor=actor(officer.person), listing_id=officer.listing.pk, at=NOW)


def leaving(officer: Listed) -> Deed:
    return partial(leave, employment_id=officer.employment.pk, at=NOW)


@pytest.mark.parametrize("ending", [closing, leaving])
def test_a_request_refused_meanwhile_stays_refused_and_the_rest_ends(ending) -> None:
    officer = listed_officer(council())
    asked = asked_permission(officer.listing, approver=officer.approver)
    refusal = partial(
        refuse_permission, actor=actor(officer.approver), permission_id=asked.pk, reason="not_now", at=NOW
    )
    there = threading.Event()
    with Clients(2) as both:
        results = both.race([slowly(refusal, there), partial(once, there, ending(officer))])
    assert [each for each in results if isinstance(each, Exception)] == []
    for each in (asked, officer.permission, officer.listing):
        each.refresh_from_db()
    assert (asked.status, officer.permission.status) == ("refused", "withdrawn")
    assert officer.listing.status == "closed"
