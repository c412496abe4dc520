"""A council's payroll: what the file of a month would say, its export, and the same file again."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.access import Right
from commonpool.kernel import months
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.money import decimal
from commonpool.kernel.refusals import Conflict, NotFound
from commonpool.organisations.models import Organisation
from commonpool.payroll import operations, queries
from commonpool.payroll.models import PayrollFile
from commonpool.payroll.queries import Preview
from commonpool.payroll.rules import periods, refusals
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, show
from commonpool.web.rooms.place import own_council

PER_PAGE = 50
COLUMNS = (
    "officer", "payroll_number", "date_worked", "minutes", "multiplier", "element_code", "cost_code", "booking",
    "borrowed_by", "exported",
)  # fmt: skip
REASONS = {
    "not_stated": gettext_lazy(
        "The officer has not said yet that these hours were outside contracted hours, or made up."
    ),
    "same_time": gettext_lazy("These times overlap with other hours of this officer that are paid."),
    "past_24_hours": gettext_lazy(
        "Together with other hours of this officer the day has more than 24 hours."
    ),
    "no_number": gettext_lazy("HR has not entered a payroll number."),
}


@page(right=Right.SEE_PAYROLL, methods=("GET",))
def payroll(request: Asking, slug: str) -> HttpResponse:
    """The months to export and those exported."""
    council = own_council(request.actor, slug)
    files = Paginator(queries.files_of(request.actor, council.pk), PER_PAGE)
    facts = {
        "council": council,
        "open": queries.open_periods(request.actor, council.pk, now()),
        "now": now(),
        "page_obj": files.get_page(request.GET.get("page")),
        "may_check": request.actor.may(Right.CHECK_PAYROLL, council.pk),
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "payroll/payroll.html", facts)


@page(right=Right.SEE_PAYROLL)
def period(request: Asking, slug: str, period: str) -> HttpResponse:
    """What the file of a month says, or would say now; sent, it is exported."""
    council = own_council(request.actor, slug)
    month = months.read(period)
    queries.require_reader(request.actor, council.pk)
    if request.method == "POST":
        try:
            operations.export_payroll(actor=request.actor, organisation_id=council.pk, period=month, at=now())
        except refusals.AlreadyExported:
            raise
        except Conflict as refusal:
            return _show_preview(request, council, _preview(request, council, period), refusal)
        messages.success(request, _("Exported. Download the file and hand it to payroll."))
        return redirect("payroll_period", slug, period)
    try:
        file = queries.file_of(request.actor, council.pk, month)
    except NotFound:
        return _show_preview(request, council, _preview(request, council, period))
    lines = Paginator(queries.file_lines(file), PER_PAGE)
    facts = {
        "council": council,
        "file": file,
        "page_obj": lines.get_page(request.GET.get("page")),
        "taken": file.taken.select_related("taken_by").order_by("number"),
        "may_export": request.actor.may(Right.EXPORT_PAYROLL, council.pk),
        "back_url": reverse("payroll", args=[slug]),
        "written": period,
    }
    return show(request, "payroll/file.html", facts)


def _preview(request: Asking, council: Organisation, period: str) -> Preview:
    """What the file of an open month would say; 404 for any other."""
    at, month = now(), months.read(period)
    if month not in {each.period for each in queries.open_periods(request.actor, council.pk, at)}:
        raise NotFound
    return queries.preview(request.actor, council.pk, month, at)


def _show_preview(
    request: Asking, council: Organisation, found: Preview, refusal: Conflict | None = None
) -> HttpResponse:
    at = now()
    facts: dict[str, Any] = {
        "council": council,
        "found": found,
        "page_obj": Paginator(found.lines, PER_PAGE).get_page(request.GET.get("page")),
        "kept": [(each, REASONS[each.reason]) for each in found.kept],
        "due": found.period.cut_off_at <= at,
        "last": london_date(found.period.cut_off_at) - periods.ONE_DAY,
        "may_export": request.actor.may(Right.EXPORT_PAYROLL, council.pk),
        "refusal": refusal,
        "back_url": reverse("payroll", args=[council.slug]),
    }
    response = show(request, "payroll/preview.html", facts)
    response.status_code = refusal.status if refusal else response.status_code
    return response


@page(right=Right.EXPORT_PAYROLL, methods=("POST",))
def take(request: Asking, slug: str, period: str) -> HttpResponse:
    """The file itself, byte for byte as exported; from the second time on its name says so."""
    council = own_council(request.actor, slug)
    file, number = operations.take_file(
        actor=request.actor, organisation_id=council.pk, period=months.read(period), at=now()
    )
    again = "" if number == 1 else f"-again-{number}"
    response = HttpResponse(file.content.encode(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="payroll-{council.code}-{period}{again}.csv"'
    return response


@page(right=Right.SEE_PAYROLL, methods=("GET",))
def lines_csv(request: Asking, slug: str, period: str) -> HttpResponse:
    """The lines as the page shows them: to check them, not for payroll."""
    council = own_council(request.actor, slug)
    queries.require_reader(request.actor, council.pk)
    try:
        file: PayrollFile | None = queries.file_of(request.actor, council.pk, months.read(period))
    except NotFound:
        file = None
    lines: Any = queries.file_lines(file) if file else _preview(request, council, period).lines
    rows = [
        [
            line.officer, line.payroll_number, line.date.isoformat(), line.minutes,
            decimal(line.multiplier_hundredths), line.element_code, line.cost_code, line.booking, line.host,
            "yes" if file else "no",
        ]
        for line in lines
    ]  # fmt: skip
    return spreadsheet(f"payroll-lines-{period}", COLUMNS, rows)
