"""Who may read which books."""

from commonpool.access import NETWORK, Actor, Right
from commonpool.kernel.refusals import NotFound


def require_books(actor: Actor, organisation_id: int | None) -> None:
    """The actor may read the books of a council; of all together (None), where they keep the network.

    Requires `see_money` there, or `run_desk`. Refuses `not_found` to other councils, `forbidden`.
    """
    if organisation_id is None:
        actor.require(Right.RUN_DESK, NETWORK)
        return
    if not actor.rights.get(organisation_id):
        raise NotFound
    actor.require(Right.SEE_MONEY, organisation_id)
