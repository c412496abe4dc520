"""An approver's page: who decides in my place."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Forbidden, Refusal
from commonpool.organisations.queries import organisations_named
from commonpool.people import operations, queries
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.permissions.forms import DeputyForm
from commonpool.web.permissions.views import let_the_page_answer


@page(right=Right.GRANT_PERMISSION)
def deputy(request: Asking) -> HttpResponse:
    """Who decides in my place, and naming somebody."""
    at = now()
    today = london_date(at)
    places = request.actor.where(Right.GRANT_PERMISSION) - request.actor.only_deputy
    if not places:  # somebody's deputy names none themselves
        raise Forbidden
    councils = organisations_named(places)
    form = DeputyForm(
        request.POST if request.method == "POST" else None, councils=councils, initial={"starts_on": today}
    )
    if request.method == "POST" and form.is_valid():
        try:
            operations.name_deputy(actor=request.actor, at=at, **form.named())
        except Refusal as refusal:
            let_the_page_answer(refusal)
            refused(form, refusal)
        else:
            messages.success(request, _("Done. Your deputy has been told."))
            return redirect("deputy")
    facts: dict[str, Any] = {
        "form": form,
        "named": list(queries.deputies_named(request.actor, today)),
        "back_url": reverse("permissions"),
    }
    return show(request, "permissions/deputy.html", facts)


@page(right=Right.GRANT_PERMISSION, methods=("POST",))
def end(request: Asking, deputy_id: int) -> HttpResponse:
    """I decide alone again."""
    operations.end_deputy(actor=request.actor, deputy_id=deputy_id, at=now())
    messages.success(request, _("Done. You decide alone again."))
    return redirect("deputy")
