"""The register's pages: who takes part, one council, the file, the map."""

import csv
import gzip
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonpool.agreements.models import Joining
from commonpool.identity.models import Person
from commonpool.organisations.models import Organisation
from commonpool.web.register.map import HEXAGONS, hexagon_map
from tests.factories.tables import rows_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PAGES = ["/", "/councils/", "/councils/?nation=Wales", "/councils/derbyshire/", "/councils/surrey/", "/data/"]


@pytest.fixture
def lending() -> Organisation:
    """Leeds, joined as deep as can be."""
    person = Person.objects.create_user("head@leeds.gov.uk", joined_at=AT)
    leeds = Organisation.objects.get(code="LDS")
    Joining.objects.create(
        organisation=leeds,
        peer_at=AT,
        peer_by=person,
        peer_post="Chief executive",
        borrow_at=AT,
        borrow_by=person,
        lend_at=AT,
        lend_by=person,
    )
    return leeds


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_public_small_and_asks_few_questions(client: Client, address: str) -> None:
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    assert len(asked) <= 20
    assert len(gzip.compress(answer.content)) < 50_000


def test_lists_a_council_that_lends(client: Client, lending: Organisation) -> None:
    shown = client.get("/councils/", {"depth": "joined"}).content.decode()
    assert "Leeds" in shown
    assert "Lends and borrows" in shown
    assert "Bradford" not in shown
    assert "Leeds" not in client.get("/councils/", {"depth": "peer"}).content.decode()


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ({"nation": "Wales"}, "Cardiff", "Leeds"),
        ({"region": "London", "type": "city_corporation"}, "City of London", "Camden"),
        ({"q": "E08000016"}, "Barnsley", "Bradford"),
        ({"status": "abolished", "q": "cumbria"}, "Has ended", "Begins later"),
        ({"status": "future"}, "West Surrey", "Woking"),
    ],
)
def test_narrows_the_list(client: Client, query: dict[str, str], shown: str, hidden: str) -> None:
    table = client.get("/councils/", query).content.decode()
    assert shown in table
    assert f">{hidden}<" not in table


@pytest.mark.parametrize(
    "query",
    [
        {"q": "\0"},
        {"q": "x" * 100_000},
        {"q": "\u202egnorw"},
        {"nation": "Mars"},
        {"page": "NaN"},
        {"page": "-1"},
        {"page": "99999999999999999999"},
        {"status": "'; --"},
    ],
)
@pytest.mark.parametrize("address", ["/councils/", "/councils.csv"])
def test_takes_hostile_questions(client: Client, address: str, query: dict[str, str]) -> None:
    assert client.get(address, query).status_code == 200


def test_the_file_says_what_the_list_says(client: Client, lending: Organisation) -> None:
    answer = client.get("/councils.csv", {"q": "LDS"})
    (row,) = rows_of(answer.content)
    assert (row["name"], row["depth"], row["status"]) == ("Leeds", "lend", "current")
    everything = client.get("/councils.csv", {"status": "all"}).content.decode()
    assert len(rows_of(everything)) >= 477


def test_a_council_says_who_replaces_it(client: Client) -> None:
    shown = client.get("/councils/surrey/").content.decode()
    assert "This council ends after 31 March 2027." in shown
    assert "East Surrey" in shown
    assert "Took over from" in client.get("/councils/north-yorkshire/").content.decode()


def test_an_expected_change_is_called_a_plan(client: Client) -> None:
    planned = Organisation.objects.filter(expected_change_on__isnull=False)[0]
    assert "A plan, not law." in client.get(f"/councils/{planned.slug}/").content.decode()


def test_nobody_finds_a_council_that_is_not_there(client: Client) -> None:
    assert client.get("/councils/nowhere/").status_code == 404


def test_every_council_alone_in_its_place_has_one_hexagon() -> None:
    with HEXAGONS.open(newline="") as file:
        rows = list(csv.DictReader(file))
    alone = Organisation.objects.filter(tier__in=["single", "lower"], demonstration=False)
    living = {council.code for council in alone if council.status_on(AT.date()) == "current"}
    assert {row["code"] for row in rows} == living
    assert len({(row["column"], row["row"]) for row in rows}) == len(rows) == 361


def test_the_map_says_the_state_in_words_and_letters(lending: Organisation) -> None:
    derbyshire = Organisation.objects.get(code="DBY")
    councils = [lending, Organisation.objects.get(county=derbyshire, name="High Peak"), derbyshire]
    drawn = hexagon_map(councils, {lending.pk: "lend", derbyshire.pk: "peer"}, set())
    assert [(cell.letter, cell.title) for cell in drawn.joined] == [("L", "Leeds: Lends")]
    both = hexagon_map(councils, {lending.pk: "lend"}, {lending.pk})
    assert [cell.title for cell in both.joined] == ["Leeds: Lends and borrows"]
    (high_peak,) = drawn.plain
    assert high_peak.letter == "p"
    assert "its county council: Peer" in high_peak.title
