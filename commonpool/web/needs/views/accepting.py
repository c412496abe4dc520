"""An offer is accepted as an officer is asked: the terms, a check of price and rules, then the request."""

from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonpool.access import Right
from commonpool.bookings import queries as booked
from commonpool.bookings.rules.refusals import ListingClosed
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.needs import operations, queries
from commonpool.needs.lifecycle import OPEN_NEED, WAITING_OFFER
from commonpool.needs.models import Offer
from commonpool.needs.rules import OfferMoved
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.pool.forms.terms import TermsForm
from commonpool.web.pool.phrases import weeks_in_words
from commonpool.web.pool.views.ask import prices_of
from commonpool.web.pool.views.checking import as_refusal, checked, contact_of, typed
from commonpool.web.pool.views.evidence import answer_rule, answerable
from commonpool.web.pool.views.prefilled import budget_of, refuse_for


@page(right=Right.REQUEST_BOOKING)
def accept(request: Asking, reference: str) -> HttpResponse:
    """The terms of what an offer becomes. Posted with `go=check` they are checked; with `go=send` the request is made,
    and the officer still answers its exact terms."""
    at = now()
    found = queries.offer_to_answer(request.actor, queries.offer_for(request.actor, reference).pk)
    form = the_form(request, found, at)
    go = request.POST.get("go", "")
    facts = facts_of(found, at)
    if request.method != "POST" or go == "change" or not form.is_valid():
        return accept_page(request, facts, form, at)
    asks_first = answer_rule(request, go, [found.listing], found.need.host_id, typed(form), at)
    if asks_first is not None:
        return asks_first
    terms = form.terms(monday for monday, _minutes in queries.weeks_of_offer(found))
    more = form.cleaned_data.get("more", False)
    try:
        if go == "send":
            booking = operations.accept_offer(
                actor=request.actor, offer_id=found.pk, more=more, at=at, **terms
            )
            return redirect("sent", booking.reference)
        if not facts["waits"]:
            raise OfferMoved
        refuse_for(found.need, queries.weeks_of_offer(found), more=more)
        quote = quoted(request, found, terms, at)
        if quote is None:
            raise ListingClosed
    except Refusal as refusal:
        refused(form, refusal)
        return accept_page(request, facts, form, at)
    if not quote.can_be_sent:
        refused(form, *(as_refusal(check) for check in quote.blocks))
        facts["answerable"] = answerable(request, quote.blocks, quote.subject)
        return accept_page(request, facts, form, at)
    return check_page(request, found, form, quote, terms)


def the_form(request: Asking, found: Offer, at: datetime) -> TermsForm:
    beyond = found.need.wants.beyond_with(queries.taken_of(found.need_id), queries.weeks_of_offer(found))
    return TermsForm(
        request.POST if request.method == "POST" else None,
        beyond=beyond,
        prices=prices_of(found.listing, at),
        initial=contact_of(request),
    )


def facts_of(found: Offer, at: datetime) -> dict[str, Any]:
    left = queries.left_of(found.need, at)
    return {
        "offer": found,
        "need": found.need,
        "left": left,
        "weeks_left": weeks_in_words(left.by_week.items()),
        "waits": found.status in WAITING_OFFER and found.need.status in OPEN_NEED,
        "weeks": weeks_in_words(queries.weeks_of_offer(found)),
        "back_url": reverse("need", args=[found.need.reference]),
    }


def accept_page(request: Asking, facts: dict[str, Any], form: TermsForm, at: datetime) -> HttpResponse:
    """The page of the terms, with the price as the offer stands; none where the officer takes no requests now."""
    quote = quoted(request, facts["offer"], {}, at)
    budget = budget_of(facts["need"], quote.net_pence) if quote else None
    return show(request, "needs/accept.html", facts | {"form": form, "quote": quote, "budget": budget})


def check_page(
    request: Asking, found: Offer, form: TermsForm, quote: booked.Quote, terms: dict[str, Any]
) -> HttpResponse:
    need = found.need
    asked = {"kind": "paid", "weeks": queries.weeks_of_offer(found), "purpose": need.what, **terms}
    facts = {
        "kind": "paid",
        "need": need,
        "budget": budget_of(need, quote.net_pence),
        "answerable": answerable(request, quote.advice, quote.subject),
        "back_url": reverse("need", args=[need.reference]),
    }
    page = checked(quote, asked, form, found.listing, need.function, several=False)
    return show(request, "pool/check.html", facts | page)


def quoted(request: Asking, found: Offer, terms: dict[str, Any], at: datetime) -> booked.Quote | None:
    """What these hours would cost now; none where the officer has left the pool, or paused."""
    try:
        return booked.quote(
            request.actor,
            found.need.host_id,
            found.listing.reference,
            queries.weeks_of_offer(found),
            found.need.function_id,
            purpose=found.need.what,
            at=at,
            **terms,
        )
    except NotFound:
        return None
