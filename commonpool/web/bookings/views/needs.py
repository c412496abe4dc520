"""The host says what is ready and what is ended; the officer or home charges an hour that was lost."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import capfirst

from commonpool.bookings.operations import say_ready, say_removed
from commonpool.bookings.queries import access_ends_on, may_claim, may_say_ready, needed_for
from commonpool.invoices.operations import claim_host_late
from commonpool.invoices.queries import lost_weeks
from commonpool.kernel import money, weeks, words
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Forbidden, Refusal
from commonpool.web.bookings.forms_of_needs import LostForm, NeedsForm, ReadyForm
from commonpool.web.bookings.needs import TERMS
from commonpool.web.bookings.phrases import NEEDS
from commonpool.web.bookings.story import heading
from commonpool.web.bookings.viewpoint import Viewpoint, seen_by
from commonpool.web.look.forms import PageForm
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show


@page(right=SIGNED_IN)
def ready(request: Asking, reference: str) -> HttpResponse:
    """The host's contact says that it is ready, with what belongs to each kind of need."""
    view = _of_the_host(request, reference)
    needed = needed_for(view.booking, london_date(now())) if view.booking.status == "bound" else []
    open_needs = [each.need for each in needed if not each.ready]
    if not open_needs:
        return redirect("booking", reference)
    posted = request.POST if request.method == "POST" else None
    form = ReadyForm(posted, needs=open_needs, last_day=access_ends_on(view.booking))
    return _said(request, view, "bookings/ready.html", form, open_needs, lambda: say_ready(
        actor=request.actor, booking_id=view.booking.pk, at=now(), **form.said()
    ))  # fmt: skip


@page(right=SIGNED_IN)
def removed(request: Asking, reference: str) -> HttpResponse:
    """The host's contact says that every access is ended."""
    view = _of_the_host(request, reference)
    needed = needed_for(view.booking, london_date(now()))
    open_needs = [each.need for each in needed if each.to_be_removed]
    if not open_needs:
        return redirect("booking", reference)
    form = NeedsForm(request.POST if request.method == "POST" else None, needs=open_needs)
    return _said(request, view, "bookings/removed.html", form, open_needs, lambda: say_removed(
        actor=request.actor, booking_id=view.booking.pk, needs=form.chosen, at=now()
    ))  # fmt: skip


@page(right=SIGNED_IN)
def host_late(request: Asking, reference: str) -> HttpResponse:
    """The officer or home charges an hour at most of each week that was lost."""
    view = seen_by(request.actor, reference)
    if not may_claim(request.actor, view.booking):
        raise Forbidden
    lost = lost_weeks(view.booking)
    if not lost:
        return redirect("booking", reference)
    labels = [
        (
            weeks.written(each.week.monday),
            capfirst(words.week_of(each.week.monday))
            + f": {words.hours(each.minutes)}"
            + (f" ({money.pounds(each.net_pence)})" if view.sees_price else ""),
        )
        for each in lost
    ]
    form = LostForm(request.POST if request.method == "POST" else None, lost=labels)
    return _said(request, view, "bookings/host_late.html", form, [], lambda: claim_host_late(
        actor=request.actor, booking_id=view.booking.pk, mondays=form.mondays, because_late=True, at=now()
    ))  # fmt: skip


def _of_the_host(request: Asking, reference: str) -> Viewpoint:
    view = seen_by(request.actor, reference)
    if not may_say_ready(request.actor, view.booking):
        raise Forbidden
    return view


def _said(
    request: Asking,
    view: Viewpoint,
    template: str,
    form: PageForm,
    needs: list[str],
    say: Callable[[], Any],
) -> HttpResponse:
    """What was typed is said, or the page is shown with what is wrong beside its field."""
    status = 0
    if request.method == "POST" and form.is_valid():
        try:
            say()
        except Refusal as refusal:
            refused(form, refusal)
            status = refusal.status
        else:
            return redirect("booking", view.booking.reference)
    facts: dict[str, Any] = {**heading(view), "form": form, "last_day": access_ends_on(view.booking)}
    facts["rows"] = [(capfirst(str(NEEDS[need])), TERMS[need]) for need in needs]
    facts["back_url"] = reverse("booking", args=[view.booking.reference])
    response = show(request, template, facts)
    response.status_code = status or response.status_code
    return response
