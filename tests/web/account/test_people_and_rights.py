"""A council's people and rights, HR's list, and who is administrator: the pages."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from commonpool.access import Role
from commonpool.identity.models import Person
from commonpool.kernel.clock import london_date, now
from commonpool.organisations.models import Organisation
from commonpool.organisations.queries import roles
from commonpool.people.operations import claim_administrator
from tests.factories import (
    NOW,
    actor,
    administrator_of,
    make_employment,
    make_officer,
    make_organisation,
    make_person,
    make_role,
    make_steward,
    signed_in,
)

pytestmark = pytest.mark.django_db

COUNCIL_ROLES = [role for role in Role if role is not Role.STEWARD]


@pytest.fixture
def council() -> Organisation:
    return make_organisation("Ambleford")


def test_an_administrator_gives_and_ends_a_role(council: Organisation) -> None:
    client, colleague = signed_in(administrator_of(council)), make_employment(council).person
    page = f"/council/{council.slug}/people-and-rights/"
    assert client.get(page).status_code == 200
    client.post(page, {"email": colleague.email, "role": "hr", "organisation_id": "1", "is_staff": "on"})
    holding = roles.holders(council.pk, Role.HR).get()
    assert holding.person == colleague
    end = f"/roles/{holding.pk}/end/"
    assert client.get(end).status_code == 200
    assert roles.holds(colleague.pk, council.pk, Role.HR), "a GET ends nothing"
    client.post(end)
    assert not roles.holds(colleague.pk, council.pk, Role.HR)


@pytest.mark.parametrize(
    "wrong",
    [
        {"email": "nobody@example.org", "role": "hr"},
        {"email": "x", "role": "hr"},
        {"email": "a\x00@example.org", "role": "hr"},
        {"email": "", "role": "hr"},
        {"email": "SELF", "role": "hr"},
        {"email": "COLLEAGUE", "role": "steward"},
        {"email": "COLLEAGUE", "role": "officer"},
        {"email": "COLLEAGUE", "role": ""},
        {"email": "COLLEAGUE", "role": "council_administrator", "post": ""},
    ],
)
def test_a_wrong_grant_is_said_beside_the_field(council: Organisation, wrong: dict[str, str]) -> None:
    admin, colleague = administrator_of(council), make_employment(council).person
    known = {"SELF": admin.email, "COLLEAGUE": colleague.email}
    typed = {**wrong, "email": known.get(wrong["email"], wrong["email"])}
    answer = signed_in(admin).post(f"/council/{council.slug}/people-and-rights/", typed)
    assert answer.status_code == 422
    assert b"There is a problem" in answer.content
    assert not colleague.roles.exists()


def test_a_second_administrator_takes_two_people(council: Organisation) -> None:
    admin, colleague = administrator_of(council), make_employment(council).person
    page = f"/council/{council.slug}/people-and-rights/"
    typed = {"email": colleague.email, "role": "council_administrator", "post": "Head of digital"}
    client = signed_in(admin)
    client.post(page, typed)
    claim = colleague.administrator_claims.get()
    answer = f"/administrators/{claim.pk}/"
    assert client.get(answer).status_code == 200
    assert client.post(answer, {"answer": "confirm", "how": "I know them"}).status_code == 422
    steward = signed_in(make_steward())
    assert steward.post(answer, {"answer": "confirm", "how": ""}).status_code == 422
    steward.post(answer, {"answer": "confirm", "how": "Called back"})
    assert roles.holds(colleague.pk, council.pk, Role.COUNCIL_ADMINISTRATOR)
    assert steward.get("/administrators/").status_code == 200


def test_the_first_administrator_asks_and_waits(council: Organisation) -> None:
    first = make_employment(council).person
    client = signed_in(first)
    page = f"/council/{council.slug}/administrator/"
    assert client.post(page, {"post": ""}).status_code == 422
    client.post(page, {"post": "Clerk"})
    assert b"You asked" in client.get(page).content
    claim = first.administrator_claims.get()
    steward = signed_in(make_steward())
    assert first.email.encode() in steward.get(f"/administrators/{claim.pk}/").content
    steward.post(f"/administrators/{claim.pk}/", {"answer": "refuse"})
    claim.refresh_from_db()
    assert claim.refused_at is not None


def test_hr_checks_from_one_list(council: Organisation) -> None:
    job = make_officer(council, name="Asha Rao", checked=False)
    client = signed_in(make_role(council, Role.HR))
    page = f"/officers-to-check/{job.pk}/"
    assert b"Asha Rao" in client.get(f"/council/{council.slug}/officers-to-check/").content
    facts = client.get(page).context["facts_sha256"]
    assert client.post(page, {"payroll_number": "4711", "facts": "0" * 64}).status_code == 409
    assert f'value="{facts}"' in client.get(page).content.decode()
    for wrong in ("", " ", "x" * 31, "a\x00"):
        assert client.post(page, {"payroll_number": wrong}).status_code == 422
    client.post(page, {"payroll_number": "4711", "facts": facts})
    job.refresh_from_db()
    assert job.payroll_number == "4711"
    assert client.post(page, {"payroll_number": "4712", "facts": facts}).status_code == 409


PAGES: dict[str, tuple[Callable[[Organisation, int, int, int], str], set[Role]]] = {
    "people": (lambda c, *_: f"/council/{c.slug}/people-and-rights/", {Role.COUNCIL_ADMINISTRATOR}),
    "officers": (lambda c, *_: f"/council/{c.slug}/officers-to-check/", {Role.HR}),
    "check": (lambda _c, job, *_: f"/officers-to-check/{job}/", {Role.HR}),
    "end": (lambda _c, _j, holding, _: f"/roles/{holding}/end/", {Role.COUNCIL_ADMINISTRATOR}),
    "answer": (lambda *ids: f"/administrators/{ids[3]}/", set()),
}


@pytest.mark.parametrize("page", PAGES)
def test_everybody_else_is_refused(council: Organisation, page: str) -> None:
    address, allowed = PAGES[page]
    job = make_officer(council, name="Canary Bird", checked=False)
    holding = roles.holders(council.pk, Role.APPROVER).first()
    newcomer = make_employment(make_organisation()).person
    claim = claim_administrator(
        actor=actor(newcomer), organisation_id=min(actor(newcomer).rights), post="Clerk", at=NOW
    )
    assert holding is not None
    url = address(council, job.pk, holding.pk, claim.pk)
    elsewhere = make_organisation()
    askers: list[Person] = [make_role(council, role) for role in COUNCIL_ROLES if role not in allowed]
    askers += [make_role(elsewhere, role) for role in COUNCIL_ROLES]
    askers += [make_person(), *([] if page == "answer" else [make_steward()])]
    for asker in askers:
        client = signed_in(asker)
        for answer in (client.get(url), client.post(url, {"payroll_number": "1", "answer": "refuse"})):
            assert answer.status_code in (403, 404, 405), (asker.name, answer.status_code)
            assert b"Canary" not in answer.content
    assert Client().get(url).headers["Location"].startswith("/account/sign-in/")


def test_the_lists_of_people_come_in_pages(council: Organisation) -> None:
    admin, hr = administrator_of(council), make_role(council, Role.HR)
    for number in range(26):
        make_officer(council, name=f"Officer {number:02}", checked=number % 2 == 0)
    client, page = signed_in(admin), f"/council/{council.slug}/people-and-rights/"
    first = client.get(page).content.decode()
    assert "?page=2" in first
    assert "?colleagues=2" in first
    assert first != client.get(f"{page}?page=2&colleagues=2").content.decode()
    answer = signed_in(hr).get(f"/council/{council.slug}/officers-to-check/?page=9&checked=x")
    assert answer.status_code == 200


@pytest.mark.parametrize("role", [Role.COUNCIL_ADMINISTRATOR, Role.HR])
def test_a_leaver_is_removed_by_the_council(council: Organisation, role: Role) -> None:
    leaver = make_officer(council)
    keeper = signed_in(make_role(council, role))
    room = "people-and-rights" if role is Role.COUNCIL_ADMINISTRATOR else "officers-to-check"
    page = f"/employments/{leaver.pk}/end/"
    assert page in keeper.get(f"/council/{council.slug}/{room}/").content.decode()
    asked = keeper.get(page).content.decode()
    assert "End this employment\n" in asked
    assert "Save" not in asked
    assert (
        keeper.post(page, {"ends_on_day": "30", "ends_on_month": "2", "ends_on_year": "2027"}).status_code
        == 422
    )
    browser = signed_in(leaver.person)
    assert browser.get("/find/").status_code == 200
    yesterday = london_date(now()) - timedelta(days=1)
    gone = {"ends_on_day": yesterday.day, "ends_on_month": yesterday.month, "ends_on_year": yesterday.year}
    answer = keeper.post(page, gone)
    assert answer.headers["Location"] == f"/council/{council.slug}/{room}/"
    leaver.refresh_from_db()
    assert leaver.ends_on == yesterday
    assert browser.get("/find/").status_code in (302, 403)


def test_who_keeps_the_list_and_leaves_is_led_to_their_account(council: Organisation) -> None:
    hr = make_role(council, Role.HR)
    page = f"/employments/{hr.employments.get().pk}/end/"  # type: ignore[attr-defined]
    gone = {"ends_on_day": "30", "ends_on_month": "11", "ends_on_year": "2099"}
    assert signed_in(hr).post(page, gone).headers["Location"] == "/account/"


def test_removing_a_leaver_asks_for_a_second_factor_first(council: Organisation) -> None:
    leaver = make_officer(council)
    keeper = signed_in(make_role(council, Role.HR), second_factor=False)
    gone = {"ends_on_day": "30", "ends_on_month": "11", "ends_on_year": "2099"}
    answer = keeper.post(f"/employments/{leaver.pk}/end/", gone)
    assert answer.status_code == 403
    assert b"What you typed is kept" in answer.content
    leaver.refresh_from_db()
    assert leaver.ends_on is None


def test_a_leaver_is_removed_by_nobody_else(council: Organisation) -> None:
    leaver = make_officer(council)
    page = f"/employments/{leaver.pk}/end/"
    others = {role: make_role(council, role) for role in (Role.OFFICER, Role.APPROVER, Role.FINANCE)}
    for person in others.values():
        assert signed_in(person).post(page, {}).status_code == 403
    elsewhere = make_role(make_organisation(), Role.HR)
    assert signed_in(elsewhere).get(page).status_code == 404
    leaver.refresh_from_db()
    assert leaver.ends_on is None


@pytest.mark.parametrize("role", [Role.FINANCE, Role.AUDITOR, Role.BUDGET_HOLDER, Role.BOOKING_MANAGER])
def test_whoever_may_read_the_spending_limits_is_led_there(council: Organisation, role: Role) -> None:
    room = f"/council/{council.slug}/"
    browser = signed_in(make_role(council, role))
    assert 'href="/limits/">Spending limits' in browser.get(room).content.decode()
    assert browser.get("/limits/").status_code == 200
    assert "Spending limits</a>" not in signed_in(make_role(council, Role.HR)).get(room).content.decode()
