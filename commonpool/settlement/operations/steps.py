"""What every step of a cycle begins with: who may take it, and the cycle's row under lock."""

from datetime import date

from commonpool.access import NETWORK, Actor, Right
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.organisations.queries import bank_holidays
from commonpool.settlement.lifecycle import CYCLE
from commonpool.settlement.models import Cycle
from commonpool.settlement.rules.calendar import NATION
from commonpool.settlement.rules.refusals import CycleMoved, ReasonMissing

MOST_REASON = 600
CALENDAR = Actor.rule("clearing_calendar")


def require_runner(actor: Actor) -> None:
    """The calendar's own rule, or a steward with a second factor (`forbidden`, `step_up_needed`)."""
    if actor.standing_rule == CALENDAR.standing_rule:
        return
    actor.require(Right.RUN_DESK, NETWORK)
    actor.require_second_factor()
    actor.require_decision()


def locked(month: date, verb: str | None = None) -> Cycle:
    """The month's cycle under lock; refuses `not_found`, and `cycle_moved` where this verb cannot be said of it."""
    cycle = Cycle.objects.select_for_update(no_key=True).filter(month=month).first()
    if cycle is None:
        raise NotFound
    if verb is not None:
        CYCLE.after(cycle.status, verb, CycleMoved)
    return cycle


def move(cycle: Cycle, verb: str, done: str, actor: Actor, at: object) -> None:
    """The cycle is where the verb leads, with who did it when."""
    cycle.status = CYCLE.after(cycle.status, verb, CycleMoved)
    setattr(cycle, f"{done}_at", at)
    setattr(cycle, f"{done}_by_id", actor.person_id)
    if done != "unwound":
        setattr(cycle, f"{done}_by_rule", actor.standing_rule)
    cycle.save()


def holidays() -> frozenset[date]:
    return bank_holidays(NATION)


def with_reason(reason: str) -> str:
    """The reason on one line; refuses `reason_missing`."""
    said = " ".join(reason.split())
    if not 0 < len(said) <= MOST_REASON or "\x00" in said:
        raise ReasonMissing
    return said


__all__ = ["CALENDAR", "holidays", "locked", "london_date", "move", "require_runner", "with_reason"]
