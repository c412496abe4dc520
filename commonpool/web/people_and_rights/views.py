"""A council's people and their rights, HR's list, and who is administrator."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import NETWORK, Actor, Right, Role
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Forbidden, Refusal
from commonpool.organisations.operations.administrators import confirm_administrator, refuse_administrator
from commonpool.organisations.queries import roles as role_queries
from commonpool.people import queries as people
from commonpool.people.operations import (
    appoint,
    appoint_administrator,
    check_employment,
    claim_administrator,
    end_employment,
    end_role,
)
from commonpool.web.look.forms import PageForm
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.people_and_rights.forms import AnswerClaimForm, AppointForm, CheckForm, ClaimForm, EndForm
from commonpool.web.rooms.place import own_council

PAGE = 25
KEEPERS = (Right.GRANT_ROLES, Right.CHECK_PAYROLL)
ANSWERERS = (Right.CONFIRM_ADMINISTRATORS, Right.GRANT_ROLES)


@page(right=Right.GRANT_ROLES)
def people_and_rights(request: Asking, slug: str) -> HttpResponse:
    """Who works here and holds which role; a form that gives a colleague one."""
    council = own_council(request.actor, slug)
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _appointed(request, council.pk, form):
        return redirect("people_and_rights", slug)
    holdings = Paginator(role_queries.roles_at(request.actor, council.pk), PAGE)
    colleagues = Paginator(people.people_at(request.actor, council.pk, london_date(now())), PAGE)
    facts = {
        "council": council,
        "form": form,
        "page_obj": holdings.get_page(request.GET.get("page")),
        "colleagues": colleagues.get_page(request.GET.get("colleagues")),
        "claims": [
            claim for claim in role_queries.open_claims(request.actor) if claim.organisation_id == council.pk
        ],
    }
    return show(request, "people_and_rights/people.html", facts)


def _appointed(request: Asking, council_id: int, form: PageForm) -> bool:
    """Whether the colleague now holds the role, or is proposed as administrator."""
    answers = form.cleaned_data
    to = {"actor": request.actor, "organisation_id": council_id, "email": answers["email"], "at": now()}
    try:
        if answers["role"] == Role.COUNCIL_ADMINISTRATOR:
            appoint_administrator(post=answers["post"], **to)
            said = _("Proposed. Another administrator or a steward confirms it.")
        else:
            appoint(role=answers["role"], **to)
            said = _("They hold the role from their next page.")
    except Forbidden:
        raise
    except Refusal as refusal:
        refused(form, refusal)
        return False
    messages.success(request, said)
    return True


@page(right=Right.GRANT_ROLES)
def end_a_role(request: Asking, holding_id: int) -> HttpResponse:
    """Asks once, then the role is over."""
    holding = role_queries.role_holding(request.actor, holding_id)
    council = holding.organisation
    assert council is not None
    back = reverse("people_and_rights", args=[council.slug])
    if request.method == "POST":
        end_role(actor=request.actor, holding_id=holding.pk, at=now())
        messages.success(request, _("The role has ended."))
        return redirect(back)
    return show(request, "people_and_rights/end_role.html", {"holding": holding, "back_url": back})


@page(right=KEEPERS)
def end_an_employment(request: Asking, employment_id: int) -> HttpResponse:
    """The council says that somebody works here no more."""
    job = people.employment_for(request.actor, employment_id, *KEEPERS)
    council = job.organisation
    keeps = request.actor.may(Right.GRANT_ROLES, council.pk)
    back = reverse("people_and_rights" if keeps else "officers_to_check", args=[council.slug])
    form = EndForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            end_employment(actor=request.actor, employment_id=job.pk, at=now(), **form.cleaned_data)
        except Refusal as refusal:
            refused(form, refusal)
        else:
            words = _("Noted. The rights of %(person)s at %(council)s end with that day.")
            messages.success(request, words % {"person": job.person, "council": council.name})
            return redirect("account" if job.person_id == request.actor.by else back)
    facts = {
        "form": form,
        "back_url": back,
        "go": _("End this employment"),
        "title": _("When does %(person)s leave %(council)s?")
        % {"person": job.person, "council": council.name},
        "about": _(
            "Their listing, permission and roles there end with that day. What they did stays on record."
        ),
    }
    return show(request, "account/form.html", facts)


@page(right=Right.JOIN_AS_PEER)
def claim(request: Asking, slug: str) -> HttpResponse:
    """The first person from a council asks to be its administrator."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.JOIN_AS_PEER, council.pk)
    form = ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            claim_administrator(
                actor=request.actor, organisation_id=council.pk, at=now(), **form.cleaned_data
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            return redirect("claim_administrator", slug)
    asked = [
        each
        for each in role_queries.my_claims(request.actor)
        if each.organisation_id == council.pk and each.confirmed_at is None and each.refused_at is None
    ]
    facts = {
        "council": council,
        "form": form,
        "asked": asked[0] if asked else None,
        "administered": council.pk in people.administered([council.pk], london_date(now())),
    }
    return show(request, "people_and_rights/claim.html", facts)


@page(right=ANSWERERS)
def answer_claim(request: Asking, claim_id: int) -> HttpResponse:
    """A steward, or another administrator, says yes (and how it was checked) or no."""
    asked = role_queries.claim(request.actor, claim_id)
    form = AnswerClaimForm(request.POST if request.POST.get("answer") == "confirm" else None)
    after = _after_answering(request.actor, asked.organisation.slug)
    if request.method == "POST" and request.POST.get("answer") == "refuse":
        refuse_administrator(actor=request.actor, claim_id=asked.pk, at=now())
        messages.success(request, _("Refused. Nothing has changed for this person."))
        return redirect(after)
    if request.method == "POST" and form.is_valid():
        try:
            confirm_administrator(actor=request.actor, claim_id=asked.pk, at=now(), **form.cleaned_data)
        except Forbidden:
            raise
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("They are an administrator from their next page."))
            return redirect(after)
    facts = {"claim": asked, "form": form, "back_url": after}
    return show(request, "people_and_rights/answer_claim.html", facts)


def _after_answering(actor: Actor, slug: str) -> str:
    desk = actor.may(Right.CONFIRM_ADMINISTRATORS, NETWORK)
    return reverse("claims") if desk else reverse("people_and_rights", args=[slug])


@page(right=ANSWERERS, methods=("GET",))
def claims(request: Asking) -> HttpResponse:
    """Who asks to be administrator, where the reader may answer."""
    return show(request, "people_and_rights/claims.html", {"claims": role_queries.open_claims(request.actor)})


@page(right=Right.CHECK_PAYROLL, methods=("GET",))
def officers_to_check(request: Asking, slug: str) -> HttpResponse:
    """HR's one list: new officers to check, and those checked."""
    council = own_council(request.actor, slug)
    today = london_date(now())
    waiting = Paginator(people.officers_to_check(request.actor, council.pk, today), PAGE)
    checked = Paginator(people.officers_checked(request.actor, council.pk, today), PAGE)
    facts = {
        "council": council,
        "page_obj": waiting.get_page(request.GET.get("page")),
        "checked": checked.get_page(request.GET.get("checked")),
    }
    return show(request, "people_and_rights/officers.html", facts)


@page(right=Right.CHECK_PAYROLL)
def check_officer(request: Asking, employment_id: int) -> HttpResponse:
    """One officer's facts as stated and ticked; HR adds the payroll number."""
    job = people.officer_to_check(request.actor, employment_id)
    form = CheckForm(request.POST or None, initial={"payroll_number": job.payroll_number})
    back = reverse("officers_to_check", args=[job.organisation.slug])
    status = 0
    if request.method == "POST" and form.is_valid():
        try:
            check_employment(
                actor=request.actor,
                employment_id=job.pk,
                facts_sha256=request.POST.get("facts", ""),
                at=now(),
                **form.cleaned_data,
            )
        except Refusal as refusal:
            refused(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("%(name)s is checked.") % {"name": job.person})
            return redirect(back)
    facts = {
        "job": job,
        "form": form,
        "facts_sha256": people.facts_sha256(job),
        "opt_out": people.opt_out_of(job.pk, london_date(now())),
        "back_url": back,
    }
    response = show(request, "people_and_rights/check.html", facts)
    response.status_code = status or response.status_code
    return response
