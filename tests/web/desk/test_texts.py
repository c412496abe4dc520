"""The steward publishes a version of the agreement: read, shown as it will be told, then told."""

import html
import re

import pytest
from django.test import Client

from commonpool.access import Role
from commonpool.agreements.models import AgreementText, TextNotice
from tests.factories import NOW, council, make_role, make_steward, signed_in
from tests.factories.councils import agreement_text, drafted_text, published_text

pytestmark = pytest.mark.django_db

PAGE = "/desk/agreement/2/"
GIVEN = {
    "change": "terms",
    "summary": "A longer time to pay.",
    "due_on_day": "1",
    "due_on_month": "3",
    "due_on_year": "2027",
}


@pytest.fixture(autouse=True)
def at_a_fixed_time(time_machine) -> None:
    time_machine.move_to(NOW, tick=False)


@pytest.fixture
def desk() -> Client:
    return signed_in(make_steward())


def test_the_first_press_shows_the_second_puts_forward_and_another_publishes(desk: Client) -> None:
    place = council(depth="borrow")
    draft = drafted_text()
    assert 'href="/desk/agreement/2/"' in desk.get("/desk/agreement/").content.decode()
    page = html.unescape(desk.get(PAGE).content.decode())
    assert "1 council in force is told by letter." in page
    assert "Z.2 One paragraph more." in page
    shown = html.unescape(desk.post(PAGE, GIVEN).content.decode())
    assert "The last day to sign is 1 March 2027" in shown
    assert AgreementText.objects.get(version=2).status == "draft"
    hidden = dict(re.findall(r'<input type="hidden" name="([a-z_0-9]+)" value="([^"]*)"', shown))
    assert hidden["text_sha256"] == draft.sha256
    answer = desk.post(PAGE, hidden, follow=True)
    assert "Version 2 is put forward." in answer.content.decode()
    assert AgreementText.objects.get(version=2).status == "draft"
    own = html.unescape(desk.get(PAGE).content.decode())
    assert "another steward has to publish it" in own
    assert "Publish and tell the councils" not in own
    assert desk.post(PAGE, hidden | {"go": "publish"}).status_code == 422
    other = signed_in(make_steward())
    waiting = html.unescape(other.get(PAGE).content.decode())
    assert "The last day to sign is 1 March 2027" in waiting
    assert "What does it change?" in other.get(f"{PAGE}?again=1").content.decode()
    sent = dict(re.findall(r'<input type="hidden" name="([a-z_0-9]+)" value="([^"]*)"', waiting))
    assert sent["go"] == "publish"
    answer = other.post(PAGE, sent, follow=True)
    assert "Version 2 is published." in answer.content.decode()
    assert TextNotice.objects.get().agreement.organisation == place
    assert desk.get(PAGE).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "beside"),
    [
        ("change", "", "change"),
        ("change", "\x00", "change"),
        ("summary", "", "summary"),
        ("summary", "x" * 601, "summary"),
        ("due_on_day", "32", "due_on"),
        ("due_on_year", "2026", "due_on"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_what_was_typed_stays(
    desk: Client, field: str, typed: str, beside: str
) -> None:
    agreement_text()
    draft = drafted_text()
    given = GIVEN | {"go": "forward", "text_sha256": draft.sha256, field: typed}
    answer = desk.post(PAGE, given)
    assert answer.status_code == 422
    assert beside in answer.context["form"].errors
    assert 'value="3"' in answer.content.decode()


def test_a_draft_edited_meanwhile_is_not_published(desk: Client) -> None:
    agreement_text()
    drafted_text()
    answer = desk.post(PAGE, GIVEN | {"go": "publish", "text_sha256": "0" * 64})
    assert answer.status_code == 422
    assert "has changed since you opened this page" in answer.content.decode()


def test_it_is_the_stewards_alone_and_asks_who_they_are() -> None:
    agreement_text()
    drafted_text()
    administrator = make_role(council(depth="peer"), Role.COUNCIL_ADMINISTRATOR)
    assert signed_in(administrator).get(PAGE).status_code == 403
    assert signed_in(make_steward(), second_factor=False).get(PAGE).status_code == 403


def test_anybody_reads_every_version_and_finds_its_parts() -> None:
    agreement_text()
    published_text()
    page = Client().get("/agreement/").content.decode()
    assert 'href="#clause-9"' in page
    assert 'id="clause-9"' in page
    assert 'id="schedule-f"' in page
    assert 'href="/agreement/1/"' in page
    assert "A newer version has taken its place" in Client().get("/agreement/1/").content.decode()
    assert Client().get("/agreement/3/").status_code == 404
