"""What somebody sees who has just heard of this: what it is, who takes part, and where its facts come from."""

from datetime import date

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from commonpool.agreements import queries as agreements
from commonpool.bookings.queries.lent import lent_between
from commonpool.kernel.clock import london_date, now
from commonpool.organisations import queries as organisations
from commonpool.organisations.operations import refuse_invitations
from commonpool.web.doors import address
from commonpool.web.front.credits import CREDITS, ORDNANCE
from commonpool.web.pages import PUBLIC, Asking, page, show
from commonpool.web.register.map import hexagon_map
from commonpool.web.register.views import line


@page(right=PUBLIC, methods=("GET",))
def front(request: Asking) -> HttpResponse:
    """What it is in one sentence, how it works, who takes part, what has been lent; home, to the signed in."""
    home = address("home")
    if request.actor.person_id is not None and home not in ("", request.path):
        return redirect(home)
    today = london_date(now())
    councils = list(organisations.principal_councils(today))
    depths = agreements.depths(council.pk for council in councils)
    borrowing = agreements.borrowing(depths)
    facts = {
        "hexagons": hexagon_map(councils, depths, borrowing),
        "taking_part": [
            line(each, depths[each.pk], today, borrows=each.pk in borrowing)
            for each in councils
            if depths[each.pk] != "none"
        ],
        "councils": sum(not each.demonstration for each in councils),
        "lent": lent_between(date(today.year, 1, 1), today),
        "year": today.year,
    }
    return show(request, "front/front.html", facts)


@page(right=PUBLIC, methods=("GET",))
def credits_page(request: Asking) -> HttpResponse:
    """Whose facts these are, under which licence, and what we changed."""
    return show(request, "front/credits.html", {"credits": CREDITS, "ordnance": ORDNANCE})


@page(right=PUBLIC)
def no_more_invitations(request: Asking, reference: str) -> HttpResponse:
    """The page behind a letter's second link: opening it changes nothing, its button ends the letters."""
    found = organisations.invitation(reference)
    if request.method == "POST":
        refuse_invitations(reference=reference, at=now())
        messages.success(request, _("We will not write to you again."))
        return redirect("no_more_invitations", reference)
    facts = {"forgotten": found.forgotten_at is not None}
    return show(request, "front/no_more_invitations.html", facts)
