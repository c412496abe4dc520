"""A search is saved, looked at again each week for who is new, paused, resumed and removed."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, one_by_one, publish
from commonpool.identity.models import Person
from commonpool.kernel.clock import london_date
from commonpool.kernel.facts import Fact
from commonpool.kernel.refusals import Forbidden, Refusal, refusing
from commonpool.kernel.weeks import monday_of
from commonpool.matching import queries
from commonpool.matching.events import (
    SavedSearchFound,
    SavedSearchPaused,
    SavedSearchRemoved,
    SavedSearchResumed,
    SearchSaved,
)
from commonpool.matching.models import MOST_SAVED, SavedSearch
from commonpool.matching.rules import Wanted

WEEKLY = Actor.rule("saved_search_weekly")


class TooManySaved(Refusal):
    """Twenty at a time (`too_many_saved`)."""

    code = "too_many_saved"
    message = _("You have saved 20 searches. Remove one to save another.")


class NothingToSave(Refusal):
    """Everybody in the pool is no search (`nothing_to_save`)."""

    code = "nothing_to_save"
    message = _("Say what you look for before you save the search.")


def save_search(*, actor: Actor, wanted: Wanted, at: datetime) -> SavedSearch:
    """From next week on the actor is told who is new to this search; who is found today is known to them.

    Its dates are left out: it always looks at the twelve weeks to come. The same search is saved once; paused, it is
    resumed. Requires `search_pool` somewhere. Refuses `forbidden`, `nothing_to_save`, `too_many_saved` (20 a person).
    """
    places = actor.where(Right.SEARCH_POOL)
    if not places:
        raise Forbidden
    said = queries.lasting(wanted)
    if said == Wanted():
        raise NothingToSave
    known = queries.listings_found(actor, said, at)
    with change(), refusing("saved_search_of_twenty", TooManySaved()):
        Person.objects.select_for_update(no_key=True).get(pk=actor.by)
        mine = {each.number: each for each in queries.saved_searches(actor)}
        same = next((each for each in mine.values() if queries.wanted_of(each) == said), None)
        if same is not None:
            return _resumed(queries.hold_saved_search(actor, same.pk), actor, at)
        search = SavedSearch.objects.create(
            number=next(number for number in range(1, MOST_SAVED + 2) if number not in mine),
            known_ids=known,
            told_on=monday_of(london_date(at)),
            saved_at=at,
            saved_by_id=actor.by,
            **queries.kept(said),
        )
        publish(SearchSaved(on_behalf_of=min(places), saved_search_id=search.pk), actor=actor, at=at)
    return search


def remove_saved_search(*, actor: Actor, search_id: int, at: datetime) -> None:
    """It is looked at no more, and its words are gone. Refuses `not_found` to anybody but whose it is; again, it
    changes nothing.
    """
    with change():
        search = queries.hold_saved_search(actor, search_id)
        if search.removed_at is None:
            search.words, search.known_ids = "", []
            search.removed_at, search.removed_by_id = at, actor.by
            search.save()
            _publish(SavedSearchRemoved, search, actor, at)


def pause_saved_search(*, actor: Actor, search_id: int, at: datetime) -> None:
    """It is kept, and not looked at until it is resumed. Refuses `not_found`; again, it changes nothing."""
    with change():
        search = queries.hold_saved_search(actor, search_id)
        if search.paused_at is None and search.removed_at is None:
            search.paused_at, search.paused_by_id = at, actor.by
            search.save()
            _publish(SavedSearchPaused, search, actor, at)


def resume_saved_search(*, actor: Actor, search_id: int, at: datetime) -> None:
    """It is looked at each week, the next time also for who came meanwhile. Refuses `not_found`; repeatable."""
    with change():
        _resumed(queries.hold_saved_search(actor, search_id), actor, at)


def _resumed(search: SavedSearch, actor: Actor, at: datetime) -> SavedSearch:
    if search.paused_at is not None and search.removed_at is None:
        search.paused_at = search.paused_by_id = None
        search.save()
        _publish(SavedSearchResumed, search, actor, at)
    return search


def _publish(fact: Callable[..., Fact], search: SavedSearch, actor: Actor, at: datetime) -> None:
    places = actor.where(Right.SEARCH_POOL)
    publish(fact(on_behalf_of=min(places, default=None), saved_search_id=search.pk), actor=actor, at=at)


def tell_of_saved_searches(*, at: datetime, actor: Actor = WEEKLY) -> int:
    """Each saved search has been looked at this week, and whoever it newly found is told of; says of how many.

    Each in its own transaction. Nobody new: nothing is said. Repeating it in the same week changes nothing.
    """
    due = queries.saved_searches_due(monday_of(london_date(at)))
    return one_by_one(due, lambda search_id: _tell(search_id, actor=actor, at=at))


def _tell(search_id: int, *, actor: Actor, at: datetime) -> bool:
    monday = monday_of(london_date(at))
    search = SavedSearch.objects.select_for_update(no_key=True).get(pk=search_id)
    if search.removed_at is not None or search.paused_at is not None or search.told_on >= monday:
        return False
    owner = queries.owner_of(search, at)
    places = owner.where(Right.SEARCH_POOL) if owner else frozenset()
    found = queries.listings_found(owner, queries.wanted_of(search), at) if owner and places else []
    new = tuple(sorted(set(found) - set(search.known_ids)))
    search.told_on, search.known_ids = monday, [*search.known_ids, *new]
    search.save()
    if new:
        fact = SavedSearchFound(on_behalf_of=min(places), saved_search_id=search.pk, listing_ids=new)
        publish(fact, actor=actor, at=at)
    return bool(new)
