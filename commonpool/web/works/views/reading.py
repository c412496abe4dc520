"""Pieces of work to read, and who can be asked of them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from commonpool.access import Right
from commonpool.availability.queries import visible_listings
from commonpool.kernel.clock import now
from commonpool.people import queries
from commonpool.people.models import Participation, PieceOfWork
from commonpool.web.pages import Asking, page, show
from commonpool.web.pool.views.find import page_number, require_names
from commonpool.web.works.forms import SearchForm
from commonpool.web.works.phrases import confirmed_otherwise, when_of, who_says

PAGE = 20


@page(right=Right.SEARCH_POOL, methods=("GET",))
def works(request: Asking) -> HttpResponse:
    """What councils have done, by its words or newest first."""
    require_names(request)
    form = SearchForm(request.GET or None)
    facts: dict[str, Any] = {"form": form, "may_write": bool(request.actor.where(Right.LIST_ONESELF))}
    if not form.is_bound or form.is_valid():
        asked = form.cleaned_data if form.is_bound else {"q": "", "function": ""}
        found = queries.works(request.actor, asked["q"], asked["function"])
        facts |= {
            "page_obj": Paginator(found, PAGE).get_page(page_number(request)),
            "asked": any(asked.values()),
        }
    return show(request, "works/works.html", facts)


@page(right=Right.SEARCH_POOL, methods=("GET",))
def work(request: Asking, reference: str) -> HttpResponse:
    """What was done and learned, who did what, and whom of them one may ask."""
    require_names(request)
    found = queries.work_for(request.actor, reference)
    parts = list(queries.took_part(found))
    facts = {
        "work": found,
        "people": _people(found, parts),
        "mine": next((part for part in parts if part.person_id == request.actor.by), None),
        "confirmable": request.actor.may(Right.GRANT_PERMISSION, found.organisation_id)
        and any(part.status == "claimed" and part.person_id != request.actor.by for part in parts),
        "may_change": queries.may_change(request.actor, found),
        "may_claim": bool(request.actor.where(Right.LIST_ONESELF)),
        "back_url": reverse("works"),
    }
    return show(request, "works/work.html", facts)


def _people(found: PieceOfWork, parts: list[Participation]) -> list[dict[str, Any]]:
    """Each with what they did, who says so, and their listing where they are in the pool."""
    in_pool = visible_listings(now()).filter(person_id__in=[part.person_id for part in parts])
    listings = dict(in_pool.values_list("person_id", "reference")) if parts else {}
    return [
        {
            "part": part,
            "who_says": confirmed_otherwise(part)
            if part.status == "confirmed" and not queries.vouches_for(part, found)
            else who_says(part),
            "when": when_of(part),
            "listing": listings.get(part.person_id, ""),
        }
        for part in parts
    ]
