"""The way in: a task list that several people take turns at, and the steps that are not rooms."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.access import Actor, Right
from commonpool.agreements import operations, queries, rules
from commonpool.agreements.models import Signatory
from commonpool.agreements.rules import Step
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.organisations import queries as organisations
from commonpool.organisations.models import Organisation
from commonpool.people import queries as people
from commonpool.web.joining.forms import PeerForm, SignatoriesForm, SignForm
from commonpool.web.joining.text import ENGLISH, as_read, blocks
from commonpool.web.pages import PUBLIC, Asking, page, refused, show
from commonpool.web.rooms.place import own_council

SECTIONS = (
    (
        "peer",
        gettext_lazy("Peer: calls and peer help"),
        gettext_lazy("Your officers can ask for calls and for up to two hours’ free advice, and give them."),
        (rules.JOIN_AS_PEER,),
    ),
    (
        "",
        gettext_lazy("The agreement, for borrowing and for lending"),
        gettext_lazy("One text for all councils, signed once, and a minute’s questions about procurement."),
        (rules.OFFER, rules.AUTHORITY, rules.SIGN, rules.ANSWERS),
    ),
    (
        "borrow",
        gettext_lazy("Borrow: book hours of other councils’ officers"),
        gettext_lazy("Then a booking takes four screens."),
        (rules.INVOICE_ADDRESS, rules.BUDGET_HOLDER, rules.BOOKING_MANAGER),
    ),
    (
        "lend",
        gettext_lazy("Lend: be paid for your officers’ hours"),
        gettext_lazy("Your council sets the price and the limits, and can take people back at any time."),
        (rules.DEFAULTS, rules.RELEASE, rules.HR, rules.NAME_FINANCE, rules.PRICES, rules.VAT, rules.BANK),
    ),
    (
        "choices",
        gettext_lazy("Choices with a usual answer"),
        gettext_lazy("Until you choose, Commonpool makes your invoices and each one is paid by itself."),
        rules.MORE["choices"],
    ),
    (
        "payroll",
        gettext_lazy("Before the first payroll file"),
        gettext_lazy("Not needed to lend. Needed before your officers’ first hours are paid."),
        rules.MORE["payroll"],
    ),
    (
        "across",
        gettext_lazy("To lend across a border, at cost"),
        gettext_lazy(
            "Where the law lets your council charge no more than cost. Not needed to lend elsewhere."
        ),
        rules.MORE["across"],
    ),
)
DOES = {
    "peer": Right.JOIN_AS_PEER,
    "agreement": Right.SET_UP_COUNCIL,
    "signatures": Right.SIGN_AGREEMENT,
    "answers": Right.SET_UP_COUNCIL,
    "invoice_address": Right.SET_UP_COUNCIL,
    "budget_holder": Right.GRANT_ROLES,
    "booking_manager": Right.GRANT_ROLES,
    "hr": Right.GRANT_ROLES,
    "finance": Right.GRANT_ROLES,
    "prices": Right.SET_PRICES,
    "defaults": Right.SET_UP_COUNCIL,
    "release": Right.GRANT_ROLES,
    "authority": Right.SET_UP_COUNCIL,
    "vat": Right.SET_MONEY_TERMS,
    "bank": Right.CONFIRM_BANK_DETAILS,
    "invoice_mode": Right.SET_MONEY_TERMS,
    "netting": Right.SET_UP_COUNCIL,
    "pay_table": Right.SET_MONEY_TERMS,
    "pension": Right.SET_MONEY_TERMS,
    "payroll_columns": Right.SET_MONEY_TERMS,
    "costs": Right.SET_PRICES,
    "wellbeing": Right.SET_UP_COUNCIL,
}


@dataclass(frozen=True)
class Task:
    """A line of the task list, as the template draws it."""

    words: str
    who: str
    done: bool
    href: str


@page(right=PUBLIC, methods=("GET",))
def agreement_text(request: Asking, version: int | None = None) -> HttpResponse:
    """The current text or one of before, for anybody."""
    texts = list(queries.published_texts())
    text = next((each for each in texts if version in (None, each.version)), None)
    if text is None:
        raise NotFound
    facts = {"text": text, "newest": texts[0], "texts": texts[1:] and texts}
    facts |= as_read(text, asked=request.GET.get("text", ""))
    return show(request, "joining/agreement_text.html", facts)


@page(right=Right.JOIN_AS_PEER, methods=("GET",))
def checklist(request: Asking, slug: str) -> HttpResponse:
    """The task list in three depths."""
    council = own_council(request.actor, slug)
    facts = {
        "council": council,
        "sections": _sections(request.actor, council),
        "administrator": _administrator(request.actor, council),
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "joining/checklist.html", facts)


def _sections(actor: Actor, council: Organisation) -> list[dict[str, Any]]:
    """The three depths, with what borrowing and lending share between them and the first; then what else is asked."""
    listed = queries.checklist(actor, council.pk, council.nation)
    is_open = {each.depth: each.open for each in listed}
    done = {step: ready for each in listed for step, ready in each.steps}
    signs = any(each.agreement.organisation_id == council.pk for each in queries.to_sign(actor))
    return [
        {
            "title": title,
            "hint": hint,
            "open": is_open.get(depth, False),
            "tasks": [_task(actor, council, step, done[step], signs=signs) for step in steps if step in done],
            "done": sum(done[step] for step in steps if step in done),
            "all": sum(step in done for step in steps),
        }
        for depth, title, hint, steps in SECTIONS
        if any(step in done for step in steps)
    ]


def _task(actor: Actor, council: Organisation, step: Step, done: bool, *, signs: bool) -> Task:
    may = actor.may(DOES[step.slug], council.pk)
    once = step in (rules.JOIN_AS_PEER, rules.OFFER, rules.AUTHORITY)
    route = "rooms_agreement" if step == rules.SIGN and not signs else step.url_name
    href = reverse(route, args=[council.slug]) if may and not (done and once) else ""
    return Task(str(step.words), str(step.who), done, href)


def _administrator(actor: Actor, council: Organisation) -> dict[str, Any]:
    """Where the council stands with its administrator: there is one, the actor has asked, or nobody has."""
    claims: Iterable[Any] = organisations.my_claims(actor)
    waiting = any(
        each.organisation_id == council.pk and each.confirmed_at is None and each.refused_at is None
        for each in claims
    )
    return {"exists": bool(people.administered([council.pk], london_date(now()))), "waiting": waiting}


@page(right=Right.JOIN_AS_PEER)
def peer(request: Asking, slug: str) -> HttpResponse:
    """One screen: what joining as a peer means, one question and a button."""
    council = own_council(request.actor, slug)
    form = PeerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.join_as_peer(
                actor=request.actor, organisation_id=council.pk, at=now(), **form.cleaned_data
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            words = _("%(council)s has joined as a peer. Calls and peer help are open.")
            messages.success(request, words % {"council": council})
            return redirect("joining", slug)
    facts = {"council": council, "form": form, "back_url": reverse("joining", args=[slug])}
    return show(request, "joining/peer.html", facts)


@page(right=Right.SET_UP_COUNCIL)
def signatories(request: Asking, slug: str) -> HttpResponse:
    """Two people are named; they are asked to sign."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.SET_UP_COUNCIL, council.pk)
    agreement = queries.agreement_of(request.actor, council.pk)
    form = SignatoriesForm(request.POST or None, initial=_named_before(agreement))
    if request.method == "POST" and form.is_valid():
        try:
            operations.name_signatories(
                actor=request.actor, organisation_id=council.pk, signatories=form.signatories, at=now()
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Both people have been asked to sign."))
            return redirect("rooms_agreement", slug)
    facts = {"council": council, "form": form, "back_url": reverse("joining", args=[slug])}
    return show(request, "joining/signatories.html", facts)


def _named_before(agreement: Any) -> dict[str, Any]:
    if agreement is None or agreement.status not in ("offered", "one_signature"):
        return {}
    return {
        f"{field}_{number}": getattr(each, field)
        for number, each in enumerate(agreement.named[:2], start=1)
        for field in ("name", "post", "email", "authority_reference", "authority_body", "authority_on")
    }


@page(right=Right.SIGN_AGREEMENT)
def sign(request: Asking, slug: str) -> HttpResponse:
    """The full text, its hash, and a place to sign. Looking at it records nothing; signing twice signs once."""
    council = own_council(request.actor, slug)
    try:
        naming = queries.signatory_for(request.actor, council.pk)
    except NotFound:
        if not queries.has_signed(request.actor, council.pk):
            raise
        messages.info(request, _("You have already signed for %(council)s.") % {"council": council})
        return redirect("rooms_agreement", slug)
    request.actor.require_second_factor()
    form, status = SignForm(request.POST or None), 0
    if request.method == "POST" and form.is_valid():
        try:
            operations.sign_agreement(
                actor=request.actor,
                organisation_id=council.pk,
                typed_name=form.cleaned_data["typed_name"],
                text_sha256=request.POST.get("text_sha256", ""),
                at=now(),
            )
        except Refusal as refusal:
            refused(form, refusal)
            status = refusal.status
        else:
            messages.success(request, _("You have signed for %(council)s.") % {"council": council})
            return redirect("rooms_agreement", slug)
    answer = show(request, "joining/sign.html", _to_sign(request.actor, council, naming, form))
    answer.status_code = status or answer.status_code
    return answer


def _to_sign(actor: Actor, council: Organisation, naming: Signatory, form: SignForm) -> dict[str, Any]:
    text = queries.text_to_sign(actor, council.pk)
    return {
        "council": council,
        "naming": naming,
        "text": text,
        "blocks": blocks(text.body),
        "text_lang": ENGLISH,
        "welsh": as_read(text).get("courtesy"),
        "form": form,
        "back_url": reverse("rooms_agreement", args=[council.slug]),
    }


@page(right=Right.SEARCH_POOL)
def wish(request: Asking) -> HttpResponse:
    """An officer asks their own council to join."""
    places = queries.councils_to_wish_for(request.actor)
    if request.method == "POST":
        council = next((each for each in places if each.slug == request.POST.get("council")), None)
        if council is None:
            raise NotFound
        operations.wish_to_join(actor=request.actor, organisation_id=council.pk, at=now())
        messages.success(request, _("Thank you. We have counted your wish and will tell you when it joins."))
        return redirect("room", council.slug)
    return show(request, "joining/wish.html", {"places": places})
