"""One loan in pennies, followed by programs from the worked price to a balanced ledger and a month's positions."""

from typing import Any

import pytest

from commonpool.access import Role
from tests.factories.bookings import PURPOSE, function_id, make_pair
from tests.factories.councils import PRICES, council
from tests.factories.invoices import finance_of, issued, worked_pair
from tests.factories.people import make_person, make_role, make_steward
from tests.factories.settlement import advised_cycle, chose_netting

pytestmark = pytest.mark.django_db
HOURLY = 3831
NET, VAT, GROSS = 7662, 1532, 9194
"""Two hours at £38.31, and 20 % of it half-up."""
PAID = {"annual_pence": 3_636_300, "weekly_minutes": 2220, "pension_percent": "20"}
SATURDAY = {"date": "2026-12-12", "minutes": 120}
LONG_WEEK = [{"date": f"2026-12-{day:02d}", "minutes": 180} for day in (7, 8, 9)]


@pytest.mark.parametrize(
    ("contract", "work", "parts", "totals"),
    [
        (2220, [SATURDAY], [(120, "1.5", 5655)], (5655, 2008, 7663, 1533, 9196)),
        (
            1800,
            LONG_WEEK,
            [(180, "1.0", 5655), (180, "1.0", 5655), (60, "1.0", 1885), (120, "1.5", 5655)],
            (18850, 6692, 25542, 5108, 30650),
        ),
    ],
    ids=["a Saturday above the full week", "nine hours above a week of thirty"],
)
def test_a_worked_price(contract, work, parts, totals, caller):
    """£36,363 a year is £18.85 an hour; seven of a part-timer's nine hours fill the week, two are overtime."""
    sent = PAID | {"contract_minutes": contract, "work": work}
    status, found = caller(make_person())("POST", "rates/example", sent)
    assert (status, found["hourly_pence"]) == (200, 1885)
    assert [(each["minutes"], each["multiplier"], each["pence"]) for each in found["lines"]] == parts
    names = ("pay_pence", "on_cost_pence", "net_pence", "vat_pence", "gross_pence")
    assert tuple(found[name] for name in names) == totals


def dear_pair():
    """A home council whose officer costs £38.31 an hour."""
    return make_pair(home=council(prices=PRICES | {"Officer": HOURLY}))


def test_a_quote_is_hours_times_the_price(caller):
    pair = dear_pair()
    asked = {
        "officer": pair.officer.reference,
        "weeks": [{"week": "2026-W50", "minutes": 120}],
        "purpose": PURPOSE,
        "function": function_id(),
    }
    status, quote = caller(pair.booker)("POST", "quotes", asked)
    assert status == 200
    assert (quote["net_pence"], quote["vat_pence"], quote["gross_pence"]) == (NET, VAT, GROSS)
    assert [line["pence"] for line in quote["lines"]] == [NET]


def test_a_loan_from_its_charge_to_its_position(caller):
    pair, _bookings = worked_pair((120,), pair=dear_pair())
    (invoice,) = issued(pair.home)
    for place in (pair.home, pair.host):
        chose_netting(place)
    advised_cycle()
    home, host = caller(finance_of(pair.home)), caller(finance_of(pair.host))
    steward = caller(make_steward())
    for call in (home, host):
        (charge,) = call("GET", "charges")[1]["results"]
        assert (charge["minutes"], charge["hourly_pence"], charge["net_pence"]) == (120, HOURLY, NET)
        found = call("GET", f"invoices/{invoice.reference}.json")[1]
        assert (found["net_pence"], found["vat_pence"], found["gross_pence"]) == (NET, VAT, GROSS)
    assert books(home) == {"receivable": GROSS, "income": -NET, "output_vat": -VAT}
    assert books(host) == {"expense": NET, "input_vat": VAT, "payable": -GROSS}
    assert books(caller(make_role(pair.home, Role.AUDITOR))) == books(home)
    assert sum(books(steward).values()) == 0
    (cycle,) = steward("GET", "clearing-cycles")[1]["results"]
    status, all_of_it = steward("GET", f"clearing-cycles/{cycle['id']}/positions")
    assert status == 200
    both = (position(pair.home, GROSS, 0), position(pair.host, 0, GROSS))
    assert by_council(all_of_it["positions"]) == by_council(both)
    assert sum(each["net_pence"] for each in all_of_it["positions"]) == 0
    own = home("GET", f"clearing-cycles/{cycle['id']}/positions")[1]["positions"]
    assert own == [position(pair.home, GROSS, 0)]


def books(call: Any) -> dict[str, int]:
    """The trial balance of whoever asks, without accounts that hold nothing."""
    found = call("GET", "ledger/trial-balance")[1]["accounts"]
    assert sum(each["pence"] for each in found) == 0
    return {each["code"]: each["pence"] for each in found if each["pence"]}


def by_council(positions: Any) -> list[dict[str, Any]]:
    return sorted(positions, key=lambda each: each["council"])


def position(place: Any, gross_in: int, gross_out: int) -> dict[str, Any]:
    return {
        "council": place.code,
        "gross_in_pence": gross_in,
        "gross_out_pence": gross_out,
        "net_pence": gross_in - gross_out,
    }
