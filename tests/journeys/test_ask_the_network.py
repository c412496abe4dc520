"""Nobody is found, so the whole network is asked; an officer offers, the host compares and asks, and it is filled."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, now
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

MONDAY = weeks.monday_of(london_date(now())) + timedelta(weeks=9)
TITLE = "Zeppelin gyroscopes"
OFFICER = "Niall McVeigh"


def test_ask_the_network(visitor: Callable[..., Visitor]) -> None:
    host, officer = visitor(javascript=False), visitor()
    host.sign_in_as("Rhodri Vaughan")
    host.open("/find/")
    host.fill("What are you starting, or what should they have done?", TITLE)
    host.press("Search")
    host.press("Ask the network")
    host.fill("What should they do, and what should they have done before?", "Look at our first three.")
    host.select("Which council function does it serve?", "Running the council: Digital")
    host.fill("How many hours?", "2")
    host.fill_date("From which date?", MONDAY)
    host.fill_date("Until which date?", MONDAY + timedelta(days=20))
    host.press("Post this need")
    host.reads("Posted.", "Who could do it")
    need = host.path
    host.open("/needs/ours/")
    host.reads(TITLE)

    officer.sign_in_as(OFFICER)
    officer.door("People")
    officer.open("/needs/")
    officer.follow(TITLE)
    officer.press("Offer my time")
    officer.fill("What have you done that helps here?", "I wrote ours.")
    officer.press("Send my offer")
    officer.reads("You have offered 2 hours.")
    officer.open("/offers/")

    host.open(need)
    host.reads("with VAT", "I wrote ours.")
    host.follow("Keep in view or decline")
    host.press("Keep in view")
    host.follow("See the price and accept")
    host.reads("Their offer is not yet a yes")
    host.press("Check before sending")
    host.reads("Check and send", "Advise and support")
    host.press("Send the request")
    host.reads("What happens next")

    officer.open("/offers/")
    officer.follow(TITLE)
    officer.open("/home/")
    officer.press("Read and answer", near="Dyffryn Arlais")
    officer.press("Yes, I will do this")
    host.open(need)
    host.reads("Filled")


def test_a_search_is_saved_and_the_steward_reads_what_lacks(visitor: Callable[..., Visitor]) -> None:
    who, steward = visitor(), visitor()
    who.sign_in_as("Rhodri Vaughan")
    who.open("/find/?q=benefits")
    who.press("Save this search")
    who.reads("benefits")
    who.press("Pause")
    who.reads("Paused")
    who.press("Resume")
    who.press("Remove")
    steward.sign_in_as("Marguerite Achterberg")
    steward.open("/desk/unmet/")
    steward.reads("Unmet demand, the most wanted first")
