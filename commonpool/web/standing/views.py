"""Pages that stand for everybody."""

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from commonpool.web.look.spreadsheet import spreadsheet, under
from commonpool.web.pages import PUBLIC, Asking, page, show
from commonpool.web.standing import translations
from commonpool.web.standing.personal_data import held


@page(right=PUBLIC, methods=("GET",))
def accessibility(request: Asking) -> HttpResponse:
    """How accessible the service is, what is not, and whom to tell."""
    return show(request, "standing/accessibility.html", {"email": settings.DEFAULT_FROM_EMAIL})


@page(right=PUBLIC, methods=("GET",))
def privacy(request: Asking) -> HttpResponse:
    """What is held about people, why and how long, and the cookies."""
    facts = {
        "email": settings.DEFAULT_FROM_EMAIL,
        "areas": held(),
        "cookies": _cookies(),
        "columns": _columns(),
    }
    return show(request, "standing/privacy.html", facts)


@page(right=PUBLIC, methods=("GET",))
def welsh(request: Asking) -> HttpResponse:
    """How far the Welsh is: how many texts of each part await a translator, and who has checked what."""
    rows = [
        (part.title, part.texts, part.missing, part.awaiting, part.confirmed)
        for part in translations.progress()
    ]
    facts = {
        "email": settings.DEFAULT_FROM_EMAIL,
        "head": [_("Part"), _("Texts"), _("Not translated"), _("Await a translator"), _("Checked")],
        "rows": rows,
        "translators": translations.translators(),
    }
    return show(request, "standing/translations.html", facts)


@page(right=PUBLIC, methods=("GET",))
def welsh_download(request: Asking) -> HttpResponse:
    """Every text in both languages, for a translator."""
    columns = ("area", "english", "welsh", "confirmed_by", "confirmed_on")
    return spreadsheet("welsh", columns, (under(columns, {}, each) for each in translations.translations()))


def _columns() -> list[str]:
    return [_("What"), _("Why"), _("How long we keep it")]


def _cookies() -> list[tuple[Any, ...]]:
    return [
        (settings.SESSION_COOKIE_NAME, _("Keeps you signed in"), _("Four hours, or until you sign out")),
        (settings.CSRF_COOKIE_NAME, _("Proves that a form you send came from our page"), _("One year")),
        (settings.LANGUAGE_COOKIE_NAME, _("Remembers English or Welsh"), _("Until you close your browser")),
        ("messages", _("Shows you once that something was done"), _("Until the next page")),
    ]
