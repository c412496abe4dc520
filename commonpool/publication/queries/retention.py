"""How long a council's records are kept, and what is held for longer."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.db.models import QuerySet

from commonpool.access import Actor, Right
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.tables import read_table
from commonpool.publication.models import RecordsHold, RetentionChoice
from commonpool.publication.rules.retention import Retention

REFERENCE = Path(__file__).resolve().parents[1] / "reference" / "retention.csv"
RETENTION_READERS = (Right.SET_UP_COUNCIL, Right.READ_LOG, Right.SEE_MONEY)


@lru_cache(maxsize=1)
def retention_table() -> tuple[Retention, ...]:
    """The usual periods with their sources and marks. Read once: it changes with the product."""
    return tuple(
        Retention(
            record=row["record"],
            years=int(row["years"]),
            least_years=int(row["least_years"]),
            counted_from=row["counted_from"],
            source=row["source"],
            mark=row["mark"],
        )
        for row in read_table(REFERENCE)
    )


@dataclass(frozen=True)
class Kept:
    """A kind of record with its usual period, and what the council chose instead, if it did."""

    usual: Retention
    chosen: RetentionChoice | None

    @property
    def years(self) -> int:
        return self.chosen.years if self.chosen else self.usual.years


def kept_by(actor: Actor, organisation_id: int) -> list[Kept]:
    """Every kind of record, for the council's administrators, finance and auditors. Refuses `not_found` to others."""
    _require(actor, organisation_id)
    said = RetentionChoice.objects.filter(organisation_id=organisation_id).select_related("chosen_by")
    newest = {each.record: each for each in said.order_by("pk")}
    return [Kept(each, newest.get(each.record)) for each in retention_table()]


def holds_of(actor: Actor, organisation_id: int) -> QuerySet[RecordsHold]:
    """The council's holds, those that last first. Refuses `not_found` to others."""
    _require(actor, organisation_id)
    found = RecordsHold.objects.filter(organisation_id=organisation_id).select_related("held_by", "lifted_by")
    return found.order_by("-lifted_at", "-pk")


def held(actor: Actor, organisation_id: int, hold_id: int) -> RecordsHold:
    """One of them. Refuses `not_found`."""
    found = holds_of(actor, organisation_id).filter(pk=hold_id).first()
    if found is None:
        raise NotFound
    return found


def _require(actor: Actor, organisation_id: int) -> None:
    if not any(actor.may(right, organisation_id) for right in RETENTION_READERS):
        raise NotFound
