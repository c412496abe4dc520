"""Asking for hours: one page, a check, sent."""

from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonpool.access import Right
from commonpool.availability import queries as availability
from commonpool.availability.models import Listing
from commonpool.bookings import operations as bookings
from commonpool.bookings import queries as booked
from commonpool.bookings.rules.refusals import WeekTaken
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.matching.queries import alternatives
from commonpool.organisations.models import Organisation
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.pool.forms import AskForm
from commonpool.web.pool.forms.ask import week_field, weeks_posted
from commonpool.web.pool.phrases import read_address, weeks_in_address, weeks_in_words

SHOWN = 12
"""Free weeks shown at once: three months is as far as most people plan."""


@page(right=(Right.REQUEST_BOOKING, Right.REQUEST_PEER_HELP))
def ask(request: Asking, reference: str) -> HttpResponse:
    """The Ask page. Posted with `go=check` it becomes the check page; with `go=send` the request is made."""
    at = now()
    listing = availability.listing_for(request.actor, reference, at)
    hosts = booked.may_host(request.actor, listing, at)
    form = the_form(request, listing, hosts, at)
    facts: dict[str, Any] = {
        "form": form,
        "listing": listing,
        "standing": availability.standing_of(listing.pk, at),
        "back_url": reverse("person", args=[reference]),
        "hosts": hosts,
    }
    go = request.POST.get("go")
    if request.method != "POST" or go == "change" or not form.is_valid():
        return show(request, "pool/ask.html", facts)
    asked = asked_of(form, listing, hosts)
    try:
        if go == "send":
            booking = bookings.request_booking(actor=request.actor, at=at, **asked)
            return redirect("sent", booking.reference)
        quote = booked.quote(request.actor, at=at, **asked)
    except Refusal as refusal:
        beside_its_field(form, refusal)
        taken = isinstance(refusal, WeekTaken)
    else:
        if quote.can_be_sent:
            return show(request, "pool/check.html", facts | checked(quote, asked, form))
        for check in quote.checks:
            beside_its_field(form, Refusal(check.message, field=check.field))
        taken = any(check.rule == WeekTaken.code for check in quote.checks)
    if taken:
        facts["alternatives"] = other_ways(request, asked, at)
    return show(request, "pool/ask.html", facts)


def the_form(request: Asking, listing: Listing, hosts: list[Organisation], at: datetime) -> AskForm:
    """Free weeks to choose from, those of the address already filled in, what was typed kept.

    A week that was shown when the page was sent stays on it, also when somebody has taken it meanwhile.
    """
    first = weeks.monday_of(london_date(at)) + weeks.WEEK
    host_ids = [host.pk for host in hosts]
    free = booked.free_weeks([listing], host_ids, first, first + 25 * weeks.WEEK, at).get(listing.pk, {})
    chosen = read_address(request.GET.get("weeks", ""))
    wanted = {monday: minutes for monday, minutes in chosen.items() if monday in free}
    soonest = sorted(free)[:SHOWN]
    return AskForm(
        request.POST if request.method == "POST" else None,
        hosts=hosts,
        mondays={*soonest, *wanted, *weeks_posted(request.POST)},
        chosen=wanted,
        peer_help=availability.standing_of(listing.pk, at).peer_help,
    )


def asked_of(form: AskForm, listing: Listing, hosts: list[Organisation]) -> dict[str, Any]:
    """What the form says, as the operation and the quote take it."""
    given = form.cleaned_data
    return {
        "host_id": next(host.pk for host in hosts if host.code == given["host"]),
        "officer": listing.reference,
        "weeks": form.chosen_weeks(),
        "purpose": given["purpose"],
        "function_id": given["function"],
        "kind": given["kind"],
        "decisions": given["work"] == "decisions",
        "needs": tuple(given["needs"]),
        "purchase_order": given["purchase_order"],
    }


def beside_its_field(form: AskForm, refusal: Refusal) -> None:
    """A refusal of weeks stands beside the first week it names."""
    field = refusal.field
    if isinstance(refusal, WeekTaken):
        named = [week_field(monday) for monday, _free in refusal.clashes if week_field(monday) in form.fields]
        field = named[0] if named else None
    elif field == "weeks" and form.mondays:
        field = week_field(form.mondays[0])
    refused(form, Refusal(str(refusal), field=field))


def checked(quote: Any, asked: dict[str, Any], form: AskForm) -> dict[str, Any]:
    """What the check page shows, and everything typed, to be sent on."""
    function = dict(form.fields["function"].choices)[asked["function_id"]]  # type: ignore[attr-defined]
    posted = [(name, value) for name, values in form.data.lists() for value in values]  # type: ignore[attr-defined]
    return {
        "quote": quote,
        "asked": asked,
        "function": function,
        "weeks": weeks_in_words(asked["weeks"]),
        "minutes": sum(minutes for _monday, minutes in asked["weeks"]),
        "posted": [(name, value) for name, value in posted if name not in ("go", "csrfmiddlewaretoken")],
    }


def other_ways(request: Asking, asked: dict[str, Any], at: datetime) -> list[dict[str, Any]]:
    """Up to five alternatives, each with its Ask page filled in."""
    wanted: list[tuple[date, int]] = asked["weeks"]
    found = alternatives(request.actor, asked["officer"], wanted, asked["function_id"], asked["host_id"], at)
    return [
        {
            "name": each.name,
            "home": each.home,
            "weeks": weeks_in_words(each.weeks),
            "url": f"{reverse('ask', args=[each.reference])}?weeks={weeks_in_address(each.weeks)}",
        }
        for each in found
    ]
