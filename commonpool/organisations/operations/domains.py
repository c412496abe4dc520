"""A steward tells the register of a council's domain that it lacks."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.refusals import Conflict, Refusal, refusing
from commonpool.organisations import rules
from commonpool.organisations.events import DomainAdded
from commonpool.organisations.models import Domain
from commonpool.organisations.operations.administrators import HowMissing
from commonpool.organisations.queries.register import council_by_code


class DomainNotUsable(Refusal):
    """It is no domain in plain letters (`domain_not_usable`)."""

    code = "domain_not_usable"
    message = _("Enter what stands after the @, in plain letters, like council.gov.uk")
    field = "domain"


class DomainKnown(Conflict):
    """The council is known to have it (`domain_known`)."""

    code = "domain_known"
    message = _("We know this domain of the council already.")
    field = "domain"


def add_domain(*, actor: Actor, code: str, domain: str, how: str, at: datetime) -> Domain:
    """Whoever proves an address at exactly this domain can say that they work for the council.

    `how`: the way it was checked with the council. Loading the register again leaves it. Requires
    `confirm_administrators` and the second factor. Refuses `unknown_council`, `council_split`,
    `domain_not_usable`, `how_missing`, `domain_known`.
    """
    actor.require(Right.CONFIRM_ADMINISTRATORS, NETWORK)
    actor.require_decision()
    actor.require_second_factor()
    council, name = council_by_code(code), rules.exact_domain(domain)
    if name is None:
        raise DomainNotUsable
    if not how.strip():
        raise HowMissing
    with change(), refusing("domain_once", DomainKnown()):
        added = Domain.objects.create(
            organisation=council, name=name, added_at=at, added_by_id=actor.by, added_how=how.strip()
        )
        fact = DomainAdded(
            on_behalf_of=None, readers=(council.pk,), organisation_id=council.pk, domain_id=added.pk
        )
        publish(fact, actor=actor, at=at)
    return added
