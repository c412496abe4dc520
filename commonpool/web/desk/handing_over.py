"""A council's end: what it concerns, where each thing goes, and the steward's yes to what they were shown."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonpool.access import Right
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.kernel.words import day
from commonpool.organisations import queries as organisations
from commonpool.organisations.models import Organisation
from commonpool.successions import operations, queries
from commonpool.successions.operations import Said
from commonpool.successions.rules import KINDS, NOTES, Line, Plan, by_kind
from commonpool.web.desk.forms import AssignForm, TakeBackForm
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, refused, show

PAGE = 50
COLUMNS = ["council", "kind", "key", "what", "to", "minutes", "pence", "note"]


@page(right=Right.RUN_DESK, methods=("GET",))
def plans(request: Asking) -> HttpResponse:
    """The councils that end, by the day, and how far each end is prepared."""
    found = queries.plans(request.actor, london_date(now()))
    bodies = _bodies(pk for each in found for pk in (*each.predecessors, *each.successors))
    confirmed = queries.handed_over([pk for each in found for pk in each.predecessors])
    facts = {
        "plans": [
            {
                "on": each.on,
                "was": _named(each.predecessors, bodies),
                "now": _named(each.successors, bodies),
                "slug": bodies[each.successors[0]].slug,
                "stands": _stands(each, confirmed),
            }
            for each in found
        ],
        "back_url": reverse("desk"),
    }
    return show(request, "desk/successions.html", facts)


@page(right=Right.RUN_DESK, methods=("GET",))
def plan(request: Asking, slug: str) -> HttpResponse:
    """The dry run: how much of each kind, its rows, and what nobody has assigned yet."""
    return _shown(request, slug)


@page(right=Right.RUN_DESK, methods=("GET",))
def download(request: Asking, slug: str) -> HttpResponse:
    """Every line of the dry run, for a spreadsheet; with its column `to` filled in, it can be given back."""
    request.actor.require_second_factor()
    found = queries.plan_for(request.actor, slug, london_date(now()))
    bodies = _bodies([*found.predecessors, *found.successors])
    lines = queries.dry_run(found).lines
    return spreadsheet("handover", COLUMNS, (_row(line, bodies) for line in lines))


@page(right=Right.RUN_DESK, methods=("POST",))
def assign_lines(request: Asking, slug: str) -> HttpResponse:
    """Where things go is said: line by line on the page, or by a list."""
    chosen = _chosen(request.POST)
    form = None if chosen else AssignForm(request.POST, request.FILES)
    if form is not None and not form.is_valid():
        return _shown(request, slug, form)
    try:
        count = operations.assign(
            actor=request.actor, slug=slug, said=form.listed if form else chosen, at=now()
        )
    except Refusal as refusal:
        form = form or AssignForm({})
        form.full_clean()
        form.errors.clear()
        refused(form, refusal)
        return _shown(request, slug, form)
    words = ngettext("%(n)s thing is assigned.", "%(n)s things are assigned.", count)
    messages.success(request, words % {"n": count})
    return redirect("desk_succession", slug)


@page(right=Right.RUN_DESK, methods=("POST",))
def confirm(request: Asking, slug: str) -> HttpResponse:
    """What was shown is confirmed; the clock carries it out on its day."""
    done = operations.confirm_succession(
        actor=request.actor, slug=slug, shown=request.POST.get("shown", ""), at=now()
    )
    words = _("Confirmed. On %(day)s everything live goes to the new council by itself.")
    messages.success(request, words % {"day": day(done[0].on)})
    return redirect("desk_succession", slug)


@page(right=Right.RUN_DESK, methods=("POST",))
def take_back(request: Asking, slug: str) -> HttpResponse:
    """What was confirmed is taken back, with why; it waits to be confirmed anew."""
    form = TakeBackForm(request.POST)
    if not form.is_valid():
        return _shown(request, slug, back=form)
    try:
        operations.take_back_succession(
            actor=request.actor, slug=slug, reason=form.cleaned_data["reason"], at=now()
        )
    except Refusal as refusal:
        refused(form, refusal)
        return _shown(request, slug, back=form)
    messages.success(request, _("Taken back. Nothing happens on the day until it is confirmed anew."))
    return redirect("desk_succession", slug)


def _shown(
    request: Asking, slug: str, form: AssignForm | None = None, back: TakeBackForm | None = None
) -> HttpResponse:
    request.actor.require_second_factor()
    found = queries.plan_for(request.actor, slug, london_date(now()))
    run = queries.dry_run(found)
    bodies = _bodies([*found.predecessors, *found.successors])
    kinds = by_kind(run.lines)
    kind = request.GET.get("kind", "")
    page_obj = Paginator(kinds.get(kind, []), PAGE).get_page(request.GET.get("page"))
    confirmed = queries.handed_over(found.predecessors)
    stands = _stands(found, confirmed)
    open_lines = run.unassigned
    facts: dict[str, Any] = {
        "plan": found,
        "slug": slug,
        "was": _named(found.predecessors, bodies),
        "now": _named(found.successors, bodies),
        "counts": [(each, KINDS[each], len(lines), _notes(lines)) for each, lines in kinds.items()],
        "kind": kind,
        "kind_label": KINDS.get(kind, ""),
        "page_obj": page_obj,
        "lines": [_drawn(line, bodies) for line in page_obj],
        "unassigned": len(open_lines),
        "to_assign": [_to_assign(line, found, bodies) for line in open_lines[:PAGE]],
        "splits": any(len(found.after(pk)) > 1 for pk in found.predecessors),
        "shown": run.sha256,
        "stands": stands,
        "open": stands != "done",
        "to_come": [each for each in confirmed.values() if each.carried_at is None],
        "back_form": back or TakeBackForm(),
        "form": form or AssignForm(),
        "back_url": reverse("desk_successions"),
    }
    return show(request, "desk/succession.html", facts)


def _bodies(ids: Iterable[int]) -> dict[int, Organisation]:
    return {body.pk: body for body in organisations.organisations_named(ids)}


def _named(ids: list[int], bodies: dict[int, Organisation]) -> str:
    return ", ".join(sorted(bodies[pk].name for pk in ids))


def _stands(found: Plan, confirmed: dict[int, Any]) -> str:
    """`open`, `confirmed` or `done`, of all the councils that end together."""
    known = [confirmed.get(pk) for pk in found.predecessors]
    if all(each and each.carried_at for each in known):
        return "done"
    return "confirmed" if all(known) else "open"


def _notes(lines: list[Line]) -> list[tuple[str, int]]:
    notes = [line.note for line in lines if line.note]
    return [(str(NOTES[note]), notes.count(note)) for note in sorted(set(notes))]


def _drawn(line: Line, bodies: dict[int, Organisation]) -> dict[str, Any]:
    return {
        "what": line.what or bodies[line.was_id].name,
        "was": bodies[line.was_id].name,
        "now": bodies[line.now_id].name if line.now_id in bodies else "",
        "minutes": line.minutes,
        "pence": line.pence,
        "note": NOTES[line.note],
    }


def _to_assign(line: Line, found: Plan, bodies: dict[int, Organisation]) -> dict[str, Any]:
    return {
        "name": f"to|{bodies[line.was_id].code}|{line.kind}|{line.key}",
        "label": f"{KINDS[line.kind]}: {line.what}",
        "choices": [(bodies[pk].code, bodies[pk].name) for pk in found.after(line.was_id)],
    }


def _chosen(post: QueryDict) -> list[Said]:
    """What was chosen on the page itself: fields named by the line, each with a council's code."""
    parts = ((name.split("|"), to) for name, to in post.items() if name.startswith("to|") and to)
    return [Said(name[1], name[2], name[3], str(to)) for name, to in parts if len(name) == 4]


def _row(line: Line, bodies: dict[int, Organisation]) -> list[Any]:
    to = bodies[line.now_id].code if line.now_id in bodies else ""
    was = bodies[line.was_id].code
    return [was, line.kind, line.key, line.what, to, line.minutes, line.pence, str(NOTES[line.note])]
