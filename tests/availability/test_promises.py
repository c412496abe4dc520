"""What the database promises of permissions, whoever writes: nobody gives one to themselves."""

from datetime import timedelta

import pytest
from django.db.models import F

from commonpool.availability.models import ApproverCheck, Permission
from tests.factories.bookings import make_pair
from tests.factories.people import NOW, make_steward
from tests.guards import again, all_refused

pytestmark = [pytest.mark.django_db, pytest.mark.both_servers]


def test_a_permission_is_asked_of_another_passed_on_by_another_and_given_by_another() -> None:
    pair = make_pair()
    row = Permission.objects.filter(pk=pair.officer.permission.pk)
    all_refused([
        ("permission_not_to_oneself", lambda: row.update(granted_by=F("asked_by"))),
        ("permission_not_asked_of_oneself", lambda: row.update(approver=F("asked_by"))),
        ("permission_not_passed_by_who_asked", lambda: row.update(passed_at=NOW, passed_by=F("asked_by"))),
        ("permission_asked_before_granted", lambda: row.update(granted_at=NOW - timedelta(hours=1))),
    ])  # fmt: skip


def test_a_manager_nobody_knows_is_checked_by_neither_of_the_two() -> None:
    pair = make_pair()
    check = ApproverCheck.objects.create(
        organisation=pair.home, person=pair.approver, asked_at=NOW, asked_by=pair.officer.person
    )
    row = ApproverCheck.objects.filter(pk=check.pk)
    checked = {"checked_at": NOW}
    all_refused([
        ("approver_not_by_oneself", lambda: row.update(**checked, checked_by=F("person"))),
        ("approver_not_by_who_asked", lambda: row.update(**checked, checked_by=F("asked_by"))),
        ("approver_check_one_open", lambda: again(check, asked_by=make_steward())),
    ])  # fmt: skip
