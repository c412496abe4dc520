"""The questions about procurement and insurance, answered once, and what people say of their interests."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements import operations, queries
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Forbidden, Refusal
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.procurement.forms import AnswersForm, InterestsForm
from commonpool.web.rooms.place import own_council


@page(right=Right.SET_UP_COUNCIL)
def answers(request: Asking, slug: str) -> HttpResponse:
    """A step of joining, and afterwards the page on which the answers are revised: every version stays."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.SET_UP_COUNCIL, council.pk)
    given = queries.answers_at(request.actor, council.pk)
    form = AnswersForm(request.POST or None, nation=council.nation, held=given[0] if given else None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.answer_procurement(
                actor=request.actor, organisation_id=council.pk, at=now(), **form.cleaned_data
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Your answers are kept. They hold for what is booked from now on."))
            return redirect("joining", slug)
    facts = {"council": council, "form": form, "given": given, "back_url": reverse("room", args=[slug])}
    return show(request, "procurement/answers.html", facts)


@page(right=operations.ANSWERERS)
def interests(request: Asking, slug: str) -> HttpResponse:
    """Who commits a council to loans says whether they have an interest in another one."""
    council = own_council(request.actor, slug)
    if not any(request.actor.may(right, council.pk) for right in operations.ANSWERERS):
        raise Forbidden
    held = queries.interests_of(request.actor, council.pk)
    councils = queries.councils_to_declare(council.pk)
    form = InterestsForm(request.POST or None, councils=councils, held=held)
    if request.method == "POST" and form.is_valid():
        try:
            operations.declare_interests(
                actor=request.actor, organisation_id=council.pk, interests=form.interests, at=now()
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Thank you. What you said is kept."))
            return redirect("room", slug)
    facts = {"council": council, "form": form, "held": held, "back_url": reverse("room", args=[slug])}
    return show(request, "procurement/interests.html", facts)
