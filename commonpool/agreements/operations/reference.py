"""The legal powers between nations are loaded from the product's own reference table, again and again."""

from datetime import datetime
from pathlib import Path

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements.events import LegalPowersChanged
from commonpool.agreements.models import LegalPower
from commonpool.kernel.tables import read_table, set_differing

REFERENCE = Path(__file__).resolve().parents[1] / "reference"


def load_legal_powers(*, actor: Actor, at: datetime, folder: Path = REFERENCE) -> int:
    """The power for each pair of home and host nation is as the table says; answers how many differed.

    A booking keeps the power it was made under. Needs `run_desk` or a rule.
    """
    if not actor.standing_rule:
        actor.require(Right.RUN_DESK, NETWORK)
    with change():
        held = {power.pk: power for power in LegalPower.objects.all()}
        wanted = [
            {**row, "deemed": row["deemed"] == "yes"} for row in read_table(folder / "legal_powers.csv")
        ]
        new = [LegalPower(**row) for row in wanted if row["id"] not in held]
        known = [(held[str(row["id"])], row) for row in wanted if row["id"] in held]
        differing = [power for power, row in known if set_differing(power, row)]
        LegalPower.objects.bulk_create(new)
        for power in differing:
            power.save()
        ids = tuple(power.pk for power in [*new, *differing])
        if ids:
            publish(LegalPowersChanged(on_behalf_of=None, power_ids=ids), actor=actor, at=at)
    return len(ids)
