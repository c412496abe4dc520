"""Bank holidays of the United Kingdom's nations, from the published list kept with the product: no network."""

from datetime import date
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays

from commonpool.organisations.models import Nation

DIVISIONS = {
    Nation.ENGLAND.value: BankHolidays.ENGLAND_AND_WALES,
    Nation.WALES.value: BankHolidays.ENGLAND_AND_WALES,
    Nation.SCOTLAND.value: BankHolidays.SCOTLAND,
    Nation.NORTHERN_IRELAND.value: BankHolidays.NORTHERN_IRELAND,
}


@cache
def bank_holidays(nation: str) -> frozenset[date]:
    """The bank holidays of a nation, as far as they are published."""
    published = BankHolidays(use_cached_holidays=True).get_holidays(division=DIVISIONS[nation])
    return frozenset(holiday["date"] for holiday in published)
