"""Why somebody cannot offer their time to a need, in words about them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.access import Actor
from commonpool.availability import queries as availability
from commonpool.needs import queries
from commonpool.needs.models import Need

BECAUSE: dict[str, Any] = {
    "not_listed": gettext_lazy(
        "Your listing is paused or not finished. Only officers in the pool can offer."
    ),
    "out_of_dates": gettext_lazy(
        "The last day of your listing is over. Choose a later one to offer your time."
    ),
    "permission_paused": gettext_lazy(
        "Your council has paused its permission, so you cannot offer your time now."
    ),
    "no_permission": gettext_lazy(
        "Your manager has not given permission yet. You can offer your time once they have."
    ),
    "no_employment": gettext_lazy("Your listing is of a job that is over."),
    "council_not_joined": gettext_lazy(
        "Your council has not joined yet. Its officers can offer once it lends."
    ),
    "council_not_lending": gettext_lazy(
        "Your council does not lend for pay yet, so you cannot offer your time."
    ),
    "no_agreement": gettext_lazy("Your council’s agreement is not in force, so you cannot offer your time."),
    "not_checked": gettext_lazy(
        "HR has not checked your payroll facts yet. You can offer your time once they have."
    ),
    "no_price": gettext_lazy("Your council has no price for your grade yet, so you cannot offer your time."),
}
"""By why a listing is not in the pool, or not booked for pay (`availability.rules`)."""


@dataclass(frozen=True)
class WhyNot:
    """A sentence, and where to do something about it."""

    words: str
    url: str = ""
    link: str = ""


def why_no_offer(actor: Actor, need: Need, at: datetime) -> WhyNot | None:
    """What keeps the actor from offering to a need, the first thing to see to; None where nothing does."""
    if queries.works_for_host(actor, need, at):
        return WhyNot(_("Your own council asks for this. Only officers of other councils can offer."))
    if queries.may_offer(actor, need, at) is not None:
        return None
    mine = availability.my_listing_alone(actor)
    if mine is None:
        words = _("To offer your time you need a listing. You have none.")
        return WhyNot(words, reverse("listing"), _("Make your listing"))
    standing = availability.standing_of(mine.pk, at)
    for reason in (*standing.hidden, *standing.unpaid):
        return WhyNot(str(BECAUSE[reason]), reverse("listing"), _("Your listing"))
    return WhyNot(_("A demonstration council and a real council cannot book each other."))
