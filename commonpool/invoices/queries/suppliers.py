"""What a council has to know of another to pay it: on one page, so that setting up a supplier delays no invoice."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.access import Actor, Right
from commonpool.agreements import queries as agreements
from commonpool.agreements.models import Agreement, BankDetails, VatStanding
from commonpool.agreements.queries import Settings
from commonpool.agreements.rules import OWN_SYSTEM
from commonpool.bookings.models import Booking
from commonpool.invoices.lifecycle import DRAFT, DROPPED
from commonpool.invoices.models import Invoice
from commonpool.invoices.queries.preview import mode_on
from commonpool.kernel.refusals import NotFound
from commonpool.organisations.models import Organisation


@dataclass(frozen=True)
class SupplierPack:
    """A council as a supplier on a day: who it is, its VAT, its account, where a remittance advice goes, whom to ring.

    `change`: an account that takes effect on a later day. `call_back`: of the account in effect, with the number that
    was rung to confirm it.
    """

    council: Organisation
    settings: Settings
    vat: VatStanding | None
    account: BankDetails | None
    change: BankDetails | None
    agreement: Agreement | None
    invoices_itself: bool

    @property
    def vat_number(self) -> str:
        return self.vat.number if self.vat else ""


def supplier_pack(actor: Actor, organisation_id: int, supplier: str, on: date) -> SupplierPack:
    """How the council with this slug is paid, for finance and auditors of the council named.

    They see their own, and those whose officers they have borrowed or been invoiced for. Refuses `not_found` to
    everybody else, and for every other supplier.
    """
    _require_finance(actor, organisation_id)
    found = Organisation.objects.filter(
        Q(pk=organisation_id) | _lends_to(organisation_id), slug=supplier
    ).first()
    if found is None:
        raise NotFound
    change = agreements.bank_change(found.pk, on)
    return SupplierPack(
        council=found,
        settings=agreements.settings_of(found.pk),
        vat=agreements.holding(VatStanding, found.pk, on),
        account=agreements.bank_in_effect(found.pk, on),
        change=change if change and change.confirmed_at else None,
        agreement=Agreement.objects.filter(organisation=found, status="in_force")
        .select_related("text")
        .first(),
        invoices_itself=mode_on(found.pk, on) == OWN_SYSTEM,
    )


def suppliers_of(actor: Actor, organisation_id: int) -> QuerySet[Organisation]:
    """The councils whose officers this one has borrowed, or that have invoiced it, by name.

    For finance and auditors of it; refuses `not_found` to everybody else.
    """
    _require_finance(actor, organisation_id)
    return Organisation.objects.filter(_lends_to(organisation_id)).order_by("name", "pk")


def _require_finance(actor: Actor, organisation_id: int) -> None:
    if not actor.may(Right.SEE_BANK_DETAILS, organisation_id):
        raise NotFound


def _lends_to(host_id: int) -> Q:
    """Councils with a booking bound for this host, or with an invoice issued to it. Not itself, where it took over."""
    bound = Booking.objects.filter(home=OuterRef("pk"), host_id=host_id, bound_at__isnull=False)
    invoiced = Invoice.objects.filter(home=OuterRef("pk"), host_id=host_id).exclude(
        status__in=(DRAFT, DROPPED)
    )
    return (Q(Exists(bound)) | Q(Exists(invoiced))) & ~Q(pk=host_id)
