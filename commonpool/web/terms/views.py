"""VAT, invoices, setting off and the pension rate: each said from a day on, and kept in the record."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements import operations, queries
from commonpool.agreements.models import InvoiceMode, NettingChoice, PensionRate, VatStanding
from commonpool.agreements.queries.money import READERS
from commonpool.agreements.rules import OUTSIDE_SCOPE
from commonpool.kernel.clock import london_date, now
from commonpool.web.pages import Asking, page
from commonpool.web.rooms.place import own_council
from commonpool.web.terms.fields import in_decimals
from commonpool.web.terms.forms import (
    MODES,
    NETS,
    TREATMENTS,
    InvoicesForm,
    NettingForm,
    PensionForm,
    VatForm,
)
from commonpool.web.terms.saying import back, kept, said


@page(right=READERS)
def vat(request: Asking, slug: str) -> HttpResponse:
    """How the council stands for VAT: finance says it."""
    actor, council = request.actor, own_council(request.actor, slug)
    found = list(queries.versions(actor, council.pk, VatStanding))
    form = VatForm(
        request.POST or None,
        initial={"starts_on": london_date(now()), "treatment": "standard"}
        | ({"treatment": found[0].treatment, "number": found[0].number} if found else {}),
    )
    if kept(request, form, operations.set_vat, organisation_id=council.pk, at=now()):
        return back(council)
    return said(
        request,
        council,
        form if actor.may(Right.SET_MONEY_TERMS, council.pk) else None,
        title=_("VAT"),
        words=[
            _(
                "A loan of staff normally bears VAT at the standard rate, on the whole charge, between councils too. "
                "The other council can normally reclaim it."
            )
        ],
        versions=[(each.starts_on, _treated(each), each.set_at) for each in found],
        button=_("Keep this"),
    )


def _treated(standing: VatStanding) -> str:
    parts = [str(dict(TREATMENTS)[standing.treatment]), standing.number]
    if standing.treatment == OUTSIDE_SCOPE:
        parts += [standing.reason, standing.vat_officer]
    return " · ".join(part for part in parts if part)


@page(right=READERS)
def invoices(request: Asking, slug: str) -> HttpResponse:
    """Who makes the council's invoices: finance chooses."""
    actor, council = request.actor, own_council(request.actor, slug)
    found = list(queries.versions(actor, council.pk, InvoiceMode))
    initial = {"starts_on": london_date(now()), "mode": found[0].mode if found else "platform"}
    form = InvoicesForm(request.POST or None, initial=initial)
    if kept(request, form, operations.set_invoice_mode, organisation_id=council.pk, at=now()):
        return back(council)
    return said(
        request,
        council,
        form if actor.may(Right.SET_MONEY_TERMS, council.pk) else None,
        title=_("Who makes your invoices"),
        words=[
            _(
                "Commonpool can make each invoice in your council’s name, under a number of its own series. "
                "Or your own system makes them: its number is then stored beside ours."
            )
        ],
        versions=[(each.starts_on, str(dict(MODES)[each.mode]), each.set_at) for each in found],
        button=_("Keep this"),
    )


@page(right=READERS)
def netting(request: Asking, slug: str) -> HttpResponse:
    """Whether invoices are set off: an administrator signs it, from the next month."""
    actor, council = request.actor, own_council(request.actor, slug)
    found = list(queries.versions(actor, council.pk, NettingChoice))
    form = NettingForm(request.POST or None, initial={"nets": "yes" if found and found[0].nets else "no"})
    if kept(request, form, operations.sign_netting, organisation_id=council.pk, at=now()):
        return back(council)
    return said(
        request,
        council,
        form if actor.may(Right.SET_UP_COUNCIL, council.pk) else None,
        title=_("Setting invoices off"),
        words=[
            _(
                "Where both councils say yes, a month’s invoices between all of them are set off to one payment each. "
                "Each agrees that another council may pay in its debtor’s place, and that all invoices stand again "
                "if a payment fails."
            ),
            _(
                "What you sign holds from the first day of next month. "
                "Until you say yes, every invoice is paid by itself."
            ),
        ],
        versions=[
            (
                each.starts_on,
                f"{dict(NETS)['yes' if each.nets else 'no']} · {each.typed_name}",
                each.signed_at,
            )
            for each in found
        ],
        button=_("Sign"),
    )


@page(right=READERS)
def pension(request: Asking, slug: str) -> HttpResponse:
    """What the council pays into the pension scheme: finance says it."""
    actor, council = request.actor, own_council(request.actor, slug)
    found = list(queries.versions(actor, council.pk, PensionRate))
    initial = {"starts_on": london_date(now()), "hundredths": found[0].hundredths if found else None}
    form = PensionForm(request.POST or None, initial=initial)
    if kept(request, form, operations.set_pension_rate, organisation_id=council.pk, at=now()):
        return back(council)
    return said(
        request,
        council,
        form if actor.may(Right.SET_MONEY_TERMS, council.pk) else None,
        title=_("Pension rate"),
        words=[_("Your fund sets it for each council. Only your own council sees it.")],
        versions=[(each.starts_on, f"{in_decimals(each.hundredths)} %", each.set_at) for each in found],
        button=_("Keep this"),
    )
