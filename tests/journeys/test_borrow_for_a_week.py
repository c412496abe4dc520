"""Journey 3, without a mouse: from a search to a booking that nobody else can have, in four screens and a tap."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, now
from tests.journeys.letters import link_in
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

MONDAY = weeks.monday_of(london_date(now()))
FIRST, LAST = MONDAY + timedelta(weeks=2), MONDAY + timedelta(weeks=5, days=-1)
SOON = MONDAY + timedelta(weeks=1)
BOX = "What are you starting, or what should they have done?"
FUNCTION = "Which council function does it serve?"


def test_borrow_for_a_week(visitor: Callable[..., Visitor]) -> None:
    """Both limits cover it: the officer's tap binds it, and nobody else finds these weeks."""
    host = visitor(keyboard=True)
    host.sign_in_as("Imogen Farrant")
    host.door("People")
    host.screens = 0
    searches(host)
    host.reads("Skill: User-centred content design", "Confirmed by Glesni Harries")
    host.reads("2 hours in each of 3 weeks from")
    host.keep_picture("find-someone")
    host.follow("Ask for hours of Lleucu Banham")
    host.fill("What do you need them for?", "Rewrite our benefits pages with two of our editors")
    host.select(FUNCTION, "Advice and benefits: Benefits")
    host.press("Check before sending")
    host.reads("£183.60", "Checked, nothing for you to do.", "Their yes binds it: both limits cover it.")
    host.press("Send the request")
    assert host.screens == 4
    host.reads("Sent to Lleucu Banham", "What happens next")

    officer = visitor(keyboard=True)
    officer.sign_in_as("Lleucu Banham")
    letter = officer.outbox.letter_to("lleucu.banham@bro-elwydd.example", "Larkminster asks for 6 hours")
    officer.open(link_in(letter))
    officer.screens = 0
    officer.press("Yes, I will do this")
    assert officer.screens == 1
    officer.reads("We have sent both of you the dates by e-mail, for your calendars.")

    host.follow("See the booking")
    host.reads("Bound")
    host.follow("The call-off: what the two councils have agreed")
    host.reads("Larkminster", "£183.60", "Is this genuine?")
    another = visitor(keyboard=True)
    another.sign_in_as("Gordon Sneddon")
    another.door("People")
    searches(another)
    another.misses("Lleucu Banham")


def test_borrow_with_a_missing_confirmation(visitor: Callable[..., Visitor]) -> None:
    """The twin: no spending limit covers it, so the budget holder's one answer binds it."""
    host = visitor(keyboard=True)
    host.sign_in_as("Mhairi Colquhoun")
    host.door("People")
    host.fill(BOX, "data warehouse")
    host.fill("How many hours?", "2")
    host.fill_date("From which date?", SOON)
    host.fill_date("Until which date?", SOON + timedelta(days=6))
    host.press("Search")
    host.follow("Ask for hours of Hamish Okafor")
    host.fill("What do you need them for?", "Look at our design for joining housing and benefits data")
    host.select(FUNCTION, "Running the council: Data")
    host.press("Check before sending")
    host.reads("When they say yes, we still ask:", "Struan Galbraith")
    host.press("Send the request")

    officer = visitor(keyboard=True)
    officer.sign_in_as("Hamish Okafor")
    officer.press("Read and answer", near="Inverlaggan")
    officer.press("Yes, I will do this")
    officer.reads("Struan Galbraith")

    holder = visitor(keyboard=True)
    holder.sign_in_as("Struan Galbraith")
    letter = holder.outbox.letter_to("struan.galbraith@inverlaggan.example", "Hamish Okafor")
    holder.open(link_in(letter))
    holder.press("Confirm")
    host.follow("See the booking")
    host.reads("Bound")


def searches(host: Visitor) -> None:
    host.fill(BOX, "benefits content design")
    host.fill("How many hours?", "6")
    host.fill_date("From which date?", FIRST)
    host.fill_date("Until which date?", LAST)
    host.press("Search")
