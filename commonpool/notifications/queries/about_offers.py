"""Letters about needs and offers. That an offer is accepted, the letter that asks for the booking says."""

from typing import Any

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.agreements.queries import sees_names
from commonpool.availability.models import Listing
from commonpool.identity.models import Person
from commonpool.identity.queries import person as person_of
from commonpool.matching.models import SavedSearch
from commonpool.matching.queries import needs_that_fit, newly_found
from commonpool.needs.models import Need, Offer
from commonpool.needs.queries import filled_minutes
from commonpool.needs.queries import offer as offer_now
from commonpool.notifications.queries.addressing import holders_of, to, to_all
from commonpool.notifications.rules import Draft

MOST = 10
"""Needs, or officers, in one letter; the others are on the list that it leads to."""


def _facts_of(offer: Offer) -> dict[str, Any]:
    return {
        "title": offer.need.title,
        "host": offer.need.host.name,
        "home": offer.home.name,
        "officer": str(offer.officer),
        "minutes": offer.minutes,
    }


def _askers(need: Need, event: Event) -> list[Person]:
    """Who posted the need, while they may ask for its host; else who may there."""
    managers = holders_of(need.host_id, Role.BOOKING_MANAGER, event.happened_at)
    poster = need.opened_by or need.written_by
    return [poster] if poster in managers else managers


def offer_made(event: Event) -> list[Draft]:
    """Who posted the need reads who offers how much."""
    return _to_askers(event, "offer_made")


def offer_changed(event: Event) -> list[Draft]:
    """Who posted the need reads that the officer offers this instead."""
    return _to_askers(event, "offer_changed")


def _to_askers(event: Event, template: str) -> list[Draft]:
    offer = offer_now(event.facts["offer_id"])
    return to_all(_askers(offer.need, event), template, "offer", offer.reference, **_facts_of(offer))


def offer_declined(event: Event) -> list[Draft]:
    """The officer hears that it is no, which needs no reason."""
    return _to_officer(event, "offer_declined")


def offer_set_aside(event: Event) -> list[Draft]:
    """The officer hears that the need is filled or over, or wants their weeks no more."""
    return _to_officer(event, "offer_dropped" if event.happened_by_rule == "need_changed" else "offer_over")


def offer_brought_back(event: Event) -> list[Draft]:
    """The officer hears that their offer waits again, and can withdraw it."""
    return _to_officer(event, "offer_back")


def _to_officer(event: Event, template: str) -> list[Draft]:
    offer = offer_now(event.facts["offer_id"])
    return to(offer.officer, template, "offer", offer.reference, **_facts_of(offer))


def offer_withdrawn(event: Event) -> list[Draft]:
    """Who posted the need hears that the hours are not there any more."""
    offer = offer_now(event.facts["offer_id"])
    askers = _askers(offer.need, event)
    return to_all(askers, "offer_withdrawn", "need", offer.need.reference, **_facts_of(offer))


def need_expired(event: Event) -> list[Draft]:
    """Who posted the need hears that it is over, and how much of it was filled."""
    return _over(event, "need_expired")


def need_passed(event: Event) -> list[Draft]:
    """The same, where its weeks have begun before its sixty days were over."""
    return _over(event, "need_passed")


def _over(event: Event, template: str) -> list[Draft]:
    need = Need.objects.select_related("opened_by", "written_by").get(pk=event.facts["need_id"])
    facts = {"title": need.title, "minutes": need.minutes, "bound": filled_minutes(need)}
    return to_all(_askers(need, event), template, "need", need.reference, **facts)


def needs_suggested(event: Event) -> list[Draft]:
    """The officer reads which needs fit them, and why; none of them is open any more: nothing."""
    person = person_of(event.facts["person_id"])
    fitting = needs_that_fit(person.pk, event.facts["need_ids"])
    named = sees_names([event.organisation_id])
    several = [
        {
            "title": need.title,
            "host": need.host.name if named else (need.host.region or need.host.nation),
            "minutes": need.minutes,
            "why": [{"kind": reason.kind, "what": reason.text} for reason in reasons],
        }
        for need, reasons in fitting
    ]
    if not several:
        return []
    shown = several[:MOST]
    return to(person, "needs_suggested", "needs", several=shown, number=len(several), no_more=["my_offers"])


def saved_search_found(event: Event) -> list[Draft]:
    """Who saved the search reads how many are new, and who the first are, as search shows them: with name, council and
    headline where the reader's council has joined, else with job title and region.

    None of them can be found any more: nothing.
    """
    search = SavedSearch.objects.select_related("saved_by").get(pk=event.facts["saved_search_id"])
    if search.removed_at is not None or search.paused_at is not None:
        return []
    found, named = newly_found(search, event.facts["listing_ids"], event.happened_at)
    if not found:
        return []
    people = [_shown(each, named=named) for each in found[:MOST]]
    facts: dict[str, Any] = {"words": search.words, "number": len(found), "several": people}
    return to(search.saved_by, "saved_search_found", "saved_searches", **facts)


def _shown(listing: Listing, *, named: bool) -> dict[str, str]:
    home = listing.employment.organisation
    if not named:
        return {"name": "", "headline": listing.employment.job_title, "home": home.region or home.nation}
    return {"name": str(listing.person), "headline": listing.headline, "home": home.name}


LETTERS = {
    "OfferMade": offer_made,
    "OfferChanged": offer_changed,
    "OfferDeclined": offer_declined,
    "OfferWithdrawn": offer_withdrawn,
    "OfferSetAside": offer_set_aside,
    "OfferBroughtBack": offer_brought_back,
    "NeedExpired": need_expired,
    "NeedPassed": need_passed,
    "NeedsSuggested": needs_suggested,
    "SavedSearchFound": saved_search_found,
}
