"""Lists: what the network needs, what one's own councils need, what one has offered."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements.queries import sees_names
from commonpool.kernel.clock import now
from commonpool.matching import operations as matching
from commonpool.matching.queries import wants_needs_letter
from commonpool.needs import queries
from commonpool.web.needs.forms import LookForm
from commonpool.web.pages import SIGNED_IN, Asking, page, show

PAGE = 25


@page(right=Right.SEARCH_POOL, methods=("GET",))
def needs(request: Asking) -> HttpResponse:
    """Open needs of all councils, the newest first."""
    form = LookForm(request.GET or None)
    facts: dict[str, Any] = {"form": form, "may_post": bool(request.actor.where(Right.REQUEST_BOOKING))}
    chosen = form.cleaned_data if form.is_bound and form.is_valid() else {}
    if not form.is_bound or form.is_valid():
        found = queries.open_needs(
            request.actor, now(), function_id=chosen.get("function", ""), nation=chosen.get("nation", "")
        )
        facts["page_obj"] = Paginator(found, PAGE).get_page(request.GET.get("page"))
    places = request.actor.where(Right.SEARCH_POOL)
    return show(
        request, "needs/needs.html", facts | {"named": sees_names(places), "filtered": any(chosen.values())}
    )


@page(right=Right.REQUEST_BOOKING, methods=("GET",))
def our_needs(request: Asking) -> HttpResponse:
    """The needs of the councils one asks for, in every status, with how many offers wait."""
    page_obj = Paginator(queries.needs_of(request.actor), PAGE).get_page(request.GET.get("page"))
    return show(request, "needs/ours.html", {"page_obj": page_obj})


@page(right=SIGNED_IN)
def my_offers(request: Asking) -> HttpResponse:
    """What one has offered, the newest first. Posted: whether one is told of needs once a week."""
    if request.method == "POST":
        wanted = request.POST.get("letter") == "send"
        matching.choose_needs_letter(actor=request.actor, wanted=wanted, at=now())
        said = _("We write to you once a week, when needs fit you.")
        messages.success(request, said if wanted else _("We write to you about needs no more."))
        return redirect("my_offers")
    page_obj = Paginator(queries.my_offers(request.actor), PAGE).get_page(request.GET.get("page"))
    facts = {"page_obj": page_obj, "told": wants_needs_letter(request.actor)}
    return show(request, "needs/offers.html", facts)
