"""HR takes a check back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.people import queries as people
from commonpool.people.operations import uncheck_employment
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.people_and_rights.forms import ErrorForm


@page(right=Right.CHECK_PAYROLL)
def payroll_error(request: Asking, employment_id: int) -> HttpResponse:
    """What is wrong with facts that were checked, and what follows."""
    job = people.officer_to_check(request.actor, employment_id)
    form = ErrorForm(request.POST if request.method == "POST" else None)
    back = reverse("officers_to_check", args=[job.organisation.slug])
    if request.method == "POST" and form.is_valid():
        try:
            uncheck_employment(actor=request.actor, employment_id=job.pk, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            if refusal.status in (403, 404):
                raise
            refused(form, refusal)
        else:
            messages.success(request, _("Done. The officer and their manager have been told."))
            return redirect(back)
    return show(request, "people_and_rights/error.html", {"job": job, "form": form, "back_url": back})
