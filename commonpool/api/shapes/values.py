"""Values that come from outside: bounded, and without the one character the database cannot hold."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StringConstraints

WITHOUT_NUL = r"^[^\x00]*$"

Short = Annotated[str, StringConstraints(max_length=200, pattern=WITHOUT_NUL)]
Line = Annotated[str, StringConstraints(max_length=600, pattern=WITHOUT_NUL)]
Message = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=WITHOUT_NUL)]
A_WEEK = r"2[01][0-9]{2}-W(0[1-9]|[1-4][0-9]|5[0-3])"
Week = Annotated[str, Field(description="An ISO week, such as 2026-W50.", pattern=rf"^{A_WEEK}$")]
Weeks = Annotated[
    str,
    Field(
        description="ISO weeks: 2026-W50..2027-W02, or 2026-W50,2026-W52.",
        max_length=500,
        pattern=rf"^({A_WEEK}((\.\.{A_WEEK})|(,{A_WEEK})*))?$",
    ),
]
Minutes = Annotated[int, Field(strict=True, ge=1, le=6000, description="Minutes, a multiple of 30.")]


def a_day(value: Any) -> Any:
    """A date in ISO's words and no other: a number is no date, nor are 2026-12 or 20261204."""
    if value is not None and not (
        isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)
    ):
        raise ValueError("Write a date such as 2026-12-04.")
    return value


ADay = Annotated[date, BeforeValidator(a_day)]


def in_digits(value: Any) -> Any:
    """Python reads `1_0` as ten; people who send it mean something else."""
    if isinstance(value, str) and not re.fullmatch(r"-?[0-9]{1,9}", value):
        raise ValueError("Write a whole number in the digits 0 to 9.")
    return value


# The bounds stand before the validator, or the document does not have them.
Asked = Annotated[int, Field(ge=0, le=100_000), BeforeValidator(in_digits)]
PageNumber = Annotated[int, Field(ge=1, le=5000), BeforeValidator(in_digits)]
