"""An hour's price, worked out by the national pay table."""

from dataclasses import replace
from typing import Any

from ninja import Router

from commonpool.agreements import queries
from commonpool.agreements.rules import DAY_TYPES, national
from commonpool.agreements.rules.paying import LEVY, NI, PayLine, Spell, hourly_pence
from commonpool.agreements.rules.working_out import Rates, work_out
from commonpool.api.access import SIGNED_IN, Calling, needs
from commonpool.api.shapes import rates as shapes
from commonpool.kernel.words import day
from commonpool.organisations.models import Nation
from commonpool.organisations.queries import bank_holidays
from commonpool.timesheets.rules.days import day_type

router = Router(tags=["Rates"])


@router.post("rates/example", response={200: shapes.ExampleShape}, operation_id="work_out_example")
@needs(SIGNED_IN)
def example(request: Calling, sent: shapes.ExampleSent) -> Any:
    """What these hours on top of a contract are paid and cost: the Green Book's rates, every minute paid.

    Plain time up to the full week; then time and a half, and double on Sundays and public holidays in England, of
    which at least two hours are paid. National Insurance and levy are those of the last day.
    """
    holidays = bank_holidays(Nation.ENGLAND)
    spells = [Spell(each.date, each.minutes, day_type(each.date, holidays)) for each in sent.work]
    state = queries.of_the_state(max(each.date for each in sent.work))
    found = work_out(
        spells,
        hourly_pence(sent.annual_pence, sent.weekly_minutes),
        sent.contract_minutes,
        replace(national("England"), block_minutes=1, min_claim_minutes=0),
        Rates(ni=state[NI], levy=state[LEVY], pension=_hundredths(sent.pension_percent)),
        full_week_minutes=sent.weekly_minutes,
    )
    return {
        "hourly_pence": found.hourly_pence,
        "pay_pence": found.pay_pence,
        "on_cost_pence": found.costs.pence,
        "net_pence": found.net_pence,
        "vat_pence": found.vat_pence,
        "gross_pence": found.gross_pence,
        "lines": [_line(each, day_type(each.date, holidays)) for each in found.lines],
    }


def _line(line: PayLine, kind: str) -> dict[str, Any]:
    return {
        "label": f"{day(line.date)}: {DAY_TYPES[kind]}",
        "minutes": line.minutes,
        "multiplier": _times(line.multiplier_hundredths),
        "pence": line.pence,
    }


def _times(hundredths: int) -> str:
    """`1.5` for 150, `1.0` for 100, `1.25` for 125."""
    whole, rest = divmod(hundredths, 100)
    return f"{whole}.{rest:02d}".removesuffix("0")


def _hundredths(percent: str) -> int:
    """1960 for `19.6`: the shape has seen that it is a number."""
    whole, _dot, rest = percent.partition(".")
    return int(whole + rest.ljust(2, "0"))
