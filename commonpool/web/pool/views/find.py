"""Finding somebody, and reading who they are."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements.queries import depth_needed, names_seen, sees_names
from commonpool.availability import queries as availability
from commonpool.availability.models import Listing
from commonpool.availability.queries import StripWeek
from commonpool.bookings import queries as bookings
from commonpool.kernel import references, weeks
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.prepared import at_once
from commonpool.kernel.words import moment
from commonpool.matching import operations as matching
from commonpool.matching.queries import Found, Hit, search
from commonpool.matching.queries.councils import council_called
from commonpool.matching.queries.questions import PAGE
from commonpool.matching.rules import Wanted
from commonpool.organisations.models import Organisation
from commonpool.people import queries as people
from commonpool.web.pages import Asking, page, show
from commonpool.web.pool.forms import FindForm
from commonpool.web.pool.phrases import days_in_words, plan_in_words, reason_in_words, weeks_in_address
from commonpool.web.works.phrases import parts_in_words


@page(right=Right.SEARCH_POOL, methods=("GET",))
def find(request: Asking) -> HttpResponse:
    """Officers by what they have done, with why each is there and which weeks would serve."""
    at = now()
    asked = request.GET or None
    joined, named = at_once(
        names_seen(request.actor.where(Right.SEARCH_POOL)), council_called(request.GET.get("q", ""), at)
    )
    form = FindForm(asked, today=london_date(at), joined=joined)
    facts: dict[str, Any] = {"form": form, "asked": bool(asked), "asked_lists": list(request.GET.lists())}
    if asked is None or form.is_valid():
        wanted = form.wanted() if asked else Wanted()
        number = page_number(request)
        found = search(request.actor, wanted, at, number, counted=True)
        if found.count and not found.hits:  # of a page beyond the last one, the last is shown
            number = -(-found.count // PAGE)
            found = search(request.actor, wanted, at, number, counted=True)
        facts["named_council"] = named if joined else None
        if wanted.home_id:
            only = next(words for name, _value, words in form.filters_set() if name == "council")
            facts["only_council"] = only, without(request, "council")
        unmet = found.loosened or not found.answered
        if request.method == "GET" and unmet and not (named or wanted.home_id):
            facts["noted"] = matching.remember_empty_search(actor=request.actor, wanted=wanted, at=at)
        facts |= results(found, number) | {"wanted": wanted}
        if not found.hits:
            facts |= ways_on(request, form if asked else None)
        form.tell_counts(found.counts, capped=found.capped)
        facts |= may_book(request)
    return show(request, "pool/find.html", facts)


def find_form(request: Asking, asked: Any, at: datetime) -> FindForm:
    """What is looked for; by price and by one council only where prices and names are seen."""
    joined = sees_names(request.actor.where(Right.SEARCH_POOL))
    return FindForm(asked, today=london_date(at), joined=joined)


def may_book(request: Asking) -> dict[str, bool]:
    """Whether they ask for hours, and whether they see why one cannot be asked: who asks for all of their councils, as
    a quote says it to nobody else."""
    books = request.actor.where(Right.REQUEST_BOOKING)
    return {"may_book": bool(books), "sees_why": request.actor.where(Right.SEARCH_POOL) <= books}


def ways_on(request: Asking, form: FindForm | None) -> dict[str, Any]:
    """The same search without its hours, and without each filter that is set, for when nobody is found."""
    set_ = form.filters_set() if form else []
    return {
        "anyhow_url": without(request, "hours", "each"),
        "filters": [(words, without(request, name, value=value)) for name, value, words in set_],
    }


def without(request: Asking, *names: str, value: str = "") -> str:
    """The address of the same search, from its first page, without these fields; `value`: without that one alone."""
    query = request.GET.copy()
    for name in ("page", *names):
        kept = [each for each in query.getlist(name) if value and name != "page" and each != value]
        query.setlist(name, kept)
    return f"?{query.urlencode()}"


def page_number(request: Asking, name: str = "page") -> int:
    typed = request.GET.get(name, "1")
    return max(1, min(int(typed), 250)) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1


def results(found: Found, number: int) -> dict[str, Any]:
    pages = Paginator(range(found.count), PAGE)
    return {
        "found": found,
        "page_obj": pages.get_page(number),
        "cards": [card(hit) for hit in found.hits],
        "named": any(hit.name for hit in found.hits) or not found.hits,
    }


def card(hit: Hit, need: str = "") -> dict[str, Any]:
    """A result as the page shows it. `need`: the reference of the one for which they would be asked."""
    chosen = weeks_in_address(hit.plan.weeks)
    asked = {name: said for name, said in (("need", need), ("weeks", chosen)) if said}
    return {
        "hit": hit,
        "reasons": [reason_in_words(reason) for reason in hit.reasons[:4]],
        "plan": plan_in_words(hit.plan),
        "url": with_query(reverse("person", args=[hit.reference]), {"need": need} if need else {}),
        "ask_url": with_query(reverse("ask", args=[hit.reference]), asked),
    }


def with_query(url: str, said: dict[str, str]) -> str:
    return f"{url}?{urlencode(said, safe=':,')}" if said else url


@page(right=Right.SEARCH_POOL, methods=("GET",))
def person(request: Asking, reference: str) -> HttpResponse:
    """What an officer has done, offers and costs, and their next 26 weeks."""
    at = now()
    listing = availability.listing_for(request.actor, reference, at)
    places = request.actor.where(Right.SEARCH_POOL)
    standing = availability.standing_of(listing.pk, at)
    may_ask = bookings.may_host(request.actor, listing, at)
    first = weeks.monday_of(london_date(at)) + weeks.WEEK
    free = bookings.offered(
        [listing], [each.pk for each in may_ask["paid"]], first, first + 25 * weeks.WEEK, at
    )
    strip = with_holds(availability.strip_of(listing.person_id, first), listing.person_id)
    need = request.GET.get("need", "")
    of_need = {"need": need} if references.WRITTEN.fullmatch(need) else {}
    facts = {
        "listing": listing,
        "ask_url": with_query(reverse("ask", args=[reference]), of_need),
        "employment": listing.employment,
        "home": listing.employment.organisation,
        "standing": standing,
        "experience": people.experience_of(listing.person_id),
        "parts": parts_in_words(people.participations_of(listing.person_id)),
        "thanks": bookings.thanks_shown(listing.person_id),
        "strip": strip,
        "waits_for": bookings.my_waiting(request.actor, listing.pk),
        "in_line": any(week.state in ("held", "closed") for week in strip),
        "may_ask": may_ask,
        "free": free[listing.pk],
        "named": listing.employment.organisation_id in places
        or joined_among(may_ask, places)
        or sees_names(places),
        "usual_days": days_in_words(listing.usual_days),
        "mine": listing.person_id == request.actor.person_id,
        "back_url": reverse("need", args=[need]) if of_need else reverse("find"),
    }
    return show(request, "pool/person.html", facts)


def joined_among(may_ask: Mapping[str, list[Organisation]], places: Collection[int]) -> bool:
    """Whether one of these councils is known to have joined: those that may ask have."""
    return any(host.pk in places for hosts in may_ask.values() for host in hosts)


def named_listing(request: Asking, reference: str, at: datetime) -> Listing:
    """The officer asked, by name: `depth_needed` to somebody whose councils have not joined, `not_found` as ever."""
    listing = availability.listing_for(request.actor, reference, at)
    require_names(request)
    return listing


def require_names(request: Asking) -> None:
    """Refuses `depth_needed` to somebody whose councils have not joined."""
    places = request.actor.where(Right.SEARCH_POOL)
    if not sees_names(places):
        raise depth_needed(min(places), "peer")


def with_holds(strip: list[StripWeek], person_id: int) -> list[StripWeek]:
    """The strip with the weeks that a request holds, and until when: bookings know it, availability does not."""
    until = bookings.held_until(person_id, strip[0].monday, strip[-1].monday)
    return [
        replace(week, state="held", words=_("held until %(when)s") % {"when": moment(until[week.monday])})
        if week.state == "closed" and week.monday in until
        else week
        for week in strip
    ]
