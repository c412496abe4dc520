"""The officer's yes: to the exact terms shown, and bound at once where both limits cover it."""

from datetime import datetime, timedelta

import pytest

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.availability.operations import pause_permission
from commonpool.bookings import operations, queries
from commonpool.bookings.models import Booking
from commonpool.bookings.rules import refusals
from commonpool.kernel.clock import LONDON
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.organisations.models import Organisation, RoleHolding
from commonpool.organisations.queries import roles
from commonpool.people.operations import end_employment, end_role, state_employment_facts
from tests.factories.bookings import (
    accept,
    approve,
    bound_booking,
    confirm,
    fresh,
    make_pair,
    monday,
    requested_booking,
    terms_of,
    varied,
)
from tests.factories.councils import council
from tests.factories.people import NOW, actor, administrator_of, make_person, make_role
from tests.guards import refused

ONE_DAY = timedelta(days=1)

pytestmark = pytest.mark.django_db


def names(booking: Booking) -> list[tuple[str, str]]:
    return list(queries.timeline(booking).values_list("name", "happened_by_rule"))


def test_one_tap_binds_when_both_limits_cover_it() -> None:
    booking = bound_booking()
    assert (booking.approved_by_rule, booking.confirmed_by_rule) == ("permission", "spending_limit")
    assert booking.bound_by_id == booking.officer_id
    assert booking.agreement_text_id is not None
    assert booking.power_id is not None
    assert booking.standing.answered_by_id == booking.officer_id
    assert names(booking) == [
        ("BookingRequested", ""),
        ("BookingAccepted", ""),
        ("BookingApproved", "permission"),
        ("BookingConfirmed", "spending_limit"),
        ("BookingBound", ""),
    ]


def test_waits_for_home_and_host_in_any_order_where_no_limit_covers_it() -> None:
    pair = make_pair(limit=False)
    booking = requested_booking(pair, needs=["account"])
    booking = confirm(pair, booking)
    assert booking.status == "requested"
    booking = accept(booking)
    assert (booking.status, booking.approved_at) == ("accepted", None)
    assert booking.answer_by == datetime(2026, 11, 5, 17, tzinfo=LONDON)
    booking = approve(pair, booking)
    assert (booking.status, booking.bound_by_id) == ("bound", pair.approver.pk)


def test_home_may_say_yes_before_the_officer_does() -> None:
    pair = make_pair()
    booking = approve(pair, requested_booking(pair, needs=["visit"]))
    assert booking.status == "requested"
    assert accept(booking).status == "bound"


def test_refuses_other_terms_than_those_that_stand() -> None:
    booking = requested_booking(make_pair())
    with pytest.raises(refusals.TermsChanged):
        operations.accept_booking(actor=actor(booking.officer), booking_id=booking.pk, terms="0" * 64, at=NOW)
    assert fresh(booking).status == "requested"


def test_refuses_an_answer_after_its_time() -> None:
    booking = requested_booking(make_pair())
    with pytest.raises(refusals.BookingLapsed):
        accept(booking, at=booking.answer_by + timedelta(seconds=1))


def test_refuses_to_bind_while_home_has_paused_its_permission() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    pause_permission(actor=actor(pair.approver), permission_id=pair.officer.permission.pk, at=NOW)
    with pytest.raises(refusals.PermissionEnded):
        accept(booking)


def test_nobody_but_the_officer_answers() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    yes = {"booking_id": booking.pk, "terms": terms_of(booking), "at": NOW}
    with pytest.raises(Forbidden):
        operations.accept_booking(actor=actor(pair.booker), **yes)
    with pytest.raises(NotFound):
        operations.accept_booking(actor=actor(make_person()), **yes)


@pytest.mark.both_servers
def test_the_requester_cannot_confirm_for_themselves() -> None:
    pair = make_pair(limit=False)
    make_role(pair.host, Role.BUDGET_HOLDER, person=pair.booker)
    booking = accept(requested_booking(pair))
    with pytest.raises(refusals.NotForYourself):
        confirm(pair, booking, by=pair.booker)
    row = Booking.objects.filter(pk=booking.pk)
    own = {"confirmed_at": NOW, "confirmed_by": pair.booker}
    refused("booking_not_confirmed_by_requester", lambda: row.update(**own))


def test_the_officer_cannot_approve_for_themselves() -> None:
    pair = make_pair()
    make_role(pair.home, Role.APPROVER, person=pair.officer.person)
    booking = requested_booking(pair, needs=["account"])
    with pytest.raises(refusals.NotForYourself):
        approve(pair, booking, by=pair.officer.person)


def test_a_booking_dearer_than_the_limit_asks_the_budget_holder() -> None:
    pair = make_pair(per_booking_pence=6_000)
    booking = accept(requested_booking(pair))
    assert (booking.status, booking.confirmed_at) == ("accepted", None)
    assert [missing.what for missing in queries.missing_answers(booking, NOW)] == ["confirmation"]


def test_a_month_that_is_used_up_asks_the_budget_holder() -> None:
    pair = make_pair(per_booking_pence=7_000, per_month_pence=7_000)
    bound_booking(pair, [(monday(0), 60)])
    second = accept(requested_booking(pair, [(monday(1), 90)]))
    assert second.status == "accepted"
    january = accept(requested_booking(pair, [(monday(4), 120)]))
    assert january.status == "bound"


def test_a_purchase_order_is_asked_only_where_the_host_wants_one() -> None:
    pair = make_pair(host=council(purchase_order_from_pence=5_000))
    booking = accept(requested_booking(pair))
    assert booking.status == "accepted"
    with pytest.raises(refusals.PurchaseOrderNeeded):
        confirm(pair, booking)
    assert confirm(pair, booking, purchase_order="PO-1").status == "bound"
    blanket = council(purchase_order_from_pence=1, blanket_purchase_order="Y26")
    assert bound_booking(make_pair(host=blanket)).purchase_order == "Y26"


def test_the_log_of_both_councils_has_every_step() -> None:
    booking = bound_booking()
    steps = Event.objects.filter(facts__contains={"booking_id": booking.pk}).order_by("id")
    assert [(event.name, set(event.readers)) for event in steps] == [
        (name, {booking.home_id, booking.host_id})
        for name in (
            "BookingRequested",
            "BookingAccepted",
            "BookingApproved",
            "BookingConfirmed",
            "BookingBound",
        )
    ]


def test_what_is_missing_is_never_asked_of_who_left_or_lost_the_role() -> None:
    pair = make_pair(per_booking_pence=3_000)
    booking = accept(requested_booking(pair, decisions=True))
    make_role(pair.home, Role.APPROVER)
    make_role(pair.host, Role.BUDGET_HOLDER)
    for place, person, role in (
        (pair.home, pair.approver, Role.APPROVER),
        (pair.host, pair.budget_holder, Role.BUDGET_HOLDER),
    ):
        holding = RoleHolding.objects.get(organisation=place, person=person, role=role, ended_at=None)
        administrator = administrator_of(place, other_than=person)
        end_role(actor=actor(administrator), holding_id=holding.pk, at=NOW)
    asked = {each.what: each.person for each in queries.missing_answers(booking, NOW)}
    assert pair.approver.pk != asked["approval"].pk
    assert asked["approval"].pk in holders(pair.home, Role.APPROVER)
    assert asked["confirmation"].pk in holders(pair.host, Role.BUDGET_HOLDER)


def holders(place: Organisation, role: Role) -> set[int]:
    return {holding.person_id for holding in roles.holders(place.pk, role)}


def test_refuses_pay_once_the_job_is_another_than_hr_checked() -> None:
    pair = make_pair()
    booking, job = requested_booking(pair), pair.officer.employment
    state_employment_facts(
        actor=actor(booking.officer),
        employment_id=job.pk,
        job_title=job.job_title,
        grade_band="Manager",
        weekly_minutes=job.weekly_minutes,
        working_days=job.working_days,
        at=NOW,
    )
    with pytest.raises(refusals.NotChecked):
        accept(booking)
    assert fresh(booking).status == "requested"


@pytest.mark.parametrize("kind", ["paid", "peer_help"])
def test_refuses_weeks_after_the_last_day_of_the_job(kind: str) -> None:
    pair = make_pair()
    booking = requested_booking(pair, [(monday(1), 60)], kind=kind)
    job = pair.officer.employment
    end_employment(actor=actor(booking.officer), employment_id=job.pk, ends_on=monday(1) - ONE_DAY, at=NOW)
    with pytest.raises(refusals.LeavesBefore):
        accept(booking)


def test_refuses_a_variation_into_weeks_after_the_last_day_of_the_job() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 120)])
    varied(pair, booking, [(monday(1), 120)])
    job = pair.officer.employment
    end_employment(actor=actor(booking.officer), employment_id=job.pk, ends_on=monday(1) - ONE_DAY, at=NOW)
    with pytest.raises(refusals.LeavesBefore):
        accept(booking)


def test_a_week_in_which_the_job_ends_can_still_be_bound() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    job = pair.officer.employment
    end_employment(actor=actor(booking.officer), employment_id=job.pk, ends_on=monday() + ONE_DAY, at=NOW)
    assert accept(booking).status == "bound"
