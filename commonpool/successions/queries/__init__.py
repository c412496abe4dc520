"""Every question about councils that end and who takes over from them."""

from commonpool.successions.queries.affected import DryRun, Heirs, dry_run, heirs_of
from commonpool.successions.queries.money import MoneyHeirs
from commonpool.successions.queries.plans import (
    due,
    handed_over,
    lock_confirmed,
    lock_handover,
    plan_for,
    plan_of,
    plans,
)

__all__ = [
    "DryRun",
    "Heirs",
    "MoneyHeirs",
    "dry_run",
    "due",
    "handed_over",
    "heirs_of",
    "lock_confirmed",
    "lock_handover",
    "plan_for",
    "plan_of",
    "plans",
]
