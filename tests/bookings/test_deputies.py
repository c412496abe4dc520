"""What a booking needs of the home council, its approver's deputy may say as well."""

import pytest

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.bookings import operations, queries
from commonpool.bookings.queries.missing import asked_of
from commonpool.bookings.rules import refusals
from commonpool.identity.models import Person
from commonpool.kernel.refusals import Forbidden
from commonpool.organisations.models import RoleHolding
from commonpool.organisations.queries.roles import holders
from commonpool.people.operations import end_role, name_deputy
from tests.factories.bookings import (
    Pair,
    accept,
    bound_booking,
    make_pair,
    requested_booking,
    terms_of,
)
from tests.factories.letters import post, written
from tests.factories.people import NOW, TODAY, actor, administrator_of, make_employment, make_role

pytestmark = pytest.mark.django_db


def deputy_for(approver: Person, person: Person | None = None) -> Person:
    home = approver.employments.get().organisation  # type: ignore[attr-defined]
    deputy = person or make_employment(home).person
    name_deputy(actor=actor(approver), organisation_id=home.pk, email=deputy.email, starts_on=TODAY, at=NOW)
    return deputy


@pytest.fixture
def pair() -> Pair:
    return make_pair()


def test_the_deputy_is_asked_too_and_says_yes_for_the_approver(pair: Pair) -> None:
    deputy = deputy_for(pair.approver)
    booking = accept(requested_booking(pair, needs=["account"]))
    assert {each.person_id for each in written("booking_to_approve", post())} == {pair.approver.pk, deputy.pk}
    for person in (pair.approver, deputy):
        assert [what for _booking, what in asked_of(actor(person), [booking], NOW)] == ["approval"]
    assert "approve" in queries.open_moves(actor(deputy), booking, NOW)
    operations.approve_booking(actor=actor(deputy), booking_id=booking.pk, terms=terms_of(booking), at=NOW)
    event = Event.objects.get(name="BookingApproved")
    assert (event.happened_by, event.facts["in_place_of_id"]) == (deputy.pk, pair.approver.pk)


def test_anothers_deputy_answers_nothing_for_home(pair: Pair) -> None:
    other = deputy_for(make_role(pair.home, Role.APPROVER))
    booking = accept(requested_booking(pair, needs=["account"]))
    assert "approve" not in queries.open_moves(actor(other), booking, NOW)
    facts = {"actor": actor(other), "booking_id": booking.pk, "at": NOW}
    for say in (operations.approve_booking, operations.decline_booking):
        with pytest.raises(Forbidden):
            say(**facts, terms=terms_of(booking))
    bound = bound_booking(make_pair(home=pair.home))
    with pytest.raises(Forbidden):
        operations.cancel_booking(actor=actor(other), booking_id=bound.pk, reason="recall", at=NOW)


def test_the_officer_answers_nothing_as_their_managers_deputy(pair: Pair) -> None:
    deputy_for(pair.approver, pair.officer.person)
    booking = accept(requested_booking(pair, needs=["account"]))
    assert {each.person_id for each in written("booking_to_approve", post())} == {pair.approver.pk}
    with pytest.raises(refusals.NotForYourself):
        operations.approve_booking(
            actor=actor(pair.officer.person), booking_id=booking.pk, terms=terms_of(booking), at=NOW
        )


def test_a_deputy_is_asked_only_what_they_may_answer(pair: Pair) -> None:
    """The manager of the permission may release nobody any more; another is asked, and not that one's deputy."""
    other = holders(pair.home.pk, Role.APPROVER).exclude(person=pair.approver)[0].person
    deputy = deputy_for(other)
    booking = requested_booking(pair, needs=["account"])
    held = RoleHolding.objects.get(person=pair.approver, role=Role.APPROVER)
    end_role(actor=actor(administrator_of(pair.home)), holding_id=held.pk, at=NOW)
    booking = accept(booking)
    assert [each.person_id for each in written("booking_to_approve", post())] == [other.pk]
    assert [what for _booking, what in asked_of(actor(other), [booking], NOW)] == ["approval"]
    assert asked_of(actor(deputy), [booking], NOW) == []
