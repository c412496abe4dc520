"""The council's log: every event it may read, in sentences."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from commonpool.access import Right
from commonpool.activity import queries as activity
from commonpool.notifications.queries import entries
from commonpool.web.pages import Asking, page, show
from commonpool.web.rooms.place import own_council

PER_PAGE = 50


@page(right=Right.READ_LOG, methods=("GET",))
def log(request: Asking, slug: str) -> HttpResponse:
    """What happened, when, and who did it: for administrators and auditors."""
    council = own_council(request.actor, slug)
    events = Paginator(activity.log_of(request.actor, council.pk), PER_PAGE).get_page(request.GET.get("page"))
    checked = "check" in request.GET
    facts = {
        "council": council,
        "entries": entries(events, request.actor),
        "page_obj": events,
        "checked": checked,
        "whole": checked and activity.first_break(council.pk, activity.published_heads(council.pk)) is None,
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "rooms/log.html", facts)
