"""The weeks of people in the pool are kept, and nothing held is ever taken away."""

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonpool.access import Actor
from commonpool.activity.models import Event
from commonpool.availability import operations
from commonpool.availability.models import NightReached, Week
from commonpool.availability.queries import strip_of, weeks_of
from commonpool.kernel.clock import LONDON
from tests.factories.councils import council
from tests.factories.listings import Listed, draft_listing, listed_officer
from tests.factories.people import NOW, actor, make_employment
from tests.factories.register import make_organisation
from tests.guards import refused

pytestmark = pytest.mark.django_db

RULE = Actor.rule("weeks_kept_nightly")
WEEK = date(2026, 12, 7)
THIS_WEEK = date(2026, 11, 2)


def week(officer: Listed, monday: date = WEEK) -> Week:
    return Week.objects.get(person=officer.person, monday=monday)


def hold(officer: Listed, minutes: int, monday: date = WEEK) -> None:
    """What a booking's trigger does, without a booking."""
    Week.objects.filter(person=officer.person, monday=monday).update(held_minutes=minutes, live_bookings=1)


def derive(officer: Listed, at: datetime = NOW) -> None:
    operations.derive_weeks(person_ids=[officer.person.pk], actor=RULE, at=at)


def test_keeps_the_fifty_two_weeks_from_this_one():
    officer = listed_officer(council())
    mondays = list(
        Week.objects.filter(person=officer.person).order_by("monday").values_list("monday", flat=True)
    )
    assert mondays == [THIS_WEEK + timedelta(weeks=n) for n in range(52)]
    assert date(2026, 12, 28) in mondays


def test_moves_on_with_the_weeks():
    officer = listed_officer(council())
    derive(officer, NOW + timedelta(weeks=2))
    assert Week.objects.filter(person=officer.person).count() == 54


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 10, 25, 0, 30, tzinfo=LONDON),
        datetime(2026, 10, 25, 23, 30, tzinfo=LONDON),
        datetime(2027, 3, 28, 0, 30, tzinfo=LONDON),
        datetime(2027, 3, 28, 23, 30, tzinfo=LONDON),
    ],
)
def test_begins_with_the_week_that_uk_clocks_are_in_when_they_change(at: datetime):
    officer = listed_officer(council())
    Week.objects.all().delete()
    derive(officer, at)
    first = Week.objects.filter(person=officer.person).earliest("monday").monday
    assert first == at.date() - timedelta(days=6)


def test_begins_a_week_at_midnight_in_british_summer_time():
    officer = listed_officer(council())
    Week.objects.all().delete()
    derive(officer, datetime(2027, 4, 5, 0, 30, tzinfo=LONDON))
    assert Week.objects.filter(person=officer.person).earliest("monday").monday == date(2027, 4, 5)


def test_never_takes_away_what_is_held():
    officer = listed_officer(council())
    hold(officer, 120)
    operations.set_weeks_off(actor=actor(officer.person), mondays=[WEEK], at=NOW)
    kept = week(officer)
    assert (kept.offered_minutes, kept.held_minutes, kept.open, kept.why_closed) == (120, 120, False, "leave")
    assert kept.free_minutes == 0


def test_changes_how_a_week_is_shared_only_while_nothing_is_held():
    officer = listed_officer(council())
    hold(officer, 60)
    draft_listing(officer.employment, shares=True)
    assert not week(officer).shared
    assert week(officer, WEEK + timedelta(weeks=1)).shared
    hold(officer, 0)
    derive(officer)
    assert week(officer).shared


def test_offers_no_more_than_allowed_once_a_week_that_held_more_is_freed():
    officer = listed_officer(council())
    hold(officer, 120)
    draft_listing(officer.employment, weekly_minutes=60)
    assert week(officer).offered_minutes == 120
    hold(officer, 0)
    freed = Event(name="WeeksReleased", facts={"officer_id": officer.person.pk}, happened_at=NOW)
    operations.derive_after_release(freed)
    assert week(officer).offered_minutes == 60


def test_closes_a_week_whose_usual_days_are_all_bank_holidays_in_the_home_nation():
    home = council("Northern Ireland")
    officer = listed_officer(home, working_days=(1, 2))
    off = week(officer, date(2027, 7, 12))
    assert (off.open, off.why_closed) == (True, "")
    draft_listing(officer.employment, usual_days=(1,))
    assert week(officer, date(2027, 7, 12)).why_closed == "bank_holiday"
    other = listed_officer(council("England"), working_days=(1,))
    assert week(other, date(2027, 7, 12)).open


def test_ends_with_a_council_that_is_abolished_on_1_april():
    home = council()
    home.ends_on = date(2027, 3, 31)
    home.save()
    officer = listed_officer(home, working_days=(3, 4, 5))
    assert week(officer, date(2027, 3, 29)).open
    assert week(officer, date(2027, 4, 5)).why_closed == "not_permitted"


def test_keeps_one_calendar_for_a_person_with_two_jobs():
    officer = listed_officer(council())
    make_employment(make_organisation(), person=officer.person)
    derive(officer)
    assert Week.objects.filter(person=officer.person).count() == 52


def test_writes_many_people_in_one_statement_and_nothing_when_nothing_changed():
    home = council()
    officers = [listed_officer(home) for _n in range(3)]
    ids = [officer.person.pk for officer in officers]
    with CaptureQueriesContext(connection) as captured:
        operations.derive_weeks(person_ids=ids, actor=RULE, at=NOW)
    assert len([query for query in captured if "SAVEPOINT" not in query["sql"]]) == 6
    before = _versions()
    operations.derive_weeks(person_ids=ids, actor=RULE, at=NOW)
    assert _versions() == before


def _versions() -> list[tuple[int, str]]:
    """Where each row's version is stored: a row written again has moved."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, ctid::text FROM availability_week ORDER BY id")
        return cursor.fetchall()


def test_derives_everybody_in_batches(monkeypatch: pytest.MonkeyPatch):
    home = council()
    officers = [listed_officer(home) for _n in range(3)]
    Week.objects.all().delete()
    monkeypatch.setattr("commonpool.availability.operations.weeks.BATCH", 2)
    assert operations.derive_all_weeks(at=NOW) == 3
    assert Week.objects.count() == 52 * 3
    assert operations.derive_all_weeks(at=NOW) == 3
    assert {each.person.pk for each in officers} == set(Week.objects.values_list("person_id", flat=True))


def test_a_night_that_was_cut_off_goes_on_where_it_was_and_no_later_one_does(monkeypatch: pytest.MonkeyPatch):
    home = council()
    first, second = sorted(listed_officer(home).person.pk for _n in range(2))
    Week.objects.all().delete()
    monkeypatch.setattr("commonpool.availability.operations.weeks.BATCH", 1)
    derive, derived = operations.weeks.derive_weeks, []

    def cut_off(*, person_ids: list[int], **more: Any) -> None:
        derived.extend(person_ids)
        if derived == [first, second]:
            raise InterruptedError
        derive(person_ids=person_ids, **more)

    monkeypatch.setattr("commonpool.availability.operations.weeks.derive_weeks", cut_off)
    with pytest.raises(InterruptedError):
        operations.derive_all_weeks(at=NOW)
    assert operations.derive_all_weeks(at=NOW) == 1
    assert derived == [first, second, second]
    assert operations.derive_all_weeks(at=NOW) == 2
    NightReached.objects.create(day=NOW.date() - timedelta(days=1), person_number=second)
    assert operations.derive_all_weeks(at=NOW) == 2


def test_shows_a_strip_of_twenty_six_weeks():
    officer = listed_officer(council(), weeks_off=[WEEK])
    hold(officer, 120, date(2026, 12, 14))
    strip = {each.monday: each for each in strip_of(officer.person.pk, THIS_WEEK)}
    assert len(strip) == 26
    assert (strip[THIS_WEEK].state, strip[THIS_WEEK].minutes) == ("free", 120)
    assert strip[WEEK].state == "leave"
    assert strip[date(2026, 12, 14)].state == "closed"


@pytest.mark.parametrize(
    ("wrong", "guard"),
    [
        ({"held_minutes": 150}, "week_held_within_offer"),
        ({"monday": date(2026, 12, 8)}, "week_on_a_monday"),
        ({"live_bookings": 2}, "week_one_booking"),
        ({"why_closed": "not_offered"}, "week_closed_for_a_reason"),
        ({"open": False}, "week_closed_for_a_reason"),
    ],
)
@pytest.mark.both_servers
def test_is_refused_by_the_database_when_a_week_is_impossible(wrong: dict[str, object], guard: str):
    rows = Week.objects.filter(pk=week(listed_officer(council())).pk)
    refused(guard, lambda: rows.update(**wrong))


CHANGES: dict[str, Callable[[Listed], object]] = {
    "fewer": lambda o: draft_listing(o.employment, weekly_minutes=30),
    "shares": lambda o: draft_listing(o.employment, shares=True),
    "block": lambda o: draft_listing(o.employment, blocks=[(WEEK, 60)]),
    "off": lambda o: operations.set_weeks_off(actor=actor(o.person), mondays=[WEEK], at=NOW),
    "back": lambda o: operations.set_weeks_off(actor=actor(o.person), mondays=[], at=NOW),
    "pause": lambda o: _quietly(
        operations.pause_listing, actor=actor(o.person), listing_id=o.listing.pk, at=NOW
    ),
    "resume": lambda o: _quietly(
        operations.resume_listing, actor=actor(o.person), listing_id=o.listing.pk, at=NOW
    ),
    "night": lambda o: operations.derive_all_weeks(at=NOW),
}


def _quietly(operation: Callable[..., object], **named: object) -> None:
    with suppress(operations.ListingMoved):
        operation(**named)


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    order=st.lists(st.sampled_from(sorted(CHANGES)), max_size=6),
    held=st.sampled_from([0, 30, 120]),
    when=st.integers(0, 6),
)
def test_keeps_what_is_held_and_ends_the_same_whatever_happened_in_between(
    order: list[str], held: int, when: int
):
    with transaction.atomic():
        officer = listed_officer(council())
        for number, change in enumerate(order):
            if number == when:
                hold(officer, min(held, week(officer).free_minutes))
            before = week(officer).held_minutes
            CHANGES[change](officer)
            after = week(officer)
            assert after.held_minutes == before
            assert after.offered_minutes >= before
        final = _weeks(officer)
        for again in ("night", "night"):
            CHANGES[again](officer)
        assert _weeks(officer) == final
        transaction.set_rollback(True)


def _weeks(officer: Listed) -> list[tuple[object, ...]]:
    kept = weeks_of(officer.person.pk, THIS_WEEK, date(2028, 1, 1))
    return list(kept.values_list("monday", "offered_minutes", "held_minutes", "shared", "open", "why_closed"))
