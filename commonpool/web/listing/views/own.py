"""My listing: what stands, what is missing, and its weeks."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.availability import operations, queries
from commonpool.availability.models import Listing
from commonpool.availability.rules import TIME_BASES
from commonpool.bookings import queries as bookings
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.weeks import monday_of
from commonpool.people import queries as people
from commonpool.web.listing.hours import near_the_limit
from commonpool.web.pages import SIGNED_IN, Asking, page, show


@page(right=SIGNED_IN, methods=("GET",))
def listing(request: Asking) -> HttpResponse:
    """What my listing says, how it stands, and the next thing to do."""
    at = now()
    today = london_date(at)
    mine = queries.my_listing(request.actor)
    jobs = people.my_employments(request.actor, today)
    facts: dict[str, Any] = {"jobs": jobs, "listing": mine}
    if mine is not None:
        facts |= _as_it_stands(mine, at)
    facts["thanks"] = bookings.my_thanks(request.actor).count() if mine else 0
    facts["experience"] = people.experience_of(request.actor.by)
    return show(request, "listing/listing.html", facts)


def _as_it_stands(mine: Listing, at: Any) -> dict[str, Any]:
    first = monday_of(london_date(at))
    permission, asked = queries.permissions_of(mine.pk)
    live = permission is not None and permission.status in ("granted", "paused")
    strip = queries.strip_of if mine.status != "draft" and live else None
    return {
        "employment": mine.employment,
        "permission": permission,
        "permission_live": live,
        "asked": asked,
        "time_basis": TIME_BASES.get(permission.time_basis, "") if permission else "",
        "standing": queries.standing_of(mine.pk, at),
        "preview": strip is None,
        "strip": strip(mine.person_id, first) if strip else queries.preview_of(mine, first),
        "weeks_off": queries.weeks_off(mine.person_id, first),
        "hours": near_the_limit(mine.person_id, london_date(at)),
    }


def own_listing(request: Asking) -> Listing:
    """The actor's live listing. Refuses `not_found` before there is one."""
    mine = queries.my_listing(request.actor)
    if mine is None:
        raise NotFound
    return mine


@page(right=Right.LIST_ONESELF, methods=("POST",))
def pause(request: Asking) -> HttpResponse:
    """Out of the pool for now."""
    operations.pause_listing(actor=request.actor, listing_id=own_listing(request).pk, at=now())
    messages.success(request, _("Your listing is paused. Nobody finds you until you resume; bookings go on."))
    return redirect("listing")


@page(right=Right.LIST_ONESELF, methods=("POST",))
def resume(request: Asking) -> HttpResponse:
    """Back in the pool."""
    operations.resume_listing(actor=request.actor, listing_id=own_listing(request).pk, at=now())
    messages.success(request, _("Your listing is in the pool again."))
    return redirect("listing")


@page(right=Right.LIST_ONESELF)
def close(request: Asking) -> HttpResponse:
    """Closing asks first: the permission ends with it."""
    mine = own_listing(request)
    if request.method == "POST":
        operations.close_listing(actor=request.actor, listing_id=mine.pk, at=now())
        messages.success(request, _("Your listing is closed. You can write a new one at any time."))
        return redirect("listing")
    return show(request, "listing/close.html", {"listing": mine, "back_url": reverse("listing")})
