"""Writing down a piece of work: first what is like it, then what was done."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.organisations.queries import organisations_named
from commonpool.people import operations, queries
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.pool.views.find import require_names
from commonpool.web.works.forms import TitleForm, WorkForm, as_written

ALIKE = 5


@page(right=Right.LIST_ONESELF, methods=("GET",))
def look_first(request: Asking) -> HttpResponse:
    """What is like the title, as it is typed: somebody may have written it down, or have done it elsewhere."""
    require_names(request)
    form = TitleForm(request.GET or None)
    facts: dict[str, Any] = {"form": form, "back_url": reverse("works")}
    if form.is_bound and form.is_valid():
        title = form.cleaned_data["title"]
        facts |= {
            "alike": list(queries.works(request.actor, title)[:ALIKE]),
            "go_on": f"{reverse('work_write')}?{urlencode({'title': title})}",
        }
    return show(request, "works/new.html", facts)


@page(right=Right.LIST_ONESELF)
def write(request: Asking) -> HttpResponse:
    """The piece of work of one's own council."""
    require_names(request)
    councils = organisations_named(request.actor.where(Right.LIST_ONESELF))
    sent = request.POST if request.method == "POST" else None
    form = WorkForm(sent, councils=councils, initial={"title": request.GET.get("title", "")[:120]})
    if request.method == "POST" and form.is_valid():
        place = int(form.cleaned_data["organisation"])
        try:
            work = operations.write_work(actor=request.actor, organisation_id=place, at=now(), **form.said())
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("It is written down. Now say what you did in it."))
            return redirect("work", work.reference)
    return show(request, "works/write.html", {"form": form, "back_url": reverse("work_new")})


@page(right=Right.SEARCH_POOL)
def change(request: Asking, reference: str) -> HttpResponse:
    """The same, put right."""
    work = queries.work_to_change(request.actor, reference)
    sent = request.POST if request.method == "POST" else None
    form = WorkForm(sent, councils=[work.organisation], initial=as_written(work))
    if request.method == "POST" and form.is_valid():
        try:
            operations.change_work(actor=request.actor, reference=reference, at=now(), **form.said())
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Changed."))
            return redirect("work", reference)
    facts = {
        "form": form,
        "work": work,
        "confirmed": queries.confirmed_in(work),
        "back_url": reverse("work", args=[reference]),
    }
    return show(request, "works/write.html", facts)


@page(right=Right.SEARCH_POOL)
def withdraw(request: Asking, reference: str) -> HttpResponse:
    """Withdrawing asks first."""
    work = queries.work_to_change(request.actor, reference)
    if request.method == "POST":
        operations.withdraw_work(actor=request.actor, reference=reference, at=now())
        messages.success(request, _("Withdrawn. Nobody reads it any more."))
        return redirect("works")
    facts = {"work": work, "back_url": reverse("work", args=[reference])}
    return show(request, "works/withdraw.html", facts)
