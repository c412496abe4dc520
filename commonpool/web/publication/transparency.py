"""What an English council publishes each quarter: what it spent over £500, and its agreements over £5,000."""

from collections.abc import Sequence
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements.rules.procurement import BASIS_WORDS
from commonpool.kernel import words
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.money import decimal, pounds
from commonpool.organisations.models import Organisation
from commonpool.publication import queries
from commonpool.publication.queries import Contract, SpendItem
from commonpool.publication.rules.quarters import Quarter
from commonpool.web.invoices.tables import Cell, Table, heads
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page
from commonpool.web.publication.forms import QuarterForm
from commonpool.web.publication.report import PER_PAGE, is_english, report
from commonpool.web.rooms.place import own_council

SPEND = [
    "date", "department", "beneficiary", "summary_of_purpose", "amount", "irrecoverable_vat", "merchant_category",
    "transaction_number",
]  # fmt: skip
CONTRACTS = [
    "reference", "title", "department", "description", "supplier", "value", "irrecoverable_vat", "start_date",
    "end_date", "review_date", "procurement_process", "supplier_is_sme", "supplier_is_vcse",
]  # fmt: skip


def _asked(request: Asking) -> tuple[QuarterForm, Quarter]:
    form = QuarterForm(request.GET if request.GET.get("quarter") else None, today=london_date(now()))
    return form, form.chosen


def _duty(council: Organisation, quarter: Quarter) -> list[str]:
    """Whose duty it is, by when (TRN-01, TRN-04); and the licence (TRN-06)."""
    if is_english(council):
        duty = _(
            "The Local Government Transparency Code 2015 makes it your council’s duty to publish this by %(day)s:"
            " within one month of the end of the quarter."
        ) % {"day": words.day(quarter.due_on)}
    else:
        duty = _(
            "The Local Government Transparency Code does not apply in %(nation)s. Your council’s own practice and its"
            " publication scheme say whether you publish this, and by when."
        ) % {"nation": council.get_nation_display()}
    licence = _(
        "Publish the file under the Open Government Licence v3.0, and say so beside it. It holds no personal data."
    )
    return [duty, licence]


@page(right=Right.SEE_MONEY, methods=("GET",))
def spend(request: Asking, slug: str) -> HttpResponse:
    """Each item of spend over £500 of a quarter, as the file will say it."""
    council = own_council(request.actor, slug)
    form, quarter = _asked(request)
    found = queries.spend_of(request.actor, council.pk, quarter)
    over = queries.published_over(queries.SPEND, quarter.last)
    page_obj = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    head = heads(
        [_("Paid on"), _("Department"), _("Beneficiary"), _("Summary of purpose")],
        [_("Amount"), _("Irrecoverable VAT")],
    )
    rows = [
        [Cell(words.day(each.paid_on)), *map(Cell, _words(each)), *_amounts(each.net_pence, each)]
        for each in page_obj.object_list
    ]
    return report(
        request,
        council,
        title=_("Spend over %(amount)s") % {"amount": pounds(over.pence).removesuffix(".00")},
        sentences=_duty(council, quarter),
        form=form,
        sums=[(_("Together"), sum(each.net_pence for each in found))],
        tables=[Table(_("Payments of the quarter"), head, rows)],
        nothing="" if found else _("Nothing over the amount was paid in that quarter."),
        page_obj=page_obj if found else None,
        links=[
            (
                _("Download the file to publish (CSV)"),
                reverse("publication_spend_csv", args=[slug]) + f"?quarter={quarter}",
            )
        ],
        notes=[
            _(
                "Amounts are before VAT: your ledger here has all of it as reclaimable. Add what your council cannot"
                " reclaim."
            ),
            _(
                "The date is that of the payment, or the value date of the month’s clearing. What was set off in the"
                " clearing is listed gross, invoice by invoice. An invoice over the amount is listed however it was"
                " paid; credit notes over it are below nought."
            ),
            _("Overtime is salary of the council that lends: it publishes nothing for it."),
            over.source,
        ],
    )


@page(right=Right.SEE_MONEY, methods=("GET",))
def spend_csv(request: Asking, slug: str) -> HttpResponse:
    """The file to publish: the seven fields of the Code, and our number of the transaction."""
    council = own_council(request.actor, slug)
    _form, quarter = _asked(request)
    found = queries.spend_of(request.actor, council.pk, quarter)
    rows = (
        [
            each.paid_on.isoformat(),
            *_words(each),
            decimal(each.net_pence),
            decimal(each.irrecoverable_vat_pence),
            _("Officers of other councils"),
            each.reference,
        ]
        for each in found
    )
    return spreadsheet(f"spend-over-500-{council.slug}-{quarter}", SPEND, rows)


def _words(each: SpendItem) -> Sequence[str]:
    """Department, beneficiary, purpose."""
    facts = {
        "hours": words.hours(each.minutes),
        "first": words.day(each.worked_from),
        "last": words.day(each.worked_to),
    }
    if each.is_credit_note:
        purpose = (
            _("Credit note: officers’ hours from another council, worked from %(first)s to %(last)s") % facts
        )
    else:
        purpose = (
            _("Officers’ hours from another council: %(hours)s, worked from %(first)s to %(last)s") % facts
        )
    if each.set_off:
        purpose += _(" (set off, no money went)")
    return "; ".join(each.functions), each.beneficiary, purpose


def _amounts(pence: int, each: SpendItem | Contract) -> list[Cell]:
    return [Cell(pounds(pence), numeric=True), Cell(pounds(each.irrecoverable_vat_pence), numeric=True)]


@page(right=Right.SEE_MONEY, methods=("GET",))
def agreements(request: Asking, slug: str) -> HttpResponse:
    """Each agreement over £5,000 that was in force in a quarter, as the file will say it."""
    council = own_council(request.actor, slug)
    form, quarter = _asked(request)
    found = queries.contracts_of(request.actor, council.pk, quarter)
    over = queries.published_over(queries.CONTRACT, quarter.last)
    page_obj = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    head = heads(
        [_("Reference"), _("Title"), _("Department"), _("Supplier"), _("Starts"), _("Ends")],
        [_("Value"), _("Irrecoverable VAT")],
    )
    rows = [
        [
            Cell(each.reference),
            Cell(_title(each)),
            Cell(each.function or str(council)),
            Cell(_supplier(each)),
            Cell(words.day(each.starts_on)),
            Cell(words.day(each.ends_on) if each.ends_on else _("No end set")),
            *_amounts(each.net_pence, each),
        ]
        for each in page_obj.object_list
    ]
    return report(
        request,
        council,
        title=_("Agreements over %(amount)s") % {"amount": pounds(over.pence).removesuffix(".00")},
        sentences=_duty(council, quarter),
        form=form,
        tables=[Table(_("Agreements of the quarter"), head, rows)],
        nothing="" if found else _("No agreement over the amount was in force in that quarter."),
        page_obj=page_obj if found else None,
        links=[
            (
                _("Download the file to publish (CSV)"),
                reverse("publication_agreements_csv", args=[slug]) + f"?quarter={quarter}",
            )
        ],
        notes=[
            _("Value: the most a call-off can come to, before VAT. A call-off is the paper of one booking."),
            _(
                "The agreement between councils is listed once what your council called off under it comes to more"
                " than the amount, with that sum."
            ),
            over.source,
        ],
    )


@page(right=Right.SEE_MONEY, methods=("GET",))
def agreements_csv(request: Asking, slug: str) -> HttpResponse:
    """The file to publish."""
    council = own_council(request.actor, slug)
    _form, quarter = _asked(request)
    found = queries.contracts_of(request.actor, council.pk, quarter)
    rows = (_contract_row(each, council) for each in found)
    return spreadsheet(f"agreements-over-5000-{council.slug}-{quarter}", CONTRACTS, rows)


def _contract_row(each: Contract, council: Organisation) -> list[Any]:
    ends_on = each.ends_on.isoformat() if each.ends_on else ""
    return [
        each.reference,
        _title(each),
        each.function or str(council),
        _description(each),
        _supplier(each),
        decimal(each.net_pence),
        decimal(each.irrecoverable_vat_pence),
        each.starts_on.isoformat(),
        ends_on,
        ends_on,
        str(BASIS_WORDS.get(each.basis, "")) or _("No invitation to tender: an agreement between councils"),
        "no",
        "no",
    ]


def _title(each: Contract) -> str:
    if each.is_master:
        return _("Agreement between councils to lend and borrow officers")
    return _("Call-off: hours of an officer, %(function)s") % {"function": each.function}


def _description(each: Contract) -> str:
    facts = {"hours": words.hours(each.minutes)}
    if each.is_master:
        return _("Under it: %(hours)s of officers called off so far") % facts
    return _("%(hours)s of an officer of another council, made under the agreement between councils") % facts


def _supplier(each: Contract) -> str:
    return _("Each council that has signed it") if each.is_master else each.supplier
