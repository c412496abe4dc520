"""A person works for a council: their own mailbox proves it, as far as a mailbox can."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.identity import queries as identity
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, Refusal, refusing
from commonpool.organisations.operations.roles import end_roles_with_employment
from commonpool.people import queries
from commonpool.people.events import EmploymentStarted
from commonpool.people.models import Employment
from commonpool.people.operations.end_employment import OVER


class MailboxNotProved(Refusal):
    """No code sent to this address was given back by this person (`mailbox_not_proved`)."""

    code = "mailbox_not_proved"
    message = _("Sign in with a code sent to this address first.")
    field = "mailbox"


class MailboxElsewhere(Refusal):
    """The address is not at an exact domain of this council (`mailbox_elsewhere`)."""

    code = "mailbox_elsewhere"
    message = _("This e-mail address does not belong to that council.")
    field = "organisation"


class AlreadyEmployed(Conflict):
    """The person is known to work there (`already_employed`)."""

    code = "already_employed"
    message = _("We already know that you work there.")
    field = "organisation"


def start_employment(*, actor: Actor, organisation_id: int, mailbox: str, at: datetime) -> Employment:
    """The person acting works for the council from today (UK), as an officer with no payroll facts yet.

    The mailbox must be one they proved, at an exact domain of that council: look-alikes, subdomains, parishes
    and `+` variants never join. Who worked there before shows that the mailbox is theirs again, by a code of the
    last hour, and holds none of the roles they had. Refuses `mailbox_not_proved`, `mailbox_elsewhere`,
    `fresh_code_needed`, `already_employed`.
    """
    address, today = mailbox.strip().lower(), london_date(at)
    if address not in identity.proved_mailboxes(actor.by):
        raise MailboxNotProved
    if organisation_id not in {council.pk for council in queries.council_choices(address, today)}:
        raise MailboxElsewhere
    before = queries.worked_before(actor.by, organisation_id, today)
    if before:
        actor.require_mailbox(address)
    with change(), refusing("employment_live_once", AlreadyEmployed()):
        if before and (actor.by, organisation_id) in queries.roles_of_leavers(today):
            end_roles_with_employment(actor=OVER, organisation_id=organisation_id, person_id=actor.by, at=at)
        employment = Employment.objects.create(
            person_id=actor.by,
            organisation_id=organisation_id,
            mailbox=address,
            starts_on=today,
            proved_at=at,
            proved_by_id=actor.by,
        )
        fact = EmploymentStarted(
            on_behalf_of=organisation_id, employment_id=employment.pk, person_id=actor.by
        )
        publish(fact, actor=actor, at=at)
    return employment
