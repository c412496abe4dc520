"""A council that is there already takes over another: what the two had with each other is no longer between two."""

from datetime import datetime, timedelta

import pytest

from commonpool.access import Role
from commonpool.invoices import queries as invoices
from commonpool.kernel.clock import LONDON
from commonpool.timesheets.operations import agree_hours
from tests.factories.bookings import bound_booking, fresh, make_pair, monday
from tests.factories.hours import sent_hours
from tests.factories.people import actor, make_role
from tests.factories.successions import ON, absorbed

pytestmark = pytest.mark.django_db

AFTERWARDS = datetime(2026, 12, 18, 17, 0, tzinfo=LONDON)


@pytest.mark.parametrize("lender_ends", [True, False], ids=["the lender ends", "the borrower ends"])
def test_what_they_lent_each_other_is_worked_off_and_owed_by_nobody(lender_ends: bool) -> None:
    pair = make_pair(per_booking_pence=90_000, per_month_pence=90_000)
    booking = bound_booking(pair, [(monday(1), 60), (monday(2), 60)])
    was, now = (pair.home, pair.host) if lender_ends else (pair.host, pair.home)
    absorbed(was, now, ON)
    later = fresh(booking)
    assert (later.status, later.home_id, later.host_id) == ("bound", pair.home.pk, pair.host.pk)
    assert [week.monday for week in later.weeks.filter(released_at__isnull=True)] == [monday(1)]
    sent = sent_hours(later, week=monday(1), at=AFTERWARDS)
    agreer = actor(make_role(now, Role.BOOKING_MANAGER, at=AFTERWARDS), at=AFTERWARDS)
    agree_hours(actor=agreer, timesheet_id=sent.pk, at=AFTERWARDS)
    assert fresh(booking).status == "worked"
    finance = actor(make_role(now, Role.FINANCE, at=AFTERWARDS), at=AFTERWARDS)
    for council in (was, now):
        assert invoices.totals_of(finance, council.pk) == invoices.Totals(0, 0)
        assert invoices.months_due(council.pk) == []


def test_the_day_is_one_of_a_week_that_has_begun() -> None:
    assert monday(1) < ON < monday(1) + timedelta(days=7)
