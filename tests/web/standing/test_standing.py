"""Pages that stand for everybody."""

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


def test_says_how_far_the_welsh_is_and_hands_out_every_text() -> None:
    html = Client().get("/welsh/").content.decode()
    assert "No translator has checked any text yet." in html
    lines = Client().get("/welsh.csv").content.decode().splitlines()
    assert lines[0] == "area,english,welsh,confirmed_by,confirmed_on"
    assert any(line.endswith(",Sign in,Mewngofnodi,,") for line in lines)
