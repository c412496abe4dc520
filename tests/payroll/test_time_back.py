"""Time back: earned by agreed hours, taken when the manager agrees, lapsed in time, never below nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db.models import Sum
from hypothesis import given
from hypothesis import strategies as st

from commonpool.access import Actor, Role
from commonpool.activity.models import Event
from commonpool.activity.operations import change
from commonpool.agreements.rules import national
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.notifications.models import Letter
from commonpool.notifications.queries.about_payroll import LETTERS
from commonpool.payroll import operations, queries
from commonpool.payroll.models import TimeBackAccount, TimeBackEntry
from commonpool.payroll.operations import earning
from commonpool.payroll.rules import refusals, time_back
from commonpool.payroll.rules.regular import is_regular, weeks_with_overtime
from commonpool.payroll.rules.time_back import Due, Movement
from commonpool.people.events import EmploymentCarriedOver
from commonpool.timesheets.rules import Day
from tests.factories.bookings import Pair, bound_booking, make_pair, monday
from tests.factories.councils import council
from tests.factories.hours import FRIDAY
from tests.factories.letters import words
from tests.factories.payroll import EXPORTED, JANUARY, own_hours, pays
from tests.factories.people import actor, make_officer, make_role
from tests.guards import refused

LAST = date(2027, 3, 1)
NINETY_DAYS = timedelta(days=90)


@given(
    lots=st.lists(st.tuples(st.integers(1, 300), st.integers(0, 5)), max_size=6),
    used=st.integers(0, 900),
    on=st.integers(0, 6),
)
def test_what_lapses_soonest_is_taken_first(lots: list[tuple[int, int]], used: int, on: int) -> None:
    """The oracle fills each minute apart, the soonest last day first."""
    used = min(used, sum(minutes for minutes, _day in lots))
    movements = [Movement("earned", minutes, LAST + timedelta(days=day)) for minutes, day in lots]
    movements += [Movement("taken", -used)] if used else []
    singles = sorted(day for minutes, day in lots for _each in range(minutes))[used:]
    assert time_back.to_lapse(movements, LAST + timedelta(days=on)) == sum(day < on for day in singles)
    assert time_back.balance(movements) == len(singles)


def test_what_is_above_the_cap_waits_and_is_entered_when_there_is_room() -> None:
    days = [Due(1, LAST, 300, 0), Due(2, LAST, 200, 0)]
    assert time_back.to_earn(days, 0, 400) == [(days[0], 300), (days[1], 100)]
    half = replace(days[1], has_minutes=100)
    assert time_back.to_earn([half], 400, 400) == []
    assert time_back.to_earn([half], 340, 400) == [(half, 60)]
    assert time_back.to_earn([half], 340, None) == [(half, 100)]


@pytest.mark.parametrize(("weeks", "regular"), [(17, False), (18, True), (52, True), (0, False)])
def test_overtime_in_a_third_of_52_weeks_is_regular(weeks: int, regular: bool) -> None:
    on = date(2027, 1, 6)
    days = [on - timedelta(weeks=number) for number in range(weeks + 1)]
    assert weeks_with_overtime(days, on) == weeks, "this week is not over"
    assert weeks_with_overtime([*days, on - timedelta(weeks=53)], on) == weeks
    assert is_regular(weeks) is regular


@pytest.fixture
def pair() -> Pair:
    """The council gives one and a half hours for each, for 90 days, and lets three hours be saved up."""
    made = make_pair(time_basis="time_back")
    pay = replace(national("England"), toil_rate=150, toil_expiry_days=90, toil_cap_hours=3)
    pays(made.home, pay=pay)
    return made


def account(pair: Pair) -> queries.Account:
    return queries.own_accounts(actor(pair.officer.person, at=FRIDAY), FRIDAY)[0]


@pytest.mark.django_db
def test_agreed_hours_are_earned_taken_with_the_managers_yes_and_never_paid_as_well(pair: Pair) -> None:
    booking = bound_booking(pair, [(monday(), 120), (monday(1), 60)])
    own_hours(pair, booking, Day(monday(), 120))
    own_hours(pair, booking, Day(monday(1), 60), week=monday(1), at=EXPORTED)
    held = account(pair)
    assert (held.balance_minutes, held.waits_minutes) == (180, 90)
    hr = actor(make_role(pair.home, Role.HR), at=EXPORTED)
    assert queries.preview(hr, pair.home.pk, JANUARY, EXPORTED).lines == []
    officer, job = actor(pair.officer.person, at=EXPORTED), pair.officer.employment.pk
    facts = {"actor": officer, "employment_id": job, "at": EXPORTED}
    with pytest.raises(refusals.NotSoMuch):
        operations.record_time_taken(on=EXPORTED.date(), minutes=181, **facts)
    taken = operations.record_time_taken(on=EXPORTED.date(), minutes=120, **facts)
    with pytest.raises(refusals.DayTaken):
        operations.record_time_taken(on=EXPORTED.date(), minutes=30, **facts)
    with pytest.raises(refusals.NotSoMuch):
        operations.record_time_taken(on=EXPORTED.date() + timedelta(days=1), minutes=61, **facts)
    for nobody, no in ((officer, NotFound), (actor(pair.booker), NotFound), (hr, Forbidden)):
        with pytest.raises(no):
            operations.agree_time_taken(actor=nobody, taken_id=taken.pk, at=EXPORTED)
    operations.agree_time_taken(actor=actor(pair.approver, at=EXPORTED), taken_id=taken.pk, at=EXPORTED)
    with pytest.raises(refusals.AnsweredAlready):
        operations.refuse_time_taken(actor=actor(pair.approver, at=EXPORTED), taken_id=taken.pk, at=EXPORTED)
    held = account(pair)
    assert (held.balance_minutes, held.waits_minutes) == (150, 0), "the time that waited has room now"
    assert [entry.minutes for entry in held.entries] == [180, -120, 90]
    lapses_on = [entry.lapses_on for entry in held.entries if entry.kind == "earned"]
    assert lapses_on == [monday() + NINETY_DAYS, EXPORTED.date() + NINETY_DAYS]


@pytest.mark.django_db
def test_what_is_not_taken_in_time_lapses_once(pair: Pair) -> None:
    booking = bound_booking(pair, [(monday(), 120), (monday(1), 60)])
    own_hours(pair, booking, Day(monday(), 120))
    own_hours(pair, booking, Day(monday(1), 60), week=monday(1), at=EXPORTED)
    last = monday() + timedelta(days=91 + 4)
    assert operations.lapse_time_back(at=FRIDAY) == 0
    later = FRIDAY + timedelta(days=(last - FRIDAY.date()).days + 1)
    assert operations.lapse_time_back(at=later) == 1
    assert operations.lapse_time_back(at=later) == 0
    assert account(pair).balance_minutes == 90, (
        "what waited for room lapses no sooner than after its own time"
    )
    assert operations.lapse_time_back(at=later + NINETY_DAYS) == 0
    assert operations.lapse_time_back(at=later + NINETY_DAYS + timedelta(days=1)) == 1
    assert account(pair).balance_minutes == 0


@pytest.mark.django_db
def test_the_database_gives_no_more_back_than_there_is_and_nothing_that_is_paid(pair: Pair) -> None:
    own_hours(pair, bound_booking(pair))
    held = TimeBackAccount.objects.get()
    entry = {"account": held, "on": FRIDAY.date(), "entered_at": FRIDAY, "entered_by": pair.approver}
    taken = held.takings.create(
        on=FRIDAY.date(), minutes=181, recorded_at=FRIDAY, recorded_by=pair.officer.person
    )
    less = {"kind": "taken", "minutes": -181, "taken": taken}
    refused("time_back_not_below_nothing", lambda: TimeBackEntry.objects.create(**less, **entry))
    paid = make_pair()
    sheet = own_hours(paid, bound_booking(paid))
    more = {"kind": "earned", "minutes": 60, "timesheet": sheet}
    refused("time_back_is_not_paid", lambda: TimeBackEntry.objects.create(**more, **entry))


@pytest.mark.django_db
def test_hr_is_told_once_a_month_of_its_two_lists(pair: Pair) -> None:
    bound_booking(pair)
    assert operations.tell_hr_of_the_month(at=FRIDAY) >= 1
    assert operations.tell_hr_of_the_month(at=FRIDAY + timedelta(days=1)) == 0
    assert queries.hr_counts(FRIDAY.date().replace(day=1), FRIDAY.date())[pair.home.pk] == (0, 1)


@pytest.mark.django_db
def test_hours_agreed_after_a_council_took_over_are_in_the_account_that_went_on(pair: Pair) -> None:
    booking = bound_booking(pair, [(monday(), 60), (monday(1), 60)])
    own_hours(pair, booking)
    was = pair.officer.employment
    now = make_officer(council(), person=pair.officer.person)
    type(now).objects.filter(pk=now.pk).update(came_from=was)
    fact = EmploymentCarriedOver(
        on_behalf_of=pair.home.pk, employment_id=now.pk, was_employment_id=was.pk, person_id=now.person_id
    )
    operations.carry_time_back(fact, actor=Actor.rule("succession"), at=FRIDAY)
    own_hours(pair, booking, week=monday(1), at=EXPORTED)
    assert TimeBackAccount.objects.get(goes_on_in=None).employment_id == now.pk
    assert (account(pair).balance_minutes, account(pair).waits_minutes) == (90 + 90, 0)


@pytest.mark.django_db
def test_time_back_goes_on_at_the_council_that_took_over(pair: Pair) -> None:
    own_hours(pair, bound_booking(pair))
    now = make_officer(council(), person=pair.officer.person)
    fact = EmploymentCarriedOver(
        on_behalf_of=pair.home.pk,
        employment_id=now.pk,
        was_employment_id=pair.officer.employment.pk,
        person_id=now.person_id,
    )
    operations.carry_time_back(fact, actor=Actor.rule("succession"), at=FRIDAY)
    held = account(pair)
    assert (held.account.employment_id, held.balance_minutes) == (now.pk, 180)
    same = earning.lock_account(pair.officer.employment.pk)
    assert same == held.account, "who read the employment before the council took over makes no second one"
    earning.earn(same, actor=Actor.rule("again"), at=FRIDAY)
    assert TimeBackEntry.objects.aggregate(minutes=Sum("minutes"))["minutes"] == 180, "earned once"


@pytest.mark.django_db
def test_who_had_an_account_at_the_council_that_took_over_has_one_account(pair: Pair) -> None:
    """With all that was in both; what waits is answered there, and hours corrected later are in it."""
    booking = bound_booking(pair, [(monday(), 60), (monday(1), 60)])
    own_hours(pair, booking)
    was = pair.officer.employment
    waiting = operations.record_time_taken(
        actor=actor(pair.officer.person), employment_id=was.pk, on=FRIDAY.date(), minutes=60, at=FRIDAY
    )
    now = make_officer(council(), person=pair.officer.person)
    there = earning.lock_account(now.pk)
    fact = EmploymentCarriedOver(
        on_behalf_of=pair.home.pk, employment_id=now.pk, was_employment_id=was.pk, person_id=now.person_id
    )
    for _again in range(2):
        operations.carry_time_back(fact, actor=Actor.rule("succession"), at=FRIDAY)
    own_hours(pair, booking, week=monday(1), at=EXPORTED)
    (held,) = queries.own_accounts(actor(pair.officer.person), FRIDAY)
    assert (held.account, held.waits_minutes, held.asked_minutes) == (there, 0, 60)
    assert held.balance_minutes == queries.free_minutes(there.pk) + 60 == 90 + 90
    manager = make_role(now.organisation, Role.APPROVER)
    assert [each.balance for each in queries.accounts_at(actor(manager), now.organisation_id)] == [180]
    assert list(queries.accounts_at(actor(pair.approver), pair.home.pk)) == []
    operations.agree_time_taken(actor=actor(manager), taken_id=waiting.pk, at=FRIDAY)
    assert earning.lock_account(was.pk) == there
    more = operations.record_time_taken(
        actor=actor(pair.officer.person), employment_id=now.pk, on=monday(), minutes=100, at=FRIDAY
    )
    operations.agree_time_taken(actor=actor(manager), taken_id=more.pk, at=FRIDAY)
    with pytest.raises(refusals.NotSoMuch):
        operations.record_time_taken(
            actor=actor(pair.officer.person), employment_id=was.pk, on=monday(2), minutes=21, at=FRIDAY
        )


@pytest.mark.django_db
def test_a_day_asked_for_at_both_councils_is_refused_once_and_the_officer_hears_it(pair: Pair) -> None:
    """The one asked for where the account goes on stands; of the other nobody could answer."""
    own_hours(pair, bound_booking(pair))
    officer, was = actor(pair.officer.person), pair.officer.employment
    now = make_officer(council(), person=pair.officer.person)
    asked = {"actor": officer, "on": FRIDAY.date(), "minutes": 60, "at": FRIDAY}
    old = operations.record_time_taken(employment_id=was.pk, **asked)
    there = earning.lock_account(now.pk)
    kept = there.takings.create(on=old.on, minutes=30, recorded_at=FRIDAY, recorded_by=pair.officer.person)
    fact = EmploymentCarriedOver(
        on_behalf_of=pair.home.pk, employment_id=now.pk, was_employment_id=was.pk, person_id=now.person_id
    )
    with change():
        operations.carry_time_back(fact, actor=Actor.rule("council_succeeded"), at=FRIDAY)
    old.refresh_from_db()
    kept.refresh_from_db()
    assert (old.refused_at, old.refused_by, kept.refused_at) == (FRIDAY, None, None)
    (told,) = Event.objects.filter(name="TimeTakenRefused")
    assert (told.facts["taken_id"], told.happened_by_rule) == (old.pk, old.refused_by_rule)
    (letter,) = LETTERS["TimeTakenRefused"](told)
    assert letter.person_id == now.person_id
    assert "at two councils" in words(Letter(template=letter.template, facts=letter.kept)).body
    assert account(pair).asked_minutes == 30
