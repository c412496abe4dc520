"""HR finds an error in the payroll facts it had confirmed: what becomes of bookings not worked yet."""

from datetime import datetime

import pytest

from commonpool.access import Role
from commonpool.availability.queries import standing_of
from commonpool.bookings.rules import refusals
from commonpool.kernel.clock import LONDON
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.people import operations
from commonpool.people.models import Employment
from tests.factories.bookings import (
    Pair,
    accept,
    bound_booking,
    fresh,
    make_pair,
    monday,
    peer_help,
    requested_booking,
)
from tests.factories.councils import council
from tests.factories.letters import post, whole, written
from tests.factories.people import NOW, actor, make_role

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> Pair:
    return make_pair()


def found(pair: Pair, reason: str, at: datetime = NOW) -> Employment:
    hr = make_role(pair.home, Role.HR)
    return operations.uncheck_employment(
        actor=actor(hr, at=at), employment_id=pair.officer.employment.pk, reason=reason, at=at
    )


def test_wrong_facts_leave_what_is_bound_and_bind_nothing_more(pair: Pair) -> None:
    bound = bound_booking(pair, [(monday(), 60)])
    asked = requested_booking(pair, [(monday(1), 60)])
    found(pair, "facts_wrong")
    assert (fresh(bound).status, fresh(asked).status) == ("bound", "requested")
    with pytest.raises(refusals.NotChecked):
        accept(asked)
    standing = standing_of(pair.officer.listing.pk, NOW)
    assert (standing.visible, standing.unpaid) == (True, ("not_checked",))
    letters = post()
    assert [each.person_id for each in written("employment_unchecked", letters)] == [pair.officer.person.pk]
    assert [each.person_id for each in written("employment_unchecked_manager", letters)] == [pair.approver.pk]
    assert "What is booked stands" in whole(written("employment_unchecked", letters)[0])


def test_who_is_not_on_the_payroll_is_recalled_from_paid_weeks_that_have_not_begun(pair: Pair) -> None:
    bound = bound_booking(pair, [(monday(), 60), (monday(1), 60)])
    asked, helped = requested_booking(pair, [(monday(2), 60)]), peer_help(pair, week=monday(3))
    tuesday = datetime(2026, 12, 8, 9, tzinfo=LONDON)
    assert found(pair, "not_on_payroll", at=tuesday).ticked_at is None
    left = bound.weeks.filter(released_at__isnull=True)
    assert [week.monday for week in left] == [monday()], (
        "the week that has begun stays, and its hours are said"
    )
    assert (fresh(bound).status, fresh(helped).status) == ("bound", "requested")
    assert (fresh(asked).status, fresh(asked).ended_by_rule) == ("expired", "not_on_payroll")
    letters = post()
    assert "cannot lend them for pay" in whole(written("booking_expired", letters)[0])
    assert pair.booker.pk in {each.person_id for each in written("booking_cancelled", letters)}


def test_nothing_of_another_officer_ends(pair: Pair) -> None:
    other = bound_booking(make_pair(home=pair.home))
    found(pair, "not_on_payroll")
    assert fresh(other).status == "bound"


def test_is_said_once_from_the_list_by_hr_there_and_not_of_oneself(pair: Pair) -> None:
    with pytest.raises(operations.ErrorUnknown):
        found(pair, "illness")
    job = pair.officer.employment
    facts = {"employment_id": job.pk, "reason": "facts_wrong", "at": NOW}
    for person in (make_role(council(), Role.HR), pair.approver):
        with pytest.raises(NotFound):
            operations.uncheck_employment(actor=actor(person), **facts)
    self_checked = make_role(pair.home, Role.HR, person=pair.officer.person)
    with pytest.raises(operations.NotYourOwn):
        operations.uncheck_employment(actor=actor(self_checked), **facts)
    found(pair, "facts_wrong")
    with pytest.raises(operations.NotCheckedYet):
        found(pair, "facts_wrong")
    hr = make_role(pair.home, Role.HR)
    with pytest.raises(Forbidden):
        operations.uncheck_employment(actor=actor(hr, may_decide=False), **facts)
