"""Why a loan needs no competition, as a council answers it once, and the figures it is counted against."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

HORIZONTAL, VERTICAL, BELOW, REGULATION_13, OTHER = BASES = (
    "horizontal",
    "vertical",
    "below",
    "regulation_13",
    "other",
)
EXEMPT = (HORIZONTAL, REGULATION_13)
"""Agreements between authorities: they need a public objective that both share."""
MOST_CAP_PENCE = 99_999_999
"""The highest cap of a pair for a year: £999,999.99 before VAT."""

BASIS_WORDS: dict[str, Any] = {
    HORIZONTAL: _(
        "An agreement between authorities with objectives in common"
        " (Procurement Act 2023, Schedule 2, paragraph 3)"
    ),
    VERTICAL: _(
        "One of us controls the other, or we control it together"
        " (Procurement Act 2023, Schedule 2, paragraph 2)"
    ),
    BELOW: _("Each loan stays below the threshold"),
    REGULATION_13: _(
        "An agreement between public bodies (Public Contracts (Scotland) Regulations 2015, regulation 13)"
    ),
    OTHER: _("For another reason"),
}
MOST_OTHER_PERCENT = {HORIZONTAL: 20, REGULATION_13: 19}
"""Whole percent of other activity: at most 20 (2023 Act), less than 20 (Scottish regulations)."""

STARTING_OBJECTIVES = _(
    "To share skilled officers between councils, so that each carries out its public functions well and keeps them"
    " going when its own staff are short. Each council lends and borrows, at cost, and none makes a profit."
)

THRESHOLD, NOTICE, REGULATED, PAIR_CAP = ("threshold", "notice", "regulated", "pair_cap")


@dataclass(frozen=True)
class Figure:
    """An amount the law or the pool counts against, between two days. Pence, with or before VAT."""

    figure: str
    pence: int
    with_vat: bool
    starts_on: date | None
    ends_on: date | None
    source: str
    mark: str


def figure_on(figures: Iterable[Figure], name: str, day: date) -> Figure | None:
    """The figure of this name on a day; none where there was none."""
    for each in figures:
        begun = each.starts_on is None or each.starts_on <= day
        if each.figure == name and begun and (each.ends_on is None or day <= each.ends_on):
            return each
    return None


def bases_for(nation: str) -> tuple[str, ...]:
    """The reasons a council of this nation can give: Scotland has regulations of its own."""
    if nation == "Scotland":
        return (REGULATION_13, BELOW, OTHER)
    return (HORIZONTAL, VERTICAL, BELOW, OTHER)


def exempt_as_said(basis: str, *, objectives: str, public_interest: bool, other_percent: int) -> bool:
    """Whether an exemption for agreements between authorities is borne out by what is said with it."""
    if basis not in EXEMPT:
        return True
    return bool(objectives.strip()) and public_interest and other_percent <= MOST_OTHER_PERCENT[basis]


def financial_year(day: date) -> int:
    """The year of the first of April on or before a day."""
    return day.year if (day.month, day.day) >= (4, 1) else day.year - 1


def last_day_of(year: int) -> date:
    """The last day of a financial year."""
    return date(year + 1, 3, 31)
