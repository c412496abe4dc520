"""What finance takes over or asks for: the journal of a month, accruals, aged debt."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.access import Right
from commonpool.invoices import operations, queries
from commonpool.invoices.queries import Accrual, Debt
from commonpool.invoices.rules.ageing import BUCKETS
from commonpool.kernel import words
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.money import decimal, pounds
from commonpool.ledger.rules import ACCOUNTS
from commonpool.organisations.models import Organisation
from commonpool.web.invoices.forms import CodesForm, DayForm, MonthForm
from commonpool.web.invoices.tables import Cell, Table, heads
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, show
from commonpool.web.rooms.place import own_council
from commonpool.web.terms.saying import kept

PER_PAGE = 100
AGES = {
    "not_due": gettext_lazy("Not due yet"),
    "to_30": gettext_lazy("0 to 30 days"),
    "to_60": gettext_lazy("31 to 60 days"),
    "to_90": gettext_lazy("61 to 90 days"),
    "over_90": gettext_lazy("Over 90 days"),
}
JOURNAL = ["date", "entry", "document", "account", "code", "counterparty", "debit", "credit"]
ACCRUALS = ["booking", "week_of", "council", "minutes", "net", "agreed"]
AGED = ["council", "document", "own_number", "due_on", "days_late", "age", "gross"]


def books_page(request: Asking, council: Organisation, **facts: Any) -> HttpResponse:
    return show(
        request,
        "invoices/books.html",
        {"council": council, "back_url": reverse("invoices", args=[council.slug])} | facts,
    )


def _month(request: Asking) -> tuple[MonthForm, date]:
    first = london_date(now()).replace(day=1)
    form = MonthForm(request.GET or None, initial={"month": f"{first:%Y-%m}"})
    if not request.GET.get("month"):
        form = MonthForm(initial={"month": f"{first:%Y-%m}"})
        return form, first
    return form, form.cleaned_data["month"] if form.is_valid() else first


@page(right=Right.SEE_MONEY, methods=("GET",))
def journal(request: Asking, slug: str) -> HttpResponse:
    """The entries of a month under the council's own codes, with their totals, VAT among them."""
    council = own_council(request.actor, slug)
    form, month = _month(request)
    codes = queries.codes_of(request.actor, council.pk)
    totals = queries.journal_totals(request.actor, council.pk, month)
    head = heads([_("Account"), _("Your code")], [_("Debit"), _("Credit")])
    rows = [
        [
            Cell(account.name),
            Cell(codes[code]),
            Cell(pounds(totals[code]) if totals[code] > 0 else "", numeric=True),
            Cell(pounds(-totals[code]) if totals[code] < 0 else "", numeric=True),
        ]
        for code, account in ACCOUNTS.items()
        if code in totals
    ]
    query = f"?month={month:%Y-%m}"
    return books_page(
        request,
        council,
        title=_("Journal of a month"),
        sentences=[_("One line for each account of each entry, under the codes of your own ledger.")],
        form=form,
        tables=[Table(_("Totals of the month, VAT among them"), head, rows)],
        nothing="" if rows else _("Nothing was posted in that month."),
        links=[
            (_("Download the journal (CSV)"), reverse("invoices_journal_csv", args=[slug]) + query),
            (_("Set the codes of your ledger"), reverse("invoices_codes", args=[slug])),
        ],
    )


@page(right=Right.SEE_MONEY, methods=("GET",))
def journal_csv(request: Asking, slug: str) -> HttpResponse:
    """The journal as a file: amounts in pounds, a debit or a credit on each line."""
    council = own_council(request.actor, slug)
    _form, month = _month(request)
    codes = queries.codes_of(request.actor, council.pk)
    rows = (
        [
            line.entry.on.isoformat(),
            line.entry_id,
            line.document,
            line.account,
            codes[line.account],
            line.counterparty.code if line.counterparty else "",
            decimal(line.pence) if line.pence > 0 else "",
            decimal(-line.pence) if line.pence < 0 else "",
        ]
        for line in queries.journal_of(request.actor, council.pk, month)
    )
    return spreadsheet(f"journal-{month:%Y-%m}", JOURNAL, rows)


@page(right=Right.SEE_MONEY)
def codes(request: Asking, slug: str) -> HttpResponse:
    """Under which codes the council's own ledger keeps each account."""
    council = own_council(request.actor, slug)
    form = CodesForm(request.POST or None, initial=queries.codes_of(request.actor, council.pk))
    if kept(request, form, operations.set_account_codes, organisation_id=council.pk, at=now()):
        return redirect("invoices_codes", slug)
    facts = {
        "caption": council,
        "title": _("Codes of your ledger"),
        "sentences": [
            _("The journal uses them from now on. Until you set them, it uses the usual ones shown.")
        ],
        "form": form,
        "button": _("Keep these codes"),
        "back_url": reverse("invoices_journal", args=[slug]),
    }
    return show(request, "invoices/act.html", facts)


def _day(request: Asking) -> tuple[DayForm, bool, date]:
    today = london_date(now())
    form = DayForm(request.GET or None, initial={"on": today, "side": "home"})
    said = form.cleaned_data if form.is_bound and form.is_valid() else {}
    return form, said.get("side") != "host", said.get("on") or today


def _query(lent: bool, on: date) -> str:
    return f"?side={'home' if lent else 'host'}&on_day={on.day}&on_month={on.month}&on_year={on.year}"


@page(right=Right.SEE_MONEY, methods=("GET",))
def accruals(request: Asking, slug: str) -> HttpResponse:
    """What was worked and is on no invoice yet, at the end of a day such as 31 March."""
    council = own_council(request.actor, slug)
    form, lent, on = _day(request)
    found = queries.accruals_of(request.actor, council.pk, on, lent=lent)
    page_obj = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    head = heads([_("Booking"), _("Week of"), _("Council"), _("Hours")], [_("Time"), _("Before VAT")])
    rows = [
        [
            Cell(each.booking, reverse("booking", args=[each.booking])),
            Cell(words.day(each.monday)),
            Cell(each.council),
            Cell(_("Agreed") if each.agreed else _("Sent, not agreed yet")),
            Cell(words.hours(each.minutes), numeric=True),
            Cell(pounds(each.net_pence), numeric=True),
        ]
        for each in page_obj.object_list
    ]
    return books_page(
        request,
        council,
        title=_("Accruals"),
        sentences=[_("Work of weeks that had begun by that day, on no invoice issued by then. Before VAT.")],
        form=form,
        sums=[(_("Together"), sum(each.net_pence for each in found))],
        tables=[Table(_("Worked and not invoiced"), head, rows)],
        nothing="" if rows else _("Everything that was worked is on an invoice."),
        page_obj=page_obj if rows else None,
        links=[
            (_("Download this list (CSV)"), reverse("invoices_accruals_csv", args=[slug]) + _query(lent, on))
        ],
    )


@page(right=Right.SEE_MONEY, methods=("GET",))
def accruals_csv(request: Asking, slug: str) -> HttpResponse:
    """The same for a spreadsheet, in pounds."""
    council = own_council(request.actor, slug)
    _form, lent, on = _day(request)
    found = queries.accruals_of(request.actor, council.pk, on, lent=lent)
    return spreadsheet(f"accruals-{on.isoformat()}", ACCRUALS, map(_accrued, found))


def _accrued(each: Accrual) -> list[Any]:
    agreed = "yes" if each.agreed else "no"
    monday = each.monday.isoformat()
    return [each.booking, monday, each.council, each.minutes, decimal(each.net_pence), agreed]


@page(right=Right.SEE_MONEY, methods=("GET",))
def aged(request: Asking, slug: str) -> HttpResponse:
    """What is owed, by document, and for how long since the day by which it was to be paid."""
    council = own_council(request.actor, slug)
    form, lent, on = _day(request)
    debts = queries.aged_debt(request.actor, council.pk, on, lent=lent)
    page_obj = Paginator(debts, PER_PAGE).get_page(request.GET.get("page"))
    sums = queries.by_bucket(debts)
    head = heads([_("Council"), _("Document"), _("To be paid by"), _("Since")], [_("With VAT")])
    rows = [
        [
            Cell(each.council),
            Cell(each.invoice.reference, reverse("invoice_decide", args=[slug, each.invoice.reference])),
            Cell(words.day(each.invoice.due_on)) if each.invoice.due_on else Cell(""),
            Cell(AGES[each.bucket]),
            Cell(pounds(each.pence), numeric=True),
        ]
        for each in page_obj.object_list
    ]
    return books_page(
        request,
        council,
        title=_("Aged debt"),
        sentences=[
            _(
                "Every figure is a balance of the ledger. A credit note that is to be paid back is below nought."
            )
        ],
        form=form,
        sums=[*((AGES[age], sums[age]) for age in BUCKETS), (_("Together"), sum(sums.values()))],
        tables=[Table(_("What is owed"), head, rows)],
        nothing="" if rows else _("Nothing is owed."),
        page_obj=page_obj if rows else None,
        links=[(_("Download this list (CSV)"), reverse("invoices_aged_csv", args=[slug]) + _query(lent, on))],
    )


@page(right=Right.SEE_MONEY, methods=("GET",))
def aged_csv(request: Asking, slug: str) -> HttpResponse:
    """The same for a spreadsheet, in pounds."""
    council = own_council(request.actor, slug)
    _form, lent, on = _day(request)
    debts = queries.aged_debt(request.actor, council.pk, on, lent=lent)
    return spreadsheet(f"aged-debt-{on.isoformat()}", AGED, map(_aged, debts))


def _aged(debt: Debt) -> list[Any]:
    invoice = debt.invoice
    due_on = invoice.due_on.isoformat() if invoice.due_on else ""
    amount = decimal(debt.pence)
    return [debt.council, invoice.reference, invoice.own_number, due_on, debt.days, debt.bucket, amount]
