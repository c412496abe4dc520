"""Rights at the door."""

from datetime import timedelta

import pytest

from commonpool.access import NETWORK, Right, Role
from commonpool.identity.operations import anonymise_person
from commonpool.people import queries
from commonpool.people.operations import end_employment
from tests.factories import (
    NOW,
    TODAY,
    actor,
    make_employment,
    make_organisation,
    make_person,
    make_role,
    make_steward,
)

pytestmark = pytest.mark.django_db


def test_everybody_employed_is_an_officer_there_and_nowhere_else() -> None:
    home, other = make_organisation(), make_organisation()
    officer = make_employment(home).person
    assert actor(officer).where(Right.LIST_ONESELF) == {home.pk}
    assert not actor(officer).may(Right.LIST_ONESELF, other.pk)


def test_a_role_counts_only_where_its_holder_works() -> None:
    home = make_organisation()
    manager = make_role(home, Role.BOOKING_MANAGER)
    assert actor(manager).may(Right.REQUEST_BOOKING, home.pk)
    job = manager.employments.get()
    end_employment(actor=actor(manager), employment_id=job.pk, ends_on=TODAY, at=NOW)
    assert actor(manager).may(Right.REQUEST_BOOKING, home.pk), "today is the last day"
    assert actor(manager, at=NOW + timedelta(days=1)).rights == {}


def test_two_jobs_give_rights_in_two_councils() -> None:
    first, second = make_organisation(), make_organisation()
    officer = make_employment(first).person
    make_employment(second, person=officer)
    assert actor(officer).where(Right.LIST_ONESELF) == {first.pk, second.pk}


def test_a_council_that_has_ended_gives_no_rights() -> None:
    home = make_organisation(ends_on=TODAY)
    officer = make_employment(home).person
    assert actor(officer).where(Right.LIST_ONESELF) == {home.pk}
    assert actor(officer, at=NOW + timedelta(days=1)).rights == {}


def test_the_day_is_the_british_one() -> None:
    home = make_organisation()
    job = make_employment(home)
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=TODAY, at=NOW)
    just_before = NOW.replace(hour=23, minute=59)
    assert actor(job.person, at=just_before).rights
    assert not actor(job.person, at=just_before + timedelta(minutes=2)).rights


def test_an_inactive_person_has_no_rights() -> None:
    steward = make_steward()
    assert actor(steward).may(Right.RUN_DESK, NETWORK)
    anonymise_person(actor=actor(steward), person_id=steward.pk, at=NOW)
    assert actor(steward).rights == {}


def test_it_asks_once(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    manager = make_role(make_organisation(), Role.HR)
    with django_assert_num_queries(1):
        actor(manager, fresh_code=False)


def test_the_demonstration_lists_its_people_by_council() -> None:
    council = make_organisation("Ambleford", demonstration=True)
    manager = make_role(council, Role.BOOKING_MANAGER, name="Asha Rao")
    make_person("real@example.org")
    listed = queries.demonstration_people(NOW)
    assert [place for place, _accounts in listed] == [council]
    assert any(
        account.person == manager and account.roles == ("booking_manager",) for account in listed[0][1]
    )
