"""One invoice and what can be done with it: dispute lines, credit, say that it is paid, settle a dispute."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements.rules import OWN_SYSTEM
from commonpool.invoices import operations, queries
from commonpool.invoices.lifecycle import ANSWERED, CREDITABLE, OPEN
from commonpool.invoices.models import Invoice, InvoiceLine
from commonpool.kernel import words
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.money import pounds
from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.organisations.models import Organisation
from commonpool.web.invoices.forms import STATUSES, CreditForm, DisputeForm, PaidForm, UpholdForm
from commonpool.web.invoices.tables import Cell, Table, heads
from commonpool.web.look.forms import PageForm
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.rooms.place import own_council

DECIDERS = (Right.ISSUE_INVOICES, Right.PAY_INVOICES)


def read(request: Asking, slug: str, reference: str) -> tuple[Organisation, Invoice]:
    council = own_council(request.actor, slug)
    seen = queries.seen_invoice(request.actor, reference, council.pk)
    return council, queries.invoice_for(request.actor, council.pk, seen.pk)


def own_system(invoice: Invoice) -> bool:
    """Whether its credit notes have numbers of the council's own system."""
    return queries.credit_mode_on(invoice, london_date(now())) == OWN_SYSTEM


def _title(invoice: Invoice) -> str:
    words_of = _("Credit note %(reference)s") if invoice.is_credit_note else _("Invoice %(reference)s")
    return words_of % {"reference": invoice.reference}


@page(right=Right.SEE_MONEY, methods=("GET",))
def decide(request: Asking, slug: str, reference: str) -> HttpResponse:
    """Where an invoice stands: its lines, what is due, disputes, payments, credit notes, and what can be done."""
    council, invoice = read(request, slug, reference)
    return _standing(request, council, invoice)


def _standing(
    request: Asking, council: Organisation, invoice: Invoice, sent: tuple[int, UpholdForm] | None = None
) -> HttpResponse:
    """The page. `sent`: a dispute and the answer to it that was not taken, with what is wrong beside its field."""
    due = queries.due_pence(invoice)
    lines = queries.lines_of(invoice)
    disputes = [each for line in lines for each in line.disputes.all()]
    own = invoice.now_home_id == council.pk
    facts = {
        "council": council,
        "invoice": invoice,
        "title": _title(invoice),
        "status": STATUSES[invoice.status],
        "due": due,
        "undisputed": queries.undisputed_pence(invoice, due),
        "table": _table(lines),
        "disputes": [
            (each, sent[1] if sent and sent[0] == each.pk else _uphold_form(invoice, each.pk))
            for each in disputes
        ],
        "answered": invoice.status in ANSWERED,
        "sent": sent[1] if sent else None,
        "payments": queries.payments_of(invoice),
        "notes": list(invoice.credit_notes.order_by("pk")),
        "acts": _acts(request, council, invoice, due),
        "answer_url": reverse("invoice_answer", args=[council.slug, invoice.reference]),
        "may_issue": own and request.actor.may(Right.ISSUE_INVOICES, council.pk),
        "may_pay": not own and request.actor.may(Right.PAY_INVOICES, council.pk),
        "back_url": reverse("invoices", args=[council.slug]),
    }
    return show(request, "invoices/decide.html", facts)


def _uphold_form(invoice: Invoice, dispute_id: int, *typed: Any) -> UpholdForm:
    return UpholdForm(*typed, dispute_id=dispute_id, own_system=own_system(invoice))


def _table(lines: list[InvoiceLine]) -> Table:
    credited = queries.credited_of([line.pk for line in lines])
    head = heads([_("Line"), _("What for"), _("Worked on")], [_("Time"), _("Before VAT"), _("Credited")])
    rows = [
        [
            Cell(line.position),
            Cell(line.description, reverse("booking", args=[line.booking_reference])),
            Cell(_days(line)),
            Cell(words.hours(line.minutes), numeric=True),
            Cell(pounds(line.net_pence), numeric=True),
            Cell(pounds(credited[line.pk]) if line.pk in credited else "", numeric=True),
        ]
        for line in lines
    ]
    return Table(_("Lines"), head, rows)


def _days(line: InvoiceLine) -> str:
    """The day worked, or the first and the last of them."""
    first, last = words.day(line.worked_from), words.day(line.worked_to)
    if line.worked_from == line.worked_to:
        return first
    return _("%(first)s to %(last)s") % {"first": first, "last": last}


def _acts(request: Asking, council: Organisation, invoice: Invoice, due: int) -> list[tuple[str, str]]:
    own = invoice.now_home_id == council.pk
    right = Right.ISSUE_INVOICES if own else Right.PAY_INVOICES
    if not request.actor.may(right, council.pk):
        return []
    wanted: list[tuple[str, str, bool]] = [
        (_("Say that it is paid"), "invoice_paid", invoice.status in OPEN and due > 0),
        (
            _("Dispute lines"),
            "invoice_dispute",
            not own and invoice.status in OPEN and not invoice.is_credit_note,
        ),
        (
            _("Credit corrected hours"),
            "invoice_credit_hours",
            own and not invoice.is_credit_note and bool(queries.to_credit_of(invoice)),
        ),
        (
            _("Credit it"),
            "invoice_credit",
            own and invoice.status in CREDITABLE and not invoice.is_credit_note,
        ),
    ]
    args = [council.slug, invoice.reference]
    return [(text, reverse(name, args=args)) for text, name, possible in wanted if possible]


def _choices(invoice: Invoice, *, without_disputed: bool) -> list[tuple[int, str]]:
    standing = queries.standing(invoice)
    disputed = set(queries.disputed_lines(invoice)) if without_disputed else set()
    return [
        (
            line.pk,
            _("Line %(line)s: %(what)s, %(pounds)s")
            % {"line": line.position, "what": line.description, "pounds": pounds(standing[line.pk])},
        )
        for line in queries.lines_of(invoice)
        if line.pk in standing and line.pk not in disputed
    ]


def acted(
    request: Asking, form: PageForm, operation: Callable[..., Any], council: Organisation, invoice: Invoice
) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        chosen = getattr(form, "chosen", form.cleaned_data)
        operation(actor=request.actor, organisation_id=council.pk, invoice_id=invoice.pk, at=now(), **chosen)
    except Refusal as refusal:
        refused(form, refusal)
        return False
    messages.success(request, _("Done. Both councils are told."))
    return True


def form_page(
    request: Asking,
    council: Organisation,
    invoice: Invoice,
    form: PageForm,
    *,
    title: str,
    button: str,
    sentences: list[str],
) -> HttpResponse:
    facts = {
        "caption": _title(invoice),
        "title": title,
        "sentences": sentences,
        "form": form,
        "button": button,
        "back_url": reverse("invoice_decide", args=[council.slug, invoice.reference]),
    }
    return show(request, "invoices/act.html", facts)


@page(right=Right.PAY_INVOICES)
def dispute(request: Asking, slug: str, reference: str) -> HttpResponse:
    """The host says which lines it does not accept, and why."""
    council, invoice = read(request, slug, reference)
    if invoice.now_host_id != council.pk:
        raise NotFound
    form = DisputeForm(_choices(invoice, without_disputed=True), request.POST or None)
    if acted(request, form, operations.dispute_lines, council, invoice):
        return redirect("invoice_decide", slug, reference)
    return form_page(
        request,
        council,
        invoice,
        form,
        title=_("Dispute lines"),
        button=_("Dispute these lines"),
        sentences=[_("The other lines go on: they are to be paid by their day, whatever becomes of these.")],
    )


@page(right=Right.ISSUE_INVOICES)
def credit(request: Asking, slug: str, reference: str) -> HttpResponse:
    """Home takes lines back by a credit note."""
    council, invoice = read(request, slug, reference)
    if invoice.now_home_id != council.pk:
        raise NotFound
    choices = _choices(invoice, without_disputed=False)
    form = CreditForm(choices, request.POST or None, own_system=own_system(invoice))
    if acted(request, form, operations.credit, council, invoice):
        return redirect("invoice_decide", slug, reference)
    return form_page(
        request,
        council,
        invoice,
        form,
        title=_("Credit lines"),
        button=_("Issue the credit note"),
        sentences=[_("A credit note takes back what still stands of these lines, with their VAT.")],
    )


@page(right=DECIDERS)
def paid(request: Asking, slug: str, reference: str) -> HttpResponse:
    """One of the two councils says that it was paid."""
    council, invoice = read(request, slug, reference)
    form = PaidForm(request.POST or None, initial={"on": london_date(now())})
    if acted(request, form, operations.mark_paid, council, invoice):
        return redirect("invoice_decide", slug, reference)
    due = _("%(pounds)s are due. It is enough that one of the two councils says so.")
    return form_page(
        request,
        council,
        invoice,
        form,
        title=_("Say that it is paid"),
        button=_("It is paid"),
        sentences=[due % {"pounds": pounds(queries.due_pence(invoice))}],
    )


@page(right=DECIDERS, methods=("POST",))
def answer(request: Asking, slug: str, reference: str) -> HttpResponse:
    """A dispute is settled, or a payment did not come."""
    council, invoice = read(request, slug, reference)
    facts: dict[str, Any] = {"actor": request.actor, "organisation_id": council.pk, "at": now()}
    match request.POST.get("answer"):
        case "withdraw":
            operations.withdraw_dispute(**facts, dispute_id=_number(request, "dispute"))
        case "uphold":
            dispute_id = _number(request, "dispute")
            form = _uphold_form(invoice, dispute_id, request.POST)
            if not acted(request, form, partial(_upheld, dispute_id), council, invoice):
                return _standing(request, council, invoice, (dispute_id, form))
            return redirect("invoice_decide", slug, reference)
        case "not_paid":
            operations.withdraw_payment(**facts, payment_id=_number(request, "payment"))
        case _nothing:
            return redirect("invoice_decide", slug, reference)
    messages.success(request, _("Done. Both councils are told."))
    return redirect("invoice_decide", slug, reference)


def _upheld(dispute_id: int, *, invoice_id: int, **facts: Any) -> None:
    """The dispute is upheld: the invoice is known by its dispute."""
    operations.uphold_dispute(dispute_id=dispute_id, **facts)


def _number(request: Asking, name: str) -> int:
    typed = request.POST.get(name, "")
    if not (typed.isascii() and typed.isdecimal() and len(typed) < 16):
        raise NotFound
    return int(typed)
