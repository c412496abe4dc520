"""The manager's page, the permission's page, and the release contact's."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements import queries as agreements
from commonpool.availability import operations, queries, rules
from commonpool.availability.models import Permission
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.hashes import sha256_of
from commonpool.kernel.money import price_of
from commonpool.kernel.refusals import Refusal
from commonpool.people import queries as people
from commonpool.web.account.post_words import post_in_words
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.permissions.forms import CheckForm, DecideForm, RefuseForm

PAGE = 25
MOST_UNASKED = 50
"""Officers without a manager on one page: who names one for these sees the next."""


@page(right=(Right.GRANT_PERMISSION, Right.LIST_ONESELF), methods=("GET",))
def permissions(request: Asking) -> HttpResponse:
    """What officers ask of me, and what my council has allowed."""
    given = Paginator(queries.permissions_given(request.actor), PAGE)
    facts = {
        "waiting": queries.permissions_waiting(request.actor),
        "page_obj": given.get_page(request.GET.get("page")),
        "names_deputies": request.actor.where(Right.GRANT_PERMISSION) - request.actor.only_deputy,
        "heads": [_("Officer"), _("Up to, a week"), _("Until"), _("Status")],
    }
    return show(request, "permissions/permissions.html", facts)


@page(right=(Right.GRANT_PERMISSION, Right.LIST_ONESELF))
def permission(request: Asking, permission_id: int) -> HttpResponse:
    """To the manager asked: the one-page case, to allow. To others who may see it: how it stands."""
    at = now()
    found = queries.permission_for(request.actor, permission_id)
    mine = found.employment.person_id == request.actor.person_id
    home = found.employment.organisation_id
    may_grant = request.actor.may(Right.GRANT_PERMISSION, home) and request.actor.may_answer_for(
        home, found.approver_id, found.granted_by_id
    )
    if found.status != "asked" or mine:
        facts = _case(found, at) | {"mine": mine, "decides": may_grant and not mine}
        if found.status == "asked":
            facts["ladder"] = queries.ladder_of(found, at)
        return show(request, "permissions/permission.html", facts)
    said = queries.unconfirmed_experience(found)
    form = DecideForm(request.POST if request.method == "POST" else None, permission=found, said=said)
    if request.method == "POST" and form.is_valid():
        read = request.POST.get("case", "")
        try:
            operations.grant_permission(
                actor=request.actor, permission_id=found.pk, case_sha256=read, at=at, **form.decided()
            )
        except Refusal as refusal:
            let_the_page_answer(refusal)
            refused(form, refusal)
        else:
            words = _("Allowed. %(who)s is in the pool and has been told.")
            messages.success(request, words % {"who": found.listing.person})
            return redirect("permission", found.pk)
    facts = _case(found, at) | {
        "form": form,
        "known": may_grant,
        "answerable": may_grant
        or queries.can_be_checked(
            found.employment.organisation_id, request.actor.by, found.employment.person_id, london_date(at)
        ),
        "case_sha256": sha256_of(queries.case_of(found, at)),
        "back_url": reverse("permissions"),
    }
    return show(request, "permissions/decide.html", facts)


def let_the_page_answer(refusal: Refusal) -> None:
    """A missing right or proof is answered by a page of its own, not beside a field."""
    if refusal.status in (403, 404):
        raise refusal


def _case(found: Permission, at: datetime) -> dict[str, Any]:
    home = found.employment.organisation_id
    price = agreements.price_for(home, found.employment.grade_band, london_date(at))
    weekly = min(found.listing.weekly_minutes, found.weekly_minutes)
    return {
        "permission": found,
        "before": queries.permission_replaced_by(found) if found.status == "asked" else None,
        "listing": found.listing,
        "employment": found.employment,
        "post": post_in_words(people.post_facts_of(found.employment_id)),
        "time_basis": rules.TIME_BASES[found.time_basis],
        "price": price,
        "weekly_minutes": weekly,
        "weekly_pence": price_of(weekly, price) if price else None,
    }


@page(right=Right.GRANT_PERMISSION)
def refuse(request: Asking, permission_id: int) -> HttpResponse:
    """Not allowing, with a reason."""
    found = operations.load_to_decide(request.actor, permission_id)
    form = RefuseForm(request.POST if request.method == "POST" else None)
    facts = {
        "form": form,
        "title": _("Why is this not allowed?"),
        "about": _("%(who)s is told the reason you choose. They can ask again.")
        % {"who": found.listing.person},
        "back_url": reverse("permission", args=[found.pk]),
    }
    if request.method == "POST" and form.is_valid():
        try:
            operations.refuse_permission(
                actor=request.actor, permission_id=found.pk, at=now(), **form.cleaned_data
            )
        except Refusal as refusal:
            let_the_page_answer(refusal)
            refused(form, refusal)
        else:
            words = _("Not allowed. %(who)s has been told.")
            messages.success(request, words % {"who": found.listing.person})
            return redirect("permission", found.pk)
    return show(request, "permissions/reason.html", facts)


@page(right=Right.GRANT_PERMISSION, methods=("POST",))
def pause(request: Asking, permission_id: int) -> HttpResponse:
    """No new bookings for now."""
    operations.pause_permission(actor=request.actor, permission_id=permission_id, at=now())
    messages.success(request, _("Paused. No new bookings until you resume."))
    return redirect("permission", permission_id)


@page(right=Right.GRANT_PERMISSION, methods=("POST",))
def resume(request: Asking, permission_id: int) -> HttpResponse:
    """New bookings are allowed again."""
    operations.resume_permission(actor=request.actor, permission_id=permission_id, at=now())
    messages.success(request, _("Resumed. New bookings are allowed again."))
    return redirect("permission", permission_id)


@page(right=Right.LIST_ONESELF, methods=("POST",))
def ask_no_more(request: Asking, permission_id: int) -> HttpResponse:
    """The officer asks no more."""
    operations.withdraw_permission(actor=request.actor, permission_id=permission_id, at=now())
    messages.success(request, _("Withdrawn. You can ask another manager."))
    return redirect("listing")


@page(right=(Right.CHECK_APPROVERS, Right.GRANT_ROLES), methods=("GET",))
def checks(request: Asking) -> HttpResponse:
    """Managers nobody knows yet, and officers whose manager answers no more."""
    waiting = Paginator(queries.checks_waiting(request.actor), PAGE)
    facts = {
        "page_obj": waiting.get_page(request.GET.get("page")),
        "unasked": queries.to_pass_on(request.actor, london_date(now()))[:MOST_UNASKED],
    }
    return show(request, "permissions/checks.html", facts)


@page(right=(Right.CHECK_APPROVERS, Right.GRANT_ROLES))
def check(request: Asking, check_id: int) -> HttpResponse:
    """May this person release staff? Said once."""
    found = queries.check_for(request.actor, check_id)
    form = CheckForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        yes = form.cleaned_data["answer"] == "yes"
        answer = operations.check_approver if yes else operations.refuse_approver
        try:
            answer(actor=request.actor, check_id=found.pk, at=now())
        except Refusal as refusal:
            let_the_page_answer(refusal)
            refused(form, refusal)
        else:
            messages.success(request, _("Thank you. They have been told."))
            return redirect("approver_checks")
    facts = {"check": found, "form": form, "back_url": reverse("approver_checks")}
    return show(request, "permissions/check.html", facts)
