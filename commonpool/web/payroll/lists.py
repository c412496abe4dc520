"""HR's two lists a month: new officers to check, and who is lent."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.urls import reverse

from commonpool.access import Right
from commonpool.availability.rules import TIME_BASES
from commonpool.kernel import months, weeks
from commonpool.kernel.clock import london_date, now
from commonpool.payroll import queries
from commonpool.web.look.spreadsheet import spreadsheet
from commonpool.web.pages import Asking, page, show
from commonpool.web.payroll.forms import MonthForm
from commonpool.web.rooms.place import own_council

PER_PAGE = 50
OUT = ("officer", "job_title", "payroll_number", "lent_to", "booking", "time", "weeks", "minutes")
TO_CHECK = ("officer", "job_title", "grade_band", "weekly_minutes", "ticked_by", "ticked_on")


@page(right=Right.CHECK_PAYROLL, methods=("GET",))
def who_is_out(request: Asking, slug: str) -> HttpResponse:
    """Who is lent in a month: to whom, how long, in which weeks."""
    council = own_council(request.actor, slug)
    month, form = _month(request)
    found = queries.out_in(request.actor, council.pk, month)
    rows = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    facts = {
        "council": council,
        "month": month,
        "form": form,
        "page_obj": rows,
        "rows": [(each, TIME_BASES[each.time_basis]) for each in rows],
        "minutes": sum(each.minutes for each in found),
        "written": months.written(month),
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "payroll/out.html", facts)


@page(right=Right.CHECK_PAYROLL, methods=("GET",))
def who_is_out_csv(request: Asking, slug: str) -> HttpResponse:
    """The same for a spreadsheet."""
    council = own_council(request.actor, slug)
    month, _form = _month(request)
    rows = [
        [
            each.officer, each.job_title, each.payroll_number, each.host, each.booking, each.time_basis,
            " ".join(map(weeks.written, each.mondays)), each.minutes,
        ]
        for each in queries.out_in(request.actor, council.pk, month)
    ]  # fmt: skip
    return spreadsheet(f"who-is-out-{months.written(month)}", OUT, rows)


@page(right=Right.CHECK_PAYROLL, methods=("GET",))
def to_check_csv(request: Asking, slug: str) -> HttpResponse:
    """New officers to check, for a spreadsheet."""
    council = own_council(request.actor, slug)
    rows = [
        [
            str(job.person), job.job_title, job.grade_band, job.weekly_minutes, str(job.ticked_by or ""),
            london_date(job.ticked_at).isoformat() if job.ticked_at else "",
        ]
        for job in queries.waiting_to_check(request.actor, council.pk, london_date(now()))
    ]  # fmt: skip
    return spreadsheet("officers-to-check", TO_CHECK, rows)


def _month(request: Asking) -> tuple[date, MonthForm]:
    today = london_date(now())
    form = MonthForm(request.GET or None, today=today)
    chosen = form.cleaned_data.get("month") if form.is_valid() else ""
    return (months.read(chosen) if chosen else today.replace(day=1)), form
