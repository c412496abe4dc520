"""Standing next in line for weeks that are taken."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.availability import queries as availability
from commonpool.bookings import operations as bookings
from commonpool.bookings import queries as booked
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.pool.forms import LineForm
from commonpool.web.pool.views.find import named_listing


@page(right=Right.REQUEST_BOOKING)
def stand_in_line(request: Asking, reference: str) -> HttpResponse:
    """Chosen weeks of an officer are waited for: a letter when one frees, no hold."""
    at = now()
    listing = named_listing(request, reference, at)
    hosts = booked.may_host(request.actor, listing, at)["paid"]
    first = weeks.monday_of(london_date(at)) + weeks.WEEK
    taken = [
        week.monday for week in availability.strip_of(listing.person_id, first) if week.state == "closed"
    ]
    form = LineForm(request.POST if request.method == "POST" else None, hosts=hosts, taken=taken)
    if request.method == "POST" and form.is_valid():
        host = next(host for host in hosts if host.code == form.cleaned_data["host"])
        try:
            bookings.stand_in_line(
                actor=request.actor, officer=reference, mondays=form.mondays, host_id=host.pk, at=at
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("We write to you when one of these weeks frees."))
            return redirect("person", reference)
    facts = {
        "form": form,
        "listing": listing,
        "taken": taken,
        "back_url": reverse("person", args=[reference]),
    }
    return show(request, "pool/line.html", facts)


@page(right=Right.SEARCH_POOL, methods=("POST",))
def leave_line(request: Asking, reference: str) -> HttpResponse:
    """No week of this officer is waited for any more."""
    bookings.leave_line(actor=request.actor, officer=reference, at=now())
    messages.success(request, _("You no longer wait for a week."))
    return redirect("person", reference)
