"""Spending limits: asked for by a booking manager, given, refused or withdrawn by a budget holder."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.access import Right, Role
from commonpool.bookings import queries
from commonpool.bookings.lifecycle import OPEN_LIMIT
from commonpool.bookings.models import SpendingLimit
from commonpool.bookings.operations import (
    ask_spending_limit,
    grant_spending_limit,
    refuse_spending_limit,
    withdraw_spending_limit,
)
from commonpool.bookings.rules.pricing import month_of
from commonpool.identity.models import Person
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.organisations import queries as organisations
from commonpool.organisations.models import Organisation
from commonpool.people import queries as people
from commonpool.web.limits.forms import AmountsForm, AskForm, GiveForm
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show

PAGE = 25
LIMIT_READERS = (Right.REQUEST_BOOKING, Right.GRANT_SPENDING_LIMIT, Right.SEE_MONEY)
STATUS = {
    "asked": gettext_lazy("Waiting for the budget holder"),
    "granted": gettext_lazy("In force"),
    "refused": gettext_lazy("Refused"),
    "withdrawn": gettext_lazy("Withdrawn"),
    "superseded": gettext_lazy("Replaced"),
    "expired": gettext_lazy("Ended"),
}
COLOURS = {"asked": "yellow", "granted": "green"}


@page(right=LIMIT_READERS, methods=("GET",))
def limits(request: Asking) -> HttpResponse:
    """The limits the reader has, gives or sees, with what of this month is used."""
    today = london_date(now())
    page_obj = Paginator(queries.limits_of(request.actor), PAGE).get_page(request.GET.get("page"))
    facts = {
        "page_obj": page_obj,
        "lines": [_line(each, today) for each in page_obj],
        "may_ask": bool(request.actor.where(Right.REQUEST_BOOKING)),
        "may_give": bool(request.actor.where(Right.GRANT_SPENDING_LIMIT)),
    }
    return show(request, "limits/limits.html", facts)


@page(right=Right.REQUEST_BOOKING)
def ask(request: Asking) -> HttpResponse:
    """A booking manager asks their budget holder, so that later bookings need no second person."""
    today, places = london_date(now()), _councils(request, Right.REQUEST_BOOKING)
    holders = [
        (place, person)
        for place in places
        for person in queries.budget_holders(place.pk, request.actor.by, today)
    ]
    form = AskForm(_posted(request), today=today, people=holders)
    if form.is_bound and form.is_valid():
        try:
            made = ask_spending_limit(actor=request.actor, at=now(), **form.terms)
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(
                request, _("Asked. We have written to %(email)s.") % {"email": made.budget_holder_email}
            )
            return redirect("limit", made.reference)
    facts = {"form": form, "holders": holders, "places": places, "back_url": reverse("limits")}
    return show(request, "limits/ask.html", facts)


@page(right=Right.GRANT_SPENDING_LIMIT)
def give(request: Asking) -> HttpResponse:
    """A budget holder gives a booking manager a limit without being asked."""
    request.actor.require_second_factor()
    holders = _booking_managers(request)
    form = GiveForm(_posted(request), today=london_date(now()), people=holders)
    if form.is_bound and form.is_valid():
        try:
            made = grant_spending_limit(actor=request.actor, at=now(), **form.terms)
        except (Forbidden, NotFound):
            raise
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Given. %(who)s is told.") % {"who": made.holder})
            return redirect("limit", made.reference)
    places = _councils(request, Right.GRANT_SPENDING_LIMIT)
    facts = {"form": form, "holders": holders, "places": places, "back_url": reverse("limits")}
    return show(request, "limits/give.html", facts)


@page(right=SIGNED_IN)
def limit(request: Asking, reference: str) -> HttpResponse:
    """One limit; for its budget holder while it is asked, the page on which it is given."""
    seen, today = queries.limit_for(request.actor, reference), london_date(now())
    decides = _decides(request, seen)
    form = AmountsForm(_posted(request), today=today, initial=_initial(seen)) if decides else None
    status = 0
    if request.method == "POST":
        if form is None:
            raise Forbidden
        if form.is_valid():
            try:
                grant_spending_limit(actor=request.actor, limit_id=seen.pk, at=now(), **form.cleaned_data)
            except (Forbidden, NotFound):
                raise
            except Refusal as refusal:
                refused(form, refusal)
                status = refusal.status
            else:
                messages.success(request, _("Given. %(who)s is told.") % {"who": seen.holder})
                return redirect("limit", reference)
    facts = {
        **_facts(request, seen, today),
        "form": form,
        "others": _standing(seen) if decides else None,
        "back_url": reverse("limits"),
    }
    response = show(request, "limits/limit.html", facts)
    response.status_code = status or response.status_code
    return response


@page(right=Right.GRANT_SPENDING_LIMIT)
def refuse(request: Asking, reference: str) -> HttpResponse:
    """The budget holder says no."""
    seen = queries.limit_for(request.actor, reference)
    if request.method == "POST":
        refuse_spending_limit(actor=request.actor, limit_id=seen.pk, at=now())
        messages.success(request, _("Refused. %(who)s is told.") % {"who": seen.holder})
        return redirect("limit", reference)
    if not _decides(request, seen):
        return redirect("limit", reference)
    facts = _facts(request, seen, london_date(now())) | {"back_url": reverse("limit", args=[reference])}
    return show(request, "limits/refuse.html", facts)


@page(right=(Right.GRANT_SPENDING_LIMIT, Right.REQUEST_BOOKING))
def withdraw(request: Asking, reference: str) -> HttpResponse:
    """The leave is over at once, or the question is withdrawn."""
    seen = queries.limit_for(request.actor, reference)
    if not _ends(request, seen):
        raise Forbidden
    if request.method == "POST":
        withdraw_spending_limit(actor=request.actor, limit_id=seen.pk, at=now())
        messages.success(request, _("Withdrawn. What is bound stays bound."))
        return redirect("limit", reference)
    if seen.status not in OPEN_LIMIT:
        return redirect("limit", reference)
    facts = _facts(request, seen, london_date(now())) | {"back_url": reverse("limit", args=[reference])}
    return show(request, "limits/withdraw.html", facts)


def _posted(request: Asking) -> Any:
    return request.POST if request.method == "POST" else None


def _councils(request: Asking, right: Right) -> list[Organisation]:
    """Where the reader holds a right, by name."""
    return organisations.organisations_named(request.actor.where(right))


def _booking_managers(request: Asking) -> list[tuple[Organisation, Person]]:
    """Whom the reader may give a limit: the booking managers of their councils, never themselves."""
    places = _councils(request, Right.GRANT_SPENDING_LIMIT)
    return [
        (place, held.person)
        for place in places
        for held in people.holders(place.pk, Role.BOOKING_MANAGER, london_date(now()))
        if held.person_id != request.actor.person_id
    ]


def _decides(request: Asking, seen: SpendingLimit) -> bool:
    own = seen.holder_id == request.actor.person_id
    return (
        seen.status == "asked"
        and not own
        and request.actor.may(Right.GRANT_SPENDING_LIMIT, seen.organisation_id)
    )


def _ends(request: Asking, seen: SpendingLimit) -> bool:
    own = seen.holder_id == request.actor.person_id
    return own or request.actor.may(Right.GRANT_SPENDING_LIMIT, seen.organisation_id)


def _initial(seen: SpendingLimit) -> dict[str, Any]:
    names = ("per_booking_pence", "per_month_pence", "cost_code", "starts_on", "ends_on")
    return {name: getattr(seen, name) for name in names}


def _standing(seen: SpendingLimit) -> SpendingLimit | None:
    """The limit this one would take the place of."""
    return queries.granted_limit(seen.organisation_id, seen.holder_id)


def _facts(request: Asking, seen: SpendingLimit, today: date) -> dict[str, Any]:
    return {
        "limit": seen,
        **_line(seen, today),
        "mine": seen.holder_id == request.actor.person_id,
        "may_end": seen.status in OPEN_LIMIT and _ends(request, seen),
    }


def _line(each: SpendingLimit, today: date) -> dict[str, Any]:
    used = {month.month: month.used_pence for month in each.months.all()}  # type: ignore[attr-defined]
    this_month = month_of(today)
    return {
        "each": each,
        "status": STATUS[each.status],
        "colour": COLOURS.get(each.status, "grey"),
        "used": used.get(this_month, 0),
        "left": max(each.per_month_pence - used.get(this_month, 0), 0),
        "later": sorted((month, pence) for month, pence in used.items() if month > this_month and pence),
    }
