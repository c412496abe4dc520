"""A need is posted, or kept for later; it says something else."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements.queries import sees_names
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.needs import operations, queries
from commonpool.needs.models import Need
from commonpool.organisations.models import Organisation
from commonpool.organisations.queries import organisations_named
from commonpool.web.needs.forms import LikeForm, NeedForm, as_typed
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.pool.forms import FindForm

FIELDS = {"minutes": "hours", "weeks": "first", "skills": "skill"}
"""Of a refusal: the field of the form that it belongs to, where that has another name."""
FOUND = ("hours", "each", "first", "last", "skill", "function", "nation", "how")


@page(right=Right.REQUEST_BOOKING)
def post_need(request: Asking) -> HttpResponse:
    """A need is before the network, or a draft. What is like it is shown as its title is typed, and once before it is
    posted."""
    at = now()
    hosts = sorted(organisations_named(request.actor.where(Right.REQUEST_BOOKING)), key=str)
    form = NeedForm(
        request.POST if request.method == "POST" else None,
        hosts=hosts,
        today=london_date(at),
        initial=looked_for(request, at) | ({"host": hosts[0].code} if len(hosts) == 1 else {}),
    )
    similar: list[Need] = []
    alike = as_typed_so_far(request, at)
    if request.method == "POST" and form.is_valid():
        similar = like_it(request, form, at)
        if not similar and (need := written(request, form, hosts, at)):
            return redirect("need", need.reference)
    named = sees_names(request.actor.where(Right.SEARCH_POOL))
    facts = {"form": form, "similar": similar, "alike": alike, "named": named, "back_url": reverse("needs")}
    return show(request, "needs/post.html", facts)


def looked_for(request: Asking, at: datetime) -> dict[str, Any]:
    """What somebody looked for in vain, as a need would say it."""
    if not request.GET:
        return {}
    looked = FindForm(request.GET, today=london_date(at))
    looked.is_valid()
    found = {name: looked.cleaned_data.get(name) for name in FOUND}
    found["each"] = "each" if found["each"] == "each" else None
    words = looked.cleaned_data.get("q", "") or request.GET.get("title", "")
    return {name: value for name, value in found.items() if value} | {"title": words[:120]}


def as_typed_so_far(request: Asking, at: datetime) -> list[Need]:
    """Open needs like what is typed so far, which the page sends as its address."""
    form = LikeForm(request.GET) if request.method == "GET" and "title" in request.GET else None
    if form is None or not form.is_valid():
        return []
    given = form.cleaned_data
    return queries.similar_needs(request.actor, given["title"], given["function"], at)


def like_it(request: Asking, form: NeedForm, at: datetime) -> list[Need]:
    """Open needs like this one, unless they have been shown or it is only kept."""
    if request.POST.get("seen") or request.POST.get("go") != "post":
        return []
    given = form.cleaned_data
    return queries.similar_needs(request.actor, given["title"], given["function"], at)


def written(request: Asking, form: NeedForm, hosts: list[Organisation], at: datetime) -> Need | None:
    """The need, or none where it was refused: then the form says why."""
    host = next(each for each in hosts if each.code == form.cleaned_data["host"])
    opens = request.POST.get("go") == "post"
    try:
        need = operations.post_need(
            actor=request.actor, host_id=host.pk, said=form.said(), opened=opens, at=at
        )
    except Refusal as refusal:
        beside_its_field(form, refusal)
        return None
    posted = _(
        "Posted. Officers whom it fits hear of it in their next weekly letter; we write to you when one offers."
    )
    messages.success(request, posted if opens else _("Kept. Only your council sees it until you post it."))
    return need


@page(right=Right.REQUEST_BOOKING)
def change_need(request: Asking, reference: str) -> HttpResponse:
    """It says something else now."""
    at = now()
    need = queries.own_need(request.actor, queries.need_for(request.actor, reference).pk)
    says, today = operations.said_by(need), london_date(at)
    form = NeedForm(
        request.POST if request.method == "POST" else None,
        hosts=[need.host],
        today=today,
        changes=says,
        initial=as_typed(says, today) | {"host": need.host.code},
    )
    if request.method == "POST" and form.is_valid():
        waited = len(queries.waiting_ids(need.pk))
        try:
            operations.change_need(actor=request.actor, need_id=need.pk, said=form.said(), at=at)
        except Refusal as refusal:
            beside_its_field(form, refusal)
        else:
            fewer = len(queries.waiting_ids(need.pk)) < waited
            told = _("Changed. Offers that it wants no more are set aside, and their officers told.")
            messages.success(request, told if fewer else _("Changed."))
            return redirect("need", reference)
    facts = {"form": form, "need": need, "back_url": reverse("need", args=[reference])}
    return show(request, "needs/post.html", facts)


def beside_its_field(form: NeedForm, refusal: Refusal) -> None:
    """A refusal stands beside the field that the form asks it in."""
    refusal.field = FIELDS.get(refusal.field or "", refusal.field)
    refused(form, refusal)
