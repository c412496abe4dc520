"""A team: wished for too cheaply, proposed for what it costs, asked in one go, and each answers for themselves."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, now
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db]

FIRST = weeks.monday_of(london_date(now())) + timedelta(weeks=12)
PURPOSE = "Put our benefits forms online, from the first page to the warehouse"


def test_build_a_team(visitor: Callable[..., Visitor]) -> None:
    """Without JavaScript, as the whole is forms and links."""
    host = visitor(javascript=False)
    host.sign_in_as("Imogen Farrant")
    host.open("/find/")
    host.follow("Need several people at once? Build a team")
    host.press("Propose a team")
    host.reads("Say what at least one of them should do")
    host.fill("Part 1: what should they do?", "benefits content design")
    host.fill("Part 1: how many hours in all?", "4")
    host.fill("Part 2: what should they do?", "data warehouse")
    host.fill("Part 2: how many hours in all?", "2")
    host.fill_date("From which date?", FIRST)
    host.fill_date("Until which date?", FIRST + timedelta(days=18))
    host.fill("At most how much in all, with VAT?", "10")
    host.press("Propose a team")
    host.reads("No team keeps to all of these wishes", "One of these is enough")
    host.follow("Spend more")
    host.reads("The team we propose", "before VAT", "Other teams")
    host.press("Ask this team")
    host.fill("What do you need them for?", PURPOSE)
    host.select("Which council function does it serve?", "Advice and benefits: Benefits")
    host.press("Check before sending")
    host.reads(PURPOSE, "All of these weeks are held, or none.")
    host.press("Send all the requests")
    host.reads("Asked together", PURPOSE, "Each of them answers for themselves")
    host.follow("Hamish Okafor")
    host.reads("Asked together with", "Each answers for themselves.")
