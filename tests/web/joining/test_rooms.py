"""A council's rooms and the steward's desk: what each shows, to whom, and at what price."""

import gzip
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from commonpool.access import Role
from commonpool.activity.queries import heads
from commonpool.agreements import operations
from commonpool.agreements.operations import join_as_peer
from commonpool.jobs.heads import publish_heads
from commonpool.matching.models import EmptySearch
from commonpool.organisations.models import Function
from commonpool.organisations.operations.help import ask_for_help
from commonpool.people.models import Skill
from commonpool.people.operations import suggest_skill
from tests.factories import (
    NOW,
    actor,
    administrator_of,
    council,
    make_employment,
    make_officer,
    make_person,
    make_role,
    make_steward,
)
from tests.factories.bookings import accept, make_pair, requested_booking
from tests.factories.listings import asked_permission, draft_listing
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db

ROOMS = [
    "",
    "agreement/",
    "agreement/leave/",
    "prices/",
    "settings/",
    "procurement/",
    "borrowed/",
    "borrowed/cap/",
    "log/",
    "joining/",
    "joining/peer/",
    "joining/signatories/",
]
ADMINISTRATORS_ONLY = {
    "agreement/leave/",
    "settings/",
    "procurement/",
    "borrowed/",
    "borrowed/cap/",
    "log/",
    "joining/signatories/",
}


@pytest.fixture(autouse=True)
def at_a_fixed_time() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("depth", ["none", "lend"])
def test_an_administrator_sees_every_room_small_and_soon(room: str, depth: str) -> None:
    place = council(depth=depth)
    client = signed_in(administrator_of(place))
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(f"/council/{place.slug}/{room}")
    assert answer.status_code == 200
    assert len(asked) <= 20
    assert len(gzip.compress(answer.content)) < 50_000


@pytest.mark.parametrize("room", [*ROOMS, "joining/sign/"])
def test_another_councils_rooms_are_not_there(room: str) -> None:
    place = council(depth="borrow", name="Canary Council")
    stranger = signed_in(administrator_of(council(depth="peer")))
    for answer in (
        stranger.get(f"/council/{place.slug}/{room}"),
        stranger.post(f"/council/{place.slug}/{room}"),
    ):
        assert answer.status_code in (403, 404, 405)
        assert "Town Hall, Canary" not in answer.content.decode()


@pytest.mark.parametrize("room", [*ROOMS, "joining/sign/"])
def test_nobody_signed_in_goes_to_the_sign_in_page(client: Client, room: str) -> None:
    answer = client.get(f"/council/{council(depth='peer').slug}/{room}")
    assert answer.status_code == 302
    assert "/account/sign-in/" in answer.headers["Location"]


@pytest.mark.parametrize("room", ROOMS)
def test_an_officer_sees_the_rooms_that_are_for_all(room: str) -> None:
    place = council(depth="lend")
    officer = signed_in(make_employment(place).person)
    expected = 403 if room in ADMINISTRATORS_ONLY else 200
    assert officer.get(f"/council/{place.slug}/{room}").status_code == expected


def test_an_officer_reads_the_prices_and_cannot_set_them() -> None:
    place = council(depth="lend")
    officer = signed_in(make_employment(place).person)
    here = f"/council/{place.slug}/prices/"
    assert "£32.00" in officer.get(here).content.decode()
    given = {"price_1": "38.31", "starts_on_day": "2", "starts_on_month": "11", "starts_on_year": "2026"}
    assert officer.post(here, given).status_code == 403


def test_an_administrator_without_a_second_factor_is_asked_for_it() -> None:
    place = council(depth="borrow")
    client = signed_in(administrator_of(place), second_factor=False)
    given = {"ends_on_day": "28", "ends_on_month": "2", "ends_on_year": "2027"}
    answer = client.post(f"/council/{place.slug}/agreement/leave/", given)
    assert answer.status_code == 403
    assert "Show that it is you" in answer.content.decode()


def test_the_prices_page_names_bands_without_a_price() -> None:
    place = council(depth="lend", prices={"Officer": 3200})
    make_officer(place, grade_band="Director")
    page = signed_in(make_role(place, Role.FINANCE)).get(f"/council/{place.slug}/prices/").content.decode()
    assert "cannot be booked for pay: Director" in page


def test_an_auditor_reads_the_log_with_names(settings: Any, tmp_path: Path) -> None:
    settings.STATE = tmp_path
    place = council(depth="borrow")
    auditor = signed_in(make_role(place, Role.AUDITOR))
    publish_heads(at=NOW)
    page = auditor.get(f"/council/{place.slug}/log/?check=1").content.decode()
    assert "Ama Boateng" in page
    assert "The chain is whole" in page


def test_an_auditor_is_warned_when_the_log_is_not_what_was_published(settings: Any, tmp_path: Path) -> None:
    settings.STATE = tmp_path
    place = council(depth="borrow")
    auditor = signed_in(make_role(place, Role.AUDITOR))
    publish_heads(at=NOW)
    (kept,) = (tmp_path / "heads").iterdir()
    kept.write_text(kept.read_text().replace(heads()[place.pk][1], "f" * 64))
    page = auditor.get(f"/council/{place.slug}/log/?check=1").content.decode()
    assert "The chain of entries is broken" in page
    assert "The chain is whole" not in page


@pytest.mark.parametrize(
    ("role", "rooms"),
    [
        (Role.APPROVER, {"/permissions/"}),
        (Role.RELEASE_CONTACT, {"/approvers/"}),
        (Role.HR, {"officers-to-check/"}),
        (Role.COUNCIL_ADMINISTRATOR, {"/approvers/", "/administrators/"}),
        (Role.FINANCE, set[str]()),
    ],
)
def test_everybody_finds_the_way_back_to_what_is_theirs(role: Role, rooms: set[str]) -> None:
    place = council(depth="peer")
    page = signed_in(make_role(place, role)).get(f"/council/{place.slug}/").content.decode()
    links = {"/permissions/", "/approvers/", "/administrators/", "officers-to-check/"}
    rooms_part = page.partition("Joining: the steps")[2]
    assert {link for link in links if f'{link}"' in rooms_part} == rooms
    assert ("My officers" in signed_in(make_role(place, role)).get("/calls/").content.decode()) == (
        role is Role.APPROVER
    )


def test_the_only_council_one_works_for_opens_at_once() -> None:
    place = council(depth="peer")
    answer = signed_in(make_employment(place).person).get("/council/")
    assert answer.headers["Location"] == f"/council/{place.slug}/"
    assert signed_in(make_person()).get("/council/").status_code == 200


def test_anybody_reads_the_agreement(client: Client) -> None:
    council(depth="borrow")
    page = client.get("/agreement/").content.decode()
    assert "23. General" in page
    assert "<em>home council</em>" in page


def test_the_desk_shows_what_waits() -> None:
    wished = council(depth="none", name="Wished District Council")
    operations.wish_to_join(actor=actor(make_employment(wished).person), organisation_id=wished.pk, at=NOW)
    lost = make_person("lost@parish.example.org", name="Lost Soul")
    request = ask_for_help(actor=actor(lost), message="<b>Help</b>", at=NOW)
    client = signed_in(make_steward())
    page = client.get("/desk/").content.decode()
    for words in ("Wished District Council", "Lost Soul", "&lt;b&gt;Help&lt;/b&gt;", "Join as a peer"):
        assert words in page
    assert client.post(f"/desk/help/{request.pk}/answered/").status_code == 302
    assert "Lost Soul" not in client.get("/desk/").content.decode()
    assert client.post("/desk/help/999999/answered/").status_code == 404


def test_the_desk_shows_stuck_bookings_and_what_nobody_offers() -> None:
    pair = make_pair(limit=False)
    booking = accept(requested_booking(pair))
    skill, function = Skill.objects.order_by("id")[0], Function.objects.order_by("id")[0]
    EmptySearch.objects.create(
        words="bat surveys",
        skill_id=skill.pk,
        function_id=function.pk,
        searched_at=NOW,
        searched_by=pair.booker,
    )
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        client = signed_in(make_steward())
        page = client.get("/desk/").content.decode()
    assert booking.reference in page
    assert "the host council’s confirmation" in page
    assert "the home council’s approval" not in page
    assert "bat surveys" in page
    assert escape(skill.name) in page
    assert escape(function.label) in page
    assert f">{skill.pk}<" not in page
    assert str(booking.officer) not in page


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.STEWARD])
def test_the_desk_is_the_stewards(role: Role) -> None:
    client = signed_in(make_role(council(depth="peer"), role))
    assert client.get("/desk/").status_code == 403
    assert client.post("/desk/help/1/answered/").status_code == 403


def test_the_desk_shows_skills_suggested_until_a_steward_has_read_them() -> None:
    officer = make_officer(council()).person
    suggestion = suggest_skill(actor=actor(officer), text="Gaelic place names", at=NOW)
    client = signed_in(make_steward())
    page = client.get("/desk/").content.decode()
    assert "Gaelic place names" in page
    assert str(officer) not in page
    address = f"/desk/skills/{suggestion.pk}/read/"
    assert signed_in(officer).post(address).status_code == 403
    for _again in range(2):
        assert client.post(address).status_code == 302
    assert "Gaelic place names" not in client.get("/desk/").content.decode()
    assert client.post("/desk/skills/999999999/read/").status_code == 404


def test_usual_limits_chosen_in_part_are_said_whole() -> None:
    place = council(depth="peer")
    administrator = administrator_of(place)
    chosen = {"actor": actor(administrator), "organisation_id": place.pk, "at": NOW}
    operations.set_defaults(**chosen, default_weekly_minutes=120)
    page = signed_in(administrator).get(f"/council/{place.slug}/").content.decode()
    assert "2 hours a week, for 6 months" in page
    operations.set_defaults(**chosen, default_months=1)
    page = signed_in(administrator).get(f"/council/{place.slug}/").content.decode()
    assert "4 hours a week, for 1 month<" in page


def test_says_where_nobody_can_check_a_manager_yet() -> None:
    place = council(depth="none")
    job = make_officer(place, ticked=False, checked=False)
    join_as_peer(actor=actor(job.person), organisation_id=place.pk, post="Head of planning", at=NOW)
    asked = asked_permission(draft_listing(job), approver=make_employment(place).person)
    link = f'href="/council/{place.slug}/joining/">See the steps of joining'
    assert link in signed_in(job.person).get("/listing/asked/").content.decode()
    assert link in signed_in(asked.approver).get(f"/permissions/{asked.pk}/").content.decode()
    make_role(place, Role.COUNCIL_ADMINISTRATOR, person=job.person)
    here = signed_in(job.person).get("/listing/asked/").content.decode()
    assert link in here, "the only administrator is one of the two"
    assert "/administrator/" not in here
    make_role(place, Role.COUNCIL_ADMINISTRATOR)
    assert link not in signed_in(job.person).get("/listing/asked/").content.decode()
    assert link not in signed_in(asked.approver).get(f"/permissions/{asked.pk}/").content.decode()
