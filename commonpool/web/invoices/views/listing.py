"""Every invoice and credit note of a council, made or received; the same as a file."""

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements.rules import OWN_SYSTEM
from commonpool.invoices import queries
from commonpool.invoices.models import Invoice
from commonpool.kernel import words
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.money import pounds
from commonpool.organisations.models import Organisation
from commonpool.web.invoices.forms import STATUSES, InvoicesFilter
from commonpool.web.invoices.tables import Cell, Table, heads
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, show
from commonpool.web.rooms.place import own_council

PER_PAGE = 50
COLUMNS = [
    "reference", "own_number", "kind", "status", "lent_by", "borrowed_by", "month", "issued_on", "due_on",
    "pence_before_vat", "vat_pence", "pence_with_vat", "pence_due", "corrects",
]  # fmt: skip


@page(right=Right.SEE_MONEY, methods=("GET",))
def invoices(request: Asking, slug: str) -> HttpResponse:
    """The invoices of a council, the newest first, and what is still due of each."""
    council = own_council(request.actor, slug)
    form, found = _found(request, council)
    page_obj = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "council": council,
        "form": form,
        "table": _table(council, page_obj.object_list),
        "page_obj": page_obj,
        "links": [*_to_credit(request, council), *_links(request, council)],
        "csv_url": f"{reverse('invoices_csv', args=[slug])}?{request.GET.urlencode()}",
        "back_url": reverse("rooms_money", args=[slug]),
    }
    return show(request, "invoices/list.html", facts)


@page(right=Right.SEE_MONEY, methods=("GET",))
def download(request: Asking, slug: str) -> HttpResponse:
    """The same for a spreadsheet."""
    council = own_council(request.actor, slug)
    _form, found = _found(request, council)
    listed = list(found)
    due = queries.due_of(listed)
    return spreadsheet("invoices", COLUMNS, (_row(each, due.get(each.pk, 0)) for each in listed))


def _to_credit(request: Asking, council: Organisation) -> list[tuple[str, str]]:
    """Invoices that ask for more than their hours as corrected since."""
    if not request.actor.may(Right.ISSUE_INVOICES, council.pk):
        return []
    invoices = dict.fromkeys(each.invoice.reference for each in queries.to_credit(request.actor, council.pk))
    return [
        (
            _("Hours on invoice %(reference)s were corrected: credit the difference") % {"reference": each},
            reverse("invoice_credit_hours", args=[council.slug, each]),
        )
        for each in invoices
    ]


def _found(request: Asking, council: Organisation) -> tuple[InvoicesFilter, QuerySet[Invoice]]:
    form = InvoicesFilter(request.GET)
    form.is_valid()
    found = queries.invoices_of(request.actor, council.pk)
    side, status = form.cleaned_data.get("side"), form.cleaned_data.get("status")
    if side:
        found = found.filter(Q(**{side: council.pk}) | Q(**{f"{side}_heir": council.pk}))
    return form, found.filter(status=status) if status else found


def _table(council: Organisation, invoices: Iterable[Invoice]) -> Table:
    listed = list(invoices)
    due = queries.due_of(listed)
    head = heads(
        [_("Invoice"), _("Lent by"), _("Borrowed by"), _("Where it stands"), _("To be paid by")],
        [_("With VAT"), _("Still due")],
    )
    return Table(_("Invoices"), head, [_cells(council, each, due.get(each.pk)) for each in listed])


def _cells(council: Organisation, invoice: Invoice, due: int | None) -> list[Cell]:
    name = invoice.reference or invoice.asked_as or ""
    if invoice.is_credit_note:
        name = _("%(reference)s (credit note)") % {"reference": name}
    href = reverse("invoice_decide", args=[council.slug, invoice.reference]) if invoice.reference else ""
    return [
        Cell(name, href),
        Cell(_named(invoice.home, invoice.home_heir)),
        Cell(_named(invoice.host, invoice.host_heir)),
        Cell(STATUSES[invoice.status]),
        Cell(words.day(invoice.due_on) if invoice.due_on else ""),
        Cell(pounds(invoice.gross_pence), numeric=True),
        Cell("" if due is None else pounds(due), numeric=True),
    ]


def _named(was: Organisation, now: Organisation | None) -> str:
    """As the paper names it, and who has taken over from it since."""
    return _("%(was)s, now %(now)s") % {"was": was, "now": now} if now else str(was)


def _row(invoice: Invoice, due: int) -> list[Any]:
    return [
        invoice.reference or invoice.asked_as,
        invoice.own_number,
        invoice.kind,
        invoice.status,
        invoice.home.code,
        invoice.host.code,
        f"{invoice.month:%Y-%m}",
        invoice.issued_on.isoformat() if invoice.issued_on else "",
        invoice.due_on.isoformat() if invoice.due_on else "",
        invoice.net_pence,
        invoice.vat_pence,
        invoice.gross_pence,
        due,
        invoice.corrects.reference if invoice.corrects else "",
    ]


def _links(request: Asking, council: Organisation) -> list[tuple[str, str]]:
    wanted = [
        (_("Issue a month’s invoices"), "invoices_month"),
        (_("Journal of a month for your ledger"), "invoices_journal"),
        (_("Accruals: worked and not invoiced"), "invoices_accruals"),
        (_("Aged debt"), "invoices_aged"),
        (_("Interest on late payment"), "invoices_interest"),
    ]
    if request.actor.may(Right.ISSUE_INVOICES, council.pk):
        wanted.append((_("Pass a back-dated pay award on"), "invoices_award"))
    if queries.mode_on(council.pk, london_date(now())) == OWN_SYSTEM:
        wanted.insert(1, (_("Numbers of your own system"), "invoices_numbers"))
    return [(text, reverse(name, args=[council.slug])) for text, name in wanted]
