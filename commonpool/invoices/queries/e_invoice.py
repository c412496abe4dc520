"""An e-invoice that may be handed out: drawn and judged by the official schema and by our own rules, every time."""

from django.utils.translation import gettext_lazy as _

from commonpool.invoices.models import Invoice
from commonpool.invoices.queries.documents import document_of, is_made_elsewhere
from commonpool.kernel.refusals import Conflict


class NoEInvoice(Conflict):
    """What would be drawn is not what a finance system may be given; `rules` says by which rules (`no_e_invoice`)."""

    code = "no_e_invoice"
    message = _(
        "There is no e-invoice of this yet: {why} The page and the PDF are whole, and are the invoice."
    )


MADE_ELSEWHERE = _("{home} makes its invoices in its own system, which hands out its own e-invoice.")


def e_invoice_of(invoice: Invoice) -> bytes:
    """The e-invoice of an issued invoice or credit note, which kept the official schema and every rule of
    `en16931.RULES`. No other layer is claimed: the official rule sets are not run.

    Refuses `no_e_invoice`, with what is missing in words; also where the council's own system made the invoice.
    """
    if is_made_elsewhere(invoice):
        raise NoEInvoice(why=str(MADE_ELSEWHERE).format(home=invoice.home))
    from commonpool.invoices.queries.judged import judged_ubl_of  # with lxml, which nothing else asks for

    made, failed = judged_ubl_of(document_of(invoice))
    if failed:
        raise NoEInvoice(why=" ".join(failed))
    return made
