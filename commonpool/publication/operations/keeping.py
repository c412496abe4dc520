"""A council chooses how long it keeps a kind of record, and orders that nothing is destroyed, or lifts that."""

from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel import words
from commonpool.kernel.refusals import NotFound
from commonpool.publication.events import RecordsHeld, RecordsReleased, RetentionChosen
from commonpool.publication.models import RecordsHold, RetentionChoice
from commonpool.publication.queries import held, retention_table
from commonpool.publication.rules.refusals import KeptTooShort, NotHeld, WhyMissing
from commonpool.publication.rules.retention import MOST_YEARS

MOST_REASON = 600


def choose_retention(
    *, actor: Actor, organisation_id: int, record: str, years: int, reason: str, at: datetime
) -> RetentionChoice:
    """The council keeps this kind of record for so many years, other than is usual.

    Requires `set_up_council`. Refuses `not_found` (no such kind), `kept_too_short`, `why_missing`.
    """
    actor.require(Right.SET_UP_COUNCIL, organisation_id)
    actor.require_decision()
    usual = next((each for each in retention_table() if each.record == record), None)
    if usual is None:
        raise NotFound
    if not usual.least_years <= years <= MOST_YEARS:
        raise KeptTooShort(field="years", least=usual.least_years)
    with change():
        choice = RetentionChoice.objects.create(
            organisation_id=organisation_id,
            record=record,
            years=years,
            reason=_worded(reason),
            chosen_at=at,
            chosen_by_id=actor.by,
        )
        fact = RetentionChosen(on_behalf_of=organisation_id, choice_id=choice.pk, years=years)
        publish(fact, actor=actor, at=at)
    return choice


def hold_records(*, actor: Actor, organisation_id: int, reason: str, at: datetime) -> RecordsHold:
    """The council destroys no record, however old, until the hold is lifted. Its log says so.

    Requires `set_up_council`. Refuses `why_missing`.
    """
    actor.require(Right.SET_UP_COUNCIL, organisation_id)
    actor.require_decision()
    with change():
        hold = RecordsHold.objects.create(
            organisation_id=organisation_id, reason=_worded(reason), held_at=at, held_by_id=actor.by
        )
        publish(RecordsHeld(on_behalf_of=organisation_id, hold_id=hold.pk), actor=actor, at=at)
    return hold


def lift_hold(*, actor: Actor, organisation_id: int, hold_id: int, at: datetime) -> RecordsHold:
    """The hold is over. Requires `set_up_council`. Refuses `not_found` (another council's), `not_held`."""
    held(actor, organisation_id, hold_id)
    actor.require(Right.SET_UP_COUNCIL, organisation_id)
    actor.require_decision()
    with change():
        hold = RecordsHold.objects.select_for_update().get(pk=hold_id)
        if hold.lifted_at is not None:
            raise NotHeld
        hold.lifted_at, hold.lifted_by_id = at, actor.by
        hold.save(update_fields=["lifted_at", "lifted_by"])
        publish(RecordsReleased(on_behalf_of=organisation_id, hold_id=hold.pk), actor=actor, at=at)
    return hold


def _worded(reason: str) -> str:
    said = words.one_line(reason)[:MOST_REASON]
    if not said:
        raise WhyMissing(field="reason")
    return said
