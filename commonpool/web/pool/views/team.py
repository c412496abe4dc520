"""Building a team: what is wanted, what is proposed, asked together."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from commonpool.access import Right
from commonpool.bookings import queries as booked
from commonpool.bookings.queries.together import asked_together
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.matching.queries import team_for
from commonpool.organisations.models import Organisation
from commonpool.web.bookings import phrases
from commonpool.web.bookings.viewpoint import Viewpoint
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show
from commonpool.web.pool.forms import TeamForm
from commonpool.web.pool.team_words import (
    difference_in_words,
    lacking,
    relaxed_in_words,
    team_in_words,
    traded_in_words,
)


@page(right=Right.REQUEST_BOOKING, methods=("GET",))
def team(request: Asking) -> HttpResponse:
    """The parts and wishes, and under them the best team, what was traded for it, and others; nothing is held."""
    at = now()
    hosts = hosts_of(request)
    asked = request.GET or None
    form = TeamForm(asked, hosts=hosts, today=london_date(at))
    facts: dict[str, Any] = {"form": form, "hosts": hosts, "back_url": reverse("find")}
    if asked is not None and hosts and form.is_valid():
        try:
            facts |= proposed(request, form, hosts, at)
        except Refusal as refusal:
            refused(form, refusal)
    return show(request, "pool/team.html", facts)


def hosts_of(request: Asking) -> list[Organisation]:
    """For which of their councils they may ask."""
    return booked.hosts_asking(request.actor)


def proposed(request: Asking, form: TeamForm, hosts: Iterable[Organisation], at: datetime) -> dict[str, Any]:
    parts, wishes = form.parts(), form.wishes()
    host = named(hosts, form.cleaned_data["host"])
    found = team_for(request.actor, host.pk, parts, wishes, at)
    proposal = found.proposal
    best = proposal.team
    return {
        "asked": True,
        "host": host,
        "wishes": request.GET.urlencode(),
        "best": best and team_in_words(best, parts, wishes, found),
        "traded": [traded_in_words(each, parts, wishes, found) for each in proposal.traded],
        "others": [
            team_in_words(other, parts, wishes, found)
            | {"differs": difference_in_words(other, best, parts, found)}
            for other in proposal.alternatives
            if best
        ],
        "relax": [
            {"words": relaxed_in_words(each, parts, wishes), "query": form.address(each)}
            for each in proposal.relax
        ],
        "all_tried": proposal.all_tried,
        "lacking": lacking(parts, found),
    }


def named(hosts: Iterable[Organisation], code: str) -> Organisation:
    found = next((host for host in hosts if host.code == code), None)
    if found is None:
        raise NotFound
    return found


@page(right=SIGNED_IN, methods=("GET",))
def together(request: Asking, reference: str) -> HttpResponse:
    """The bookings asked together that the reader may see: each answers for themselves."""
    views = [Viewpoint(request.actor, booking) for booking in asked_together(request.actor, reference)]
    whole = views[0].host  # the others see theirs alone
    priced = [view.booking.standing for view in views if whole and view.sees_price]
    facts = {
        "lines": [line(view) for view in views],
        "asked_on": london_date(views[0].booking.requested_at),
        "purpose": views[0].booking.standing.purpose,
        "host": views[0].booking.host,
        "net_pence": sum(terms.net_pence for terms in priced) if len(priced) == len(views) else None,
        "whole": whole,
        "waits": any(view.booking.status == "requested" for view in views),
        "back_url": reverse("bookings"),
    }
    return show(request, "pool/together.html", facts)


def line(view: Viewpoint) -> dict[str, Any]:
    booking = view.booking
    return {
        "booking": booking,
        "weeks": phrases.weeks_in_words(booking.standing),
        "status": phrases.STATUS[booking.status],
        "colour": phrases.COLOURS.get(booking.status, "grey"),
        "net_pence": booking.standing.net_pence if view.sees_price else None,
    }
