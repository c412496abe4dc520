"""English and Welsh: chosen on any page, kept with the account, and by a visitor's browser."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.utils import translation

from commonpool.kernel.words import hours
from tests.factories import make_person, signed_in

pytestmark = pytest.mark.django_db

CHOOSE = "/account/language/"


def choose(client: Client, language: str) -> str:
    answer = client.post(CHOOSE, {"language": language, "next": "/privacy/"})
    assert answer.headers["Location"] == "/privacy/"
    return client.get("/privacy/").content.decode()


def test_a_visitor_reads_the_language_they_chose_until_they_choose_again() -> None:
    client = Client()
    html = choose(client, "cy")
    assert '<html lang="cy"' in html
    assert "Preifatrwydd a chwcis" in html
    assert '<html lang="en-gb"' in choose(client, "en-gb")


def test_a_visitor_who_chose_nothing_reads_what_the_browser_asks_for() -> None:
    html = Client(headers={"accept-language": "cy,en;q=0.5"}).get("/privacy/").content.decode()
    assert '<html lang="cy"' in html
    assert '<html lang="en-gb"' in Client(headers={"accept-language": "fr"}).get("/privacy/").content.decode()


def test_the_choice_of_somebody_signed_in_is_kept_with_their_account_and_goes_where_they_go() -> None:
    person = make_person("sian@example.org", name="Siân Huws")
    choose(signed_in(person), "cy")
    person.refresh_from_db()
    assert person.language == "cy"
    elsewhere = signed_in(person).get("/account/").content.decode()
    assert '<html lang="cy"' in elsewhere
    assert "Eich cyfrif" in elsewhere


def test_a_language_we_do_not_speak_changes_nothing() -> None:
    person = make_person("sian@example.org", name="Siân Huws")
    assert '<html lang="en-gb"' in choose(signed_in(person), "xx")
    person.refresh_from_db()
    assert person.language == "en-gb"


def test_what_was_chosen_on_the_way_in_is_the_accounts() -> None:
    cache.clear()
    person = make_person("sian@example.org", name="Siân Huws")
    client = Client()
    choose(client, "cy")
    client.post("/account/sign-in/", {"email": person.email})
    code = re.search(r"Eich cod yw (\S+)", str(mail.outbox[-1].body))
    assert code, "the letter with the code is in Welsh"
    client.post("/account/sign-in/confirm/", {"code": code[1]})
    person.refresh_from_db()
    assert person.language == "cy"


def test_saving_ones_details_is_a_choice_too() -> None:
    person = make_person("sian@example.org", name="Siân Huws")
    client = signed_in(person)
    answer = client.post("/account/details/", {"name": "Siân Huws", "language": "cy"})
    assert answer.cookies["django_language"].value == "cy"
    assert "Mae eich manylion wedi’u cadw." in client.get("/account/").content.decode()


def test_hours_and_days_are_said_in_welsh() -> None:
    with translation.override("cy"):
        assert [hours(n * 60) for n in (0, 1, 2, 6)] == ["0 awr", "1 awr", "2 awr", "6 awr"]
        assert hours(62) == "1 awr 2 funud"


def test_the_api_keeps_its_codes_and_says_why_in_the_language_asked_for() -> None:
    english = Client().get("/api/v1/bookings", headers={"accept-language": "en"})
    welsh = Client().get("/api/v1/bookings", headers={"accept-language": "cy"})
    assert english.status_code == welsh.status_code == 401
    assert english.json()["code"] == welsh.json()["code"]
    assert english.json() != welsh.json()
