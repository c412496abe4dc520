"""Hours worked."""

from typing import Literal

from pydantic import BaseModel, Field

from commonpool.api.shapes.bookings import CheckShape, Sent
from commonpool.api.shapes.values import Line, Week


class DaySent(Sent):
    date: str = Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    minutes: int = Field(strict=True, ge=0, le=1440)
    from_: str | None = Field(default=None, alias="from", pattern=r"^[0-9]{2}:[0-9]{2}$")
    to: str | None = Field(default=None, pattern=r"^[0-9]{2}:[0-9]{2}$")


class TimesheetSent(Sent):
    """`outside_contracted_hours`: the officer says that they were, or were made up; without it pay waits for it."""

    week: Week
    days: list[DaySent] | None = Field(default=None, max_length=60)
    outside_contracted_hours: bool = False


class HoursAnswerSent(Sent):
    """`reason`: what the host asks about the hours; agreeing needs none."""

    week: Week
    reason: Line = ""


class CorrectionSent(Sent):
    """All days of a week as they are right, in place of those agreed; none if nothing was worked.

    `outside_contracted_hours`: the officer's statement of hours added, without which pay waits for it.
    """

    week: Week
    days: list[DaySent] = Field(max_length=60)
    reason: Line
    outside_contracted_hours: bool = False


class CorrectionAnswerSent(Sent):
    """The answer to the correction with that number."""

    week: Week
    number: int = Field(strict=True, ge=1, le=10_000)


class MoveSent(Sent):
    """Hours of `week` are to be worked in the week `to`, or at another time of the same week."""

    week: Week
    to: Week
    when: Literal["weekday", "evening_saturday", "sunday_holiday"] | None = None


class DayShape(BaseModel):
    date: str
    minutes: int


class PartShape(BaseModel):
    """Minutes of one calendar day in one time band. `waits_because`: why they wait for home's yes, or null."""

    date: str
    day_type: str
    band: str
    minutes: int
    waits_because: str | None


class CorrectionShape(BaseModel):
    """A correction of agreed hours. `status`: proposed, waiting (for home), agreed, refused, withdrawn.

    `waiting_minutes`: those the home council was asked about; `home_allows`: its answer.
    """

    number: int
    status: str
    minutes: int
    reason: str
    days: list[DayShape]
    waiting_minutes: int
    home_allows: bool | None


class TimesheetShape(BaseModel):
    """`missing`: whose yes is missing before all of it is paid (`host`, `home`). `waiting_minutes`: those that are
    neither paid nor charged until the home council says yes. `days`, `parts`: as the last agreed correction has them.
    """

    booking: str
    week: str
    when: str
    status: str
    days: list[DayShape]
    parts: list[PartShape]
    missing: list[str]
    waiting_minutes: int
    corrections: list[CorrectionShape]
    checks: list[CheckShape]
