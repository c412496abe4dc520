"""What people say they did, for whoever knows: what my officers have done, and who took part in my council's work."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.availability import queries as availability
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.people import operations, queries
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.permissions.views import let_the_page_answer
from commonpool.web.pool.views.find import page_number
from commonpool.web.works.forms import NotConfirmedForm
from commonpool.web.works.phrases import parts_in_words, what_of

PAGE = 20


@page(right=Right.GRANT_PERMISSION, methods=("GET",))
def waiting(request: Asking) -> HttpResponse:
    """What my officers say they have done, and who says that they took part in work of my council."""
    said = Paginator(availability.experience_waiting(request.actor), PAGE)
    claims = Paginator(queries.claims_waiting(request.actor), PAGE).get_page(page_number(request))
    parts = parts_in_words(claims.object_list)
    facts = {
        "said": said.get_page(page_number(request, "said")),
        "parts": [(part, queries.claim_sha256(part.row)) for part in parts],
        "page_obj": claims,
        "back_url": reverse("permissions"),
    }
    return show(request, "works/parts.html", facts)


@page(right=Right.GRANT_PERMISSION, methods=("POST",))
def confirm_part(request: Asking, participation_id: int) -> HttpResponse:
    """It was so, as it was shown."""
    operations.confirm_participation(
        actor=request.actor,
        participation_id=participation_id,
        claim_sha256=request.POST.get("shown", ""),
        at=now(),
    )
    messages.success(request, _("Confirmed, in the name of your council. They are told."))
    return redirect("parts")


@page(right=Right.GRANT_PERMISSION)
def refuse_part(request: Asking, participation_id: int) -> HttpResponse:
    """It was not so, or nobody knows: with a reason."""
    claim = queries.claim_to_answer(request.actor, participation_id)
    refuse = partial(operations.refuse_participation, participation_id=claim.pk)
    about = _("They are told the reason you choose, and nobody else reads it. They can say it differently.")
    done = _("Not confirmed. Only they see it now, and they are told why.")
    return _refuse(request, refuse, done, {"who": claim.person, "what": what_of(claim), "about": about})


@page(right=Right.GRANT_PERMISSION, methods=("POST",))
def confirm_experience(request: Asking, experience_id: int) -> HttpResponse:
    """My officer did this."""
    said = availability.experience_to_answer(request.actor, experience_id)
    operations.confirm_experience(actor=request.actor, experience_ids=[said.pk], at=now())
    messages.success(request, _("Confirmed, with your name. They are told."))
    return redirect("parts")


@page(right=Right.GRANT_PERMISSION)
def refuse_experience(request: Asking, experience_id: int) -> HttpResponse:
    """They did not, or I do not know: with a reason."""
    said = availability.experience_to_answer(request.actor, experience_id)
    refuse = partial(operations.refuse_experience, experience_id=said.pk)
    about = _(
        "They are told the reason you choose. It stays on their page in their words, unless it was not so: then nobody "
        "else reads it."
    )
    facts = {"who": said.person, "what": said.words, "about": about}
    return _refuse(request, refuse, _("Not confirmed. They are told why."), facts)


def _refuse(
    request: Asking, refuse: Callable[..., object], done: str, facts: dict[str, object]
) -> HttpResponse:
    """The page that asks for the reason; once there is one, it is refused and said to be `done`."""
    form = NotConfirmedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            refuse(actor=request.actor, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            let_the_page_answer(refusal)
            refused(form, refusal)
        else:
            messages.success(request, done)
            return redirect("parts")
    return show(request, "works/not_confirmed.html", facts | {"form": form, "back_url": reverse("parts")})
