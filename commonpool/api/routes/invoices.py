"""Charges, invoices and credit notes: what was priced, and what was asked of whom for it."""

from datetime import date
from typing import Annotated, Any, Literal

from django.conf import settings
from django.http import HttpResponse
from django.utils.module_loading import import_string
from ninja import Router
from pydantic import Field

from commonpool.access import Right
from commonpool.api.access import Calling, needs
from commonpool.api.lists import listed
from commonpool.api.problems import Problem
from commonpool.api.shapes import invoices as shapes
from commonpool.api.shapes.values import PageNumber, Short
from commonpool.invoices import queries
from commonpool.kernel.refusals import Forbidden

router = Router(tags=["Money"])
Month = Annotated[str, Field(pattern=r"^(2[01][0-9]{2}-(0[1-9]|1[0-2]))?$")]
Status = Literal["", "issued", "disputed", "paid", "credited", "set_off", "fell_away"]


def a_file(media_type: str) -> dict[str, Any]:
    """What the document says of an answer that is a file."""
    content = {media_type: {"schema": {"type": "string", "format": "binary"}}}
    return {"responses": {200: {"description": "OK", "content": content}}}


@router.get("charges", response={200: shapes.Charges}, operation_id="charges")
@needs(Right.SEE_MONEY)
def charges(request: Calling, page: PageNumber = 1) -> Any:
    """The charges of your councils, owed by them and to them, the newest first."""
    return listed(request, queries.charges_seen(request.actor), page, shapes.charge_shape)


@router.get("invoices", response={200: shapes.Invoices}, operation_id="invoices")
@needs(Right.SEE_MONEY)
def invoices(
    request: Calling,
    month: Month = "",
    side: Literal["", "in", "out"] = "",
    status: Status = "",
    page: PageNumber = 1,
) -> Any:
    """The issued invoices and credit notes of your councils, the newest first."""
    first = date.fromisoformat(f"{month}-01") if month else None
    found = queries.invoices_seen(request.actor, month=first, side=side, status=status)
    places = request.actor.where(Right.SEE_MONEY)
    return listed(request, found, page, lambda invoice: shapes.row_shape(invoice, places))


@router.get("invoices/{reference}.json", response={200: shapes.InvoiceShape}, operation_id="invoice")
@needs(Right.SEE_MONEY)
def invoice(request: Calling, reference: Short) -> Any:
    """All that an invoice or credit note says; the account for finance and auditors."""
    found = queries.seen_invoice(request.actor, reference)
    whole = queries.sees_account(request.actor, found)
    row = shapes.row_shape(found, request.actor.where(Right.SEE_MONEY))
    return row | shapes.document_shape(queries.document_of(found), whole=whole)


@router.get(
    "invoices/{reference}.xml",
    operation_id="invoice_xml",
    openapi_extra=a_file("application/xml"),
)
@needs(Right.SEE_BANK_DETAILS)
def invoice_xml(request: Calling, reference: Short) -> Any:
    """The e-invoice, UBL 2.1 as Peppol BIS Billing 3.0: for finance and auditors, as it names the account."""
    found = queries.seen_invoice(request.actor, reference)
    if not queries.sees_account(request.actor, found):
        raise Forbidden
    return HttpResponse(queries.e_invoice_of(found), content_type="application/xml")


@router.get(
    "invoices/{reference}.pdf",
    response={503: Problem},
    operation_id="invoice_pdf",
    openapi_extra=a_file("application/pdf"),
)
@needs(Right.SEE_MONEY)
def invoice_pdf(request: Calling, reference: Short) -> Any:
    """The same as its page, as a PDF."""
    found = queries.seen_invoice(request.actor, reference)
    drawn = import_string(settings.INVOICE_PDF)
    return drawn(request, found, whole=queries.sees_account(request.actor, found))
