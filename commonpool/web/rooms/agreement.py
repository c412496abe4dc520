"""The council's agreement: who signed it, what is coming, its text, its paper, and how to leave."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Right
from commonpool.agreements import operations, queries
from commonpool.agreements.models import Agreement
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Refusal
from commonpool.web.joining.text import as_read, blocks
from commonpool.web.pages import Asking, page, refused, show
from commonpool.web.papers import pango
from commonpool.web.papers.pdf import pdf
from commonpool.web.rooms.forms import LeaveForm
from commonpool.web.rooms.place import SEEN_BY_ALL, own_council


@page(right=SEEN_BY_ALL, methods=("GET",))
def agreement(request: Asking, slug: str) -> HttpResponse:
    """The agreement: who is named, who has signed, since when it is in force, what is coming, and its text."""
    actor, council = request.actor, own_council(request.actor, slug)
    found = list(queries.agreements_of(actor, council.pk))
    in_force = next((each for each in found if each.status == "in_force"), None)
    shown = queries.shown_of(found)
    text = shown.text if shown else queries.agreement_text()
    coming = queries.coming_texts(in_force, london_date(now())) if in_force else []
    facts = {
        "council": council,
        "agreement": shown,
        "in_force": in_force,
        "coming": coming,
        "to_sign_again": any(each.signing for each in coming),
        "text": text,
        **as_read(text, asked=request.GET.get("text", "")),
        "to_sign": any(each.agreement.organisation_id == council.pk for each in queries.to_sign(actor)),
        "may_name": actor.may(Right.SET_UP_COUNCIL, council.pk),
        "has_pdfs": pango.is_here(),
        "pdf_url": reverse("rooms_agreement_pdf", args=[slug]),
        "back_url": reverse("room", args=[slug]),
    }
    return show(request, "rooms/agreement.html", facts)


@page(right=SEEN_BY_ALL, methods=("GET",))
def signed_pdf(request: Asking, slug: str) -> HttpResponse:
    """The agreement as a paper: the two signatures and the whole text they stand under, or that was taken over."""
    council = own_council(request.actor, slug)
    found = queries.signed_agreement_of(request.actor, council.pk)
    return pdf(request, "rooms/signed_agreement.html", _paper(request, found), f"agreement-{slug}")


def _paper(request: Asking, found: Agreement) -> dict[str, Any]:
    """The text as it was signed or taken over; what minor changes made of it since is named beside it."""
    carried = list(found.carried.select_related("text", "text_before").order_by("pk"))
    text = carried[0].text_before if carried else found.text

    def address(version: int) -> str:
        return request.build_absolute_uri(reverse("agreement_version", args=[version]))

    return {
        "council": found.organisation,
        "agreement": found,
        "text": text,
        "blocks": blocks(text.body),
        "carried": carried,
        "check_url": address(text.version),
        "now_url": address(found.text.version) if carried else "",
    }


@page(right=Right.SET_UP_COUNCIL)
def leave(request: Asking, slug: str) -> HttpResponse:
    """The council gives notice."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.SET_UP_COUNCIL, council.pk)
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            operations.end_agreement(
                actor=request.actor,
                organisation_id=council.pk,
                ends_on=form.cleaned_data["ends_on"],
                at=now(),
            )
        except Refusal as refusal:
            refused(form, refusal)
        else:
            messages.success(request, _("Notice is given. Bookings already bound run on to their end."))
            return redirect("rooms_agreement", slug)
    facts = {"council": council, "form": form, "back_url": reverse("rooms_agreement", args=[slug])}
    return show(request, "rooms/leave.html", facts)
