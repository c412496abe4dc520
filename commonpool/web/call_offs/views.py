"""The paper of a booking, and whether one that somebody holds is genuine."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from commonpool.bookings import queries
from commonpool.bookings.models import CallOff
from commonpool.web.call_offs.forms import CheckForm
from commonpool.web.call_offs.phrases import read
from commonpool.web.pages import PUBLIC, SIGNED_IN, Asking, page, show
from commonpool.web.papers import pango
from commonpool.web.papers.pdf import pdf


@page(right=SIGNED_IN, methods=("GET",))
def call_off(request: Asking, reference: str, version: int | None = None) -> HttpResponse:
    """What the two councils have agreed, as it stood when it was bound; its price for those who see prices."""
    found, facts = _call_off(request, reference, version)
    facts |= {
        "others": [each for each in facts["versions"] if each != found.version],
        "has_pdfs": pango.is_here(),
        "pdf_url": reverse("call_off_version_pdf", args=[reference, found.version]),
        "back_url": reverse("booking", args=[reference]),
    }
    return show(request, "call_offs/call_off.html", facts)


@page(right=SIGNED_IN, methods=("GET",))
def call_off_pdf(request: Asking, reference: str, version: int | None = None) -> HttpResponse:
    """The same as a PDF, for the same people and with the same price in it or not."""
    found, facts = _call_off(request, reference, version)
    return pdf(request, "call_offs/paper.html", facts, f"call-off-{reference}-{found.version}")


def _call_off(request: Asking, reference: str, version: int | None) -> tuple[CallOff, dict[str, Any]]:
    booking, found = queries.call_off_for(request.actor, reference, version)
    sees_price = queries.sees_price(request.actor, booking)
    versions = queries.call_offs_of(booking.pk)
    facts = {
        "booking": booking,
        "call_off": found,
        "versions": versions,
        "newest": versions[0],
        "sees_price": sees_price,
        "check_url": request.build_absolute_uri(reverse("check_call_off")),
    }
    return found, facts | read(found, sees_price=sees_price)


@page(right=PUBLIC)
def check(request: Asking) -> HttpResponse:
    """Whether a call-off with this reference and this hash was made here, and whether a later one was: no more."""
    form = CheckForm(request.POST or None)
    facts: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        found, newest = queries.genuine(form.cleaned_data["reference"], form.cleaned_data["hash"]) or (
            None,
            False,
        )
        facts |= {"checked": True, "found": found, "newest": newest}
    return show(request, "call_offs/check.html", facts)
