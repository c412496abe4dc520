"""What is told when the job of an officer changes or ends."""

from datetime import timedelta

import pytest

from commonpool.access import Role
from commonpool.config.reactions import AFTERWARDS
from commonpool.notifications.operations import write_letters
from commonpool.notifications.queries.letters import LETTERS
from commonpool.organisations.queries.roles import holds
from commonpool.people.operations import end_employment, state_employment_facts
from tests.factories.bookings import bound_booking, make_pair, monday, requested_booking
from tests.factories.letters import post, whole, written
from tests.factories.people import NOW, actor, make_role

pytestmark = pytest.mark.django_db


def test_both_councils_hear_of_booked_weeks_after_the_officers_last_day() -> None:
    pair = make_pair()
    bound = bound_booking(pair, [(monday(), 120), (monday(1), 90)])
    asked = requested_booking(pair, [(monday(2), 120)])
    before = bound_booking(make_pair(home=pair.home), [(monday(), 120)])
    officer, last_day = pair.officer, monday() + timedelta(days=4)
    end_employment(actor=actor(officer.person), employment_id=officer.employment.pk, ends_on=last_day, at=NOW)
    told = written("officer_leaves", post())
    assert {letter.address for letter in told} == {pair.booker.email, pair.approver.email}
    for letter in told:
        text = whole(letter)
        assert "leaves" in text
        assert "11 December" in text
        assert "14 December: 1 hour 30" in text
        assert bound.reference in text
        assert asked.reference in text
        assert "7 December" not in text
        assert before.reference not in text


def test_whose_job_the_council_ends_hears_of_it_and_whom_to_ask() -> None:
    pair = make_pair()
    job, last_day = pair.officer.employment, monday() + timedelta(days=4)
    hr = make_role(pair.home, Role.HR)
    end_employment(actor=actor(hr), employment_id=job.pk, ends_on=last_day, at=NOW)
    (told,) = written("employment_ended", post())
    assert told.address == job.person.email
    text = whole(told)
    assert f"ask {hr}" in text
    assert pair.home.name in text
    assert "11 December" in text
    assert "/account/" in text


def test_who_leaves_by_themselves_is_not_told_so() -> None:
    job = make_pair().officer.employment
    end_employment(actor=actor(job.person), employment_id=job.pk, ends_on=monday(), at=NOW)
    assert not written("employment_ended", post())


def test_hr_hears_where_what_it_checked_is_stated_otherwise() -> None:
    pair = make_pair()
    job = pair.officer.employment
    before = len(written("officer_to_check", post()))
    for band in (job.grade_band, "Manager"):
        state_employment_facts(
            actor=actor(job.person),
            employment_id=job.pk,
            job_title=job.job_title,
            grade_band=band,
            weekly_minutes=job.weekly_minutes,
            working_days=job.working_days,
            at=NOW,
        )
        told = written("officer_to_check", post())[before:]
        assert bool(told) == (band == "Manager")
    assert {holds(letter.person_id, pair.home.pk, Role.HR) for letter in told} == {True}


def test_every_event_that_has_letters_has_them_written() -> None:
    written_after = {fact.__name__ for fact, reactions in AFTERWARDS.items() if write_letters in reactions}
    assert written_after == set(LETTERS)
