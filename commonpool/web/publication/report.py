"""What every report that a council publishes or hands out has: its page, its words, its amounts."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from commonpool.organisations.models import Nation, Organisation
from commonpool.web.pages import Asking, show

PER_PAGE = 50


def report(request: Asking, council: Organisation, **facts: Any) -> HttpResponse:
    """The page: `title`, `sentences`, a `form`, `sums`, `tables`, `notes`, `links`."""
    back = {"council": council, "back_url": reverse("publication", args=[council.slug])}
    return show(request, "publication/report.html", back | facts)


def is_english(council: Organisation) -> bool:
    """Whether the Transparency Code is the council's duty (TRN-04)."""
    return bool(council.nation == Nation.ENGLAND)
