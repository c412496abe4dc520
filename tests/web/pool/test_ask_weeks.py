"""What the page on which hours are asked for says of single weeks: beside each what is so of it."""

import re

import pytest
from django.urls import reverse

from tests.factories.bookings import Pair, make_pair, monday, requested_booking
from tests.factories.signed_in import signed_in
from tests.web.pool.test_pool_pages import asked

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]


def wrong(page: str) -> dict[str, str]:
    """What is said beside each field of a page that is wrong."""
    found = re.findall(
        r'<p id="id_(\S+)-error" class="govuk-error-message">\s*<span[^>]*>[^<]*</span>([^<]*)</p>', page
    )
    return {name: said.strip() for name, said in found}


def in_summary(page: str) -> list[str]:
    """The fields that the summary of what is wrong links to, in its order."""
    return re.findall(r'<a href="#id_([^"]+)"', page.split("govuk-error-summary__list")[1].split("</ul>")[0])


def sent(pair: Pair, **typed: str) -> dict[str, str]:
    """What is wrong with hours asked for in these weeks, by field."""
    weeks = {"week_2026-W50": ""} | {f"week_2026-{week}": hours for week, hours in typed.items()}
    address = reverse("ask", args=[pair.officer.reference])
    answer = signed_in(pair.booker).post(address, asked(pair, **weeks))
    assert answer.status_code == 422
    return wrong(answer.content.decode())


def test_what_is_wrong_with_a_week_stands_beside_it_and_nowhere_else() -> None:
    pair = make_pair()
    requested_booking(make_pair(home=pair.home, officer=pair.officer), [(monday(2), 60)])
    assert sent(pair, W50="2", W51="9", W52="1") == {
        "week_2026-W51": "The officer’s council allows 4 hours a week at most: week of 14 December.",
        "week_2026-W52": "Not enough hours are free: week of 21 December.",
    }


def test_of_two_things_that_stand_in_the_way_the_narrower_is_said() -> None:
    pair = make_pair()
    requested_booking(make_pair(home=pair.home, officer=pair.officer), [(monday(1), 60)])
    assert sent(pair, W51="9") == {"week_2026-W51": "Not enough hours are free: week of 14 December."}


def test_what_is_wrong_is_told_in_the_order_of_the_page() -> None:
    pair = make_pair()
    weeks = {"week_2026-W50": "x", "week_2026-W51": "y"}
    answer = signed_in(pair.booker).post(
        reverse("ask", args=[pair.officer.reference]), asked(pair, purpose="", **weeks)
    )
    assert in_summary(answer.content.decode()) == [*weeks, "purpose"]


def test_chosen_weeks_that_were_taken_meanwhile_are_named() -> None:
    pair = make_pair()
    requested_booking(make_pair(home=pair.home, officer=pair.officer), [(monday(1), 60)])
    browser, address = signed_in(pair.booker), reverse("ask", args=[pair.officer.reference])
    gone = "The hours you chose cannot be had any more"
    for chosen, named in (
        ("2026-W50:120,2026-W51:120", "week of 14 December"),
        ("2026-W50:600", "week of 7 December"),
        ("2026-W40:60", "week of 28 September"),
    ):
        page = browser.get(f"{address}?weeks={chosen}").content.decode()
        assert f"{gone}: {named}. Choose other weeks." in page
    assert gone not in browser.get(f"{address}?weeks=2026-W50:120").content.decode()
    assert gone not in browser.get(address).content.decode()
    help_ = f"{address}?kind=peer_help&weeks="
    assert gone not in browser.get(f"{help_}2026-W46:60").content.decode()
    assert gone in browser.get(f"{help_}2026-W40:60").content.decode()
