"""The council's own system: the list of what to invoice, and its numbers taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.invoices import operations, queries
from commonpool.invoices.models import Invoice
from commonpool.invoices.operations import Given
from commonpool.invoices.rules.own_numbers import NumberRow, read_numbers
from commonpool.kernel import words
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.money import decimal, pounds
from commonpool.kernel.refusals import Refusal
from commonpool.web.invoices.forms import DropForm, NumbersForm
from commonpool.web.invoices.tables import Cell, Table, heads
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.rooms.place import own_council

COLUMNS = [
    "draft", "number", "date", "customer_code", "customer", "address", "month", "purchase_order", "vat_treatment",
    "vat_percent", "net", "vat", "gross", "line", "description", "hours_minutes", "line_net",
]  # fmt: skip


@page(right=Right.SEE_MONEY)
def numbers(request: Asking, slug: str) -> HttpResponse:
    """The drafts that wait, and their numbers: checked line by line, then issued together."""
    council = own_council(request.actor, slug)
    drafts = list(queries.drafts_of(request.actor, council.pk))
    known = {each.asked_as or "": each for each in drafts}
    form = NumbersForm(
        request.POST or None,
        request.FILES or None,
        initial={"rows": "\n".join(f"{each},," for each in known)},
    )
    rows: list[NumberRow] = []
    if request.method == "POST":
        request.actor.require(Right.ISSUE_INVOICES, council.pk)
        if form.is_valid():
            # What a file said stands in the lines from now on, to be looked at and issued.
            if form.cleaned_data.get("file"):
                form = NumbersForm({"rows": form.cleaned_data["rows"]})
                form.is_valid()
            rows = read_numbers(form.cleaned_data["rows"], known, london_date(now()))
            if not rows:
                form.add_error("rows", _("Give at least one draft a number."))
            elif request.POST.get("go") == "issue" and _issued(request, form, council.pk, rows, known):
                return redirect("invoices_numbers", slug)
    facts = {
        "council": council,
        "form": form,
        "drop_form": DropForm(_named(drafts)),
        "drop_url": reverse("invoices_drop", args=[slug]),
        "table": _table(drafts),
        "checked": _checked(rows),
        "all_right": bool(rows) and not any(row.error for row in rows),
        "may_issue": request.actor.may(Right.ISSUE_INVOICES, council.pk),
        "csv_url": reverse("invoices_please_csv", args=[slug]),
        "back_url": reverse("invoices", args=[slug]),
    }
    return show(request, "invoices/numbers.html", facts)


def _issued(
    request: Asking,
    form: NumbersForm,
    organisation_id: int,
    rows: list[NumberRow],
    known: dict[str, Invoice],
) -> bool:
    if any(row.error for row in rows):
        form.add_error("rows", _("Mend the lines that say what is wrong, and check again."))
        return False
    today = london_date(now())
    given = [Given(known[row.draft].pk, row.own_number, row.on or today) for row in rows]
    try:
        operations.take_numbers(actor=request.actor, organisation_id=organisation_id, given=given, at=now())
    except Refusal as refusal:
        refused(form, refusal)
        return False
    messages.success(request, _("Issued under your own numbers: %(number)s.") % {"number": len(given)})
    return True


@page(right=Right.SEE_MONEY, methods=("GET",))
def please(request: Asking, slug: str) -> HttpResponse:
    """What finance has to invoice in its own system: a row for each line, amounts in pounds."""
    council = own_council(request.actor, slug)
    drafts = queries.drafts_of(request.actor, council.pk).prefetch_related("lines")
    rows = (row for draft in drafts for row in _rows(draft))
    return spreadsheet("please-invoice", COLUMNS, rows)


@page(right=Right.ISSUE_INVOICES, methods=("POST",))
def drop(request: Asking, slug: str) -> HttpResponse:
    """A draft is given up."""
    council = own_council(request.actor, slug)
    form = DropForm(_named(queries.drafts_of(request.actor, council.pk)), request.POST)
    if not form.is_valid():
        return redirect("invoices_numbers", slug)
    operations.drop_draft(
        actor=request.actor,
        organisation_id=council.pk,
        invoice_id=int(form.cleaned_data["draft"]),
        at=now(),
    )
    messages.success(request, _("The draft is given up. Its charges wait for another invoice."))
    return redirect("invoices_numbers", slug)


def _named(drafts: Any) -> list[tuple[int, str]]:
    return [(each.pk, f"{each.asked_as}: {each.host}, {pounds(each.gross_pence)}") for each in drafts]


def _table(drafts: list[Invoice]) -> Table:
    head = heads([_("Draft"), _("To"), _("Month")], [_("Before VAT"), _("VAT"), _("With VAT")])
    rows = [
        [
            Cell(each.asked_as),
            Cell(each.host),
            Cell(f"{each.month:%Y-%m}"),
            *(
                Cell(pounds(pence), numeric=True)
                for pence in (each.net_pence, each.vat_pence, each.gross_pence)
            ),
        ]
        for each in drafts
    ]
    return Table(_("Drafts"), head, rows)


def _checked(rows: list[NumberRow]) -> Table:
    head = heads([_("Line"), _("Draft"), _("Number"), _("Day"), _("What we read")])
    cells = [
        [
            Cell(row.line),
            Cell(row.draft),
            Cell(row.own_number),
            Cell(words.day(row.on) if row.on else ""),
            Cell(row.error or _("In order")),
        ]
        for row in rows
    ]
    return Table(_("What we read in your lines"), head, cells)


def _rows(draft: Invoice) -> list[list[Any]]:
    customer = draft.customer
    whole = [
        draft.asked_as, "", "", customer["code"], customer["name"], ", ".join(customer["address"]),
        f"{draft.month:%Y-%m}", draft.purchase_order, draft.vat_treatment, draft.vat_percent,
        decimal(draft.net_pence), decimal(draft.vat_pence), decimal(draft.gross_pence),
    ]  # fmt: skip
    lines = sorted(draft.lines.all(), key=lambda line: line.position)
    return [
        [
            *whole,
            line.position,
            line.description,
            f"{line.minutes // 60}:{line.minutes % 60:02d}",
            decimal(line.net_pence),
        ]
        for line in lines
    ]
