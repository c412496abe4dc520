"""What is known of an officer's working time, read in one question."""

from datetime import date, timedelta
from typing import Any

import pytest

from commonpool.agreements.operations import set_defaults
from commonpool.bookings import operations
from commonpool.bookings.models import BookedWeek
from commonpool.bookings.queries import Worker, working_time_of
from commonpool.bookings.rules.working_time import OptOut, WorkingTime, average
from commonpool.people.models import Employment
from commonpool.people.operations import end_employment, end_opt_out, give_opt_out, state_employment_facts
from tests.factories import (
    NOW,
    TODAY,
    actor,
    administrator_of,
    council,
    make_employment,
    make_officer,
    make_person,
)
from tests.factories.bookings import Pair, bound_booking, function_id, make_pair, monday, requested_booking
from tests.factories.hours import FRIDAY, agreed_hours
from tests.guards import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> Pair:
    return make_pair(shares=True)


def worker(pair: Pair, **facts: Any) -> Worker:
    return working_time_of(pair.officer.person.pk, monday(), TODAY, **facts)


def state(job: Employment, **facts: Any) -> None:
    stated = {
        "job_title": "Planner", "grade_band": "Officer", "weekly_minutes": 1200, "working_days": [1], **facts,
    }  # fmt: skip
    state_employment_facts(actor=actor(job.person), employment_id=job.pk, at=NOW, **stated)


def opt_out(job: Employment, starts_on: date = TODAY) -> None:
    name = job.person.name
    give_opt_out(actor=actor(job.person), employment_id=job.pk, starts_on=starts_on, signed_name=name, at=NOW)


def test_asks_the_database_once(pair: Pair, django_assert_num_queries: Any) -> None:
    bound_booking(pair, [(monday(n), 60) for n in range(3)])
    here = {"host_id": pair.host.pk, "function_id": function_id()}
    with django_assert_num_queries(1):
        found = worker(pair, **here)
    assert found.known.lent == {monday(n): 60 for n in range(3)}


def test_counts_what_is_asked_and_bound_and_not_what_is_released(pair: Pair) -> None:
    bound_booking(pair, [(monday(), 60), (monday(1), 90)])
    asked = requested_booking(pair, [(monday(), 30)])
    gone = requested_booking(pair, [(monday(2), 30)])
    operations.withdraw_booking(actor=actor(pair.booker), booking_id=gone.pk, at=NOW)
    assert worker(pair).known.lent == {monday(): 90, monday(1): 90}
    assert worker(pair, but=asked.pk).known.lent == {monday(): 60, monday(1): 90}


def test_counts_what_was_worked_once_it_is_agreed(pair: Pair) -> None:
    booking = bound_booking(pair, [(monday(), 120), (monday(1), 60)])
    agreed_hours(pair, booking, 200)
    assert booking.weeks.get(monday=monday()).worked_minutes == 200
    assert worker(pair).known.lent == {monday(): 200, monday(1): 60}


def test_a_week_agreed_without_minutes_counts_as_booked(pair: Pair) -> None:
    booking = bound_booking(pair, [(monday(), 120), (monday(1), 60)])
    week = booking.weeks.get(monday=monday())
    operations.finish_week(actor=actor(pair.booker, at=FRIDAY), booked_week_id=week.pk, at=FRIDAY)
    assert worker(pair).known.lent[monday()] == 120


@pytest.mark.both_servers
def test_the_database_keeps_worked_minutes_of_agreed_weeks_only(pair: Pair) -> None:
    booking = bound_booking(pair)
    refused(
        "booked_week_worked_minutes",
        lambda: BookedWeek.objects.filter(booking=booking).update(worked_minutes=5),
    )


def test_adds_up_all_jobs_that_live_today(pair: Pair) -> None:
    person = pair.officer.person
    first = Employment.objects.get(person=person)
    second, over = make_employment(council(), person=person), make_employment(council(), person=person)
    state(first, other_jobs="Bar work", other_minutes=300)
    state(second, weekly_minutes=600)
    state(over, weekly_minutes=900)
    end_employment(actor=actor(person), employment_id=over.pk, ends_on=TODAY - timedelta(days=1), at=NOW)
    known = worker(pair).known
    assert (known.contract_minutes, known.other_minutes) == (1800, 300)


def test_hours_are_averaged_over_the_weeks_that_every_employer_allows(pair: Pair) -> None:
    assert worker(pair).known.window_weeks == 17
    long = {"average_weeks": 26, "default_weekly_minutes": 240, "default_months": 6, "at": NOW}
    set_defaults(actor=actor(administrator_of(pair.home)), organisation_id=pair.home.pk, **long)
    assert worker(pair).known.window_weeks == 26
    make_employment(council(), person=pair.officer.person)
    assert worker(pair).known.window_weeks == 17


def test_the_window_is_short_only_where_every_job_is_new(pair: Pair) -> None:
    first = Employment.objects.get(person=pair.officer.person)
    second = make_employment(council(), person=first.person)
    early, late = TODAY - timedelta(days=30), TODAY - timedelta(days=3)
    state(first, began_on=late)
    state(second)
    assert worker(pair).known.began_on is None
    state(second, began_on=early)
    assert worker(pair).known.began_on == early


def test_who_has_not_said_their_age_is_not_known_to_be_of_age(pair: Pair) -> None:
    unsaid = make_employment(council())
    assert working_time_of(unsaid.person_id, monday(), TODAY).adult is None
    assert worker(pair).adult is True
    second = make_employment(council(), person=pair.officer.person)
    state(second, under_18=True)
    assert worker(pair).adult is False


def test_an_opt_out_is_read_with_its_last_day(pair: Pair) -> None:
    job = Employment.objects.get(person=pair.officer.person)
    opt_out(job, TODAY + timedelta(days=2))
    found = worker(pair)
    assert found.known.opt_outs == [OptOut(TODAY + timedelta(days=2))]
    assert [found.opted_out_on(TODAY + timedelta(days=n)) for n in (1, 2, 999)] == [False, True, True]
    end_opt_out(actor=actor(job.person), employment_id=job.pk, at=NOW)
    found = worker(pair)
    assert [found.opted_out_on(TODAY + timedelta(days=n)) for n in (2, 7, 8)] == [True, True, False]


def test_who_works_for_two_councils_is_opted_out_while_both_opt_outs_hold(pair: Pair) -> None:
    job = Employment.objects.get(person=pair.officer.person)
    second = make_employment(council(), person=job.person)
    opt_out(job)
    assert worker(pair).known.opt_outs == []
    opt_out(second, TODAY + timedelta(days=5))
    end_opt_out(actor=actor(job.person), employment_id=job.pk, at=NOW)
    assert worker(pair).known.opt_outs == [OptOut(TODAY + timedelta(days=5), TODAY + timedelta(days=7))]


def test_the_weeks_in_a_role_are_those_for_that_host_and_function(pair: Pair) -> None:
    bound_booking(pair, [(monday(1), 60), (monday(2), 60)])
    here = {"host_id": pair.host.pk, "function_id": function_id()}
    assert worker(pair, **here).in_role == (monday(1), monday(2))
    assert worker(pair, **{**here, "host_id": pair.home.pk}).in_role == ()
    assert worker(pair, **{**here, "function_id": "another"}).in_role == ()
    assert worker(pair).in_role == ()


def test_nobody_elses_hours_are_read(pair: Pair) -> None:
    bound_booking(pair)
    other = make_officer(council(), weekly_minutes=600)
    assert working_time_of(other.person_id, monday(), TODAY).known.lent == {}
    nobody = working_time_of(make_person().pk, monday(), TODAY)
    assert nobody == Worker(WorkingTime(0), adult=None)


def test_what_is_read_is_what_the_average_judges(pair: Pair) -> None:
    bound_booking(pair, [(monday(), 120)])
    known = worker(pair).known
    room = 17 * 2880 - 17 * known.usual_minutes - 120
    assert average({monday(1): room}, known).effect == "WARN"
    assert average({monday(1): room + 1}, known).effect == "BLOCK"


def test_hours_worked_beyond_the_booking_stay_when_it_is_judged_again(pair: Pair) -> None:
    booking = bound_booking(pair, [(monday(), 60), (monday(1), 60)])
    agreed_hours(pair, booking, 300)
    again = worker(pair, but=booking.pk).known
    assert (again.lent, list(again.done)) == ({monday(): 300}, [monday()])
    asked = {monday(): 60, monday(1): 60}
    assert average(asked, again).total_minutes - 17 * again.usual_minutes == 300 + 60
