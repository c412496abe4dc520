"""Seven papers that a council's people need to decide: as pages, and as files that Word opens."""

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from commonpool.access import NETWORK, Actor, Right
from commonpool.agreements import queries as agreements
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import NotFound
from commonpool.organisations import queries as organisations
from commonpool.organisations.models import Organisation
from commonpool.web.colleagues.facts import facts_for
from commonpool.web.colleagues.kinds import PAPERS, Paper, paper_named
from commonpool.web.colleagues.word import CONTENT_TYPE, document
from commonpool.web.pages import Asking, page, show

READERS = (Right.SEARCH_POOL, Right.READ_LOG, Right.SET_PRICES, Right.SET_UP_COUNCIL, Right.RUN_DESK)


@page(right=READERS, methods=("GET",))
def papers(request: Asking, slug: str) -> HttpResponse:
    """The seven papers, and who runs this."""
    council = _readable(request.actor, slug)
    facts = {"papers": PAPERS, "back_url": _back(request.actor, council)}
    return show(request, "colleagues/papers.html", facts | facts_for(council, london_date(now())))


@page(right=READERS, methods=("GET",))
def paper(request: Asking, slug: str, paper: str) -> HttpResponse:
    """One paper, with the council's own settings as they stand."""
    council, found = _readable(request.actor, slug), paper_named(paper)
    facts = _facts(council, found) | {"back_url": reverse("papers", args=[slug])}
    return show(request, "colleagues/paper.html", facts)


@page(right=READERS, methods=("GET",))
def download(request: Asking, slug: str, paper: str) -> HttpResponse:
    """The same paper, to be edited."""
    council, found = _readable(request.actor, slug), paper_named(paper)
    facts = _facts(council, found)
    file = document(render_to_string("colleagues/body.html", facts), base_url=facts["base_url"])
    response = HttpResponse(file, content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-{council.slug}.docx"'
    return response


def _facts(council: Organisation, found: Paper) -> dict[str, Any]:
    return {"paper": found} | facts_for(council, london_date(now()))


def _readable(actor: Actor, slug: str) -> Organisation:
    """The council, to its own people; to a steward while it has not joined, since they invite it. 404 to others."""
    council = organisations.council_by_slug(slug)
    invites = actor.may(Right.RUN_DESK, NETWORK) and agreements.depth_of(council.pk) == "none"
    if not actor.rights.get(council.pk) and not invites:
        raise NotFound
    return council


def _back(actor: Actor, council: Organisation) -> str:
    return reverse("room" if actor.rights.get(council.pk) else "desk_council", args=[council.slug])
