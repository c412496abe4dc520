"""The steward's desk: what waits for a person to move it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from commonpool.access import Actor, Right
from commonpool.agreements import queries as agreements
from commonpool.agreements import rules
from commonpool.bookings import queries as bookings
from commonpool.bookings.models import Booking
from commonpool.kernel.clock import now
from commonpool.matching import queries as matching
from commonpool.organisations import queries as organisations
from commonpool.organisations.models import Organisation
from commonpool.organisations.operations.help import close_help
from commonpool.people import queries as people
from commonpool.people.operations import read_suggestion
from commonpool.web.pages import Asking, page, show

PER_PAGE = 25


@dataclass(frozen=True)
class HalfJoined:
    """A council on its way in: how deep, how many wish for it, and what it would do next."""

    council: Organisation
    depth: str
    wishes: int
    next_step: str


@page(right=Right.RUN_DESK, methods=("GET",))
def desk(request: Asking) -> HttpResponse:
    """Everything that waits, the oldest first."""
    actor = request.actor
    at = now()
    half = Paginator(agreements.half_joined(actor), PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "claims": organisations.open_claims(actor),
        "help": organisations.open_help_requests(actor),
        "stuck": _stuck(actor, at),
        "lacks": matching.empty_searches(actor, at, PER_PAGE),
        "suggestions": people.unread_suggestions(actor)[:PER_PAGE],
        "half": _half_joined(list(half)),
        "page_obj": half,
    }
    return show(request, "desk/desk.html", facts)


def _stuck(actor: Actor, at: datetime) -> list[tuple[Booking, list[str]]]:
    """Each with the answers it still lacks."""
    found = list(bookings.stuck(actor, at)[:PER_PAGE])
    missing = bookings.open_answers_of(found, at)
    return [(booking, missing[booking.pk]) for booking in found]


def _half_joined(councils: list[Organisation]) -> list[HalfJoined]:
    ids = [council.pk for council in councils]
    depths, progress = agreements.depths(ids), agreements.progress_of_all(ids)
    return [
        HalfJoined(
            council,
            depths[council.pk],
            council.wish_count,  # type: ignore[attr-defined]  # annotated by the query
            _next_step(depths[council.pk], progress[council.pk]),
        )
        for council in councils
    ]


def _next_step(depth: str, progress: rules.Progress) -> str:
    missing = rules.missing(progress, "lend" if depth == "borrow" else "borrow")
    return str(missing[0].words) if missing else ""


@page(right=Right.RUN_DESK, methods=("POST",))
def answered(request: Asking, help_id: int) -> HttpResponse:
    """A request for help has been answered."""
    close_help(actor=request.actor, help_id=help_id, at=now())
    messages.success(request, _("Taken off the desk."))
    return redirect("desk")


@page(right=Right.RUN_DESK, methods=("POST",))
def suggestion_read(request: Asking, suggestion_id: int) -> HttpResponse:
    """A skill suggested for the list has been read: added, or known under another name."""
    read_suggestion(actor=request.actor, suggestion_id=suggestion_id, at=now())
    messages.success(request, _("Taken off the desk."))
    return redirect("desk")
