"""Who may agree hours: booking managers of the host, with a token only where it may decide."""

import pytest

from commonpool.access import Role
from commonpool.access.actor import DecideScopeNeeded
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.timesheets import queries
from commonpool.timesheets.operations import agree_hours, query_hours
from tests.factories.bookings import bound_booking, make_pair
from tests.factories.councils import council
from tests.factories.hours import FRIDAY, sent_hours
from tests.factories.people import actor, make_role

pytestmark = pytest.mark.django_db


def test_another_booking_manager_of_the_host_agrees_too() -> None:
    pair = make_pair()
    sheet = sent_hours(bound_booking(pair))
    colleague = make_role(pair.host, Role.BOOKING_MANAGER)
    agreed = agree_hours(actor=actor(colleague, at=FRIDAY), timesheet_id=sheet.pk, at=FRIDAY)
    assert agreed.agreed_by_id == colleague.pk


def test_refuses_a_token_that_may_not_decide() -> None:
    pair = make_pair()
    sheet = sent_hours(bound_booking(pair))
    token = actor(pair.booker, may_decide=False, at=FRIDAY)
    with pytest.raises(DecideScopeNeeded):
        agree_hours(actor=token, timesheet_id=sheet.pk, at=FRIDAY)


@pytest.mark.parametrize("who", ["approver", "budget_holder"])
def test_refuses_those_who_see_the_booking_and_lack_the_right(who: str) -> None:
    pair = make_pair()
    sheet = sent_hours(bound_booking(pair))
    somebody = actor(getattr(pair, who), at=FRIDAY)
    with pytest.raises(Forbidden):
        agree_hours(actor=somebody, timesheet_id=sheet.pk, at=FRIDAY)
    with pytest.raises(Forbidden):
        query_hours(actor=somebody, timesheet_id=sheet.pk, question="Why?", at=FRIDAY)


@pytest.mark.parametrize("role", [Role.BOOKING_MANAGER, Role.AUDITOR])
def test_another_council_finds_nothing(role: Role) -> None:
    sheet = sent_hours(bound_booking())
    stranger = actor(make_role(council(), role), at=FRIDAY)
    with pytest.raises(NotFound):
        agree_hours(actor=stranger, timesheet_id=sheet.pk, at=FRIDAY)
    with pytest.raises(NotFound):
        query_hours(actor=stranger, timesheet_id=sheet.pk, question="Why?", at=FRIDAY)
    assert not queries.waiting_for(stranger, FRIDAY)


def test_each_waits_for_the_other() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    sheet = sent_hours(booking)
    assert [each.pk for each in queries.waiting_for(actor(pair.booker, at=FRIDAY), FRIDAY)] == [sheet.pk]
    assert not queries.waiting_for(actor(booking.officer, at=FRIDAY), FRIDAY)
    query_hours(actor=actor(pair.booker, at=FRIDAY), timesheet_id=sheet.pk, question="Two?", at=FRIDAY)
    assert [each.pk for each in queries.waiting_for(actor(booking.officer, at=FRIDAY), FRIDAY)] == [sheet.pk]
