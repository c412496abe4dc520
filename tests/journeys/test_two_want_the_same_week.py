"""Journey 4, without JavaScript: the second to ask for a week is told so plainly, and finds another way."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from commonpool.kernel import weeks, words
from commonpool.kernel.clock import london_date, now
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

MONDAY = weeks.monday_of(london_date(now())) + timedelta(weeks=5)
OFFICER = "Niall McVeigh"
PURPOSE = "Choose the first three services to put online"


def test_two_want_the_same_week(visitor: Callable[..., Visitor]) -> None:
    first, second = visitor(javascript=False), visitor(javascript=False)
    first.sign_in_as("Rhodri Vaughan")
    second.sign_in_as("Zainab Mahmood")
    for who in (first, second):
        asks_for_the_week(who)
    first.press("Send the request")
    first.reads("What happens next")
    second.press("Send the request")
    second.reads(f"Not enough hours are free: {words.week_of(MONDAY)}.", "Other ways to the same hours")
    second.press("Check these hours", near=OFFICER)
    second.stands_at("Check and send")
    second.reads(PURPOSE)
    second.press("Send the request")
    second.reads("What happens next")


def asks_for_the_week(who: Visitor) -> None:
    """As far as the page to check before sending."""
    who.open("/find/")
    who.fill("What are you starting, or what should they have done?", "first services to put online")
    who.fill("How many hours?", "2")
    who.select("Is that in all, or each week?", "Each week")
    who.fill_date("From which date?", MONDAY)
    who.fill_date("Until which date?", MONDAY + timedelta(days=6))
    who.press("Search")
    who.follow(f"Ask for hours of {OFFICER}")
    who.fill("What do you need them for?", PURPOSE)
    who.select("Which council function does it serve?", "Running the council: Digital")
    who.press("Check before sending")
