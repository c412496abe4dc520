"""A permission is paused, withdrawn and runs out: no new bookings from that moment."""

from datetime import date, datetime, timedelta

import pytest

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.availability import operations
from commonpool.availability.models import Week
from commonpool.availability.queries import standing_of
from commonpool.kernel.clock import LONDON
from commonpool.kernel.refusals import NotFound
from commonpool.people.operations import end_employment
from tests.factories.councils import council
from tests.factories.listings import Listed, asked_permission, draft_listing, listed_officer
from tests.factories.people import NOW, actor, make_officer, make_role

pytestmark = pytest.mark.django_db

WEEK = date(2026, 12, 7)


@pytest.fixture
def officer() -> Listed:
    return listed_officer(council())


def hold(officer: Listed, minutes: int = 60) -> None:
    """What a booking's trigger does, without a booking."""
    Week.objects.filter(person=officer.person, monday=WEEK).update(held_minutes=minutes, live_bookings=1)


def open_weeks(officer: Listed) -> int:
    return Week.objects.filter(person=officer.person, open=True).count()


def test_pausing_closes_every_week_and_keeps_what_is_held(officer: Listed):
    hold(officer)
    manager = actor(officer.approver)
    paused = operations.pause_permission(actor=manager, permission_id=officer.permission.pk, at=NOW)
    assert paused.status == "paused"
    assert open_weeks(officer) == 0
    assert Week.objects.get(person=officer.person, monday=WEEK).held_minutes == 60
    assert standing_of(officer.listing.pk, NOW).hidden == ("permission_paused",)
    operations.resume_permission(actor=manager, permission_id=officer.permission.pk, at=NOW)
    assert open_weeks(officer) > 40
    assert standing_of(officer.listing.pk, NOW).visible


def test_withdrawing_closes_every_week_at_once_and_says_so_in_the_log(officer: Listed):
    hold(officer)
    operations.withdraw_permission(
        actor=actor(officer.approver), permission_id=officer.permission.pk, reason="workload", at=NOW
    )
    assert open_weeks(officer) == 0
    event = Event.objects.get(name="PermissionWithdrawn")
    assert event.facts["permission_id"] == officer.permission.pk
    assert standing_of(officer.listing.pk, NOW).hidden == ("no_permission",)


def test_withdrawing_wants_a_reason_of_the_list(officer: Listed):
    for reason in ("", "asked_back", "ill"):
        with pytest.raises(operations.ReasonUnknown):
            operations.withdraw_permission(
                actor=actor(officer.approver), permission_id=officer.permission.pk, reason=reason, at=NOW
            )


def test_cannot_be_withdrawn_twice(officer: Listed):
    facts = {"actor": actor(officer.approver), "permission_id": officer.permission.pk, "at": NOW}
    operations.withdraw_permission(reason="workload", **facts)
    with pytest.raises(operations.PermissionMoved):
        operations.withdraw_permission(reason="workload", **facts)
    with pytest.raises(operations.PermissionMoved):
        operations.pause_permission(**facts)


def test_the_officer_takes_back_a_question_but_not_an_answer():
    listing = draft_listing(make_officer(council()))
    asked = asked_permission(listing)
    back = operations.withdraw_permission(actor=actor(listing.person), permission_id=asked.pk, at=NOW)
    assert (back.status, back.ended_reason) == ("withdrawn", "asked_back")
    granted = listed_officer(listing.employment.organisation)
    with pytest.raises(operations.NotForOneself):
        operations.withdraw_permission(
            actor=actor(granted.person), permission_id=granted.permission.pk, reason="workload", at=NOW
        )


def test_expires_the_day_after_its_last_in_uk_time():
    officer = listed_officer(council(), ends_on=date(2027, 3, 31))
    last_minute = datetime(2027, 3, 31, 23, 30, tzinfo=LONDON)
    assert operations.expire_permissions(at=last_minute) == 0
    assert operations.expire_permissions(at=last_minute + timedelta(hours=1)) == 1
    assert operations.expire_permissions(at=last_minute + timedelta(hours=1)) == 0
    officer.permission.refresh_from_db()
    assert (officer.permission.status, officer.permission.ended_by_rule) == (
        "expired",
        "permission_last_day_past",
    )


def test_an_employment_that_ended_takes_permission_and_listing_with_it(officer: Listed):
    hold(officer)
    hr = make_role(officer.employment.organisation, Role.HR)
    end_employment(
        actor=actor(hr),
        employment_id=officer.employment.pk,
        ends_on=date(2026, 11, 3),
        at=NOW + timedelta(days=2),
    )
    officer.permission.refresh_from_db()
    officer.listing.refresh_from_db()
    assert (officer.permission.status, officer.permission.ended_reason) == ("withdrawn", "employment_ended")
    assert (officer.listing.status, officer.listing.closed_by_rule) == ("closed", "employment_ended")
    assert open_weeks(officer) == 0


def test_an_employment_that_will_end_closes_the_weeks_after_it_and_the_rest_in_time(officer: Listed):
    hr = make_role(officer.employment.organisation, Role.HR)
    end_employment(actor=actor(hr), employment_id=officer.employment.pk, ends_on=date(2026, 12, 2), at=NOW)
    last_open = Week.objects.filter(person=officer.person, open=True).latest("monday").monday
    assert last_open == date(2026, 11, 30)
    assert operations.leave_ended_employments(at=datetime(2026, 12, 2, 12, tzinfo=LONDON)) == 0
    assert operations.leave_ended_employments(at=datetime(2026, 12, 3, 12, tzinfo=LONDON)) == 1
    officer.listing.refresh_from_db()
    assert officer.listing.status == "closed"


def test_is_not_found_from_another_council(officer: Listed):
    stranger = make_role(council("Scotland"), Role.APPROVER)
    with pytest.raises(NotFound):
        operations.withdraw_permission(
            actor=actor(stranger), permission_id=officer.permission.pk, reason="workload", at=NOW
        )
