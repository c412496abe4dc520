"""What nobody was found for."""

from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Forbidden
from commonpool.matching.events import SearchFoundNobody
from commonpool.matching.models import EmptySearch
from commonpool.matching.rules import Wanted


def remember_empty_search(*, actor: Actor, wanted: Wanted, at: datetime) -> None:
    """The steward sees what was looked for and not found; the same search on the same day is kept once.

    Requires `search_pool` somewhere. Refuses `forbidden`.
    """
    places = actor.where(Right.SEARCH_POOL)
    if not places:
        raise Forbidden
    place = min(places)
    kept = {"words": wanted.words[:200], "function_id": wanted.function_id, "skill_id": wanted.skill_id}
    if wanted.empty:
        return
    newest = EmptySearch.objects.filter(searched_by_id=actor.by, **kept).order_by("-searched_at").first()
    if newest is not None and london_date(newest.searched_at) == london_date(at):
        return
    with change():
        search = EmptySearch.objects.create(
            organisation_id=place, searched_at=at, searched_by_id=actor.by, **kept
        )
        publish(SearchFoundNobody(on_behalf_of=place, empty_search_id=search.pk), actor=actor, at=at)
