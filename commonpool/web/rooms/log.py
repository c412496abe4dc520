"""The council's log: every event it may read, in sentences."""

import re

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.activity import queries as activity
from commonpool.activity.models import Event
from commonpool.identity import queries as identity
from commonpool.web.pages import Asking, page, show
from commonpool.web.rooms.place import own_council

PER_PAGE = 50


@page(right=Right.READ_LOG, methods=("GET",))
def log(request: Asking, slug: str) -> HttpResponse:
    """What happened, when, and who did it: for administrators and auditors."""
    council = own_council(request.actor, slug)
    events = Paginator(activity.log_of(request.actor, council.pk), PER_PAGE).get_page(request.GET.get("page"))
    people = identity.names_of({event.happened_by for event in events if event.happened_by})
    entries = [
        {"what": words_of(event), "at": event.happened_at, "who": _who(event, people)} for event in events
    ]
    facts = {
        "council": council,
        "entries": entries,
        "page_obj": events,
        "checked": "check" in request.GET,
        "whole": "check" in request.GET and activity.first_break(council.pk) is None,
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "rooms/log.html", facts)


def words_of(event: Event) -> str:
    """The event's name as words: AgreementSigned is "Agreement signed"."""
    return re.sub(r"(?<!^)(?=[A-Z])", " ", event.name).capitalize()


def _who(event: Event, people: dict[int, str]) -> str:
    if event.happened_by is None:
        return _("By standing rule: %(rule)s") % {"rule": event.happened_by_rule.replace("_", " ")}
    return people.get(event.happened_by, "")
