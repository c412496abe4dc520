"""Writing my listing, a page at a time."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.availability import operations, queries
from commonpool.availability.models import Listing
from commonpool.bookings import queries as bookings
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.kernel.weeks import monday_of
from commonpool.organisations import queries as organisations
from commonpool.people import operations as people_operations
from commonpool.people import queries as people
from commonpool.web.listing.forms import MOST_FUNCTIONS, ExperienceForm, OfferForm, SkillsForm, WeeksOffForm
from commonpool.web.listing.views.own import own_listing
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.works.phrases import own_words, parts_in_words

WEEKS_SHOWN = 26
SKILLS_SHOWN = 40


def as_written(mine: Listing) -> dict[str, Any]:
    """What the listing says now, in the words of the operation that writes it."""
    same = (
        "headline", "about", "weekly_minutes", "starts_on", "ends_on", "usual_days", "usual_times",
        "remote", "on_site", "open_to_calls", "shares_hours", "employment_id",
    )  # fmt: skip
    return {name: getattr(mine, name) for name in same} | {
        "skill_ids": [skill.pk for skill in mine.skills.all()],
        "function_ids": [function.pk for function in mine.functions.all()],
        "blocks": [(block.monday, block.minutes) for block in mine.blocks.all()],
    }


@page(right=Right.LIST_ONESELF)
def offer(request: Asking) -> HttpResponse:
    """What I offer: the line, the hours, the days."""
    at = now()
    mine = queries.my_listing(request.actor)
    jobs = people.my_employments(request.actor, london_date(at))
    form = OfferForm(
        request.POST if request.method == "POST" else None, jobs=jobs, listing=mine, today=london_date(at)
    )
    if request.method == "POST" and form.is_valid():
        kept = as_written(mine) if mine else {}
        try:
            operations.write_listing(actor=request.actor, at=at, **(kept | form.offered()))
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("What you offer is saved."))
            return redirect("listing" if mine else "listing_skills")
    facts = {"form": form, "listing": mine, "back_url": reverse("listing")}
    return show(request, "listing/offer.html", facts)


@page(right=Right.LIST_ONESELF)
def skills(request: Asking) -> HttpResponse:
    """Skills and functions: found by a word, ticked, saved. "Find" writes nothing."""
    mine = own_listing(request)
    wrote = as_written(mine)
    form = _skills_form(request, wrote)
    if request.method == "POST" and "find" not in request.POST and form.is_valid():
        said = {"skill_ids": form.cleaned_data["skills"], "function_ids": form.functions()}
        try:
            operations.write_listing(actor=request.actor, at=now(), **(wrote | said))
        except Refusal as refusal:
            refused(form, refusal)
        else:
            _suggest(request, form.cleaned_data["suggest"])
            messages.success(request, _("Your skills and functions are saved."))
            return redirect("listing")
    return show(request, "listing/skills.html", {"form": form, "back_url": reverse("listing")})


def _skills_form(request: Asking, wrote: dict[str, Any]) -> SkillsForm:
    posted = request.POST if request.method == "POST" else None
    ticked = posted.getlist("skills") if posted is not None else wrote["skill_ids"]
    sought = (posted.get("find_skill", "") if posted is not None else "").strip().casefold()
    chosen, found = [], []
    for skill in people.skill_choices():
        if skill.pk in ticked:
            chosen.append((skill.pk, str(skill)))
        elif sought and any(sought in name.casefold() for name in (skill.name, str(skill), *skill.aliases)):
            found.append((skill.pk, str(skill)))
    functions = wrote["function_ids"]
    rows = min(max(3, len(functions) + 1), MOST_FUNCTIONS)
    initial = {"skills": ticked} | {
        f"function_{row}": function for row, function in enumerate(functions[:rows], start=1)
    }
    form = SkillsForm(
        posted,
        initial=initial,
        skills=chosen + found[:SKILLS_SHOWN],
        functions=organisations.functions(),
        rows=rows,
    )
    if sought and not found:
        form.fields["find_skill"].help_text = _(
            "Nothing on the list is called that. You can suggest it below."
        )
    return form


def _suggest(request: Asking, text: str) -> None:
    if text:
        people_operations.suggest_skill(actor=request.actor, text=text, at=now())
        messages.success(request, _("Thank you. Whoever keeps the list of skills will see your suggestion."))


@page(right=Right.LIST_ONESELF)
def experience(request: Asking) -> HttpResponse:
    """What I have done: one thing at a time."""
    at = now()
    sent = request.POST if request.method == "POST" else None
    form = ExperienceForm(sent, this_year=london_date(at).year)
    if request.method == "POST" and form.is_valid():
        try:
            people_operations.say_experience(actor=request.actor, at=at, **form.cleaned_data)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(
                request,
                _(
                    "Added, in your words. The manager who allowed your listing can confirm it, and you are told."
                ),
            )
            return redirect("listing_experience")
    facts = {
        "form": form,
        "experience": [(said, own_words(said)) for said in people.my_experience(request.actor)],
        "parts": parts_in_words(people.my_participations(request.actor), own=True),
        "thanks": bookings.my_thanks(request.actor),
        "back_url": reverse("listing"),
    }
    return show(request, "listing/experience.html", facts)


@page(right=Right.LIST_ONESELF, methods=("POST",))
def withdraw_experience(request: Asking, experience_id: int) -> HttpResponse:
    """One thing I said is found no more."""
    people_operations.withdraw_experience(actor=request.actor, experience_id=experience_id, at=now())
    messages.success(request, _("Withdrawn."))
    return redirect("listing_experience")


@page(right=Right.LIST_ONESELF)
def weeks_off(request: Asking) -> HttpResponse:
    """The weeks in which I am not available, in any of my jobs."""
    at = now()
    first = monday_of(london_date(at))
    off = queries.weeks_off(request.actor.by, first)
    form = WeeksOffForm(
        request.POST if request.method == "POST" else None,
        initial={"mondays": [monday.isoformat() for monday in off]},
        first=first,
        weeks=WEEKS_SHOWN,
    )
    if request.method == "POST" and form.is_valid():
        later = [monday for monday in off if (monday - first).days >= 7 * WEEKS_SHOWN]
        try:
            operations.set_weeks_off(actor=request.actor, mondays=form.chosen() + later, at=at)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Your weeks off are saved."))
            return redirect("listing")
    return show(request, "listing/weeks_off.html", {"form": form, "back_url": reverse("listing")})
