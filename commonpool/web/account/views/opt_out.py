"""Opting out of the 48-hour limit: an officer's own to sign and to end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.identity import queries as identity
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.kernel.words import day
from commonpool.people import queries as people
from commonpool.people.operations import end_opt_out, give_opt_out
from commonpool.people.rules import LEAST_NOTICE_DAYS
from commonpool.web.account.forms import OptOutForm
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show


@page(right=SIGNED_IN)
def opt_out(request: Asking, employment_id: int) -> HttpResponse:
    """The opt-out that runs, and a way to end it; or what one would sign. Reading it records nothing."""
    at = now()
    job = people.employment_for(request.actor, employment_id)
    form = OptOutForm(request.POST or None, initial={"notice_days": LEAST_NOTICE_DAYS})
    if request.method == "POST" and form.is_valid():
        signed = {**form.cleaned_data, "starts_on": form.cleaned_data["starts_on"] or london_date(at)}
        try:
            given = give_opt_out(actor=request.actor, employment_id=job.pk, at=at, **signed)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(
                request, _("Signed. You are opted out from %(day)s.") % {"day": day(given.starts_on)}
            )
            return redirect("opt_out", job.pk)
    facts = {
        "form": form,
        "job": job,
        "name": identity.myself(request.actor).name,
        "running": people.opt_out_of(job.pk, london_date(at)),
        "back_url": reverse("my_job", args=[job.pk]),
    }
    return show(request, "account/opt_out.html", facts)


@page(right=SIGNED_IN, methods=("POST",))
def end(request: Asking, employment_id: int) -> HttpResponse:
    """Notice is given: the limit holds again once it is up."""
    ended = end_opt_out(actor=request.actor, employment_id=employment_id, at=now())
    assert ended.ends_on is not None
    messages.success(
        request, _("Noted. Your opt-out holds until %(day)s and ends with it.") % {"day": day(ended.ends_on)}
    )
    return redirect("opt_out", employment_id)
