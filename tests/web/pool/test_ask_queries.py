"""What the page on which hours are asked for may ask of the database: opened, again, checked, sent back, refused."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.bookings import PURPOSE, Pair, function_id, make_pair, monday, requested_booking
from tests.factories.signed_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_now")]

MOST_QUERIES = 20


def asked(pair: Pair, **more: str) -> dict[str, str]:
    """What brings every question: decisions and an account are home's to allow, and somebody else is the contact."""
    typed = {
        "host": pair.host.code, "kind": "paid", "week_2026-W50": "2", "week_2026-W51": "1", "purpose": PURPOSE,
        "function": function_id(), "work": "decisions", "purchase_order": "", "needs": "account",
        "contact": pair.budget_holder.email, "go": "check",
    }  # fmt: skip
    return typed | more


def test_keeps_to_twenty_queries() -> None:
    """Also where the limit does not cover it, and where a week is taken and others are shown."""
    pair = make_pair(per_booking_pence=100)
    before = requested_booking(pair, [(monday(2), 120)])
    make_pair(home=pair.home, host=pair.host)  # whose officer would serve as well
    requested_booking(make_pair(home=pair.home, officer=pair.officer), [(monday(3), 240)])
    address = reverse("ask", args=[pair.officer.reference])
    again = f"{address}?again={before.reference}&weeks=2026-W51:60"
    help_ = {"kind": "peer_help", "work": "advice", "needs": "", "contact": "", "week_2026-W50": ""}
    taken = asked(pair, **{"week_2026-W53": "4"})
    (client := signed_in(pair.booker)).get("/home/")  # the first page of a session writes to it
    found = {
        "opened": cost(client, address, says="Check before sending"),
        "again": cost(client, again, says=PURPOSE),
        "peer help": cost(client, f"{address}?kind=peer_help", says="advice only"),
        "checked": cost(client, again, asked(pair), says='value="send"'),
        "help checked": cost(client, address, asked(pair, **help_), says='value="send"'),
        "sent back": cost(client, again, asked(pair, purpose=""), says="Check before sending"),
        "refused": cost(client, again, taken, says="Other ways to the same hours"),
    }
    assert {name: count for name, count in found.items() if count > MOST_QUERIES} == {}


def cost(client: Client, address: str, posted: dict[str, str] | None = None, *, says: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address) if posted is None else client.post(address, posted)
    assert says in answer.content.decode()
    return len(captured)
