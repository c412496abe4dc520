"""An invoice or credit note: its page, the same as a PDF, and the e-invoice that a finance system reads."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from commonpool.access import Right
from commonpool.invoices import queries
from commonpool.invoices.models import Invoice
from commonpool.invoices.rules import Document
from commonpool.kernel.refusals import Forbidden
from commonpool.web.invoice_papers.phrases import read
from commonpool.web.pages import Asking, page, show
from commonpool.web.papers import pango
from commonpool.web.papers.pdf import pdf
from commonpool.web.rooms.place import own_council

UBL = "application/xml"


@page(right=Right.SEE_MONEY, methods=("GET",))
def invoice(request: Asking, slug: str, reference: str) -> HttpResponse:
    """What one council asks of another, line by line; the account whole for those who may know it."""
    council = own_council(request.actor, slug)
    found = queries.seen_invoice(request.actor, reference, council.pk)
    whole = queries.sees_account(request.actor, found)
    facts = _facts(found, whole=whole) | {
        "council": council,
        "invoice": found,
        "whole": whole,
        "may_see_pack": request.actor.may(Right.SEE_BANK_DETAILS, council.pk),
        "credit_notes": [each.reference for each in found.credit_notes.order_by("pk") if each.reference],
        "has_pdfs": pango.is_here(),
        "pdf_url": reverse("invoice_pdf", args=[slug, reference]),
        "back_url": reverse("invoices", args=[slug]),
    }
    return show(request, "invoice_papers/invoice.html", facts)


@page(right=Right.SEE_MONEY, methods=("GET",))
def invoice_pdf(request: Asking, slug: str, reference: str) -> HttpResponse:
    """The same as a PDF, for the same people."""
    council = own_council(request.actor, slug)
    found = queries.seen_invoice(request.actor, reference, council.pk)
    return pdf_of(request, found, whole=queries.sees_account(request.actor, found))


@page(right=Right.SEE_BANK_DETAILS, methods=("GET",))
def invoice_xml(request: Asking, slug: str, reference: str) -> HttpResponse:
    """The e-invoice, for those who may know the account: it is whole or not handed out."""
    council = own_council(request.actor, slug)
    found = queries.seen_invoice(request.actor, reference, council.pk)
    if not queries.sees_account(request.actor, found):
        raise Forbidden
    return xml_answer(queries.e_invoice_of(found), reference)


def pdf_of(request: HttpRequest, invoice: Invoice, *, whole: bool) -> HttpResponse:
    """The answer that is the PDF of this invoice."""
    return pdf(request, "invoice_papers/paper.html", _facts(invoice, whole=whole), str(invoice.reference))


def xml_answer(made: bytes, reference: str) -> HttpResponse:
    """The answer that is this e-invoice, to be kept as a file."""
    answer = HttpResponse(made, content_type=UBL)
    answer.headers["Content-Disposition"] = f'attachment; filename="{reference}.xml"'
    return answer


def _facts(invoice: Invoice, *, whole: bool) -> dict[str, Any]:
    document: Document = queries.document_of(invoice)
    elsewhere = invoice.own_number if queries.is_made_elsewhere(invoice) else ""
    return read(document, whole=whole) | {"own_number": elsewhere}
