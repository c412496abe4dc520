"""Which council a page is about: one's own, or none."""

from commonpool.access import Actor, Right
from commonpool.kernel.refusals import NotFound
from commonpool.organisations import queries as organisations
from commonpool.organisations.models import Organisation

SEEN_BY_ALL = (Right.SEARCH_POOL, Right.READ_LOG, Right.SET_PRICES, Right.SET_UP_COUNCIL)
"""Pages that everybody at a council may read."""


def own_council(actor: Actor, slug: str) -> Organisation:
    """The council with this address, where the actor has some right; 404 for anybody else's."""
    council = organisations.council_by_slug(slug)
    if not actor.rights.get(council.pk):
        raise NotFound
    return council
