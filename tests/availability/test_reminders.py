"""Who has not answered is reminded, each step once; who has a permission that ends is told, twice."""

from datetime import date, datetime, timedelta

import pytest

from commonpool.access import Role
from commonpool.availability import operations, queries
from commonpool.availability.models import Permission, Reminder
from commonpool.availability.rules import notice_due, reminder_days, reminder_due
from commonpool.identity.models import Person
from commonpool.kernel.clock import LONDON
from commonpool.organisations.queries.roles import holders
from commonpool.people.operations import end_employment, end_role
from tests.factories import NOW, TODAY, actor, council, make_employment, make_officer, make_role
from tests.factories.letters import post, whole, written
from tests.factories.listings import asked_permission, draft_listing, grant, listed_officer
from tests.factories.people import administrator_of

pytestmark = pytest.mark.django_db

MORNING = datetime(2026, 11, 2, 8, 0, tzinfo=LONDON)
"""Of the Monday on which it is asked."""


@pytest.fixture
def asked() -> Permission:
    return asked_permission(draft_listing(make_officer(council())))


def contact_of(permission: Permission) -> Person:
    return holders(permission.employment.organisation_id, Role.RELEASE_CONTACT)[0].person


def day(number: int) -> datetime:
    return MORNING + timedelta(days=number)


def each_morning(first: int, last: int) -> list[int]:
    """On which of these days something was sent."""
    return [
        number
        for number in range(first, last + 1)
        if operations.remind_of_permissions_asked(at=day(number)) == 1
    ]


def test_working_days_are_those_of_the_nation() -> None:
    christmas_eve = date(2026, 12, 24)
    england, scotland = (queries.bank_holidays(each) for each in ("England", "Scotland"))
    assert reminder_days(christmas_eve, england)[5] == date(2027, 1, 5)
    assert reminder_days(christmas_eve, scotland)[5] == date(2027, 1, 6), "2 January is kept there"
    assert reminder_due(TODAY, TODAY + timedelta(days=1), england) is None
    assert reminder_due(TODAY, TODAY + timedelta(days=2), england) == 2
    assert reminder_due(TODAY, TODAY + timedelta(days=100), england) == 8


@pytest.mark.parametrize(
    ("granted", "today", "notice"),
    [
        (date(2026, 1, 1), date(2026, 11, 2), None),
        (date(2026, 1, 1), date(2026, 11, 3), 28),
        (date(2026, 1, 1), date(2026, 11, 23), 28),
        (date(2026, 1, 1), date(2026, 11, 24), 7),
        (date(2026, 1, 1), date(2026, 12, 1), 7),
        (date(2026, 1, 1), date(2026, 12, 2), None),
        (date(2026, 11, 3), date(2026, 11, 20), None),
        (date(2026, 11, 23), date(2026, 11, 24), 7),
        (date(2026, 11, 24), date(2026, 11, 25), None),
    ],
)
def test_notice_is_due_to_the_day(granted: date, today: date, notice: int | None) -> None:
    assert notice_due(granted, date(2026, 12, 1), today) == notice


def test_the_manager_is_reminded_twice_then_somebody_else_once(asked: Permission) -> None:
    contact = contact_of(asked)
    assert each_morning(0, 40) == [2, 7, 10]
    told = list(Reminder.objects.order_by("days").values_list("days", "told"))
    assert told == [(2, asked.approver_id), (5, asked.approver_id), (8, contact.pk)]
    letters = post()
    still = written("permission_still_asked", letters)
    assert [each.person_id for each in still] == [asked.approver_id] * 2
    (unanswered,) = written("permission_unanswered", letters)
    assert unanswered.person_id == contact.pk
    assert f"/permissions/{asked.pk}/pass-on/" in whole(unanswered)


def test_a_clock_that_stood_still_sends_only_the_latest_step(asked: Permission) -> None:
    assert each_morning(20, 40) == [20]
    assert Reminder.objects.get().days == 8


def test_called_twice_at_once_it_sends_once(asked: Permission) -> None:
    assert operations.remind_of_permissions_asked(at=day(2)) == 1
    assert operations.remind_of_permissions_asked(at=day(2) + timedelta(hours=3)) == 0


def test_an_answer_ends_the_reminding(asked: Permission) -> None:
    operations.remind_of_permissions_asked(at=day(2))
    grant(asked, at=NOW + timedelta(days=3))
    assert each_morning(4, 40) == []
    assert written("permission_still_asked", post()) == [], (
        "nobody is reminded of what they answered meanwhile"
    )


def test_the_officer_is_never_the_one_who_names_another_manager() -> None:
    asked = asked_permission(draft_listing(make_officer(council())))
    home, officer = asked.employment.organisation, asked.listing.person
    for holding in holders(home.pk, Role.RELEASE_CONTACT):
        end_role(actor=actor(administrator_of(home)), holding_id=holding.pk, at=NOW)
    make_role(home, Role.RELEASE_CONTACT, person=officer)
    assert each_morning(0, 40)[:2] == [2, 7]
    last = Reminder.objects.order_by("-days").first()
    assert last is not None
    assert (last.days, last.told) == (8, administrator_of(home))


def test_the_officer_sees_who_was_asked_and_what_comes_next(asked: Permission) -> None:
    contact = contact_of(asked)
    before = queries.ladder_of(asked, NOW)
    assert (before.sent, before.next_on, before.next_to) == ((), date(2026, 11, 4), asked.approver)
    each_morning(0, 7)
    then = queries.ladder_of(asked, day(7))
    assert ([each.days for each in then.sent], then.next_on, then.next_to) == (
        [2, 5],
        date(2026, 11, 12),
        contact,
    )
    each_morning(8, 10)
    assert queries.ladder_of(asked, day(10)).next_on is None


def test_officer_and_manager_are_told_of_the_end_twice_each() -> None:
    officer = listed_officer(council(), ends_on=date(2026, 12, 31))
    last = datetime(2026, 12, 31, 8, 0, tzinfo=LONDON)
    sent = [
        before
        for before in range(60, -5, -1)
        if operations.tell_of_permissions_ending(at=last - timedelta(days=before)) == 1
    ]
    assert sent == [28, 7]
    letters = post()
    for template, person, path in (
        ("permission_ending", officer.person, "/ask-my-manager/"),
        ("permission_ending_manager", officer.approver, f"/permissions/{officer.permission.pk}/"),
    ):
        found = written(template, letters)
        assert [each.person_id for each in found] == [person.pk] * 2
        assert all(path in whole(each) for each in found)


def test_no_notice_where_the_next_one_is_asked_already() -> None:
    officer = listed_officer(council(), ends_on=date(2026, 12, 31))
    asked_permission(officer.listing, approver=officer.approver, starts_on=TODAY)
    assert operations.tell_of_permissions_ending(at=datetime(2026, 12, 20, 8, 0, tzinfo=LONDON)) == 0


def test_a_manager_who_left_is_told_nothing() -> None:
    officer = listed_officer(council(), ends_on=date(2026, 12, 31))
    contact = contact_of(officer.permission)
    job = officer.approver.employments.get()  # type: ignore[attr-defined]
    end_employment(actor=actor(officer.approver), employment_id=job.pk, ends_on=TODAY, at=NOW)
    operations.tell_of_permissions_ending(at=datetime(2026, 12, 20, 8, 0, tzinfo=LONDON))
    assert [each.person_id for each in written("permission_ending_manager", post())] == [contact.pk]


def test_of_a_manager_nobody_knows_yet_the_release_contact_is_reminded_to_say_whether_they_may() -> None:
    home = council()
    asked = asked_permission(draft_listing(make_officer(home)), approver=make_employment(home).person)
    contact = contact_of(asked)
    before = len(written("approver_to_check", post()))
    assert each_morning(0, 40) == [2, 7, 10]
    assert set(Reminder.objects.values_list("told", flat=True)) == {contact.pk}
    letters = post()
    assert len(written("approver_to_check", letters)) == before + 2
    assert "We will not remind anybody again" in whole(written("permission_unanswered", letters)[0])
