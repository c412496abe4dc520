"""Whom a rule keeps from a council is not offered to it, and every page on which they stand says why."""

from typing import Any

import pytest
from django.urls import reverse

from commonpool.access import Role
from commonpool.people.operations import state_post_facts
from tests.factories.bookings import Pair, another_officer, make_pair, monday, requested_booking
from tests.factories.councils import council
from tests.factories.people import NOW, actor, make_role
from tests.factories.signed_in import signed_in
from tests.web.pool.test_team_pages import WISHES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]
RULE = "A profession with a register for each nation needs registration in the host council’s nation."
OF_THE_HOST = "An elected member of the host council cannot be lent to it."
SEARCH = {"q": "planning appeals", "hours": "2"}
FOUND = "Next free:", "2 hours:"


@pytest.fixture
def pair() -> Pair:
    """An officer of an English council, who is a solicitor there, and a Scottish one that would ask for them."""
    made = make_pair(host=council("Scotland"), limit=False)
    stated(made, profession="solicitor")
    return made


def stated(pair: Pair, **facts: Any) -> None:
    officer = pair.officer
    state_post_facts(actor=actor(officer.person), employment_id=officer.employment.pk, at=NOW, **facts)


def test_a_search_and_the_officers_page_say_why_and_lead_on(pair: Pair) -> None:
    client, ask = signed_in(pair.booker), reverse("ask", args=[pair.officer.reference])
    for page in (client.get("/find/", SEARCH), client.get(reverse("person", args=[pair.officer.reference]))):
        said = page.content.decode()
        assert "Your council cannot book them yet." in said
        assert RULE in said
        assert f'href="{ask}"' in said
        assert not [words for words in FOUND if words in said]
    stated(pair, member_of_id=pair.host.pk)
    for page in (client.get("/find/", SEARCH), client.get(reverse("person", args=[pair.officer.reference]))):
        said = page.content.decode()
        assert "Your council cannot book them." in said
        assert OF_THE_HOST in said
        assert f'href="{ask}"' not in said


def test_only_who_asks_for_hours_is_told_why(pair: Pair) -> None:
    reader = signed_in(make_role(pair.host, Role.BUDGET_HOLDER))
    for address in ("/find/", reverse("person", args=[pair.officer.reference])):
        said = reader.get(address, SEARCH).content.decode()
        assert (pair.officer.person.name in said, RULE in said) == (True, False)


def test_the_ask_page_has_weeks_only_where_what_was_seen_would_open_them(pair: Pair) -> None:
    client, ask = signed_in(pair.booker), reverse("ask", args=[pair.officer.reference])
    page = client.get(ask).content.decode()
    assert (RULE in page, 'name="week_2026-W50"' in page) == (True, True)
    stated(pair, member_of_id=pair.host.pk)
    page = client.get(ask).content.decode()
    assert (OF_THE_HOST in page, 'name="week_' in page) == (True, False)
    assert "No week is free" not in page


def test_no_team_has_them_and_it_says_why(pair: Pair) -> None:
    client = signed_in(pair.booker)
    one = {"host": pair.host.code, "words_2": "", "hours_2": ""}
    page = client.get("/team/", WISHES | one).content.decode()
    assert "Your council cannot book anybody who says they do “planning appeals”." in page
    assert RULE in page
    other = another_officer(pair, headline="Planning appeals")
    more = {"words_1": "planning appeals decision"}
    page = client.get("/team/", WISHES | one | more).content.decode()
    assert "The team we propose" in page
    assert other.officer.person.name in page
    assert "cannot be booked by your council." in page
    assert RULE in page


def test_they_are_no_other_way_to_the_same_hours(pair: Pair) -> None:
    other = another_officer(pair)
    booked = requested_booking(other, [(monday(), 240)])
    client = signed_in(pair.booker)
    typed = {
        "host": pair.host.code, "kind": "paid", "function": booked.standing.function_id, "work": "advice",
        "week_2026-W50": "2", "purpose": "Appeals", "go": "check",
    }  # fmt: skip
    page = client.post(reverse("ask", args=[other.officer.reference]), typed).content.decode()
    assert "Other ways to the same hours" in page
    assert pair.officer.person.name not in page
