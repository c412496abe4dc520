"""Officers in the pool are told once a week, at most, of new needs that fit them; or never, if they say so."""

from datetime import datetime, timedelta

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, one_by_one, publish
from commonpool.kernel.clock import london_date
from commonpool.kernel.weeks import monday_of
from commonpool.matching import queries
from commonpool.matching.events import NeedsLetterChosen, NeedsSuggested
from commonpool.matching.models import NeedsLetter

WEEKLY = Actor.rule("needs_weekly")
LOOKS_BACK = timedelta(days=14)
"""Older needs are on the list; a letter is about what is new."""


def suggest_needs(*, at: datetime, actor: Actor = WEEKLY) -> int:
    """Officers whom needs fit that were opened since their last letter are told, those not told this week.

    Each in their own transaction; says how many. Repeating it changes nothing.
    """
    fits = {each.person_id: each for each in queries.whom_needs_fit(at - LOOKS_BACK, at)}
    return one_by_one(fits, lambda person_id: _suggest(fits[person_id], actor=actor, at=at))


def _suggest(fits: queries.Fits, *, actor: Actor, at: datetime) -> bool:
    monday = monday_of(london_date(at))
    NeedsLetter.objects.get_or_create(person_id=fits.person_id)
    letter = NeedsLetter.objects.select_for_update(no_key=True, of=("self",)).get(person=fits.person_id)
    new = tuple(pk for pk, opened_at in fits.needs if not letter.told_at or opened_at > letter.told_at)
    if letter.stopped_at is not None or letter.told_on == monday or not new:
        return False
    letter.told_on, letter.told_at = monday, at
    letter.save()
    fact = NeedsSuggested(on_behalf_of=fits.home_id, person_id=fits.person_id, need_ids=new)
    publish(fact, actor=actor, at=at)
    return True


def choose_needs_letter(*, actor: Actor, wanted: bool, at: datetime) -> None:
    """The actor is told of needs once a week, or no more. Saying the same again changes nothing."""
    with change():
        NeedsLetter.objects.get_or_create(person_id=actor.by)
        letter = NeedsLetter.objects.select_for_update(no_key=True, of=("self",)).get(person=actor.by)
        if wanted == (letter.stopped_at is None):
            return
        letter.stopped_at, letter.stopped_by_id = (None, None) if wanted else (at, actor.by)
        letter.save()
        place = min(actor.where(Right.LIST_ONESELF), default=None)
        fact = NeedsLetterChosen(on_behalf_of=place, person_id=actor.by, wanted=wanted)
        publish(fact, actor=actor, at=at)
