"""Searches that are looked at again each week: saved from their results, listed, paused, resumed, removed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.kernel.clock import now
from commonpool.kernel.money import decimal, pounds
from commonpool.kernel.names import name_of
from commonpool.kernel.refusals import Refusal
from commonpool.kernel.words import hours
from commonpool.matching import operations, queries
from commonpool.matching.models import SavedSearch
from commonpool.matching.rules import Wanted
from commonpool.organisations.models import Function, Organisation
from commonpool.organisations.queries import organisations_named
from commonpool.people.models import Skill
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.pool.forms import FindForm
from commonpool.web.pool.views.find import find_form


@page(right=Right.SEARCH_POOL)
def saved_searches(request: Asking) -> HttpResponse:
    """What one has saved. Posted, with the fields of a search, that one is saved."""
    at = now()
    form = find_form(request, request.POST if request.method == "POST" else None, at)
    if request.method == "POST":
        wanted = kept(request, form, at)
        if wanted is None:
            return show(request, "pool/find.html", {"form": form})
        said = _("Saved. Once a week we look again, and write to you only if somebody is new.")
        if wanted.mondays:
            said = f"{said} {_('Its dates are not saved: we look in the next 12 weeks.')}"
        messages.success(request, said)
        return redirect("saved_searches")
    found = list(queries.saved_searches(request.actor))
    functions = _names(Function.objects, "label", [each.function_id for each in found])
    skills = _names(Skill.objects, "name", [each.skill_id for each in found])
    homes = {each.pk: each for each in organisations_named({each.home_id for each in found})}
    rows = [
        {
            "it": each,
            "query": _address(each, homes),
            "filters": _in_words(each, functions, skills, homes),
        }
        for each in found
    ]
    return show(request, "pool/saved.html", {"rows": rows})


def kept(request: Asking, form: FindForm, at: datetime) -> Wanted | None:
    """What was saved; where it is refused, nothing, and the form says why beside what was typed."""
    if not form.is_valid():
        return None
    wanted = form.wanted()
    try:
        operations.save_search(actor=request.actor, wanted=wanted, at=at)
    except Refusal as refusal:
        refused(form, refusal)
        return None
    return wanted


@page(right=Right.SEARCH_POOL, methods=("POST",))
def remove_saved_search(request: Asking, search_id: int) -> HttpResponse:
    """It is looked at no more."""
    operations.remove_saved_search(actor=request.actor, search_id=search_id, at=now())
    messages.success(request, _("Removed. We write to you about it no more."))
    return redirect("saved_searches")


@page(right=Right.SEARCH_POOL, methods=("POST",))
def pause_saved_search(request: Asking, search_id: int) -> HttpResponse:
    """It is kept, and not looked at."""
    operations.pause_saved_search(actor=request.actor, search_id=search_id, at=now())
    messages.success(request, _("Paused. We write to you about it again when you resume it."))
    return redirect("saved_searches")


@page(right=Right.SEARCH_POOL, methods=("POST",))
def resume_saved_search(request: Asking, search_id: int) -> HttpResponse:
    """It is looked at again each week."""
    operations.resume_saved_search(actor=request.actor, search_id=search_id, at=now())
    messages.success(request, _("Resumed. We look again once a week, also for who came meanwhile."))
    return redirect("saved_searches")


def _names(rows: Any, field: str, ids: list[str]) -> dict[str, str]:
    return dict(rows.filter(pk__in=[each for each in ids if each]).values_list("pk", field))


def _address(search: SavedSearch, homes: Mapping[int, Organisation]) -> str:
    """The same search, as the page of results takes it."""
    query = QueryDict(mutable=True)
    named = {"q": search.words, "skill": search.skill_id, "function": search.function_id}
    query.update({**named, "nation": search.nation, "region": search.region})
    if minutes := search.minutes or search.total_minutes:
        query["hours"] = f"{minutes / 60:g}"
    if search.minutes:
        query["each"] = "each" if search.each_week else "one"
    if home := homes.get(search.home_id):
        query["council"] = home.code
    if search.most_pence:
        query["price"] = decimal(search.most_pence)
    query.setlist("how", [name for name in ("remote", "on_site") if getattr(search, name)])
    query.setlist("home", ["unlike_us"] if search.unlike_us else [])
    return query.urlencode()


def _hours_in_words(search: SavedSearch) -> str:
    if not search.minutes:
        return hours(search.total_minutes) if search.total_minutes else ""
    said = _("%(hours)s each week") if search.each_week else _("%(hours)s in one of the weeks")
    return said % {"hours": hours(search.minutes)}


def _in_words(
    search: SavedSearch,
    functions: dict[str, str],
    skills: dict[str, str],
    homes: Mapping[int, Organisation],
) -> list[str]:
    home = homes.get(search.home_id)
    said = [
        _("Only officers of %(council)s") % {"council": home.name} if home else "",
        _hours_in_words(search),
        name_of(skills.get(search.skill_id, "")),
        name_of(functions.get(search.function_id, "")),
        name_of(search.region or search.nation),
        _("Can work remotely") if search.remote else "",
        _("Can come to you") if search.on_site else "",
        _("Another region and another type of council") if search.unlike_us else "",
        _("At most %(price)s an hour") % {"price": pounds(search.most_pence)} if search.most_pence else "",
    ]
    return [each for each in said if each]
