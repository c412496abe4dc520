"""The steward's desk: what waits for a person to move it."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Actor, Right
from commonpool.agreements import queries as agreements
from commonpool.agreements import rules
from commonpool.bookings import queries as bookings
from commonpool.bookings.models import Booking
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.matching import queries as matching
from commonpool.organisations import queries as organisations
from commonpool.organisations.models import Organisation
from commonpool.organisations.operations.domains import add_domain
from commonpool.organisations.operations.help import close_help
from commonpool.organisations.queries.register import UnknownCouncil
from commonpool.people import queries as people
from commonpool.people.operations import read_suggestion
from commonpool.web.desk.forms import DomainForm
from commonpool.web.pages import Asking, page, refused, show

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
    progress = agreements.progress_of_all(ids)
    return [
        HalfJoined(
            council,
            _depth(council),
            council.wish_count,  # type: ignore[attr-defined]  # annotated by the query
            _next_step(_depth(council), progress[council.pk]),
        )
        for council in councils
    ]


def _depth(council: Organisation) -> str:
    """As its row says, which came with the council."""
    joining = getattr(council, "joining", None)
    return joining.depth if joining else "none"


def _next_step(depth: str, progress: rules.Progress) -> str:
    missing = rules.missing(progress, "lend" if depth == "borrow" else "borrow")
    return str(missing[0].words) if missing else ""


@page(right=Right.CONFIRM_ADMINISTRATORS)
def add_a_domain(request: Asking) -> HttpResponse:
    """Somebody's council is known, and their address's domain is not: it is from now on."""
    form = DomainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            added = add_domain(actor=request.actor, code=given.pop("council"), at=now(), **given)
        except UnknownCouncil as refusal:
            form.add_error("council", str(refusal))
        except Refusal as refusal:
            refused(form, refusal)
        else:
            words = _("%(domain)s is a domain of %(council)s. Write to whoever asked.")
            messages.success(request, words % {"domain": added.name, "council": added.organisation.name})
            return redirect("desk")
    facts = {
        "form": form,
        "back_url": reverse("desk"),
        "title": _("Add a council’s domain"),
        "about": _(
            "Everybody who proves an address at this domain can say that they work for the council. "
            "Check it with the council by another way than e-mail."
        ),
    }
    return show(request, "account/form.html", facts)


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
