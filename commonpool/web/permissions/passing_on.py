"""The release contact says which manager is asked about an officer."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.availability import operations, queries
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.permissions.forms import PassOnForm
from commonpool.web.permissions.views import let_the_page_answer


@page(right=(Right.CHECK_APPROVERS, Right.GRANT_ROLES))
def pass_on(request: Asking, permission_id: int) -> HttpResponse:
    """Another manager is asked."""
    at = now()
    found = queries.permission_to_pass_on(request.actor, permission_id)
    able = queries.approvers_for(found, london_date(at))
    form = PassOnForm(request.POST if request.method == "POST" else None, able=able)
    if request.method == "POST" and form.is_valid():
        try:
            operations.pass_permission_on(
                actor=request.actor,
                permission_id=found.pk,
                approver_id=int(form.cleaned_data["approver_id"]),
                at=at,
            )
        except Refusal as refusal:
            let_the_page_answer(refusal)
            refused(form, refusal)
        else:
            messages.success(request, _("Done. The manager and the officer have been told."))
            return redirect("approver_checks")
    facts = {
        "form": form,
        "permission": found,
        "officer": found.listing.person,
        "council": found.employment.organisation,
        "able": able,
        "mine": found.employment.person_id == request.actor.by,
        "back_url": reverse("approver_checks"),
    }
    return show(request, "permissions/pass_on.html", facts)
