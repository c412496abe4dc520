"""An offer is made, changed, looked at, kept in view, declined, withdrawn."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.needs import operations, queries
from commonpool.needs.lifecycle import OPEN_NEED, WAITING_OFFER
from commonpool.needs.models import Need, Offer
from commonpool.web.look.forms import week_field
from commonpool.web.needs.forms import OfferForm
from commonpool.web.needs.why import why_no_offer
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show
from commonpool.web.pool.forms.ask import weeks_posted
from commonpool.web.pool.phrases import weeks_in_words
from commonpool.web.pool.views.prefilled import what_fits

SHOWN = 12
"""Free weeks shown at once."""


@page(right=Right.ANSWER_BOOKING)
def make_offer(request: Asking, reference: str) -> HttpResponse:
    """Hours for a need: the soonest free ones of its weeks are filled in. Who has offered sees their offer."""
    need = queries.need_for(request.actor, reference)
    mine = queries.my_offer_to(request.actor, need)
    if mine is not None and request.method == "GET":
        return redirect("offer", mine.reference)

    def send(**said: Any) -> None:
        operations.make_offer(actor=request.actor, need=reference, **said)

    done = _("Your offer is sent. Nothing is held: you are asked before it binds.")
    return offering(request, need, None, send, done)


@page(right=Right.ANSWER_BOOKING)
def change_offer(request: Asking, reference: str) -> HttpResponse:
    """Other hours or words instead, until the offer is answered."""
    found = queries.own_offer(request.actor, queries.offer_for(request.actor, reference).pk)

    def send(**said: Any) -> None:
        operations.change_offer(actor=request.actor, offer_id=found.pk, **said)

    return offering(request, found.need, found, send, _("Your offer is changed. We tell the council."))


def offering(
    request: Asking, need: Need, made: Offer | None, send: Callable[..., None], done: str
) -> HttpResponse:
    """The page on which hours are offered, with those offered so far; sent, the page of what they are for."""
    at = now()
    listing = queries.may_offer(request.actor, need, at)
    free: dict[date, int] = queries.free_for_need(listing, need, at) if listing else {}
    soonest = sorted(free)[:SHOWN]
    offered = dict(queries.weeks_of_offer(made)) if made else {}
    elsewhere = made is None and free.keys().isdisjoint(need.mondays)
    fits = {} if elsewhere or made else what_fits(need, {monday: free[monday] for monday in soonest})
    sent = request.method == "POST"
    form = OfferForm(
        request.POST if sent else None,
        mondays=[*soonest, *offered, *weeks_posted(request.POST)],
        free=free,
        chosen=offered or fits,
        initial={"words": made.words if made else ""},
    )
    back = reverse("offer", args=[made.reference]) if made else reverse("need", args=[need.reference])
    if sent and form.is_valid():
        try:
            send(weeks=form.chosen_weeks(), words=form.cleaned_data["words"], at=at)
        except Refusal as refusal:
            if refusal.field == "weeks" and form.mondays:
                refusal.field = week_field(form.mondays[0])
            refused(form, refusal)
        else:
            messages.success(request, done)
            return redirect(back)
    facts = {
        "form": form,
        "need": need,
        "named": queries.sees_host(request.actor, need),
        "listing": listing,
        "why_not": None if listing else why_no_offer(request.actor, need, at),
        "is_open": need.status in OPEN_NEED and (made is None or made.status in WAITING_OFFER),
        "made": made,
        "elsewhere": elsewhere,
        "back_url": back,
    }
    return show(request, "needs/make_offer.html", facts)


@page(right=SIGNED_IN, methods=("GET",))
def offer(request: Asking, reference: str) -> HttpResponse:
    """One offer, and what can be done with it now."""
    found = queries.offer_for(request.actor, reference)
    mine = found.officer_id == request.actor.person_id
    facts = {
        "offer": found,
        "mine": mine,
        "waits": found.status in WAITING_OFFER,
        "weeks": weeks_in_words(queries.weeks_of_offer(found)),
        "back_url": reverse("my_offers") if mine else reverse("need", args=[found.need.reference]),
    }
    return show(request, "needs/offer.html", facts)


@page(right=Right.REQUEST_BOOKING, methods=("POST",))
def shortlist(request: Asking, reference: str) -> HttpResponse:
    """It is kept in view."""
    return answered(request, reference, operations.shortlist_offer, _("Kept in view."))


@page(right=Right.REQUEST_BOOKING, methods=("POST",))
def decline(request: Asking, reference: str) -> HttpResponse:
    """No, without a reason."""
    return answered(request, reference, operations.decline_offer, _("Declined. We tell them."))


@page(right=SIGNED_IN, methods=("POST",))
def withdraw(request: Asking, reference: str) -> HttpResponse:
    """The officer takes it back."""
    return answered(request, reference, operations.withdraw_offer, _("Your offer is withdrawn."))


def answered(request: Asking, reference: str, verb: Callable[..., Any], words: str) -> HttpResponse:
    """The verb is done to the offer, and the need shows it."""
    found = queries.offer_for(request.actor, reference)
    verb(actor=request.actor, offer_id=found.pk, at=now())
    messages.success(request, words)
    return redirect("need", found.need.reference)
