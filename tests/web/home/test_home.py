"""The home page: what waits for each person, with one button each, and what is next."""

import pytest
import time_machine
from django.test import Client

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.organisations.queries import roles
from commonpool.people.operations import end_role
from tests.factories import NOW, administrator_of, council, make_person, make_role
from tests.factories.bookings import accept, asked_call, bound_booking, make_pair, monday, requested_booking
from tests.factories.councils import published_text, signatories_named
from tests.factories.listings import asked_permission, draft_listing
from tests.factories.people import actor, make_officer
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


def home(person) -> str:
    response = signed_in(person).get("/home/")
    assert response.status_code == 200
    return response.content.decode()


def test_asks_a_newcomer_where_they_work() -> None:
    assert "which council do you work for?" in home(make_person())
    council_ = council(depth="none")
    domain = council_.domains.get().name
    assert f"Do you work for {council_.name}?" in home(make_person(f"new@{domain}"))
    assert Client().get("/home/").status_code == 302


def test_teaches_where_nothing_waits() -> None:
    html = home(make_role(council(depth="peer"), Role.APPROVER))
    assert "What do you need?" in html
    assert "What could you give?" in html
    assert "How it works" in html


def test_puts_before_each_what_waits_for_them() -> None:
    pair = make_pair(limit=False)
    booking = requested_booking(pair)
    asked_call(pair)
    officer = home(pair.officer.person)
    assert f"{pair.host.name} asks for your help" in officer
    assert "asks for a call" in officer
    assert "Not bound yet" in home(pair.booker)
    accept(booking)
    assert "Confirm £64.00" in home(pair.budget_holder)
    assert "asks for your help" not in home(pair.officer.person)


def test_shows_the_weeks_to_come_to_officer_and_host() -> None:
    pair = make_pair()
    bound_booking(pair, [(monday(), 120), (monday(1), 60)])
    for person in (pair.officer.person, pair.booker):
        html = home(person)
        assert "Week of 7 December" in html
        assert "What is next" in html


def test_shows_managers_and_hr_their_questions() -> None:
    place = council()
    employment = make_officer(place, checked=False)
    asked = asked_permission(draft_listing(employment))
    assert "asks to be lent to other councils" in home(asked.approver)
    assert "Check who is on your payroll" in home(make_role(place, Role.HR))


def test_shows_all_that_waits_to_somebody_with_every_role_and_changes_nothing() -> None:
    pair = make_pair(limit=False)
    person = administrator_of(pair.host)
    for role in set(Role) - {Role.STEWARD, Role.COUNCIL_ADMINISTRATOR, Role.OFFICER}:
        make_role(pair.host, role, person=person)
    for other in roles.holders(pair.host.pk, Role.BUDGET_HOLDER).exclude(person=person):
        end_role(actor=actor(person), holding_id=other.pk, at=NOW)  # one person is asked: the first there is
    client = signed_in(person)
    draft_listing(person.employments.get())
    for number in range(2):
        accept(requested_booking(pair, [(monday(number), 60)]))
        requested_booking(pair, [(monday(20 + number), 60)], by=person)
        before = Event.objects.count()
        html = client.get("/home/").content.decode()
        assert html.count("Read and answer") == number + 1
        assert Event.objects.count() == before


def test_an_administrator_is_told_that_a_newer_agreement_is_to_be_signed() -> None:
    place = council()
    published_text(2, "terms")
    words = "signs a new version of the agreement"
    assert words in home(administrator_of(place))
    assert words not in home(make_role(place, Role.BUDGET_HOLDER))
    signatories_named(place)
    assert words not in home(administrator_of(place))
