"""What a council hands out to a request for information: bookings and payments without names and accounts."""

from datetime import date, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.access import Right
from commonpool.kernel import weeks, words
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.money import decimal, pounds
from commonpool.organisations.models import Nation, Organisation
from commonpool.publication import queries
from commonpool.publication.queries import DisclosedBooking, DisclosedPayment
from commonpool.publication.rules.refusals import RangeWrong
from commonpool.web.bookings.phrases import STATUS
from commonpool.web.invoices.tables import Cell, Table, heads
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, refused
from commonpool.web.publication.forms import DaysForm
from commonpool.web.publication.report import PER_PAGE, report
from commonpool.web.rooms.place import own_council

BOOKINGS = [
    "booking", "side", "other_council", "officer", "function", "kind", "status", "requested_on", "bound_on",
    "first_week", "last_week", "minutes_booked", "minutes_worked", "amount_before_vat",
]  # fmt: skip
PAYMENTS = [
    "paid_on", "direction", "other_council", "document", "kind", "route", "amount_with_vat", "taken_back",
]  # fmt: skip
ROUTES = {"bank": gettext_lazy("Bank"), "clearing": gettext_lazy("Monthly clearing")}
YEAR = timedelta(days=364)


def _asked(request: Asking) -> tuple[DaysForm, date, date]:
    today = london_date(now())
    usual = {"first": today - YEAR, "last": today}
    if not any(name.startswith("first_") for name in request.GET):
        return DaysForm(initial=usual), usual["first"], usual["last"]
    form = DaysForm(request.GET, initial=usual)
    if not form.is_valid():
        return form, usual["first"], usual["last"]
    return form, form.cleaned_data["first"], form.cleaned_data["last"]


def _query(first: date, last: date) -> str:
    parts = [f"{name}_{part}={getattr(day, part)}" for name, day in (("first", first), ("last", last)) for part in
             ("day", "month", "year")]  # fmt: skip
    return "?" + "&".join(parts)


def redacted(council: Organisation) -> str:
    """What stands where a name would: the exemption that holds in the council's nation (TRN-05)."""
    if council.nation == Nation.SCOTLAND:
        return _("Redacted: personal data (Freedom of Information (Scotland) Act 2002 section 38(1)(b))")
    return _("Redacted: personal data (Freedom of Information Act 2000 section 40(2))")


@page(right=Right.SEE_MONEY, methods=("GET",))
def foi(request: Asking, slug: str) -> HttpResponse:
    """Both lists for a range of days, as the files will say them."""
    actor, council = request.actor, own_council(request.actor, slug)
    form, first, last = _asked(request)
    tables, links, page_obj = [], [], None
    try:
        bookings = queries.bookings_between(actor, council.pk, first, last)
        payments = queries.payments_between(actor, council.pk, first, last)
    except RangeWrong as refusal:
        refused(form, refusal)
    else:
        page_obj = Paginator(bookings, PER_PAGE).get_page(request.GET.get("page"))
        shown = queries.disclosed_bookings(page_obj.object_list, council.pk)
        paid = queries.disclosed_payments(payments[:PER_PAGE], council.pk)
        tables = [_bookings(shown), _payments(paid)]
        query = _query(first, last)
        links = [
            (_("Download the bookings (CSV)"), reverse("publication_foi_bookings_csv", args=[slug]) + query),
            (_("Download the payments (CSV)"), reverse("publication_foi_payments_csv", args=[slug]) + query),
        ]
    nothing = bool(tables) and not any(table.rows for table in tables)
    return report(
        request,
        council,
        title=_("Extract for a request for information"),
        sentences=[
            _(
                "A request for information is answered within 20 working days. These two lists are ready to hand out:"
                " they hold no name of an officer, no free text and no bank details."
            ),
            redacted(council) + ".",
        ],
        form=form,
        tables=tables,
        nothing=_("Nothing was booked or paid between these days.") if nothing else "",
        page_obj=page_obj if tables and tables[0].rows else None,
        links=links,
        notes=[
            _(
                "Bookings by the day they were asked for, payments by the day they were made: here the first 50."
            ),
            _(
                "Before you hand it out, read it: where few people do a job, a function and a date may be enough to"
                " know who it was."
            ),
        ],
    )


def _bookings(shown: Any) -> Table:
    head = heads(
        [_("Booking"), _("Side"), _("Other council"), _("Function"), _("Stands at"), _("Asked on")],
        [_("Booked"), _("Worked"), _("Before VAT")],
    )
    rows = [
        [
            Cell(each.reference),
            Cell(_("Lent") if each.lent else _("Borrowed")),
            Cell(each.council),
            Cell(each.function),
            Cell(STATUS[each.status]),
            Cell(words.day(each.requested_on)),
            Cell(words.hours(each.booked_minutes), numeric=True),
            Cell(words.hours(each.worked_minutes), numeric=True),
            Cell(pounds(each.net_pence), numeric=True),
        ]
        for each in shown
    ]
    return Table(_("Bookings"), head, rows)


def _payments(paid: Any) -> Table:
    head = heads(
        [_("Paid on"), _("Direction"), _("Other council"), _("Document"), _("Paid through")], [_("With VAT")]
    )
    rows = [
        [
            Cell(words.day(each.paid_on)),
            Cell(_("Received") if each.received else _("Paid")),
            Cell(each.council),
            Cell(each.invoice),
            Cell(_("Taken back later") if each.withdrawn else ROUTES[each.route]),
            Cell(pounds(each.gross_pence), numeric=True),
        ]
        for each in paid
    ]
    return Table(_("Payments"), head, rows)


def _days_of(request: Asking) -> tuple[date, date]:
    _form, first, last = _asked(request)
    return first, last


@page(right=Right.SEE_MONEY, methods=("GET",))
def bookings_csv(request: Asking, slug: str) -> HttpResponse:
    """The bookings to hand out."""
    council = own_council(request.actor, slug)
    first, last = _days_of(request)
    found = queries.bookings_between(request.actor, council.pk, first, last)
    instead = redacted(council)
    rows = (_booking_row(each, instead) for each in queries.disclosed_bookings(found, council.pk))
    return spreadsheet(f"bookings-{first.isoformat()}-{last.isoformat()}", BOOKINGS, rows)


def _booking_row(each: DisclosedBooking, instead: str) -> list[Any]:
    return [
        each.reference,
        "lent" if each.lent else "borrowed",
        each.council,
        instead,
        each.function,
        each.kind,
        each.status,
        each.requested_on.isoformat(),
        each.bound_on.isoformat() if each.bound_on else "",
        weeks.written(each.first_week) if each.first_week else "",
        weeks.written(each.last_week) if each.last_week else "",
        each.booked_minutes,
        each.worked_minutes,
        decimal(each.net_pence),
    ]


@page(right=Right.SEE_MONEY, methods=("GET",))
def payments_csv(request: Asking, slug: str) -> HttpResponse:
    """The payments to hand out."""
    council = own_council(request.actor, slug)
    first, last = _days_of(request)
    found = queries.payments_between(request.actor, council.pk, first, last)
    rows = (_payment_row(each) for each in queries.disclosed_payments(found, council.pk))
    return spreadsheet(f"payments-{first.isoformat()}-{last.isoformat()}", PAYMENTS, rows)


def _payment_row(each: DisclosedPayment) -> list[Any]:
    return [
        each.paid_on.isoformat(),
        "received" if each.received else "paid",
        each.council,
        each.invoice,
        "credit note" if each.is_credit_note else "invoice",
        each.route,
        decimal(each.gross_pence),
        "yes" if each.withdrawn else "no",
    ]
