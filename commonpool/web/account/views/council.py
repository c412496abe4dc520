"""Where a person works: proposed by the domain of an address they proved."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from commonpool.identity import queries as identity
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.organisations import queries as organisations
from commonpool.organisations.operations.help import ask_for_help
from commonpool.organisations.queries import roles as role_queries
from commonpool.people import queries as people
from commonpool.people.operations import start_employment
from commonpool.web.account.forms import HelpForm, ProposalForm
from commonpool.web.account.views.sign_in import where_next
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show


@page(right=SIGNED_IN, nameless=True)
def your_council(request: Asking) -> HttpResponse:
    """One proposal at a time; with none, a clear way to ask a person."""
    proposals = people.proposals(request.actor, london_date(now()))
    if not proposals:
        return redirect(
            "account" if people.my_employments(request.actor, london_date(now())) else "ask_a_person"
        )
    proposal = proposals[0]
    form = ProposalForm(request.POST or None, proposal=proposal)
    if request.method == "POST" and form.is_valid():
        try:
            job = start_employment(
                actor=request.actor,
                organisation_id=int(form.cleaned_data["council"]),
                mailbox=proposal.mailbox,
                at=now(),
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            council = job.organisation.name
            if after := where_next(request):
                messages.success(request, _("You work for %(council)s.") % {"council": council})
                return redirect(after)
            if organisations.is_invited(job.organisation_id, proposal.mailbox):
                messages.success(request, _("You work for %(council)s.") % {"council": council})
                return redirect("joining", job.organisation.slug)
            messages.success(
                request, _("You work for %(council)s. Say a little about your job.") % {"council": council}
            )
            named = bool(identity.myself(request.actor).name)
            return redirect("my_job", job.pk) if named else redirect("my_details")
    return show(request, "account/your_council.html", {"form": form, "proposal": proposal})


@page(right=SIGNED_IN, nameless=True)
def ask_a_person(request: Asking) -> HttpResponse:
    """For an address at no council's domain, or another's than one works for, or lost: somebody to write to."""
    form = HelpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask_for_help(actor=request.actor, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Sent. A person will write to you within two working days."))
            return redirect("ask_a_person")
    facts = {
        "form": form,
        "person": identity.myself(request.actor),
        "proposals": people.proposals(request.actor, london_date(now())),
        "works": people.my_employments(request.actor, london_date(now())),
        "asked": role_queries.my_open_help_request(request.actor),
    }
    return show(request, "account/ask_a_person.html", facts)
