"""Every booking the reader may see: filtered, ordered, a page at a time, and as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import F, QuerySet
from django.http import HttpResponse

from commonpool.bookings import queries
from commonpool.bookings.models import Booking
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, now
from commonpool.web.bookings import phrases
from commonpool.web.bookings.forms import ListForm
from commonpool.web.bookings.viewpoint import Viewpoint
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import SIGNED_IN, Asking, page, show

PAGE = 25
COLUMNS = [
    "reference", "status", "kind", "officer", "home", "host", "first_week", "last_week", "hours", "price_before_vat",
    "asked_by", "asked_on",
]  # fmt: skip


@page(right=SIGNED_IN, methods=("GET",))
def bookings(request: Asking) -> HttpResponse:
    """The reader's own bookings as officer, and those of the councils they work for."""
    form, found = _found(request)
    page_obj = Paginator(found, PAGE).get_page(request.GET.get("page"))
    waits = {each.reference for each in queries.waiting_for(request.actor, now())}
    facts: dict[str, Any] = {
        "form": form,
        "page_obj": page_obj,
        "lines": [_line(Viewpoint(request.actor, booking), waits) for booking in page_obj],
        "narrowed": any(request.GET.get(name) for name in form.fields),
        "query": request.GET.urlencode(),
    }
    return show(request, "bookings/bookings.html", facts)


@page(right=SIGNED_IN, methods=("GET",))
def download(request: Asking) -> HttpResponse:
    """The same as a file for a spreadsheet. The price stands only where the reader may see it."""
    _form, found = _found(request)
    rows = (_row(Viewpoint(request.actor, booking)) for booking in found)
    return spreadsheet("bookings", COLUMNS, rows)


def _found(request: Asking) -> tuple[ListForm, QuerySet[Booking]]:
    form = ListForm(request.GET)
    form.is_valid()
    given = form.cleaned_data
    found = queries.bookings_of(request.actor, side=given.get("side", ""), statuses=form.statuses)
    if given.get("order") == "week":
        found = queries.with_next_week(found).order_by(F("next_week").asc(), "id")
    return form, found


def _line(view: Viewpoint, waits: set[str]) -> dict[str, Any]:
    booking = view.booking
    other = booking.home if view.host else booking.host
    return {
        "booking": booking,
        "title": phrases.title_of(booking, view.officer),
        "other": other.name,
        "weeks": phrases.weeks_in_words(booking.standing),
        "status": phrases.STATUS[booking.status],
        "colour": phrases.COLOURS.get(booking.status, "grey"),
        "waits": booking.reference in waits,
    }


def _row(view: Viewpoint) -> list[Any]:
    booking, terms = view.booking, view.booking.standing
    mondays = [monday for monday, _minutes in terms.hours]
    return [
        booking.reference,
        booking.status,
        booking.kind,
        str(booking.officer),
        booking.home.name,
        booking.host.name,
        weeks.written(min(mondays)),
        weeks.written(max(mondays)),
        f"{terms.minutes / 60:.2f}",
        f"{terms.net_pence / 100:.2f}" if view.sees_price else "",
        str(booking.requested_by),
        london_date(booking.requested_at).isoformat(),
    ]
