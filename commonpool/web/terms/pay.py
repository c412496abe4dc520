"""Before the first payroll file: how hours on top of the week are paid, and the columns payroll wants."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.access import Right, Role
from commonpool.agreements import operations, queries
from commonpool.agreements.models import PayrollColumns, PayTable
from commonpool.agreements.queries.money import READERS
from commonpool.agreements.rules import (
    CUT_OFF_DAY,
    DAY_TYPES,
    LAST_CUT_OFF_DAY,
    MOST_COST_CODE,
    MOST_ELEMENT,
    PAYROLL_FIELDS,
    SIDES,
    TIME_BANDS,
    PayRules,
    national,
    rates_of,
)
from commonpool.kernel.clock import london_date, now
from commonpool.organisations.models import Organisation
from commonpool.web.look.fields import DateField, TextField, WholeNumberField
from commonpool.web.look.forms import PageForm
from commonpool.web.pages import Asking, page
from commonpool.web.rooms.place import own_council
from commonpool.web.terms.fields import DecimalsField, in_decimals
from commonpool.web.terms.forms import FROM_WHICH_DAY, TODAY_OR_LATER
from commonpool.web.terms.saying import back, kept, said

LONDON = "London"
USUAL_COLUMNS = ("payroll_number", "officer", "date_worked", "hours_decimal", "multiplier", "cost_code")
FIGURES = {
    "week_hours": (30, 45, gettext_lazy("Hours in the full working week")),
    "part_time_threshold_hours": (
        30, 45, gettext_lazy("Hours a week that part-timers work at plain time first"),
    ),
    "min_claim_minutes": (0, 240, gettext_lazy("Shortest time that can be claimed, in minutes")),
    "block_minutes": (1, 60, gettext_lazy("Time is counted in blocks of how many minutes?")),
    "min_payment_hours_sunday": (0, 8, gettext_lazy("Least hours paid for a Sunday or public holiday")),
    "toil_expiry_days": (1, 1096, gettext_lazy("Time back lapses after how many days?")),
    "toil_cap_hours": (1, 500, gettext_lazy("Most hours of time back saved up")),
}  # fmt: skip
MAY_BE_EMPTY = ("toil_expiry_days", "toil_cap_hours")
APPROVERS = [(each.value, each.label) for each in (Role.APPROVER, Role.HR, Role.FINANCE)]


class PayForm(PageForm):
    """Every figure of the pay table."""

    ceiling = TextField(
        label=gettext_lazy("Pay point or grade up to which overtime is paid"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Leave empty if there is no ceiling."),
    )
    divisor = DecimalsField(
        label=gettext_lazy("Weeks in a year, for an hour’s pay"), least=50_000, most=54_000, places=3
    )
    toil_rate = DecimalsField(label=gettext_lazy("Hours of time back for each hour"), least=100, most=500)
    approver_role = forms.ChoiceField(label=gettext_lazy("Who approves hours for pay?"), choices=APPROVERS)
    effective_from = DateField(label=FROM_WHICH_DAY, help_text=TODAY_OR_LATER)

    def __init__(self, *args: Any, start: PayRules, **options: Any) -> None:
        super().__init__(*args, initial=start.fields() | options.pop("initial"), **options)
        for name, (least, most, label) in FIGURES.items():
            self.fields[name] = WholeNumberField(
                label=label,
                least=least,
                most=most,
                required=name not in MAY_BE_EMPTY,
                initial=getattr(start, name),
            )
        for name, day, band, side in rates():
            self.fields[name] = DecimalsField(
                label=f"{DAY_TYPES[day]}, {band}: {SIDES[side]}",
                least=100,
                most=500,
                initial=start.rate_matrix[day][band][side],
            )
        shown = ["week_hours", "divisor", "ceiling", *(name for name, *_rest in rates())]
        self.order_fields([*shown, *FIGURES, "toil_rate", "approver_role", "effective_from"])

    @property
    def chosen(self) -> dict[str, Any]:
        """What was typed, as the operation takes it."""
        given = dict(self.cleaned_data)
        matrix: dict[str, dict[str, dict[str, int]]] = {
            day: {band: {} for band in TIME_BANDS} for day in DAY_TYPES
        }
        for name, day, band, side in rates():
            matrix[day][band][side] = given.pop(name)
        effective_from = given.pop("effective_from")
        return {"pay": PayRules(rate_matrix=matrix, **given), "effective_from": effective_from}


class ColumnsForm(PageForm):
    """For each field a place in the file, or none, and its heading."""

    mark_optional = False
    cut_off_day = WholeNumberField(
        label=gettext_lazy("Cut-off day of the month"),
        help_text=gettext_lazy(
            "Hours agreed by the end of this day are paid that month, later ones the next."
        ),
        least=1,
        most=LAST_CUT_OFF_DAY,
    )
    cost_code = TextField(
        label=gettext_lazy("Cost code that lent hours are booked to"),
        max_length=MOST_COST_CODE,
        required=False,
    )
    starts_on = DateField(label=FROM_WHICH_DAY, help_text=TODAY_OR_LATER)

    def __init__(self, *args: Any, start: list[list[str]], rates: list[int], **options: Any) -> None:
        super().__init__(*args, **options)
        self.rates = rates
        placed = {field: (number, heading) for number, (field, heading) in enumerate(start, start=1)}
        for field, label in PAYROLL_FIELDS.items():
            number, heading = placed.get(field, (None, str(label)))
            place = gettext_lazy("%(column)s: which column?") % {"column": label}
            self.fields[f"place_{field}"] = WholeNumberField(
                label=place, least=1, most=99, required=False, initial=number
            )
            title = gettext_lazy("%(column)s: heading") % {"column": label}
            self.fields[f"heading_{field}"] = TextField(
                label=title, max_length=40, required=False, initial=heading
            )
        for rate in rates:
            words = gettext_lazy("Element code for %(rate)s times plain time")
            self.fields[f"element_{rate}"] = TextField(
                label=words % {"rate": in_decimals(rate)}, max_length=MOST_ELEMENT, required=False
            )
        last = ("cost_code", "cut_off_day", "starts_on")
        self.order_fields([*(name for name in self.fields if name not in last), *last])

    @property
    def chosen(self) -> dict[str, Any]:
        """The columns in their order, as the operation takes them."""
        given = self.cleaned_data
        placed = [field for field in PAYROLL_FIELDS if given[f"place_{field}"] is not None]
        ordered = sorted(placed, key=lambda field: given[f"place_{field}"])
        columns = [(field, given[f"heading_{field}"]) for field in ordered]
        codes = {rate: given[f"element_{rate}"] for rate in self.rates}
        kept = {name: given[name] for name in ("cost_code", "cut_off_day", "starts_on")}
        return {"columns": columns, "element_codes": codes, **kept}


class ConfirmForm(PageForm):
    """One tap: the table that is shown, from today."""


def rates() -> Iterator[tuple[str, str, str, str]]:
    """The form's name for each rate, with its kind of day, time of day and side of the ceiling."""
    for day in DAY_TYPES:
        for number, band in enumerate(TIME_BANDS):
            for side in SIDES:
                yield f"rate_{day}_{number}_{side}", day, band, side


@page(right=READERS)
def pay(request: Asking, slug: str) -> HttpResponse:
    """How hours on top of the week are paid. Nothing said yet: the national table, to confirm with one tap."""
    actor, council = request.actor, own_council(request.actor, slug)
    found = list(queries.versions(actor, council.pk, PayTable))
    start = _start(council, found)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    facts = {"pay": start, "effective_from": london_date(now()), "organisation_id": council.pk, "at": now()}
    if not found and kept(request, form, operations.set_pay_table, **facts):
        return back(council)
    may_set = actor.may(Right.SET_MONEY_TERMS, council.pk)
    return said(
        request,
        council,
        form if may_set and not found else None,
        title=_("How hours on top of the week are paid"),
        words=_pay_words(council, bool(found)),
        versions=[(each.effective_from, _in_short(each), each.set_at) for each in found],
        button=_("Use this table from today"),
        template="terms/pay.html",
        pay=start,
        matrix=_drawn(start),
        divisor=in_decimals(start.divisor, 3),
        toil=in_decimals(start.toil_rate),
        approver=dict(APPROVERS)[start.approver_role],
        change_url=reverse("terms_pay_change", args=[slug]) if may_set else "",
    )


@page(right=Right.SET_MONEY_TERMS)
def pay_change(request: Asking, slug: str) -> HttpResponse:
    """Every figure of the table, to change from a day on."""
    actor, council = request.actor, own_council(request.actor, slug)
    actor.require(Right.SET_MONEY_TERMS, council.pk)
    found = list(queries.versions(actor, council.pk, PayTable))
    form = PayForm(
        request.POST or None, start=_start(council, found), initial={"effective_from": london_date(now())}
    )
    if kept(request, form, operations.set_pay_table, organisation_id=council.pk, at=now()):
        return back(council)
    return said(
        request,
        council,
        form,
        title=_("Change how hours are paid"),
        words=[_("Rates are times plain time: 1.50 is time and a half.")],
        versions=[],
        button=_("Keep this table"),
    )


@page(right=READERS)
def columns(request: Asking, slug: str) -> HttpResponse:
    """Which columns the payroll system wants, in which order and under which headings."""
    actor, council = request.actor, own_council(request.actor, slug)
    found = list(queries.versions(actor, council.pk, PayrollColumns))
    usual = [[field, str(PAYROLL_FIELDS[field])] for field in USUAL_COLUMNS]
    start = found[0].columns if found else usual
    table = _start(council, list(queries.versions(actor, council.pk, PayTable)[:1]))
    form = ColumnsForm(
        request.POST or None, start=start, rates=rates_of(table.rate_matrix), initial=_initial(found[:1])
    )
    if kept(request, form, operations.set_payroll_columns, organisation_id=council.pk, at=now()):
        return back(council)
    return said(
        request,
        council,
        form if actor.may(Right.SET_MONEY_TERMS, council.pk) else None,
        title=_("Columns of the payroll file"),
        words=[
            _(
                "Give each column you want its place: 1, 2, 3. Leave the place empty for those you do not want."
            )
        ],
        versions=[
            (each.starts_on, ", ".join(heading for _field, heading in each.columns), each.set_at)
            for each in found
        ],
        button=_("Keep these columns"),
    )


def _initial(newest: list[PayrollColumns]) -> dict[str, Any]:
    """What was said last beside the columns, from today."""
    initial: dict[str, Any] = {"starts_on": london_date(now()), "cut_off_day": CUT_OFF_DAY}
    for each in newest:
        initial |= {"cut_off_day": each.cut_off_day, "cost_code": each.cost_code}
        initial |= {f"element_{rate}": code for rate, code in each.element_codes.items()}
    return initial


def _start(council: Organisation, found: list[PayTable]) -> PayRules:
    """The newest table of the council, or the national one."""
    if not found:
        return national(council.nation, london=council.region == LONDON)
    return PayRules(**{name: getattr(found[0], name) for name in PayRules.__dataclass_fields__})


def _pay_words(council: Organisation, said_before: bool) -> list[str]:
    if said_before:
        return [_("Your payroll pays by this table. Changing it changes nothing before the day you choose.")]
    if council.nation == "Scotland":
        return [
            _(
                "This is the Scottish national agreement (Red Book). "
                "Confirm it, or change what your council does otherwise."
            )
        ]
    return [
        _(
            "This is the national agreement (Green Book). Confirm it, or change what your council does otherwise."
        )
    ]


def _in_short(table: PayTable) -> str:
    return _("%(hours)s hours a week, Sunday %(rate)s times") % {
        "hours": table.week_hours,
        "rate": in_decimals(table.rate_matrix["sunday"][TIME_BANDS[1]]["below"]),
    }


def _drawn(start: PayRules) -> list[tuple[Any, str, str, str]]:
    """A line for each kind of day and time of day: up to the ceiling, and above it."""
    return [
        (label, band, *(in_decimals(start.rate_matrix[day][band][side]) for side in SIDES))  # type: ignore[misc]
        for day, label in DAY_TYPES.items()
        for band in TIME_BANDS
    ]
