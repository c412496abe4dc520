"""One's own details, jobs and leaving."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from commonpool.identity import queries as identity
from commonpool.identity.operations import change_details, sign_out_everywhere
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.people import queries as people
from commonpool.people.operations import close_account, end_employment, state_employment_facts
from commonpool.web.account.forms import DetailsForm, FactsForm, LeaveForm
from commonpool.web.account.language import remember
from commonpool.web.account.views.sign_in import where_next
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show


@page(right=SIGNED_IN, methods=("GET",))
def account(request: Asking) -> HttpResponse:
    """What we know of the person: details, addresses, jobs, and the ways to more."""
    today = london_date(now())
    facts = {
        "person": identity.myself(request.actor),
        "mailboxes": identity.proved_mailboxes(request.actor.by),
        "jobs": people.my_employments(request.actor, today),
        "proposals": people.proposals(request.actor, today),
    }
    return show(request, "account/account.html", facts)


@page(right=SIGNED_IN, nameless=True)
def my_details(request: Asking) -> HttpResponse:
    """Name, telephone and language."""
    person = identity.myself(request.actor)
    stated = {"name": person.name, "telephone": person.telephone, "language": person.language}
    form = DetailsForm(request.POST or None, initial=stated)
    if request.method == "POST" and form.is_valid():
        change_details(actor=request.actor, at=now(), **form.cleaned_data)
        with translation.override(form.cleaned_data["language"]):
            messages.success(request, _("Your details are saved."))
        response = redirect(where_next(request) or _after_details(request))
        remember(response, form.cleaned_data["language"])
        return response
    facts = {
        "form": form,
        "back_url": reverse("account") if person.name else "",
        "title": _("Your details") if person.name else _("What are you called?"),
    }
    return show(request, "account/form.html", facts)


def _after_details(request: Asking) -> str:
    """The job whose facts are still to be told, else the account."""
    jobs = people.my_employments(request.actor, london_date(now()))
    untold = next((job for job in jobs if job.stated_at is None), None)
    return reverse("my_job", args=[untold.pk]) if untold else reverse("account")


@page(right=SIGNED_IN)
def my_job(request: Asking, employment_id: int) -> HttpResponse:
    """The facts of one's job that payroll needs."""
    job = people.employment_for(request.actor, employment_id)
    form = FactsForm.of(job, request.POST or None)
    if request.method == "POST" and form.is_valid():
        stated = dict(form.cleaned_data)
        stated["weekly_minutes"], stated["other_minutes"] = (
            stated.pop("weekly_hours"),
            stated.pop("other_hours"),
        )
        try:
            state_employment_facts(actor=request.actor, employment_id=job.pk, at=now(), **stated)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(
                request, _("Your job at %(council)s is saved.") % {"council": job.organisation.name}
            )
            return redirect("account")
    facts = {"form": form, "job": job, "titles": people.job_titles(), "back_url": reverse("account")}
    return show(request, "account/job.html", facts)


@page(right=SIGNED_IN)
def leave_job(request: Asking, employment_id: int) -> HttpResponse:
    """Saying that one works somewhere no more."""
    job = people.employment_for(request.actor, employment_id)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_employment(actor=request.actor, employment_id=job.pk, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(
                request,
                _("Noted. Your rights at %(council)s end with that day.")
                % {"council": job.organisation.name},
            )
            return redirect("account")
    facts = {
        "form": form,
        "back_url": reverse("account"),
        "go": _("End this employment"),
        "title": _("When do you leave %(council)s?") % {"council": job.organisation.name},
        "about": _("Your listing and your roles there end with your last day. What you did stays on record."),
    }
    return show(request, "account/form.html", facts)


@page(right=SIGNED_IN, methods=("POST",), nameless=True)
def sign_out_of_everything(request: Asking) -> HttpResponse:
    """Signed out in every browser, this one too."""
    sign_out_everywhere(actor=request.actor, at=now())
    logout(request)
    messages.success(request, _("You are signed out everywhere."))
    return redirect("account_login")


@page(right=SIGNED_IN, nameless=True)
def close_my_account(request: Asking) -> HttpResponse:
    """Leaving Commonpool: the account is anonymised."""
    if request.method == "POST":
        close_account(actor=request.actor, person_id=request.actor.by, at=now())
        logout(request)
        messages.success(request, _("Your account is closed and your details are gone."))
        return redirect("account_login")
    return show(request, "account/close.html", {"back_url": reverse("account")})
