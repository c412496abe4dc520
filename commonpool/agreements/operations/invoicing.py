"""Who makes a council's invoices, and whether they are set off against what it owes."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements import rules
from commonpool.agreements.events import InvoiceModeSet, NettingSigned
from commonpool.agreements.models import Agreement, InvoiceMode, NettingChoice
from commonpool.agreements.operations.signing import NameDiffers
from commonpool.agreements.operations.starting import require_start
from commonpool.identity.models import Person
from commonpool.kernel import months
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, Refusal
from commonpool.people.rules import same_name


class ModeUnknown(Refusal):
    """There is no such way of making invoices (`invoice_mode_unknown`)."""

    code = "invoice_mode_unknown"
    message = _("Choose who makes your council’s invoices.")
    field = "mode"


class NothingSigned(Conflict):
    """Netting is a part of the agreement, and none is in force (`no_agreement_in_force`)."""

    code = "no_agreement_in_force"
    message = _("Sign the agreement first: setting invoices off is a part of it.")


def set_invoice_mode(
    *, actor: Actor, organisation_id: int, mode: str, starts_on: date, at: datetime
) -> InvoiceMode:
    """From that day the `platform` makes the invoices in the council's name, or the council's `own_system` does.

    In its own system an invoice has the system's number, which is stored beside ours. Requires `set_money_terms`
    and a second factor. Refuses `invoice_mode_unknown`, `start_out_of_range`.
    """
    actor.require(Right.SET_MONEY_TERMS, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    if mode not in rules.INVOICE_MODES:
        raise ModeUnknown
    require_start(starts_on, at)
    with change():
        chosen = InvoiceMode.objects.create(
            organisation_id=organisation_id, mode=mode, starts_on=starts_on, set_at=at, set_by_id=actor.by
        )
        publish(
            InvoiceModeSet(on_behalf_of=organisation_id, choice_id=chosen.pk, starts_on=starts_on),
            actor=actor,
            at=at,
        )
    return chosen


def sign_netting(
    *, actor: Actor, organisation_id: int, nets: bool, typed_name: str, at: datetime
) -> NettingChoice:
    """From the next monthly cycle the council's invoices are set off, or paid one by one (NET-01).

    Requires `set_up_council` and a second factor. Refuses `name_differs`, `no_agreement_in_force`.
    """
    actor.require(Right.SET_UP_COUNCIL, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    name = Person.objects.values_list("name", flat=True).get(pk=actor.by)
    if not same_name(typed_name, name):
        raise NameDiffers(_("Type your own name as your account has it: {name}."), name=name)
    with change():
        agreement = (
            Agreement.objects.select_for_update(of=("self",), no_key=True)
            .filter(organisation_id=organisation_id, status="in_force")
            .first()
        )
        if agreement is None:
            raise NothingSigned
        starts_on = months.after(london_date(at))
        choice = NettingChoice.objects.create(
            organisation_id=organisation_id,
            agreement=agreement,
            nets=nets,
            typed_name=" ".join(typed_name.split()),
            starts_on=starts_on,
            signed_at=at,
            signed_by_id=actor.by,
        )
        fact = NettingSigned(
            on_behalf_of=organisation_id, choice_id=choice.pk, nets=nets, starts_on=starts_on
        )
        publish(fact, actor=actor, at=at)
    return choice
