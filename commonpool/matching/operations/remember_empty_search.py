"""What nobody was found for, or nobody who says all of it."""

from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Forbidden
from commonpool.matching.events import SearchFoundNobody
from commonpool.matching.models import EmptySearch
from commonpool.matching.queries.answers import nearest_to
from commonpool.matching.queries.unmet import looked_for, said_of
from commonpool.matching.rules import Wanted


def remember_empty_search(*, actor: Actor, wanted: Wanted, at: datetime) -> bool:
    """The steward sees what was looked for in vain, and how near somebody came; once a day for the same search.

    Nothing is kept, and the answer is no, where it asks for no thing, function or skill, where its words are taken for
    a person's name, or somebody does say all of them, wherever they are and whenever they are free. Requires
    `search_pool` somewhere. Refuses `forbidden`.
    """
    places = actor.where(Right.SEARCH_POOL)
    if not places:
        raise Forbidden
    place, words = min(places), " ".join(wanted.words.split())
    kept = {"words": words[:200], "function_id": wanted.function_id, "skill_id": wanted.skill_id}
    if not any(kept.values()):
        return False
    looked = looked_for(wanted, actor.by, at)
    if words and (not looked.things or looked.name):
        return False
    if looked.last_at is not None and london_date(looked.last_at) == london_date(at):
        return True
    (nearest,) = nearest_to(looked.known, at)
    said = said_of(looked.things, [row.listing_id for row in nearest.shown])
    if (nearest.whole and nearest.count) or 0 < len(looked.things) <= said:
        return False
    with change():
        search = EmptySearch.objects.create(
            organisation_id=place,
            things=len(looked.things),
            said=said,
            searched_at=at,
            searched_by_id=actor.by,
            **kept,
        )
        publish(SearchFoundNobody(on_behalf_of=place, empty_search_id=search.pk), actor=actor, at=at)
    return True
