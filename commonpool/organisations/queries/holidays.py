"""Bank holidays of the United Kingdom's nations, from the published list kept with the product: no network."""

import json
from datetime import date
from functools import cache
from importlib.resources import files

from commonpool.organisations.models import Nation

PUBLISHED = files("govuk_bank_holidays") / "bank-holidays.json"
"""Read as it is: the library that keeps it would load a client of the network, for a list that has no need of one."""
DIVISIONS = {
    Nation.ENGLAND.value: "england-and-wales",
    Nation.WALES.value: "england-and-wales",
    Nation.SCOTLAND.value: "scotland",
    Nation.NORTHERN_IRELAND.value: "northern-ireland",
}


@cache
def bank_holidays(nation: str) -> frozenset[date]:
    """The bank holidays of a nation, as far as they are published."""
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))[DIVISIONS[nation]]
    return frozenset(date.fromisoformat(holiday["date"]) for holiday in published["events"])
