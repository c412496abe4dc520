"""Calls: one message, one reply."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.bookings import operations as bookings
from commonpool.bookings import queries as booked
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Refusal
from commonpool.web.pages import SIGNED_IN, Asking, page, refused, show
from commonpool.web.pool.forms import AnswerCallForm, CallForm
from commonpool.web.pool.views.find import named_listing

PAGE = 25


@page(right=Right.ASK_FOR_CALL)
def ask_for_call(request: Asking, reference: str) -> HttpResponse:
    """A message to an officer: sent, and one reply will come."""
    at = now()
    listing = named_listing(request, reference, at)
    hosts = booked.may_host(request.actor, listing, at)["call"]
    form = CallForm(request.POST if request.method == "POST" else None, hosts=hosts)
    if request.method == "POST" and form.is_valid():
        host = next(host for host in hosts if host.code == form.cleaned_data["host"])
        try:
            bookings.ask_for_call(
                actor=request.actor,
                officer=reference,
                host_id=host.pk,
                message=form.cleaned_data["message"],
                at=at,
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            words = _("Sent to %(name)s. We write to you when they answer, within seven days.")
            messages.success(request, words % {"name": listing.person.name})
            return redirect("calls")
    facts = {
        "form": form,
        "listing": listing,
        "hosts": hosts,
        "back_url": reverse("person", args=[reference]),
    }
    return show(request, "pool/ask_for_call.html", facts)


@page(right=SIGNED_IN, methods=("GET",))
def calls(request: Asking) -> HttpResponse:
    """The calls one has asked for and been asked for, newest first."""
    page_obj = Paginator(booked.calls_of(request.actor), PAGE).get_page(request.GET.get("page"))
    return show(request, "pool/calls.html", {"page_obj": page_obj})


@page(right=SIGNED_IN)
def call(request: Asking, reference: str) -> HttpResponse:
    """A call, and for the officer asked: yes with times, or no."""
    asked = booked.call_for(request.actor, reference)
    mine = asked.officer_id == request.actor.person_id and asked.status == "asked"
    form = AnswerCallForm(request.POST if request.method == "POST" else None) if mine else None
    if request.method == "POST" and form is not None and form.is_valid():
        accept = request.POST.get("answer") == "accept"
        reply = form.cleaned_data["reply"]
        try:
            if not accept and request.POST.get("answer") != "decline":
                raise Refusal(_("Choose one of the answers listed"))
            bookings.answer_call(actor=request.actor, call_id=asked.pk, accept=accept, reply=reply, at=now())
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Your answer is sent."))
            return redirect("calls")
    facts = {"call": asked, "form": form, "mine": mine, "back_url": reverse("calls")}
    return show(request, "pool/call.html", facts)
