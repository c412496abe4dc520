"""For each rule of procurement: a case in which it speaks, and the nearest one in which it does not."""

from dataclasses import replace
from datetime import date
from typing import Any

from commonpool.agreements.queries import figures
from commonpool.agreements.rules import Party
from commonpool.bookings.rules.asking import Ask
from commonpool.bookings.rules.running import Answers, Cap, Lately, Procurement

MONDAY = date(2026, 12, 7)
DECEMBER = date(2026, 12, 1)
ASK = Ask(weeks=((MONDAY, 120),), purpose="Advice", function_id="3")
ANNA, BEN = 1, 2
HOURLY = 3200
NET = 6400
"""Two hours at £32: what is asked for."""
SCOTTISH = {"host": Party("Scotland", "council")}
EXEMPT = Answers("horizontal", "To share officers", public_interest=True, other_percent=20)
BELOW = Answers("below")


def facts(**given: Any) -> dict[str, object]:
    """All well between the two, at £32 an hour, but for what is said otherwise."""
    plain = {
        "officer_id": ANNA,
        "family": "1",
        "pair_id": 1,
        "answers": EXEMPT,
        "figures": figures(),
        "caps": {2026: Cap(2_500_000, date(2027, 3, 31))},
    }
    return {"prices": {MONDAY: HOURLY}, "procurement": Procurement(**plain | given)}  # type: ignore[arg-type]


def bound(gross_pence: int) -> dict[date, int]:
    """So much bound in December that with what is asked for it comes to this amount with VAT."""
    return {DECEMBER: gross_pence * 5 // 6 - NET}


def lately(pence: int, *, officer: int = BEN, family: str = "1", first: date = MONDAY) -> Lately:
    return Lately(officer, family, pence, first, first)


Case = tuple[Ask, dict[str, object], str | None]
CASES: dict[str, tuple[tuple[Ask, dict[str, object], str], Case]] = {
    "PRC-01": ((ASK, facts(answers=None), "BLOCK"), (ASK, facts(), "PASS")),
    "PRC-02": (
        (ASK, facts(answers=replace(EXEMPT, other_percent=21)), "BLOCK"),
        (ASK, facts(), "PASS"),
    ),
    "PRC-03": (
        (ASK, facts(caps={2026: Cap(2_500_000, date(2026, 12, 6))}), "BLOCK"),
        (ASK, facts(caps={2026: Cap(0, MONDAY)}), "PASS"),
    ),
    "PRC-04": (
        (ASK, facts(answers=BELOW, bound=bound(207_720_00)), "BLOCK"),
        (ASK, facts(answers=BELOW, bound=bound(166_176_00 - 6)), "PASS"),
    ),
    "PRC-05": (
        (ASK, facts(answers=BELOW, bound=bound(30_000_00)), "ASK"),
        (ASK, facts(answers=BELOW, bound=bound(30_000_00 - 6)), "PASS"),
    ),
    "PRC-06": (
        (ASK, facts(bound={DECEMBER: 50_000_00 - NET}) | SCOTTISH, "WARN"),
        (ASK, facts(bound={DECEMBER: 50_000_00 - NET - 1}) | SCOTTISH, "PASS"),
    ),
    "PRC-07": (
        (ASK, facts(limits=[8_000], lately=[lately(6_400)]), "WARN"),
        (ASK, facts(limits=[8_001], lately=[lately(6_400)]), "PASS"),
    ),
    "PRC-08": ((ASK, facts(interest=True), "BLOCK"), (ASK, facts(), "PASS")),
    "PRC-09": (
        (ASK, facts(answers=replace(EXEMPT, standing_orders_pence=NET - 1)), "ASK"),
        (ASK, facts(answers=replace(EXEMPT, standing_orders_pence=NET)), "PASS"),
    ),
    "LIA-02": (
        (ASK, facts(home_insured=False), "ASK"),
        (ASK, facts(), "PASS"),
    ),
}
