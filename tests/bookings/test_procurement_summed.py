"""What was asked for lately comes from the database summed up, and says just what each booking by itself would say."""

from collections.abc import Iterable
from copy import copy
from datetime import timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonpool.bookings.models import BookedWeek, Booking
from commonpool.bookings.queries.procurement import Between, procurements_of
from commonpool.bookings.rules.asking import Ask
from commonpool.bookings.rules.running import ASKED_WITHIN_DAYS, Lately, requirement, requirements
from commonpool.kernel.clock import london_instant
from tests.factories.bookings import PURPOSE, function_id, make_pair, monday, requested_booking
from tests.factories.people import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

OLDEST = london_instant(TODAY - timedelta(days=ASKED_WITHIN_DAYS))
MOSTLY = st.sampled_from([True, True, True, False])
WEEKS = st.lists(st.tuples(st.integers(0, 12), st.integers(1, 999), MOSTLY), min_size=1, max_size=3)
"""Of a booking: which, for how many pence, and whether it was kept."""
ASKED = st.tuples(st.integers(0, 2), MOSTLY, MOSTLY, WEEKS)
"""An officer, whether of the same family of functions and within the days, and the weeks."""


@pytest.fixture
def booking() -> Booking:
    return requested_booking(make_pair(), [(monday(), 60)])


@settings(max_examples=60, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(ASKED, min_size=1, max_size=12), but=st.integers(0, 20), week=st.integers(0, 12))
def test_the_sums_are_those_of_each_booking_by_itself(
    booking: Booking, rows: list[tuple[int, bool, bool, list[tuple[int, int, bool]]]], but: int, week: int
) -> None:
    """Two officers of the home are asked for at once, the first two of three."""
    officers = [booking.officer_id + number for number in range(3)]
    hours = [(monday(week), 60)]
    ask = Ask.of(hours, when={}, purpose=PURPOSE, function_id=function_id())
    asked = [Between(booking.home_id, officer, ask) for officer in officers[:2]]
    with transaction.atomic():
        told = list(written(booking, rows, officers))
        left_out = told[but][0].pk if but < len(told) else 0
        found = procurements_of(asked, booking.host_id, TODAY, by=booking.requested_by_id, but=left_out)()
        plain = [one for made, held in told if made.pk != left_out for one in said_by(made, held)]
        transaction.set_rollback(True)
    first, second = (
        Lately(facts.officer_id, facts.family, 100, monday(week), monday(week)) for facts in found
    )
    for facts, mine, beside in zip(found, (first, second), (second, first), strict=True):
        of_these = [one for one in plain if mine.officer_id == one.officer_id or mine.family == one.family]
        whole, others = requirement(mine, [*of_these, beside])
        summed, rest = requirement(mine, [*facts.lately, beside])
        assert summed == whole
        assert {*requirements(rest), *facts.elsewhere} == set(requirements(others))


def written(
    like: Booking, rows: Iterable[tuple[int, bool, bool, list[tuple[int, int, bool]]]], officers: list[int]
) -> Iterable[tuple[Booking, list[BookedWeek]]]:
    """Copies of the booking, which no operation would make so many of, in the place of it."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
    BookedWeek.objects.update(released_at=like.requested_at, released_by_rule="test")
    for number, (officer, alike, lately, weeks) in enumerate(rows):
        made = copy(like)
        made.pk, made.reference, made.officer_id = None, f"B{number}", officers[officer]
        made.family_id = like.family_id if alike else "another"
        made.requested_at = OLDEST if lately else OLDEST - timedelta(seconds=1)
        made.save(force_insert=True)
        held = [
            BookedWeek(
                booking=made, person_id=made.officer_id, monday=monday(week), minutes=60, hourly_pence=1,
                net_pence=pence, released_at=None if kept else like.requested_at,
                released_by_rule="" if kept else "test",
            )
            for week, pence, kept in {each[0]: each for each in weeks}.values()
        ]  # fmt: skip
        BookedWeek.objects.bulk_create(held)
        yield made, held


def said_by(made: Booking, held: list[BookedWeek]) -> list[Lately]:
    """The booking as the rules would read it by itself."""
    live = [each for each in held if each.released_at is None]
    if not live or made.requested_at < OLDEST:
        return []
    mondays = [each.monday for each in live]
    pence = sum(each.net_pence for each in live)
    return [Lately(made.officer_id, made.family_id or "", pence, min(mondays), max(mondays))]
