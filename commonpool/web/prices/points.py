"""Pay points: the national tables with their marks, and a council's own, brought as a file."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements import operations, queries
from commonpool.agreements.models import PayScale
from commonpool.agreements.queries.money import READERS
from commonpool.agreements.rules.pay_scale import MARK_WORDS, UNVERIFIED, ReadPoints
from commonpool.agreements.rules.paying import hourly_pence
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.money import decimal
from commonpool.kernel.refusals import Refusal
from commonpool.organisations.models import Organisation
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.prices.forms import ConfirmForm, PointsForm
from commonpool.web.rooms.place import own_council

COLUMNS = ["table", "from", "point", "annual_pounds", "hourly_pounds", "mark", "source"]
FULL_WEEK = 37 * 60


@page(right=READERS, methods=("GET",))
def points(request: Asking, slug: str) -> HttpResponse:
    """Every table that counts, the newest first; the points of those in force today come first."""
    council = own_council(request.actor, slug)
    return _tables(request, council, queries.pay_scales(request.actor, council.pk))


def _tables(
    request: Asking, council: Organisation, scales: list[PayScale], form: ConfirmForm | None = None
) -> HttpResponse:
    actor = request.actor
    in_use = queries.points_on(scales, london_date(now()))
    used = in_use[0].scale_id if in_use else None
    minutes = _week(council)
    may_set = actor.may(Right.SET_MONEY_TERMS, council.pk)
    facts = {
        "council": council,
        "tables": [
            {
                "scale": each,
                "own": each.organisation_id is not None,
                "in_use": each.pk == used,
                "points": [
                    (point, hourly_pence(point.annual_pence, minutes), MARK_WORDS[point.mark])
                    for point in each.points.all()
                ],
                "to_confirm": may_set and each.pk == used and _unverified(each),
            }
            for each in scales
        ],
        "form": form,
        "may_set": may_set,
        "back_url": reverse("prices_work_out", args=[council.slug]),
    }
    return show(request, "prices/points.html", facts)


@page(right=READERS, methods=("GET",))
def download(request: Asking, slug: str) -> HttpResponse:
    """The same for a spreadsheet."""
    council = own_council(request.actor, slug)
    rows = _rows(queries.pay_scales(request.actor, council.pk), _week(council))
    return spreadsheet("pay-points", COLUMNS, rows)


@page(right=Right.SET_MONEY_TERMS)
def bring(request: Asking, slug: str) -> HttpResponse:
    """A table is asked for; given one, it is shown as it was read. Nothing is kept yet."""
    council = _own(request, slug)
    form = PointsForm(request.POST, request.FILES) if request.method == "POST" else PointsForm()
    if request.method == "POST" and form.is_valid():
        return _preview(request, council, form)
    return _asked(request, council, form)


@page(right=Right.SET_MONEY_TERMS, methods=("POST",))
def keep(request: Asking, slug: str) -> HttpResponse:
    """The table that was shown is the council's own, if every row of it can be read."""
    council = _own(request, slug)
    form = PointsForm(request.POST)
    if not form.is_valid():
        return _asked(request, council, form)
    read: ReadPoints = form.listed  # type: ignore[assignment]
    if read.wrong:
        return _preview(request, council, form)
    try:
        operations.keep_pay_scale(
            actor=request.actor,
            organisation_id=council.pk,
            points=read.points,
            at=now(),
            **{name: form.cleaned_data[name] for name in ("name", "effective_from", "mark")},
        )
    except Refusal as refusal:
        refused(form, refusal)
        return _asked(request, council, form)
    messages.success(request, _("The table is kept. It is in your council’s log."))
    return redirect("prices_points", slug)


@page(right=Right.SET_MONEY_TERMS, methods=("POST",))
def confirm(request: Asking, slug: str) -> HttpResponse:
    """The council has compared a national table with its own payroll: its points are agreed here."""
    council = _own(request, slug)
    scales = queries.pay_scales(request.actor, council.pk)
    form = ConfirmForm(request.POST, scales=scales)
    if not form.is_valid():
        return _tables(request, council, scales, form)
    operations.confirm_pay_points(
        actor=request.actor, organisation_id=council.pk, scale_id=form.cleaned_data["scale"], at=now()
    )
    messages.success(request, _("Confirmed. Your council uses these points as agreed."))
    return redirect("prices_points", slug)


def _own(request: Asking, slug: str) -> Organisation:
    council = own_council(request.actor, slug)
    request.actor.require(Right.SET_MONEY_TERMS, council.pk)
    return council


def _asked(request: Asking, council: Organisation, form: PointsForm) -> HttpResponse:
    facts = {"council": council, "form": form, "back_url": reverse("prices_points", args=[council.slug])}
    return show(request, "prices/bring.html", facts)


def _preview(request: Asking, council: Organisation, form: PointsForm) -> HttpResponse:
    read: ReadPoints = form.listed  # type: ignore[assignment]
    minutes = _week(council)
    facts = {
        "council": council,
        "form": form,
        "read": read,
        "points": [
            (each.point, each.annual_pence, hourly_pence(each.annual_pence, minutes)) for each in read.points
        ],
        "kept": _kept(form),
        "back_url": reverse("prices_points_bring", args=[council.slug]),
    }
    return show(request, "prices/bring_check.html", facts)


def _kept(form: PointsForm) -> list[tuple[str, Any]]:
    """What was typed, as the form's own fields send it again."""
    given, day = form.cleaned_data, form.cleaned_data["effective_from"]
    boxes = {f"effective_from_{part}": getattr(day, part) for part in ("day", "month", "year")}
    return list({"name": given["name"], "mark": given["mark"], "rows": given["rows"], **boxes}.items())


def _week(council: Organisation) -> int:
    """Minutes of the full week by which an hour's pay is shown: the council's own where it has said so."""
    table = queries.pay_table_on(council.pk, london_date(now()))
    return table.week_hours * 60 if table else FULL_WEEK


def _unverified(scale: PayScale) -> bool:
    return any(each.mark == UNVERIFIED for each in scale.points.all())


def _rows(scales: list[PayScale], minutes: int) -> Iterator[list[Any]]:
    for scale in scales:
        for each in scale.points.all():
            hourly = hourly_pence(each.annual_pence, minutes)
            yield [
                scale.name,
                scale.effective_from.isoformat(),
                each.point,
                decimal(each.annual_pence),
                decimal(hourly),
                each.mark,
                each.source,
            ]
