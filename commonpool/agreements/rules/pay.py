"""The national pay tables that councils start from, what a table must hold, and what a payroll file may hold."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

DAY_TYPES = {
    "weekday": _("Monday to Friday"),
    "saturday": _("Saturday"),
    "sunday": _("Sunday"),
    "public_holiday": _("Public holidays"),
}
TIME_BANDS = ("00:00-06:00", "06:00-22:00", "22:00-24:00")
SIDES = {"below": _("Up to the ceiling"), "above": _("Above the ceiling")}
PLAIN, TIME_AND_A_HALF, DOUBLE = 100, 150, 200
MOST_RATE = 500

Matrix = dict[str, dict[str, dict[str, int]]]
"""By kind of day, time of day and side of the ceiling: hundredths of plain time."""

PAYROLL_FIELDS = {
    "payroll_number": _("Payroll number"),
    "officer": _("Officer’s name"),
    "date_worked": _("Date worked"),
    "hours_decimal": _("Hours, as a decimal"),
    "hours_minutes": _("Hours and minutes"),
    "minutes": _("Minutes"),
    "multiplier": _("Multiplier"),
    "element_code": _("Element code"),
    "hourly_pay": _("Pay an hour"),
    "pay": _("Pay"),
    "cost_code": _("Cost code"),
    "booking": _("Booking’s reference"),
    "host": _("Council that borrowed"),
}
"""What a line of a payroll file may hold: one paid spell of hours."""
NEEDED_FIELDS = ("payroll_number", "date_worked", "multiplier")
CUT_OFF_DAY = 4
"""Of a month, where a council has not said otherwise: hours agreed by its end are paid that month."""
LAST_CUT_OFF_DAY = 28
MOST_ELEMENT = 20
MOST_COST_CODE = 40
HOURS_FIELDS = ("hours_decimal", "hours_minutes", "minutes")


@dataclass(frozen=True)
class PayRules:
    """How hours on top of the week are paid (law.md 3.3). `divisor`: weeks in a year, in thousandths."""

    week_hours: int
    divisor: int
    ceiling: str
    rate_matrix: Matrix
    min_claim_minutes: int
    block_minutes: int
    min_payment_hours_sunday: int
    toil_rate: int
    toil_expiry_days: int | None
    toil_cap_hours: int | None
    part_time_threshold_hours: int
    approver_role: str

    def fields(self) -> dict[str, Any]:
        """By name, as they are kept."""
        return asdict(self)


def national(nation: str, *, london: bool = False) -> PayRules:
    """The table a council starts from: the Green Book's (OT-01 to OT-03); in Scotland the Red Book's (OT-06).

    Where the national agreement says nothing (blocks, time back), the plainest answer; no ceiling (OT-04).
    """
    scottish = nation == "Scotland"
    week = 36 if london else 37
    return PayRules(
        week_hours=week,
        divisor=52_143,
        ceiling="",
        rate_matrix=_scottish() if scottish else _green_book(),
        min_claim_minutes=30,
        block_minutes=15,
        min_payment_hours_sunday=0 if scottish else 2,
        toil_rate=PLAIN,
        toil_expiry_days=None,
        toil_cap_hours=None,
        part_time_threshold_hours=week,
        approver_role="approver",
    )


def at_plain_time() -> Matrix:
    """Every hour at plain time: inside the contract, or given back as time."""
    return {day: {band: _both(PLAIN) for band in TIME_BANDS} for day in DAY_TYPES}


def _green_book() -> Matrix:
    dearer = ("sunday", "public_holiday")
    return {
        day: {band: _both(DOUBLE if day in dearer else TIME_AND_A_HALF) for band in TIME_BANDS}
        for day in DAY_TYPES
    }


def _scottish() -> Matrix:
    """As in the Green Book, and double time from midnight to six."""
    return {day: bands | {TIME_BANDS[0]: _both(DOUBLE)} for day, bands in _green_book().items()}


def _both(rate: int) -> dict[str, int]:
    return dict.fromkeys(SIDES, rate)


def is_matrix(matrix: Mapping[str, Any]) -> bool:
    """Whether there is a rate from plain time to five times for every kind of day, time of day and side."""
    return set(matrix) == set(DAY_TYPES) and all(
        isinstance(bands, Mapping)
        and set(bands) == set(TIME_BANDS)
        and all(
            isinstance(sides, Mapping)
            and set(sides) == set(SIDES)
            and all(type(rate) is int and PLAIN <= rate <= MOST_RATE for rate in sides.values())
            for sides in bands.values()
        )
        for bands in matrix.values()
    )


def rates_of(matrix: Matrix) -> list[int]:
    """Every rate of a table, and plain time, in order: hundredths of plain time."""
    rates = {rate for bands in matrix.values() for sides in bands.values() for rate in sides.values()}
    return sorted(rates | {PLAIN})


def are_columns(columns: list[tuple[str, str]]) -> bool:
    """Whether these are known fields, each once with its own heading, that say who, when, how long, at what rate."""
    fields = [field for field, _heading in columns]
    headings = [heading.strip().casefold() for _field, heading in columns]
    return (
        set(fields) <= set(PAYROLL_FIELDS)
        and set(NEEDED_FIELDS) <= set(fields)
        and any(field in HOURS_FIELDS for field in fields)
        and len(set(fields)) == len(fields)
        and all(headings)
        and len(set(headings)) == len(headings)
    )
