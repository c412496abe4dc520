"""What is asked of the database for the rules of law alone: three statements, whatever is asked for."""

from contextlib import ExitStack
from typing import Any
from unittest.mock import patch

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonpool.bookings.queries import known, quote, quotes
from commonpool.kernel.prepared import nothing_asked
from tests.factories import NOW, actor
from tests.factories.bookings import PURPOSE, Pair, bound_booking, function_id, make_pair, monday

pytestmark = pytest.mark.django_db

AT_MOST = 3
OF_THE_RULES = (
    (known, "working_times_of", lambda asked, *_facts, **_more: nothing_asked([None for _one in asked])),
    (known, "posts_of", lambda asked, *_facts, **_more: nothing_asked([None for _one in asked])),
    (known, "procurements_of", lambda asked, *_facts, **_more: nothing_asked([None for _one in asked])),
    (quotes, "said_by_law", lambda *facts: []),
)
"""Where the facts are read that the rules alone ask for, and where they judge."""


def statements(pair: Pair, **asked: Any) -> list[str]:
    weeks = [(monday(number), 60) for number in range(4)]
    with CaptureQueriesContext(connection) as captured:
        quote(
            actor(pair.booker),
            pair.host.pk,
            pair.officer.reference,
            weeks,
            function_id(),
            purpose=PURPOSE,
            at=NOW,
            **asked,
        )
    return [statement for each in captured for statement in each["sql"].split("; ")]


@pytest.mark.parametrize("asked", [{}, {"decisions": True, "needs": ["documents", "account", "visit"]}])
def test_the_rules_of_law_take_three_statements(asked: dict[str, Any]) -> None:
    pair = make_pair()
    for number in range(3):
        bound_booking(pair, [(monday(10 + number), 60)])
    statements(pair, **asked)
    whole = statements(pair, **asked)
    with ExitStack() as stack:
        for place, name, instead in OF_THE_RULES:
            stack.enter_context(patch.object(place, name, instead))
        bare = statements(pair, **asked)
    assert len(whole) - len(bare) == AT_MOST
