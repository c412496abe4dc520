"""What every page's view starts from: the right it needs, and how it says no."""

from collections.abc import Callable, Mapping
from enum import Enum
from functools import wraps
from operator import itemgetter
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse

from commonpool.access import Actor, Right
from commonpool.access.actor import FreshCodeNeeded, StepUpNeeded
from commonpool.agreements.queries import DepthNeeded
from commonpool.identity.rules import NameNeeded
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.organisations.queries import organisations_named
from commonpool.people import queries as people
from commonpool.web.look.errors import forms_in
from commonpool.web.look.forms import week_field
from commonpool.web.step_up import ask_who_it_is


class Everyone(Enum):
    """Pages that need no right of a council's."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


PUBLIC = Everyone.PUBLIC
SIGNED_IN = Everyone.SIGNED_IN

View = Callable[..., HttpResponse]
Needs = Right | tuple[Right, ...] | Everyone


class Asking(HttpRequest):
    """A request as the middleware leaves it: it knows who asks."""

    actor: Actor


def page(
    *, right: Needs, methods: tuple[str, ...] = ("GET", "POST"), nameless: bool = False
) -> Callable[[View], View]:
    """Declares the right a view needs (any one of a tuple) and answers for those who lack it.

    Nobody signed in: to the sign-in page and back. The right held nowhere: 403. `NotFound`: 404.
    A second factor or a fresh code wanted: the page that asks for it. Any other refusal a view
    lets through: its sentence on a page of its own, with its status.

    Whoever holds no right at all and whose address belongs to a council says first that they work there.
    Whoever has not said what they are called says so first, and comes back; only pages that are `nameless`
    open before: those of proving who one is, of one's council, and of leaving.
    HEAD is answered only where GET is, and OPTIONS here: the check against forged requests lets both
    through, so neither may reach a view that changes something.
    """

    allowed = (*methods, "HEAD", "OPTIONS") if "GET" in methods else (*methods, "OPTIONS")

    def declared(view: View) -> View:
        @wraps(view)
        def answered(request: Any, *args: Any, **named: Any) -> HttpResponse:
            if request.method == "OPTIONS":
                return HttpResponse(headers={"Allow": ", ".join(allowed)})
            if request.method not in allowed:
                return HttpResponseNotAllowed(allowed)
            if right is not PUBLIC:
                if request.actor.person_id is None:
                    return redirect_to_login(request.get_full_path())
                if not nameless and not request.user.name:
                    return redirect_to_login(request.get_full_path(), login_url="my_details")
                if not _holds_somewhere(request.actor, right):
                    return _council_first(request)
            return _private(_without_raising(view, request, args, named), right)

        answered.right = right  # type: ignore[attr-defined]  # read by the house test of routes
        answered.methods = methods  # type: ignore[attr-defined]  # read by the tests that try every route
        return answered

    return declared


def _holds_somewhere(actor: Actor, right: Needs) -> bool:
    if isinstance(right, Everyone):
        return True
    rights = right if isinstance(right, tuple) else (right,)
    return any(actor.where(one) for one in rights)


def _council_first(request: Asking) -> HttpResponse:
    """Somebody new, who came by a letter, first says which council they work for; for the others it is a no."""
    if request.actor.rights or not people.proposals(request.actor, london_date(now())):
        raise PermissionDenied
    return redirect_to_login(request.get_full_path(), login_url="your_council")


def _without_raising(view: View, request: HttpRequest, args: Any, named: Any) -> HttpResponse:
    try:
        return view(request, *args, **named)
    except NotFound as refusal:
        raise Http404(str(refusal)) from refusal
    except (StepUpNeeded, FreshCodeNeeded) as refusal:
        return ask_who_it_is(request, refusal)
    except Forbidden as refusal:
        raise PermissionDenied(str(refusal)) from refusal
    except Refusal as refusal:
        facts = {"refusal": refusal, "steps_url": steps_of(refusal)}
        return render(request, "look/refused.html", facts, status=refusal.status)


def _private(response: HttpResponse, right: Needs) -> HttpResponse:
    if right is not PUBLIC:
        response.headers.setdefault("Cache-Control", "private, no-store")
    return response


def steps_of(refusal: Refusal) -> str:
    """Where the council that has not come in deep enough finds its next step; empty for every other refusal."""
    if not isinstance(refusal, DepthNeeded):
        return ""
    return reverse("joining", args=[organisations_named([refusal.organisation_id])[0].slug])


def refused(form: BaseForm, *refusals: Refusal) -> None:
    """Puts a refusal's sentence beside its field, or at the top where the form has no such field; what is about some
    weeks, beside each of them, and of several about the same one what leaves it the fewest hours.

    The form then holds an error, so that `show` answers 422 with everything typed kept. What is not the
    form's to say (not yours, not found, prove it is you) goes on to the page's own answer.
    """
    of_weeks: dict[str, tuple[int, str]] = {}
    for refusal in refusals:
        if isinstance(refusal, (Forbidden, NotFound, NameNeeded)):
            raise refusal
        fields = {week_field(monday): (minutes, said) for monday, minutes, said in refusal.by_week}
        if fields.keys() & form.fields.keys():
            for field, said in fields.items():
                of_weeks[field] = min(of_weeks.get(field, said), said, key=itemgetter(0))
            continue
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        form.steps_url = steps_of(refusal)  # type: ignore[attr-defined]  # where the summary of errors links to
    for field, (_minutes, words) in of_weeks.items():
        form.add_error(field if field in form.fields else None, words)


def show(
    request: HttpRequest, template: str, facts: Mapping[str, Any] | None = None, **more: Any
) -> HttpResponse:
    """The page; with status 422 where one of its forms was sent and holds an error."""
    facts = {**(facts or {}), **more}
    wrong = request.method == "POST" and any(form.errors for form in forms_in(facts.values()))
    return render(request, template, facts, status=422 if wrong else 200)
