"""A council's record of its chief finance officer's reports, and of what that officer authorises meanwhile."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import NETWORK, Actor, Right
from commonpool.agreements import operations, queries
from commonpool.bookings.operations import Scope, give_evidence
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.organisations.models import Organisation
from commonpool.organisations.queries import council_by_slug
from commonpool.web.evidence.forms import AuthorityForm, MeetingForm, ReportForm
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.rooms.place import own_council

RECORDERS = (Right.RECORD_SECTION_114, Right.RUN_DESK)


def _council(actor: Actor, slug: str) -> Organisation:
    """One's own council; any council to a steward. 404 to whoever records nothing there."""
    council = council_by_slug(slug)
    if not actor.may(Right.RUN_DESK, NETWORK) and not actor.may(Right.RECORD_SECTION_114, council.pk):
        raise NotFound
    return council


@page(right=RECORDERS)
def reports(request: Asking, slug: str) -> HttpResponse:
    """What is recorded, what it means today, and a new report."""
    council = _council(request.actor, slug)
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.record_section_114(
                actor=request.actor, organisation_id=council.pk, at=now(), **form.cleaned_data
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Recorded. No new bookings for pay from that day on."))
            return redirect("section_114", slug)
    own = request.actor.may(Right.RECORD_SECTION_114, council.pk)
    today = london_date(now())
    live = queries.report_live_on(council.pk, today)
    facts = {
        "council": council,
        "form": form,
        "reports": queries.reports_of(council.pk),
        "live": live,
        "overdue": live is not None and live.is_overdue(today),
        "own": own,
        "back_url": reverse("room" if own else "desk_council", args=[slug]),
    }
    return show(request, "evidence/section_114.html", facts)


@page(right=RECORDERS)
def meeting(request: Asking, slug: str, report_id: int) -> HttpResponse:
    """The full council has considered it."""
    council = _council(request.actor, slug)
    report = next((each for each in queries.reports_of(council.pk) if each.pk == report_id), None)
    if report is None:
        raise NotFound
    form = MeetingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.conclude_section_114(
                actor=request.actor,
                organisation_id=council.pk,
                report_id=report_id,
                at=now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Recorded. New bookings are possible after the next working day."))
            return redirect("section_114", slug)
    facts = {
        "council": council,
        "report": report,
        "form": form,
        "back_url": reverse("section_114", args=[slug]),
    }
    return show(request, "evidence/meeting.html", facts)


@page(right=RECORDERS, methods=("POST",))
def withdraw(request: Asking, slug: str, report_id: int) -> HttpResponse:
    """It was recorded by mistake."""
    council = _council(request.actor, slug)
    operations.withdraw_section_114(
        actor=request.actor, organisation_id=council.pk, report_id=report_id, at=now()
    )
    messages.success(request, _("Taken back. It stops nothing."))
    return redirect("section_114", slug)


@page(right=Right.RECORD_SECTION_114)
def authority(request: Asking, slug: str) -> HttpResponse:
    """The chief finance officer authorises bookings of one council's officers, in writing."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.RECORD_SECTION_114, council.pk)
    homes = queries.lenders_to(council)
    form = AuthorityForm(request.POST if request.method == "POST" else None, homes=homes)
    if request.method == "POST" and form.is_valid():
        try:
            _authorise(request.actor, council, dict(form.cleaned_data))
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Recorded. Your booking managers can go on with that council."))
            return redirect("evidence", slug)
    facts = {"council": council, "form": form, "back_url": reverse("section_114", args=[slug])}
    return show(request, "evidence/authority.html", facts)


def _authorise(actor: Actor, council: Organisation, said: dict[str, Any]) -> None:
    scope = Scope(home_id=int(said.pop("home_id")))
    give_evidence(actor=actor, host_id=council.pk, rule="PWR-15", scope=scope, at=now(), **said)
