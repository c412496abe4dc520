"""Leaving a council."""

from datetime import datetime, timedelta

import pytest

from commonpool.access import Right, Role
from commonpool.access.actor import DecideScopeNeeded, StepUpNeeded
from commonpool.identity.models import Person
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.notifications.queries.addressing import holders_of
from commonpool.organisations.operations.roles import make_approver
from commonpool.organisations.queries import roles
from commonpool.people import queries
from commonpool.people.operations import (
    AdministratorExists,
    EmploymentOver,
    EndEmploymentsFirst,
    EndsBeforeStart,
    LastAdministrator,
    claim_administrator,
    close_account,
    end_employment,
    end_role,
    end_roles_of_leavers,
)
from tests.factories import (
    NOW,
    TODAY,
    actor,
    administrator_of,
    make_employment,
    make_organisation,
    make_person,
    make_role,
)

pytestmark = pytest.mark.django_db

YESTERDAY = TODAY - timedelta(days=1)


def test_ending_at_once_ends_the_rights_and_the_roles() -> None:
    council = make_organisation()
    manager = make_role(council, Role.BUDGET_HOLDER)
    hr = make_role(council, Role.HR)
    job = manager.employments.get()
    end_employment(actor=actor(hr), employment_id=job.pk, ends_on=YESTERDAY, at=NOW)
    assert actor(manager).rights == {}
    assert not roles.holds(manager.pk, council.pk, Role.BUDGET_HOLDER)


@pytest.mark.parametrize("role", [Role.HR, Role.COUNCIL_ADMINISTRATOR])
def test_ending_somebody_elses_takes_what_ending_a_role_takes(role: Role) -> None:
    council = make_organisation()
    job = make_employment(council)
    keeper = make_role(council, role)
    ending = {"employment_id": job.pk, "ends_on": YESTERDAY, "at": NOW}
    with pytest.raises(StepUpNeeded):
        end_employment(actor=actor(keeper, second_factor=False), **ending)
    with pytest.raises(DecideScopeNeeded):
        end_employment(actor=actor(keeper, may_decide=False), **ending)
    job.refresh_from_db()
    assert job.ends_on is None
    end_employment(actor=actor(job.person, second_factor=False, fresh_code=False), **ending)


def test_a_day_to_come_keeps_the_rights_until_then() -> None:
    job = make_employment(make_organisation())
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=TODAY + timedelta(days=7), at=NOW)
    assert actor(job.person, at=NOW + timedelta(days=7)).rights
    assert not actor(job.person, at=NOW + timedelta(days=8)).rights


def leaving_friday(person: Person) -> datetime:
    """The person's last day is in a week; an instant on the day after it."""
    job = person.employments.get()  # type: ignore[attr-defined]
    end_employment(actor=actor(person), employment_id=job.pk, ends_on=TODAY + timedelta(days=7), at=NOW)
    return NOW + timedelta(days=8)


def test_a_last_day_to_come_ends_the_roles_when_it_is_past() -> None:
    council = make_organisation()
    manager = make_role(council, Role.BUDGET_HOLDER)
    after = leaving_friday(manager)
    assert end_roles_of_leavers(at=after - timedelta(days=1)) == 0
    assert roles.holds(manager.pk, council.pk, Role.BUDGET_HOLDER)
    assert end_roles_of_leavers(at=after) == 1
    assert not roles.holds(manager.pk, council.pk, Role.BUDGET_HOLDER)
    assert end_roles_of_leavers(at=after) == 0


def test_a_role_of_a_colleague_who_comes_back_does_not_revive() -> None:
    council = make_organisation()
    manager = make_role(council, Role.BUDGET_HOLDER)
    after = leaving_friday(manager)
    make_employment(council, person=manager, at=after)
    assert not actor(manager, at=after).may(Right.CONFIRM_BOOKING, council.pk), (
        "even before the clock strikes"
    )


def test_a_role_that_waits_for_somebody_to_sign_in_stays() -> None:
    council = make_organisation()
    contact, unknown = make_role(council, Role.RELEASE_CONTACT), make_person()
    make_approver(actor=actor(contact), organisation_id=council.pk, person_id=unknown.pk, at=NOW)
    assert end_roles_of_leavers(at=NOW + timedelta(days=30)) == 0
    assert roles.holds(unknown.pk, council.pk, Role.APPROVER)


def test_a_council_whose_only_administrator_has_left_can_have_another() -> None:
    council = make_organisation()
    after = leaving_friday(administrator_of(council))
    colleague = make_employment(council).person
    assert queries.administered([council.pk], TODAY) == {council.pk}
    with pytest.raises(AdministratorExists):
        claim_administrator(actor=actor(colleague), organisation_id=council.pk, post="Clerk", at=NOW)
    assert queries.administered([council.pk], london_date(after)) == set()
    claim_administrator(actor=actor(colleague, at=after), organisation_id=council.pk, post="Clerk", at=after)


def test_an_administrator_who_has_left_is_not_another() -> None:
    council = make_organisation()
    first = administrator_of(council)
    after = leaving_friday(make_role(council, Role.COUNCIL_ADMINISTRATOR))
    holding = roles.holders(council.pk, Role.COUNCIL_ADMINISTRATOR).get(person=first)
    with pytest.raises(LastAdministrator):
        end_role(actor=actor(first, at=after), holding_id=holding.pk, at=after)
    end_role(actor=actor(first), holding_id=holding.pk, at=NOW)


def test_letters_go_to_nobody_who_has_left() -> None:
    council = make_organisation()
    leaver, stayer = make_role(council, Role.HR), make_role(council, Role.HR)
    after = leaving_friday(leaver)
    assert holders_of(council.pk, Role.HR, NOW) == [leaver, stayer]
    assert holders_of(council.pk, Role.HR, after) == [stayer]


def test_another_job_goes_on() -> None:
    first, second = make_organisation(), make_organisation()
    job = make_employment(first)
    make_employment(second, person=job.person)
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=YESTERDAY, at=NOW)
    assert set(actor(job.person).rights) == {second.pk}


def test_refuses_a_last_day_before_the_first_and_a_second_end() -> None:
    job = make_employment(make_organisation())
    with pytest.raises(EndsBeforeStart):
        end_employment(
            actor=actor(job.person), employment_id=job.pk, ends_on=TODAY - timedelta(days=2), at=NOW
        )
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=YESTERDAY, at=NOW)
    with pytest.raises(EmploymentOver):
        end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=TODAY, at=NOW)


@pytest.mark.parametrize("role", [Role.OFFICER, Role.FINANCE, Role.APPROVER])
def test_refuses_a_colleague_without_the_right(role: Role) -> None:
    council = make_organisation()
    job = make_employment(council)
    with pytest.raises(NotFound):
        end_employment(actor=actor(make_role(council, role)), employment_id=job.pk, ends_on=YESTERDAY, at=NOW)


def test_refuses_another_councils_hr() -> None:
    job = make_employment(make_organisation())
    hr = make_role(make_organisation(), Role.HR)
    with pytest.raises(NotFound):
        end_employment(actor=actor(hr), employment_id=job.pk, ends_on=YESTERDAY, at=NOW)


def test_an_account_closes_only_when_no_council_counts_on_it() -> None:
    job = make_employment(make_organisation())
    with pytest.raises(EndEmploymentsFirst):
        close_account(actor=actor(job.person), person_id=job.person_id, at=NOW)
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=YESTERDAY, at=NOW)
    person = close_account(actor=actor(job.person), person_id=job.person_id, at=NOW)
    assert (person.is_active, person.name) == (False, "")
    assert person.email.endswith("@invalid.invalid")
