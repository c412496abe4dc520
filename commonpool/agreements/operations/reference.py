"""The law as it is read is loaded from the product's own reference tables, again and again."""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements.events import LegalPowersChanged, RulesChanged
from commonpool.agreements.models import LegalPower, Rule
from commonpool.kernel.tables import parts_of, read_table

REFERENCE = Path(__file__).resolve().parents[1] / "reference"
PAIR = ("home_nation", "home_body", "host_nation", "host_body")


def load_legal_powers(*, actor: Actor, at: datetime, folder: Path = REFERENCE) -> int:
    """The power for each pair of nations and kinds of body is as the table says; answers how many differed.

    What differs becomes the pair's next version: a booking keeps the power it was made under. Needs `run_desk` or
    a rule.
    """
    _require_desk(actor)
    rows = [{**row, "deemed": row["deemed"] == "yes"} for row in read_table(folder / "legal_powers.csv")]
    with change():
        new = _read_anew(LegalPower, PAIR, rows)
        if new:
            publish(LegalPowersChanged(on_behalf_of=None, power_ids=new), actor=actor, at=at)
    return len(new)


def load_rules(*, actor: Actor, at: datetime, folder: Path = REFERENCE) -> int:
    """The rules of law are as the table says; answers how many differed.

    What differs becomes the rule's next version, which no council has set aside yet. Needs `run_desk` or a rule.
    """
    _require_desk(actor)
    rows = [_rule(row) for row in read_table(folder / "rules.csv")]
    with change():
        new = _read_anew(Rule, ("rule",), rows)
        if new:
            publish(RulesChanged(on_behalf_of=None, rule_ids=new), actor=actor, at=at)
    return len(new)


def _require_desk(actor: Actor) -> None:
    if not actor.standing_rule:
        actor.require(Right.RUN_DESK, NETWORK)


def _rule(row: dict[str, str]) -> dict[str, Any]:
    return {
        **row,
        "nations": parts_of(row["nations"]),
        "effects": parts_of(row["effects"]),
        "starts_on": _day(row["starts_on"]),
        "ends_on": _day(row["ends_on"]),
    }


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _read_anew(model: Any, key: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> tuple[int, ...]:
    """The ids of the versions that were added: of what is new in the table, or says something else."""
    read = {tuple(getattr(each, name) for name in key): each for each in model.objects.order_by("version")}
    new = []
    for row in rows:
        held = read.get(tuple(row[name] for name in key))
        if held is None or any(getattr(held, name) != value for name, value in row.items()):
            new.append(model(**row, version=held.version + 1 if held else 1))
    return tuple(each.pk for each in model.objects.bulk_create(new))
