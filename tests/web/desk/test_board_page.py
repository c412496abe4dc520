"""The board's page and its file: every council, filters, counts, and a fixed number of questions."""

import html

import pytest
from django.http import HttpResponse
from django.test import Client

from commonpool.organisations.models import Organisation
from tests.factories import administrator_of, council, make_organisation, make_steward, signed_in
from tests.factories.invitations import make_invitation
from tests.factories.tables import rows_of

pytestmark = pytest.mark.django_db

BOARD = "/desk/councils/"
MOST_QUERIES = 20


@pytest.fixture
def place() -> Organisation:
    return make_organisation("Ambleford", nation="Wales", domains=("ambleford.gov.uk",))


@pytest.fixture
def desk() -> Client:
    return signed_in(make_steward())


def shown(answer: HttpResponse) -> str:
    return html.unescape(answer.content.decode())


def test_counts_filters_and_turns_pages(place: Organisation, desk: Client) -> None:
    make_invitation(place)
    begun = make_organisation("Begunham", nation="Wales")
    administrator_of(begun)
    assert "Next page" in shown(desk.get(BOARD))
    invited = shown(desk.get(BOARD, {"q": "ambleford"}))
    assert "Ambleford" in invited
    assert "1 letter, on 2 November 2026" in invited
    assert "Begunham" not in invited
    welsh = shown(desk.get(BOARD, {"standing": "joining", "nation": "Wales"}))
    assert "Begunham" in welsh
    assert "Join as a peer" in welsh
    assert "Ambleford" not in welsh
    assert ">Invited</a>: 1<" in welsh, "the counts are of the whole place, whatever stands where"
    assert "No council fits" in shown(desk.get(BOARD, {"q": "Nowhere at all"}))
    assert (
        desk.get(BOARD, {"standing": "wrong", "page": "x", "q": "a\0b", "region": "\u202e"}).status_code
        == 200
    )


def test_the_desk_leads_there(desk: Client) -> None:
    assert BOARD in shown(desk.get("/desk/"))


def test_asks_twenty_times_at_the_most_however_many_there_are(
    place: Organisation, desk: Client, django_assert_max_num_queries
) -> None:
    council(depth="peer")
    make_invitation(place)
    desk.get("/home/")
    for path in (BOARD, "/desk/councils.csv", f"{BOARD}{place.slug}/"):
        with django_assert_max_num_queries(MOST_QUERIES):
            assert desk.get(path).status_code == 200


def test_the_file_holds_every_council_and_nobody_who_was_invited(place: Organisation, desk: Client) -> None:
    make_invitation(place)
    answer = desk.get("/desk/councils.csv")
    rows = {line["code"]: line for line in rows_of(answer.content)}
    assert len(rows) >= 382
    assert rows[place.code]["standing"] == "invited"
    assert (rows[place.code]["letters"], rows[place.code]["last_invited_on"]) == ("1", "2026-11-02")
    assert "ada" not in str(rows[place.code]).lower()
    few = desk.get("/desk/councils.csv", {"standing": "invited"}).content.decode()
    assert len(few.splitlines()) == 2
