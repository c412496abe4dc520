"""What some hours cost a home council, worked out: nothing is kept."""

from datetime import date
from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, Field, StringConstraints, model_validator

from commonpool.api.shapes.bookings import Sent
from commonpool.api.shapes.values import ADay

MOST_MINUTES, MOST_DAYS = 1440, 366
FIRST_DAY, LAST_DAY = date(2025, 4, 6), date(2200, 12, 31)
"""Before the first, the rate of National Insurance is not held."""

Percent = Annotated[
    str,
    StringConstraints(pattern=r"^(100(\.0{1,2})?|[0-9]{1,2}(\.[0-9]{1,2})?)$", max_length=6),
    Field(description="From 0 to 100, with at most two decimals, such as 19.6."),
]


def within_years(day: date) -> date:
    """Days for which rates are held."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError(_("Write a date from {first} to {last}.").format(first=FIRST_DAY, last=LAST_DAY))
    return day


class WorkedDay(Sent):
    date: Annotated[ADay, AfterValidator(within_years)]
    minutes: int = Field(strict=True, ge=1, le=MOST_MINUTES)


class ExampleSent(Sent):
    """Pay for a full year in pence, minutes of the full week and of the contract, what is paid into the pension."""

    annual_pence: int = Field(strict=True, ge=1, le=1_000_000_000)
    weekly_minutes: int = Field(strict=True, ge=60, le=6000)
    contract_minutes: int = Field(strict=True, ge=0, le=6000)
    pension_percent: Percent
    work: list[WorkedDay] = Field(min_length=1, max_length=MOST_DAYS)

    @model_validator(mode="after")
    def _each_day_once(self) -> "ExampleSent":
        days = [each.date for each in self.work]
        if len(set(days)) != len(days):
            raise ValueError(_("Write each day once."))
        return self


class PayLineShape(BaseModel):
    """A day at one rate: `multiplier` is times plain time, such as 1.5."""

    label: str
    minutes: int
    multiplier: str
    pence: int


class ExampleShape(BaseModel):
    """`pay_pence` is the sum of the lines; `net_pence` adds what pay costs on top."""

    hourly_pence: int
    pay_pence: int
    on_cost_pence: int
    net_pence: int
    vat_pence: int
    gross_pence: int
    lines: list[PayLineShape]
