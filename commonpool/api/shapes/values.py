"""Values that come from outside: bounded, and without what nobody sees."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from commonpool.kernel import weeks
from commonpool.kernel.typed import HIDDEN, as_typed, hides
from commonpool.needs.rules import MOST_WORDS


def _said(value: Any) -> Any:
    return as_typed(value).strip() if isinstance(value, str) else value


def _shown(value: str) -> str:
    if hides(value):
        raise ValueError(str(HIDDEN))
    return value


def _on_a_line(value: str) -> str:
    if hides(value, lines=False):
        raise ValueError(str(HIDDEN))
    return value


# The bounds stand before the validators, or the document does not have them. What is sent is read as what is typed.
Short = Annotated[str, StringConstraints(max_length=200), AfterValidator(_on_a_line), BeforeValidator(_said)]
Line = Annotated[str, StringConstraints(max_length=600), AfterValidator(_shown), BeforeValidator(_said)]
FewWords = Annotated[
    str, StringConstraints(max_length=MOST_WORDS), AfterValidator(_shown), BeforeValidator(_said)
]
Message = Annotated[
    str, StringConstraints(min_length=1, max_length=1000), AfterValidator(_shown), BeforeValidator(_said)
]
Words = Annotated[
    str, StringConstraints(min_length=1, max_length=200), AfterValidator(_on_a_line), BeforeValidator(_said)
]
Order = Annotated[str, StringConstraints(max_length=40), AfterValidator(_on_a_line), BeforeValidator(_said)]
A_WEEK = r"2[01][0-9]{2}-W(0[1-9]|[1-4][0-9]|5[0-3])"
SOME_WEEKS = rf"({A_WEEK}((\.\.{A_WEEK})|(,{A_WEEK})*))?"


def _a_week(value: Any) -> Any:
    if isinstance(value, str):
        try:
            weeks.read(value)
        except weeks.NotAWeek as refusal:
            raise ValueError(str(refusal)) from refusal
    return value


def _some_weeks(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(SOME_WEEKS, value):
        raise ValueError(_("Write ISO weeks such as 2026-W50..2027-W02 or 2026-W50,2026-W52."))
    return value


Week = Annotated[
    str, Field(description="An ISO week, such as 2026-W50.", pattern=rf"^{A_WEEK}$"), BeforeValidator(_a_week)
]
Weeks = Annotated[
    str,
    Field(
        description="ISO weeks: 2026-W50..2027-W02, or 2026-W50,2026-W52.",
        max_length=500,
        pattern=rf"^{SOME_WEEKS}$",
    ),
    BeforeValidator(_some_weeks),
]
Minutes = Annotated[int, Field(strict=True, ge=1, le=6000, description="Minutes, a multiple of 30.")]


def a_day(value: Any) -> Any:
    """A date in ISO's words and no other: a number is no date, nor are 2026-12 or 20261204."""
    if value is not None and not (
        isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)
    ):
        raise ValueError(_("Write a date such as 2026-12-04."))
    return value


ADay = Annotated[date, BeforeValidator(a_day)]


def in_digits(value: Any) -> Any:
    """Python reads `1_0` as ten; people who send it mean something else."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,9}", value):
        raise ValueError(_("Write a whole number in the digits 0 to 9."))
    return value


Asked = Annotated[int, Field(ge=0, le=100_000), BeforeValidator(in_digits)]
PageNumber = Annotated[int, Field(ge=1, le=5000), BeforeValidator(in_digits)]
InNation = Literal["", "England", "Wales", "Scotland", "Northern Ireland"]
