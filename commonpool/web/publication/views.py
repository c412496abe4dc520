"""The door of what a council publishes, hands out on request, and shows its auditor."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from commonpool.access import Right
from commonpool.kernel.clock import london_date, now
from commonpool.publication.rules.quarters import quarter_of
from commonpool.web.pages import Asking, page, show
from commonpool.web.publication.forms import FileForm
from commonpool.web.publication.report import is_english
from commonpool.web.rooms.place import own_council


@page(right=Right.SEE_MONEY, methods=("GET", "POST"))
def publication(request: Asking, slug: str) -> HttpResponse:
    """Every report there is, and which is due when; leads to the whole file of a booking."""
    council = own_council(request.actor, slug)
    request.actor.require(Right.SEE_MONEY, council.pk)
    form = FileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("whole_file", slug, form.cleaned_data["reference"])
    facts = {
        "council": council,
        "form": form,
        "quarter": quarter_of(london_date(now())).before,
        "is_english": is_english(council),
        "back_url": reverse("rooms_money", args=[slug]),
    }
    return show(request, "publication/publication.html", facts)
