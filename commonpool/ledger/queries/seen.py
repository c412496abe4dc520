"""Who may read which books."""

from commonpool.access import NETWORK, Actor, Right


def require_books(actor: Actor, organisation_id: int | None) -> None:
    """The actor may read the books of a council; of all together (None), where they keep the network.

    Requires `see_money` there, or `run_desk`. Refuses `not_found` to other councils, `forbidden`.
    """
    if organisation_id is None:
        actor.require(Right.RUN_DESK, NETWORK)
        return
    actor.require_own(Right.SEE_MONEY, organisation_id)
