"""HR records what an officer is paid: only they, only at home, and what was recorded stays."""

from datetime import date, timedelta

import pytest

from commonpool.access import Role
from commonpool.kernel.refusals import NotFound
from commonpool.people import operations, queries
from commonpool.people.models import AnnualPay
from tests.agreements.refusing import refusing_code
from tests.factories import NOW, TODAY, actor, council, make_officer, make_role
from tests.guards import refused

pytestmark = pytest.mark.django_db


def record(by, employment_id, **changes):
    given = {"annual_pence": 3_636_300, "point": "25", "starts_on": TODAY, "at": NOW} | changes
    return operations.record_annual_pay(actor=by, employment_id=employment_id, **given)


def test_what_was_said_last_for_a_day_holds_from_it() -> None:
    home = council()
    officer, hr = make_officer(home), actor(make_role(home, Role.HR))
    record(hr, officer.pk)
    record(hr, officer.pk, annual_pence=3_700_000, starts_on=TODAY + timedelta(days=9))
    record(hr, officer.pk, annual_pence=3_800_000, starts_on=TODAY + timedelta(days=9))
    _job, recorded = queries.annual_pay_recorded(hr, officer.pk)
    days = (-1, 0, 8, 9)
    found = [queries.annual_pay_on(recorded, TODAY + timedelta(days=each)) for each in days]
    assert [each and each.annual_pence for each in found] == [None, 3_636_300, 3_636_300, 3_800_000]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"annual_pence": 499_999}, "annual_pay_wrong"),
        ({"annual_pence": 50_000_001}, "annual_pay_wrong"),
        ({"point": "x" * 21}, "pay_point_wrong"),
        ({"point": "=1+1"}, "pay_point_wrong"),
        ({"starts_on": date(2020, 1, 1)}, "pay_start_wrong"),
    ],
)
def test_refuses_what_is_no_pay(change: dict[str, object], code: str) -> None:
    home = council()
    officer, hr = make_officer(home), actor(make_role(home, Role.HR))
    with refusing_code(code):
        record(hr, officer.pk, **change)


def test_only_hr_of_the_same_council_and_never_ones_own() -> None:
    home = council()
    officer = make_officer(home)
    elsewhere = [
        actor(make_role(council(), Role.HR)),
        actor(make_role(home, Role.FINANCE)),
        actor(officer.person),
    ]
    for other in elsewhere:
        with pytest.raises(NotFound):
            record(other, officer.pk)
        with pytest.raises(NotFound):
            queries.annual_pay_recorded(other, officer.pk)
    own = make_role(home, Role.HR, person=officer.person)
    with refusing_code("not_your_own"):
        record(actor(own), officer.pk)


@pytest.mark.both_servers
def test_the_database_keeps_what_was_recorded() -> None:
    home = council()
    officer = make_officer(home)
    record(actor(make_role(home, Role.HR)), officer.pk)
    refused("annual_pay_stays", lambda: AnnualPay.objects.update(annual_pence=4_000_000))
