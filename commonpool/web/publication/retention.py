"""How long each kind of record is kept and why; what the council chose instead; and holds."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonpool.access import Right
from commonpool.kernel import words
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.publication import operations, queries
from commonpool.publication.queries import RETENTION_READERS, Kept
from commonpool.publication.rules.retention import COUNTED_FROM, MOST_YEARS, RECORDS
from commonpool.web.invoices.tables import Cell, Table, heads
from commonpool.web.look.fields import TextField, WholeNumberField
from commonpool.web.look.forms import PageForm
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.publication.file_parts import done
from commonpool.web.rooms.place import own_council
from commonpool.web.terms.saying import kept

COLUMNS = ["record", "kept_years", "usual_years", "least_years", "counted_from", "source", "reason"]


class RetentionForm(PageForm):
    """Other years for a kind of record, and why."""

    record = forms.ChoiceField(label=gettext_lazy("Which records?"), choices=list(RECORDS.items()))
    years = WholeNumberField(label=gettext_lazy("For how many years?"), most=MOST_YEARS)
    reason = TextField(label=gettext_lazy("Why?"), max_length=600, lines=True)


class HoldForm(PageForm):
    """For what the records are needed."""

    reason = TextField(
        label=gettext_lazy("Which claim, inquiry or audit needs the records?"), max_length=600, lines=True
    )


@page(right=RETENTION_READERS, methods=("GET",))
def retention(request: Asking, slug: str) -> HttpResponse:
    """The table, and the holds that beat it."""
    actor, council = request.actor, own_council(request.actor, slug)
    found = queries.kept_by(actor, council.pk)
    holds = list(queries.holds_of(actor, council.pk))
    facts = {
        "council": council,
        "table": _table(found),
        "live": [each for each in holds if each.lifted_at is None],
        "lifted": [(each, done(each.lifted_at, each.lifted_by)) for each in holds if each.lifted_at],
        "may_act": actor.may(Right.SET_UP_COUNCIL, council.pk),
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "publication/retention.html", facts)


def _years(number: int) -> str:
    return ngettext("%(count)s year", "%(count)s years", number) % {"count": number}


def _table(found: list[Kept]) -> Table:
    head = heads([_("Records"), _("Kept for"), _("Counted from"), _("Why")])
    rows = [
        [
            Cell(RECORDS[each.usual.record]),
            Cell(_years(each.years) if each.years else _("Not kept")),
            Cell(COUNTED_FROM[each.usual.counted_from]),
            Cell(_why(each)),
        ]
        for each in found
    ]
    return Table(_("How long records are kept"), head, rows)


def _why(each: Kept) -> str:
    source = words.translated(each.usual.source)
    if each.chosen is None:
        return source
    facts = {"usual": _years(each.usual.years), "reason": each.chosen.reason, "source": source}
    return _("Your council’s choice, instead of %(usual)s: %(reason)s. (%(source)s)") % facts


@page(right=RETENTION_READERS, methods=("GET",))
def retention_csv(request: Asking, slug: str) -> HttpResponse:
    """The table for a spreadsheet."""
    council = own_council(request.actor, slug)
    rows = (_row(each) for each in queries.kept_by(request.actor, council.pk))
    return spreadsheet("retention", COLUMNS, rows)


def _row(each: Kept) -> list[Any]:
    usual, chosen = each.usual, each.chosen
    counted = str(COUNTED_FROM[usual.counted_from])
    reason = chosen.reason if chosen else ""
    return [
        str(RECORDS[usual.record]),
        each.years,
        usual.years,
        usual.least_years,
        counted,
        usual.source,
        reason,
    ]


@page(right=Right.SET_UP_COUNCIL)
def choose(request: Asking, slug: str) -> HttpResponse:
    """Other years than usual."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.SET_UP_COUNCIL, council.pk)
    form = RetentionForm(request.POST or None)
    if kept(request, form, operations.choose_retention, organisation_id=council.pk, at=now()):
        return redirect("retention", slug)
    facts = {
        "caption": council,
        "title": _("Keep records for other years than usual"),
        "sentences": [_("The reason stands beside the years for your auditor.")],
        "form": form,
        "button": _("Keep them so long"),
        "back_url": reverse("retention", args=[slug]),
    }
    return show(request, "invoices/act.html", facts)


@page(right=Right.SET_UP_COUNCIL)
def hold(request: Asking, slug: str) -> HttpResponse:
    """Nothing is destroyed from now on."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.SET_UP_COUNCIL, council.pk)
    form = HoldForm(request.POST or None)
    if kept(request, form, operations.hold_records, organisation_id=council.pk, at=now()):
        return redirect("retention", slug)
    facts = {
        "caption": council,
        "title": _("Hold all records"),
        "sentences": [
            _(
                "While a hold lasts no record of your council is destroyed, however old: it beats every period."
            )
        ],
        "form": form,
        "button": _("Hold all records"),
        "back_url": reverse("retention", args=[slug]),
    }
    return show(request, "invoices/act.html", facts)


@page(right=Right.SET_UP_COUNCIL)
def lift(request: Asking, slug: str, hold_id: int) -> HttpResponse:
    """The hold is over."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.SET_UP_COUNCIL, council.pk)
    found = queries.held(request.actor, council.pk, hold_id)
    form = PageForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        try:
            operations.lift_hold(actor=request.actor, organisation_id=council.pk, hold_id=hold_id, at=now())
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("The hold is lifted. It is in your council’s log."))
            return redirect("retention", slug)
    facts = {
        "caption": council,
        "title": _("Lift the hold"),
        "sentences": [found.reason, _("Ordered: %(deed)s") % {"deed": done(found.held_at, found.held_by)}],
        "form": form,
        "button": _("Lift the hold"),
        "back_url": reverse("retention", args=[slug]),
    }
    return show(request, "invoices/act.html", facts)
