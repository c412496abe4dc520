"""The legal powers between nations are loaded from the product's own reference table, again and again."""

from datetime import datetime
from pathlib import Path

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements.events import LegalPowersChanged
from commonpool.agreements.models import LegalPower
from commonpool.kernel.tables import read_table

REFERENCE = Path(__file__).resolve().parents[1] / "reference"


def load_legal_powers(*, actor: Actor, at: datetime, folder: Path = REFERENCE) -> int:
    """The power for each pair of home and host nation is as the table says; answers how many differed.

    What differs becomes the pair's next version: a booking keeps the power it was made under. Needs `run_desk` or
    a rule.
    """
    if not actor.standing_rule:
        actor.require(Right.RUN_DESK, NETWORK)
    with change():
        read = {(each.home_nation, each.host_nation): each for each in LegalPower.objects.order_by("version")}
        new = []
        for row in read_table(folder / "legal_powers.csv"):
            wanted = {**row, "deemed": row["deemed"] == "yes"}
            held = read.get((row["home_nation"], row["host_nation"]))
            if held is None or any(getattr(held, name) != value for name, value in wanted.items()):
                new.append(LegalPower(**wanted, version=held.version + 1 if held else 1))
        LegalPower.objects.bulk_create(new)
        if new:
            ids = tuple(power.pk for power in new)
            publish(LegalPowersChanged(on_behalf_of=None, power_ids=ids), actor=actor, at=at)
    return len(new)
