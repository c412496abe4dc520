"""The board: every council of today, where it stands on its way in, and the letters that invited one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements import operations
from commonpool.agreements import queries as agreements
from commonpool.agreements.queries import BoardLine
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.organisations import queries as organisations
from commonpool.organisations import rules
from commonpool.organisations.rules import Contact
from commonpool.web.desk.forms import STANDINGS, BoardForm, InviteForm
from commonpool.web.look.spreadsheet import spreadsheet, under
from commonpool.web.pages import Asking, page, refused, show

PAGE = 50
LETTERS = 25
COLOURS = {
    "not_started": "grey",
    "invited": "blue",
    "joining": "yellow",
    "peer": "turquoise",
    "borrow": "purple",
    "lend": "green",
}
COLUMNS = [
    "code", "name", "type", "nation", "region", "standing", "letters", "last_invited_on", "missing", "demonstration",
]  # fmt: skip


@page(right=Right.RUN_DESK, methods=("GET",))
def board(request: Asking) -> HttpResponse:
    """The councils that fit, fifty a page; how many stand where, of those in the same place."""
    form = BoardForm(request.GET)
    everywhere = agreements.board(request.actor, **form.wanted(london_date(now())))
    counts = agreements.board_counts(everywhere)
    found = _standing(everywhere, form)
    page_obj = Paginator(found, PAGE).get_page(request.GET.get("page"))
    facts = {
        "form": form,
        "page_obj": page_obj,
        "lines": [_drawn(line) for line in agreements.board_lines(page_obj)],
        "counts": [
            (label, COLOURS[standing], counts[standing], _with(request.GET, standing))
            for standing, label in STANDINGS.items()
        ],
        "all": sum(counts.values()),
        "everything": _with(request.GET, ""),
        "narrowed": any(request.GET.get(name) for name in BoardForm.base_fields),
        "query": request.GET.urlencode(),
        "back_url": reverse("desk"),
    }
    return show(request, "desk/board.html", facts)


@page(right=Right.RUN_DESK, methods=("GET",))
def download(request: Asking) -> HttpResponse:
    """The councils that fit, as a file for a spreadsheet: whom we invited is not in it."""
    form = BoardForm(request.GET)
    found = _standing(agreements.board(request.actor, **form.wanted(london_date(now()))), form)
    return spreadsheet("councils-on-their-way-in", COLUMNS, map(_row, agreements.board_lines(found)))


def _row(line: BoardLine) -> list[Any]:
    known = {
        "standing": line.standing,
        "letters": line.letters,
        "last_invited_on": london_date(line.invited_at) if line.invited_at else "",
        "missing": "; ".join(str(step.words) for step in line.missing),
        "demonstration": "yes" if line.council.demonstration else "no",
    }
    return under(COLUMNS, known, line.council)


@page(right=Right.RUN_DESK)
def council(request: Asking, slug: str) -> HttpResponse:
    """One council on its way in: what is missing, who was invited, and a form that invites one more person."""
    body = organisations.council_by_slug(slug)
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        contact = Contact(council=body.code, **form.cleaned_data)
        try:
            operations.invite(actor=request.actor, contact=contact, at=now())
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The letter to %(name)s is on its way.") % {"name": contact.name})
            return redirect("desk_council", slug)
    today = london_date(now())
    lines = agreements.board_lines(agreements.board(request.actor, day=today).filter(pk=body.pk))
    letters = Paginator(organisations.invitations_of(request.actor, body.pk), LETTERS)
    facts = {
        "council": body,
        "line": _drawn(lines[0]) if lines else None,
        "open": bool(lines) and lines[0].standing in ("not_started", "invited", "joining"),
        "domains": organisations.about(body, today).domains,
        "form": form,
        "page_obj": letters.get_page(request.GET.get("page")),
        "back_url": reverse("desk_board"),
    }
    return show(request, "desk/council.html", facts)


def _standing(found: Any, form: BoardForm) -> Any:
    return found.filter(standing=form.standing_wanted) if form.standing_wanted else found


def _drawn(line: BoardLine) -> dict[str, Any]:
    """A council as a line of the board."""
    return {
        "council": line.council,
        "kind": rules.TYPE_LABELS.get(line.council.type, line.council.type),
        "label": STANDINGS[line.standing],
        "colour": COLOURS[line.standing],
        "letters": line.letters,
        "invited_at": line.invited_at,
        "missing": [step.words for step in line.missing],
    }


def _with(asked: QueryDict, standing: str) -> str:
    """The address of the same board for one standing, or for all."""
    query = asked.copy()
    query.pop("page", None)
    query["standing"] = standing
    return f"?{query.urlencode()}"
