"""Ask my manager, and what happens next."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonpool.access import Right
from commonpool.agreements import queries as agreements
from commonpool.availability import operations, queries, rules
from commonpool.availability.models import Listing, Permission
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.people import queries as people
from commonpool.web.account.post_words import ASKED, post_in_words
from commonpool.web.listing.forms import AskForm
from commonpool.web.listing.views.own import own_listing
from commonpool.web.pages import Asking, page, refused, show


@page(right=Right.LIST_ONESELF)
def ask_manager(request: Asking) -> HttpResponse:
    """One page; sending it asks the manager."""
    at = now()
    mine = own_listing(request)
    post = people.post_facts_of(mine.employment_id)
    if post is None:
        return redirect(f"{reverse('post_facts', args=[mine.employment_id])}?{ASKED}")
    before = _running(mine)
    start = london_date(at) if before else max(mine.starts_on, london_date(at))
    form = AskForm(request.POST if request.method == "POST" else None, initial=_first_question(mine, start))
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        email = said.pop("manager_email")
        try:
            operations.ask_permission(
                actor=request.actor, listing_id=mine.pk, approver_email=email, at=at, **said
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            return redirect("listing_asked")
    home = mine.employment.organisation_id
    facts = {
        "form": form,
        "listing": mine,
        "before": before,
        "employment": mine.employment,
        "post": post_in_words(post),
        "experience": people.experience_of(mine.person_id),
        "price": agreements.price_for(home, mine.employment.grade_band, london_date(at)),
        "back_url": reverse("listing"),
    }
    return show(request, "listing/ask.html", facts)


def _running(mine: Listing) -> Permission | None:
    """The permission that runs, whose place the one asked for would take."""
    found, _asked = queries.permissions_of(mine.pk)
    return found if found is not None and found.status in ("granted", "paused") else None


def _first_question(mine: Listing, start: date) -> dict[str, Any]:
    """The question as most officers would put it: their hours, for as long as the council usually allows."""
    settings = agreements.settings_of(mine.employment.organisation_id)
    usual = rules.add_months(start, settings.usual_months)
    manager = mine.employment.manager
    most = max((block.minutes for block in mine.blocks.all()), default=0)
    return {
        "manager_email": manager.email if manager else "",
        "weekly_minutes": min(mine.weekly_minutes + most, rules.MOST_WEEKLY_MINUTES),
        "starts_on": start,
        "ends_on": min(usual, mine.ends_on or date.max),
        "time_basis": "overtime",
        "decisions": "no",
        "peer_help": True,
    }


@page(right=Right.LIST_ONESELF, methods=("GET",))
def asked(request: Asking) -> HttpResponse:
    """What happens next, after asking."""
    _stands, permission = queries.permissions_of(own_listing(request).pk)
    if permission is None:  # answered meanwhile: the listing says how
        return redirect("listing")
    home = permission.employment.organisation_id
    known = queries.is_approver(permission.approver_id, home)
    facts = {
        "permission": permission,
        "known": known,
        "council": permission.employment.organisation,
        "answerable": known or _can_be_checked(permission),
    }
    return show(request, "listing/asked.html", facts)


def _can_be_checked(permission: Permission) -> bool:
    home = permission.employment.organisation_id
    return queries.can_be_checked(home, permission.approver_id, permission.asked_by_id, london_date(now()))
