"""A back-dated pay award: shown charge by charge, then passed on."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.invoices import operations, queries
from commonpool.invoices.models import Invoice
from commonpool.invoices.queries import Difference
from commonpool.kernel import words
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.money import pounds
from commonpool.kernel.refusals import Refusal
from commonpool.web.invoices.forms import AwardForm
from commonpool.web.invoices.tables import Cell, Table, heads
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.rooms.place import own_council


@page(right=Right.ISSUE_INVOICES)
def award(request: Asking, slug: str) -> HttpResponse:
    """What the award does to each charge it is for; pressed again, it is passed on."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.ISSUE_INVOICES, council.pk)
    form = AwardForm(request.POST or None)
    found: list[Difference] = []
    if request.method == "POST" and form.is_valid():
        found = queries.differences(request.actor, council.pk, **form.chosen)
        notes = queries.notes_to_number(found, london_date(now()))
        form.number_notes(notes)
        if request.POST.get("go") == "pass_on" and _passed_on(request, form, council.pk, notes):
            return redirect("invoices", slug)
    facts = {
        "council": council,
        "form": form,
        "asked": form.is_bound and form.is_valid(),
        "table": _table(found),
        "possible": any(not each.why_not for each in found),
        "back_url": reverse("invoices", args=[slug]),
    }
    return show(request, "invoices/award.html", facts)


def _passed_on(request: Asking, form: AwardForm, organisation_id: int, notes: list[Invoice]) -> bool:
    try:
        operations.pass_on_award(
            actor=request.actor,
            organisation_id=organisation_id,
            own_numbers=form.numbers_of(notes),
            at=now(),
            **form.chosen,
        )
    except Refusal as refusal:
        refused(form, refusal)
        return False
    messages.success(
        request, _("Passed on. Supplementary charges go on this month’s invoices; credits are issued.")
    )
    return True


def _table(found: list[Difference]) -> Table:
    head = heads([_("Booking"), _("Week of"), _("Borrowed by"), _("What it does")], [_("Before VAT")])
    rows = [
        [
            Cell(each.charge.booking.reference),
            Cell(words.day(each.charge.booked_week.monday)),
            Cell(each.charge.host),
            Cell(each.why_not or (_("A supplementary charge") if each.pence > 0 else _("A credit"))),
            Cell("" if each.why_not else pounds(each.pence), numeric=True),
        ]
        for each in found
    ]
    return Table(_("What the award does"), head, rows)
