"""Somebody whose address we do not know asks a person to help them in."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.refusals import Conflict, NotFound
from commonpool.organisations.events import HelpAsked, HelpClosed
from commonpool.organisations.models import HelpRequest
from commonpool.organisations.queries import roles as queries


class HelpAlreadyAsked(Conflict):
    """A person has been asked and has not answered yet (`help_already_asked`)."""

    code = "help_already_asked"
    message = _("You have asked already. A person will write to you.")


def ask_for_help(*, actor: Actor, message: str, at: datetime) -> HelpRequest:
    """A steward sees that this person needs help to come in. Refuses `help_already_asked`."""
    if queries.my_open_help_request(actor) is not None:
        raise HelpAlreadyAsked
    with change():
        request = HelpRequest.objects.create(
            person_id=actor.by, message=message.strip(), asked_at=at, asked_by_id=actor.by
        )
        publish(HelpAsked(on_behalf_of=None, help_id=request.pk, person_id=actor.by), actor=actor, at=at)
    return request


def close_help(*, actor: Actor, help_id: int, at: datetime) -> HelpRequest:
    """A steward has answered. Closing again changes nothing. Requires `run_desk`. Refuses `not_found`."""
    actor.require(Right.RUN_DESK, NETWORK)
    with change():
        request = HelpRequest.objects.select_for_update(of=("self",)).filter(pk=help_id).first()
        if request is None:
            raise NotFound
        if request.closed_at is None:
            request.closed_at, request.closed_by_id = at, actor.by
            request.save(update_fields=["closed_at", "closed_by"])
            fact = HelpClosed(on_behalf_of=None, help_id=request.pk, person_id=request.person_id)
            publish(fact, actor=actor, at=at)
    return request
