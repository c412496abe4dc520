"""The councils that a council pays, and what its finance system has to know of each: one page, also as a PDF."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from commonpool.access import Right
from commonpool.agreements.queries import sees_bank_details
from commonpool.agreements.rules import account_shown
from commonpool.invoices import queries
from commonpool.kernel.clock import london_date, now
from commonpool.web.pages import Asking, page, show
from commonpool.web.papers import pango
from commonpool.web.papers.pdf import pdf
from commonpool.web.rooms.place import own_council


@page(right=Right.SEE_BANK_DETAILS, methods=("GET",))
def suppliers(request: Asking, slug: str) -> HttpResponse:
    """Whom this council pays, and itself: each with its pack."""
    council = own_council(request.actor, slug)
    facts = {
        "council": council,
        "suppliers": queries.suppliers_of(request.actor, council.pk),
        "back_url": reverse("rooms_money", args=[slug]),
    }
    return show(request, "invoice_papers/suppliers.html", facts)


@page(right=Right.SEE_BANK_DETAILS, methods=("GET",))
def supplier_pack(request: Asking, slug: str, supplier: str) -> HttpResponse:
    """Name, VAT, account, remittance and the number to ring; the account whole after a second factor."""
    council = own_council(request.actor, slug)
    if "whole" in request.GET:
        queries.supplier_pack(request.actor, council.pk, supplier, london_date(now()))
        request.actor.require_second_factor()
    whole = sees_bank_details(request.actor, council.pk)
    facts = _facts(request, council.pk, supplier, whole=whole) | {
        "paid_by": council,
        "whole": whole,
        "has_pdfs": pango.is_here(),
        "pdf_url": reverse("supplier_pack_pdf", args=[slug, supplier]),
        "back_url": reverse("suppliers", args=[slug]),
    }
    return show(request, "invoice_papers/supplier.html", facts)


@page(right=Right.SEE_BANK_DETAILS, methods=("GET",))
def supplier_pack_pdf(request: Asking, slug: str, supplier: str) -> HttpResponse:
    """The same as a PDF, with the account whole: after a second factor only."""
    council = own_council(request.actor, slug)
    facts = _facts(request, council.pk, supplier, whole=True)
    request.actor.require_second_factor()
    return pdf(request, "invoice_papers/supplier_paper.html", facts, f"supplier-{supplier}")


def _facts(request: Asking, organisation_id: int, supplier: str, *, whole: bool) -> dict[str, Any]:
    today = london_date(now())
    pack = queries.supplier_pack(request.actor, organisation_id, supplier, today)
    account = pack.account
    shown = account_shown(account.sort_code, account.account_number, whole=whole) if account else ("", "")
    return {
        "pack": pack,
        "today": today,
        "sort_code": shown[0],
        "account_number": shown[1],
    }
