"""Two changes at the same moment, on two connections: the later one sees what the earlier did."""

from collections.abc import Callable
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection

from commonpool.availability import operations
from commonpool.availability.models import Week
from tests.factories.councils import council
from tests.factories.listings import Listed, draft_listing, listed_officer
from tests.factories.people import NOW, actor

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both_servers]

ROUNDS = 12
WEEK = date(2026, 12, 7)


def together(*acts: Callable[[], object]) -> list[Exception]:
    """Runs these at once, each on a connection of its own; answers what went wrong."""
    start, wrong = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        try:
            start.wait(timeout=30)
            act()
        except Exception as error:
            wrong.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return wrong


def offered(officer: Listed, monday: date) -> tuple[int, str]:
    week = Week.objects.get(person=officer.person, monday=monday)
    return week.offered_minutes, week.why_closed


def test_both_count_when_leave_and_hours_change_together():
    officer = listed_officer(council())
    me = actor(officer.person)
    for number in range(ROUNDS):
        minutes = 30 + 30 * (number % 3)
        off = [WEEK] if number % 2 else [WEEK + timedelta(weeks=1)]
        wrong = together(
            lambda minutes=minutes: draft_listing(officer.employment, weekly_minutes=minutes),
            lambda off=off: operations.set_weeks_off(actor=me, mondays=off, at=NOW),
        )
        assert wrong == []
        assert offered(officer, off[0]) == (0, "leave")
        assert offered(officer, WEEK + timedelta(weeks=3)) == (minutes, "")


def test_a_pause_waits_for_whoever_holds_the_permission_and_nothing_stays_open():
    officer = listed_officer(council())
    manager, me = actor(officer.approver), actor(officer.person)
    for _round in range(ROUNDS):
        wrong = together(
            lambda: operations.pause_permission(actor=manager, permission_id=officer.permission.pk, at=NOW),
            lambda: draft_listing(officer.employment, weekly_minutes=60),
            lambda: operations.set_weeks_off(actor=me, mondays=[WEEK], at=NOW),
        )
        assert wrong == []
        assert not Week.objects.filter(person=officer.person, open=True).exists()
        operations.resume_permission(actor=manager, permission_id=officer.permission.pk, at=NOW)
        operations.set_weeks_off(actor=me, mondays=[], at=NOW)
        assert Week.objects.filter(person=officer.person, open=True).exists()


def test_closing_and_writing_a_listing_at_once_never_block_each_other():
    home = council()
    for _round in range(ROUNDS):
        officer = listed_officer(home)
        me = actor(officer.person)
        wrong = together(
            lambda officer=officer: draft_listing(officer.employment, weekly_minutes=60),
            lambda me=me, officer=officer: operations.close_listing(
                actor=me, listing_id=officer.listing.pk, at=NOW
            ),
        )
        assert wrong == []
