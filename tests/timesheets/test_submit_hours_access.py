"""Only the officer says what they worked."""

import pytest

from commonpool.access import Role
from commonpool.identity.models import Person
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.timesheets import queries
from commonpool.timesheets.operations import submit_hours
from tests.factories.bookings import bound_booking, make_pair, monday
from tests.factories.councils import council
from tests.factories.hours import FRIDAY
from tests.factories.people import actor, make_role, make_steward

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("who", ["approver", "booker", "budget_holder"])
def test_refuses_those_who_see_the_booking_and_did_not_do_the_work(who: str) -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    somebody: Person = getattr(pair, who)
    with pytest.raises(Forbidden):
        submit_hours(actor=actor(somebody, at=FRIDAY), booking_id=booking.pk, monday=monday(), at=FRIDAY)


@pytest.mark.parametrize("role", [Role.STEWARD, Role.APPROVER, Role.BOOKING_MANAGER])
def test_another_council_finds_nothing(role: Role) -> None:
    booking = bound_booking()
    stranger = make_steward() if role is Role.STEWARD else make_role(council(), role)
    with pytest.raises(NotFound):
        submit_hours(actor=actor(stranger, at=FRIDAY), booking_id=booking.pk, monday=monday(), at=FRIDAY)
    with pytest.raises(NotFound):
        queries.timesheet_for(actor(stranger, at=FRIDAY), booking.reference, monday())
