"""Pages that stand for everybody."""

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_says_how_accessible_it_is_to_anybody() -> None:
    html = Client().get("/accessibility/").content.decode()
    assert "Web Content Accessibility Guidelines" in html
    assert "mailto:" in html


def test_lists_every_personal_field_and_every_cookie() -> None:
    html = Client().get("/privacy/").content.decode()
    assert "Payroll number" in html
    assert "What the hours are for" in html
    assert "sessionid" in html
    assert "csrftoken" in html


def test_keeps_every_page_to_what_is_ours() -> None:
    policy = Client().get("/privacy/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


def test_answers_an_address_that_is_not_ours_plainly_and_in_the_look() -> None:
    answer = Client(headers={"host": "elsewhere.example"}).get("/privacy/")
    assert answer.status_code == 400
    html = answer.content.decode()
    assert "we could not read that" in html
    assert "/static/commonpool/plain.css" in html


def test_offers_languages_only_where_there_are_several(settings: Any) -> None:
    assert "cp-top__language" not in Client().get("/privacy/").content.decode()
    settings.LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
    assert "Cymraeg" in Client().get("/privacy/").content.decode()
