"""The paper of a booking, and whether one that somebody holds is genuine."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from commonpool.bookings import queries
from commonpool.web.call_offs.forms import CheckForm
from commonpool.web.call_offs.phrases import read
from commonpool.web.pages import PUBLIC, SIGNED_IN, Asking, page, show


@page(right=SIGNED_IN, methods=("GET",))
def call_off(request: Asking, reference: str, version: int | None = None) -> HttpResponse:
    """What the two councils have agreed, as it stood when it was bound; its price for those who see prices."""
    booking, found = queries.call_off_for(request.actor, reference, version)
    versions = queries.call_offs_of(booking.pk)
    sees_price = queries.sees_price(request.actor, booking)
    facts: dict[str, Any] = {
        "booking": booking,
        "call_off": found,
        "newest": versions[0],
        "others": [each for each in versions if each != found.version],
        "sees_price": sees_price,
        "check_url": request.build_absolute_uri(reverse("check_call_off")),
        "back_url": reverse("booking", args=[reference]),
    }
    return show(request, "call_offs/call_off.html", facts | read(found, sees_price=sees_price))


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
