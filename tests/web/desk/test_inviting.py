"""The pages of inviting: one person, a list with hostile rows, and the letter's second link."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from commonpool.activity.models import Event
from commonpool.organisations.models import Invitation, Organisation
from tests.factories import council, make_employment, make_organisation, make_person, make_steward, signed_in
from tests.factories.invitations import make_invitation

pytestmark = pytest.mark.django_db

PAGE, SEND = "/desk/invitations/", "/desk/invitations/send/"
HEADING = "council code,name,e-mail\n"


@pytest.fixture
def place() -> Organisation:
    return make_organisation("Ambleford", domains=("ambleford.gov.uk",))


@pytest.fixture
def desk() -> Client:
    return signed_in(make_steward())


def shown(answer: HttpResponse) -> str:
    return html.unescape(answer.content.decode())


def row(place: Organisation, name: str = "Ada Lund") -> str:
    return f"{place.code},{name},{name.lower().replace(' ', '.')}@ambleford.gov.uk\n"


def as_file(desk: Client, data: bytes) -> HttpResponse:
    return desk.post(PAGE, {"file": SimpleUploadedFile("contacts.csv", data), "contacts": ""})


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(contacts|shown)" value="([^"]*)"', page))


def test_invites_one_person_and_keeps_what_was_typed(place: Organisation, desk: Client) -> None:
    page = f"/desk/councils/{place.slug}/"
    assert "ambleford.gov.uk" in shown(desk.get(page))
    wrong = desk.post(page, {"name": "Ada Lund", "post": "Head", "email": "ada@gmail.com"})
    assert wrong.status_code == 422
    assert "none of the council’s domains" in shown(wrong)
    assert "ada@gmail.com" in shown(wrong)
    assert desk.post(page, {"name": "", "email": "x"}).status_code == 422
    answer = desk.post(page, {"name": "Ada Lund", "post": "Head", "email": "ada@ambleford.gov.uk"})
    assert answer.headers["Location"] == page
    assert "<strong>Ada Lund</strong>, Head" in shown(desk.get(page))
    again = desk.post(page, {"name": "Ada Lund", "email": "ada@ambleford.gov.uk"})
    assert "within the last 30 days" in shown(again)
    assert Invitation.objects.count() == 1


def test_invites_nobody_of_a_council_that_has_joined_or_ended(desk: Client) -> None:
    joined = council(depth="peer")
    assert "Send the letter" not in shown(desk.get(f"/desk/councils/{joined.slug}/"))
    assert desk.get("/desk/councils/no-such-council/").status_code == 404


def test_a_list_is_shown_first_and_sent_on_a_second_press(place: Organisation, desk: Client) -> None:
    typed = (
        HEADING
        + row(place)
        + f"{place.code},=cmd|' /C calc'!A0,eve@ambleford.gov.uk\n"
        + row(place, "Cy Moss")
    )
    answer = desk.post(PAGE, {"contacts": typed})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "2 people can be invited." in shown(answer)
    assert "Enter the person’s name" in shown(answer)
    assert not Invitation.objects.exists()
    posted = {name: html.unescape(value) for name, value in hidden(page).items()}
    assert desk.get(SEND).status_code == 405
    assert desk.post(SEND, {**posted, "shown": "0" * 64}).status_code == 422
    assert not Invitation.objects.exists()
    assert desk.post(SEND, posted).headers["Location"] == "/desk/councils/"
    assert "2 letters are on their way." in shown(desk.get("/desk/councils/"))
    twice = desk.post(SEND, posted)
    assert twice.status_code == 422
    assert "Look again" in shown(twice)
    assert Invitation.objects.count() == Event.objects.filter(name="CouncilInvited").count() == 2


def test_asks_for_a_second_factor_before_a_list_is_typed(place: Organisation) -> None:
    without = signed_in(make_steward(), second_factor=False)
    for answer in (without.get(PAGE), without.post(PAGE, {"contacts": HEADING + row(place)})):
        assert answer.status_code == 403
    posted = hidden(signed_in(make_steward()).post(PAGE, {"contacts": HEADING + row(place)}).content.decode())
    assert without.post(SEND, posted).status_code == 403
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    "encoded",
    [
        lambda text: text.encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
        lambda text: text.encode("cp1252"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.replace(",", ";").encode(),
        lambda text: text.replace(",", "\t").encode("utf-16"),
        lambda text: text.replace("council code", '"Council Code "').replace("e-mail", "E-MAIL").encode(),
        lambda text: (text + "\n,,\n\n").encode(),
    ],
)
def test_reads_a_file_as_spreadsheets_save_it(place: Organisation, desk: Client, encoded) -> None:
    answer = as_file(desk, encoded(HEADING + f"{place.code},Zoë Lund,zoe@ambleford.gov.uk\n"))
    assert "1 person can be invited." in shown(answer)
    assert "Zoë Lund" in shown(answer)
    assert "cannot" not in shown(answer)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "nothing in this list"),
        (b"\xff\xfe\x00", "cannot read this file"),
        (b"\x81\x8d\x8f", "cannot read this file"),
        (b"a\0b", "hidden or control characters"),
        ("council code,name,e-mail\nA,x\u202ey,z@z.uk\n".encode(), "hidden or control characters"),
        (b"x" * 100_000, "60000 characters or fewer"),
        (b"x" * 300_000, "too long"),
        (b"name,e-mail\nAda,a@b.uk\n", "The first row must name"),
        (b"council code,name,e-mail,name\nA,Ada,a@b.uk,x\n", "The first row must name"),
        (b"council code,name,e-mail,<script>alert(7)\nA,Ada,a@b.uk,x\n", "The first row must name"),
        (b"council code,name,e-mail\n", "nobody below"),
        (b"council code,name,e-mail\nA,Ada\n", "Row 2 has 2 cells"),
        (b"council code,name,e-mail\nA,Ada,a@b.uk,more\n", "Row 2 has 4 cells"),
        (b'council code,name,e-mail\nA,"Ada,a@b.uk\n', "not closed"),
        (b"council code,name,e-mail\n" + b"A,Ada,a@b\n" * 5000, "5000 rows"),
        (b"council code,name,e-mail\n" + b"A,Ada,ada@ambleford.gov.uk\n" * 5000, "60000 characters or fewer"),
    ],
)
def test_says_what_is_wrong_with_a_list(desk: Client, data: bytes, says: str) -> None:
    answer = as_file(desk, data)
    assert answer.status_code == 422
    assert says in shown(answer)
    assert "<script>alert(7)" not in answer.content.decode()
    assert not Invitation.objects.exists()


def test_keeps_a_list_that_is_wrong_as_it_was_pasted(place: Organisation, desk: Client) -> None:
    for typed in ("plain words", HEADING + "A,Ada", "a\0b", "x" * 70_000, ""):
        answer = desk.post(PAGE, {"contacts": typed})
        assert answer.status_code == 422, typed[:20]
        assert "govuk-error-summary" in shown(answer)
    assert "plain words" in shown(desk.post(PAGE, {"contacts": "plain words"}))
    both = {"contacts": HEADING + row(place), "file": SimpleUploadedFile("a.csv", b"x")}
    assert "one of the two" in shown(desk.post(PAGE, both))


def test_shows_hostile_rows_dead(place: Organisation, desk: Client) -> None:
    names = ['"<script>alert(7)</script>"', "=1+1", "{{ 7 }}", '"Ada ""x"" Lund"']
    rows = "".join(f"{place.code},{name},p{n}@ambleford.gov.uk\n" for n, name in enumerate(names))
    answer = desk.post(PAGE, {"contacts": HEADING + rows + "<b>,Ada,x@y.uk\n"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "<script>alert(7)" not in page
    assert "<b>," not in page
    assert 'Ada "x" Lund' in shown(answer)


def test_the_second_link_stops_the_letters_by_post_alone(place: Organisation) -> None:
    sent, anybody = make_invitation(place), Client()
    page = f"/invitations/{sent.reference}/no-more/"
    for _time in range(3):
        opened = anybody.get(page)
        assert opened.status_code == 200
        anybody.head(page)
    assert sent.email not in shown(opened)
    assert sent.name not in shown(opened)
    sent.refresh_from_db()
    assert sent.email
    assert anybody.post(page).headers["Location"] == page
    sent.refresh_from_db()
    assert not sent.email
    assert "We will not write to you again." in shown(anybody.get(page))
    assert anybody.post(page).status_code == 302
    assert Event.objects.filter(name="InvitationsRefused").count() == 1
    assert anybody.get("/invitations/N-0000-0000/no-more/").status_code == 404
    assert anybody.post("/invitations/N-0000-0000/no-more/").status_code == 404


def test_who_is_invited_lands_where_joining_begins(place: Organisation) -> None:
    make_invitation(place)
    ada = make_person("ada.lund@ambleford.gov.uk", name="Ada Lund")
    browser = signed_in(ada)
    joining = f"/council/{place.slug}/joining/"
    first = browser.get(joining)
    assert first.headers["Location"].startswith("/account/council/")
    answer = browser.post("/account/council/", {"council": place.pk})
    assert answer.headers["Location"] == joining
    assert browser.get(joining).status_code == 200


def test_who_was_not_invited_says_what_they_do_as_ever(place: Organisation) -> None:
    make_invitation(place)
    ben = make_person("ben.ito@ambleford.gov.uk", name="Ben Ito")
    answer = signed_in(ben).post("/account/council/", {"council": place.pk})
    assert "/joining/" not in answer.headers["Location"]


def test_nobody_but_a_steward_opens_any_of_it(place: Organisation) -> None:
    officer = signed_in(make_employment(place).person)
    for page in (PAGE, "/desk/councils/", "/desk/councils.csv", f"/desk/councils/{place.slug}/"):
        assert officer.get(page).status_code == 403
        assert Client().get(page).status_code == 302
    assert officer.post(SEND).status_code == 403
