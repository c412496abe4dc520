"""One need: what it asks for; to its council who could do it and who offers; to officers the way to offer."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.names import name_of
from commonpool.kernel.words import decimal_hours
from commonpool.matching import queries as matching
from commonpool.needs import operations, queries
from commonpool.needs.lifecycle import OPEN_NEED, WAITING_OFFER
from commonpool.needs.models import Need
from commonpool.web.bookings.phrases import STATUS
from commonpool.web.needs.forms import HOW
from commonpool.web.needs.why import why_no_offer
from commonpool.web.pages import Asking, page, show
from commonpool.web.pool.phrases import reason_in_words, weeks_in_words
from commonpool.web.pool.views.find import card
from commonpool.web.pool.views.prefilled import budget_of

REASONS = 3


@page(right=(Right.SEARCH_POOL, Right.REQUEST_BOOKING, Right.RUN_DESK), methods=("GET",))
def need(request: Asking, reference: str) -> HttpResponse:
    """What is needed, and what the reader can do about it."""
    at = now()
    found = queries.need_for(request.actor, reference)
    ours = request.actor.may(Right.REQUEST_BOOKING, found.host_id)
    is_open = found.status in OPEN_NEED
    left = queries.left_of(found, at)
    searches = bool(request.actor.where(Right.SEARCH_POOL))
    facts = {
        "need": found,
        "left": left,
        "weeks_left": weeks_in_words(left.by_week.items()),
        "mondays": found.mondays,
        "skills": [name_of(name) for name in found.skill_names],  # type: ignore[attr-defined]
        "ours": ours,
        "named": queries.sees_host(request.actor, found),
        "is_open": is_open,
        "back_url": reverse("our_needs" if ours else "needs" if searches else "desk_unmet"),
    }
    if ours:
        return show(request, "needs/need.html", facts | for_the_host(request, found, left, is_open=is_open))
    mine = queries.my_offer_to(request.actor, found)
    why_not = why_no_offer(request.actor, found, at) if is_open and mine is None and searches else None
    may_offer = is_open and mine is None and searches and why_not is None
    answer = {"mine": mine, "may_offer": may_offer, "why_not": why_not}
    return show(request, "needs/need.html", facts | answer)


def for_the_host(request: Asking, found: Need, left: queries.Left, *, is_open: bool) -> dict[str, Any]:
    """The offers side by side; while none waits and hours are wanted, who could do it; each with why."""
    at = now()
    offers = queries.compared(request.actor, found, at)
    spent = queries.spent_pence(found)
    why = matching.why_they_fit(found, [each.offer.listing for each in offers], at)
    may_search = bool(request.actor.where(Right.SEARCH_POOL))
    waits = any(each.offer.status in WAITING_OFFER for each in offers)
    seeks = is_open and may_search and left.minutes > 0 and not waits
    hits = matching.who_could(request.actor, found, at) if seeks else []
    return {
        "offers": [
            {
                "it": each,
                "reasons": [reason_in_words(one) for one in why.get(each.offer.listing_id, [])[:REASONS]],
                "waits": each.offer.status in WAITING_OFFER,
                "budget": budget_of(found, each.net_pence, spent)
                if each.offer.status in WAITING_OFFER
                else None,
            }
            for each in offers
        ],
        "seeks": seeks,
        "asked": [
            {"booking": made.booking, "minutes": made.minutes, "status": STATUS[made.booking.status]}
            for made in queries.asked_directly(found)
        ],
        "cards": [card(hit, need=found.reference) for hit in hits],
        "others_url": f"{reverse('find')}?{looked_for(found, london_date(at))}",
        "may_book": True,
    }


def looked_for(need: Need, today: date) -> str:
    """What a need asks for, as the address of a search says it."""
    to_come = [monday for monday in need.mondays if monday > today] or need.mondays
    first, last = to_come[0], to_come[-1] + timedelta(days=6)
    asked = {
        "q": need.title,
        "hours": decimal_hours(need.minutes_each_week or need.minutes),
        "each": "each" if need.each_week else "all",
        "function": need.function_id,
        "nation": need.nation,
        "how": [name for name, _words in HOW if getattr(need, name)],
    }
    dates = {
        f"{name}_{part}": getattr(day, part)
        for name, day in (("first", first), ("last", last))
        for part in ("day", "month", "year")
    }
    return urlencode({name: said for name, said in (asked | dates).items() if said}, doseq=True)


@page(right=Right.REQUEST_BOOKING, methods=("POST",))
def open_it(request: Asking, reference: str) -> HttpResponse:
    """A draft is before the network."""
    found = queries.need_for(request.actor, reference)
    operations.open_need(actor=request.actor, need_id=found.pk, at=now())
    messages.success(request, _("Posted. We write to you when an officer offers."))
    return redirect("need", reference)


@page(right=Right.REQUEST_BOOKING, methods=("POST",))
def close_it(request: Asking, reference: str) -> HttpResponse:
    """Nobody is wanted for it any more."""
    found = queries.need_for(request.actor, reference)
    operations.close_need(actor=request.actor, need_id=found.pk, at=now())
    messages.success(request, _("Closed. Whoever offered and was not answered is told."))
    return redirect("need", reference)
