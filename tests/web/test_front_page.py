"""The front page shows numbers from real data only; the credits page and NOTICE say the same."""

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from commonpool.bookings.queries.lent import lent_between
from commonpool.web.front.credits import CREDITS, ORDNANCE
from tests.factories.people import make_employment
from tests.factories.register import make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_says_what_it_is_and_how_to_come_in(client: Client) -> None:
    shown = client.get("/").content.decode()
    assert "Councils lend each other the people who have already done it" in shown
    assert "How it works" in shown
    assert "Bring your council" in shown
    assert reverse("account_login") in shown


def test_claims_nothing_where_nothing_has_happened(client: Client) -> None:
    shown = client.get("/").content.decode()
    assert "No council takes part yet. Any of the 382 councils" in shown
    assert "Nothing has been lent this year yet." in shown


def test_counts_nothing_outside_the_days_asked() -> None:
    assert lent_between(date(2026, 1, 1), date(2026, 1, 2)).minutes == 0


def test_takes_somebody_signed_in_home(client: Client) -> None:
    client.force_login(make_employment(make_organisation()).person)
    assert client.get("/").status_code in (200, 302)


def test_the_credits_page_shows_every_source(client: Client) -> None:
    shown = client.get("/data/").content.decode()
    assert [credit.source for credit in CREDITS if credit.source not in shown] == []


def test_notice_shows_every_source_and_statement() -> None:
    notice = Path(settings.ROOT, "NOTICE").read_text()
    assert [credit.source for credit in CREDITS if credit.source not in notice] == []
    assert [statement for statement in ORDNANCE if statement not in notice] == []
