"""Where the power allows no more than cost, to the penny and to the border."""

import pytest

from commonpool.agreements.queries import law_as_read
from commonpool.agreements.rules import Law, Party
from commonpool.bookings.rules import refusals
from commonpool.bookings.rules.lawful import said_by_law
from tests.bookings.test_law import ASK, COUNCIL, ENGLISH, IRISH, SCOTTISH, WALES, at_cost, known

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
WELSH = Party(WALES, COUNCIL)


@pytest.mark.parametrize(
    ("home", "host", "price", "cost", "wellbeing", "refused"),
    [
        (ENGLISH, IRISH, 2000, 2000, "", None),
        (ENGLISH, IRISH, 2001, 2000, "", refusals.DearerThanCost),
        (ENGLISH, IRISH, 2000, None, "", refusals.CostNotRecorded),
        (ENGLISH, IRISH, None, None, "", None),  # without a price it is refused for that, and not twice
        (WELSH, IRISH, 2001, 2000, "", refusals.DearerThanCost),
        (SCOTTISH, ENGLISH, 2000, 2000, "Skills come home", None),
        (SCOTTISH, WELSH, 2001, 2000, "Skills come home", refusals.DearerThanCost),
        (SCOTTISH, IRISH, 2000, None, "Skills come home", refusals.CostNotRecorded),
        (SCOTTISH, ENGLISH, 2000, 2000, "", refusals.ReasonNotGiven),
        (ENGLISH, ENGLISH, 2001, None, "", None),
        (SCOTTISH, SCOTTISH, 2001, None, "", None),
        (IRISH, ENGLISH, 2001, None, "", None),
    ],
)
def test_a_loan_at_cost_is_refused_in_words_that_say_what_to_do(
    law: Law, home: Party, host: Party, price, cost, wellbeing: str, refused
) -> None:
    subject = known(law, home, host, **at_cost(price, cost, wellbeing))
    said = [each for each in said_by_law(ASK, subject) if each.rule.rule in ("PWR-08", "PWR-09")]
    assert [type(each.refusal) for each in said if each.refusal] == ([refused] if refused else [])


@pytest.fixture
def law() -> Law:
    return law_as_read()
