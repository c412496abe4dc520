"""Hours on an issued invoice were corrected to fewer: home credits the difference."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.invoices import operations, queries
from commonpool.kernel.money import pounds
from commonpool.kernel.refusals import NotFound
from commonpool.web.invoices.forms import CreditHoursForm
from commonpool.web.invoices.views.deciding import acted, form_page, own_system, read
from commonpool.web.pages import Asking, page


@page(right=Right.ISSUE_INVOICES)
def credit_hours(request: Asking, slug: str, reference: str) -> HttpResponse:
    """What the invoice asks for beyond its hours as corrected is credited, to the penny."""
    council, invoice = read(request, slug, reference)
    if invoice.now_home_id != council.pk:
        raise NotFound
    form = CreditHoursForm(request.POST or None, own_system=own_system(invoice))
    if acted(request, form, operations.credit_corrected_hours, council, invoice):
        return redirect("invoice_decide", slug, reference)
    wanted = queries.to_credit_of(invoice)
    sentences = [
        _("Line %(line)s: %(pounds)s before VAT too much, for booking %(booking)s.")
        % {
            "line": each.line.position,
            "pounds": pounds(each.pence),
            "booking": each.line.booking_reference,
        }
        for each in wanted
    ]
    return form_page(
        request,
        council,
        invoice,
        form,
        title=_("Credit corrected hours"),
        button=_("Issue the credit note"),
        sentences=sentences or [_("Nothing on this invoice is to be credited for corrected hours.")],
    )
