"""Clearing cycles and positions as JSON. Pence are whole and include VAT."""

from datetime import date
from typing import Any

from pydantic import BaseModel

from commonpool.settlement.models import Cycle, Position


class CycleShape(BaseModel):
    """`id` is the month, such as `2026-12`. `status`: open, closed, advised, called, settled or unwound."""

    id: str
    month: date
    status: str
    close_on: date
    object_by: date
    call_on: date
    pay_by: date
    value_on: date


class CyclesPage(BaseModel):
    count: int
    results: list[CycleShape]
    next: str | None


class PositionShape(BaseModel):
    """`council` is its code. `net_pence` above nought: the council is paid; below: it pays."""

    council: str
    gross_in_pence: int
    gross_out_pence: int
    net_pence: int


class Positions(BaseModel):
    positions: list[PositionShape]


def cycle_of(cycle: Cycle) -> dict[str, Any]:
    days = ("close_on", "object_by", "call_on", "pay_by", "value_on")
    return {
        "id": str(cycle),
        "month": cycle.month,
        "status": cycle.status,
        **{each: getattr(cycle, each) for each in days},
    }


def position_of(position: Position) -> dict[str, Any]:
    return {
        "council": position.council.code,
        "gross_in_pence": position.gross_in,
        "gross_out_pence": position.gross_out,
        "net_pence": position.net,
    }
