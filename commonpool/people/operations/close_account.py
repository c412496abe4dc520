"""A person leaves for good."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.identity.events import PersonAnonymised
from commonpool.identity.models import Person
from commonpool.identity.operations import anonymise_person
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict
from commonpool.people import queries
from commonpool.people.models import Employment


class EndEmploymentsFirst(Conflict):
    """The person still works for a council here (`end_employments_first`)."""

    code = "end_employments_first"
    message = _("End your employments here first: a council may still be counting on you.")


def close_account(*, actor: Actor, person_id: int, at: datetime) -> Person:
    """The account is anonymised. Rights and refusals of `anonymise_person`, and `end_employments_first`."""
    if queries.employers_of(person_id, london_date(at)):
        raise EndEmploymentsFirst
    return anonymise_person(actor=actor, person_id=person_id, at=at)


def forget_mailboxes(fact: PersonAnonymised, *, actor: Actor, at: datetime) -> None:
    """Follows the end of an account: where the person worked stays, and no address of theirs there."""
    Employment.objects.filter(person_id=fact.person_id).update(mailbox="")
