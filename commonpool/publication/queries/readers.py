"""Who reads what a council publishes before it does: its own people who see its money."""

from datetime import date

from commonpool.access import Actor, Right
from commonpool.agreements.queries import figures
from commonpool.agreements.rules.procurement import Figure, figure_on
from commonpool.kernel.refusals import NotFound

SPEND, CONTRACT = "published_spend", "published_contract"


def require_reader(actor: Actor, organisation_id: int) -> None:
    """Refuses `not_found` to other councils, and `forbidden` to who does not see this one's money."""
    actor.require_own(Right.SEE_MONEY, organisation_id)


def published_over(name: str, day: date) -> Figure:
    """The amount above which the Transparency Code asks for `published_spend` or `published_contract` on a day."""
    found = figure_on(figures(), name, day)
    if found is None:
        raise NotFound
    return found
