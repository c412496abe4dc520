"""Pages that stand for everybody."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from commonpool.web.look.spreadsheet import spreadsheet, under
from commonpool.web.pages import PUBLIC, Asking, page, show
from commonpool.web.standing import translations
from commonpool.web.standing.cookies import cookies
from commonpool.web.standing.operator import said, unsaid
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
        "cookies": cookies(),
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


@page(right=PUBLIC, methods=("GET",))
def operator(request: Asking) -> HttpResponse:
    """Who runs this installation, where, and what joining costs; what they have not said is said."""
    return show(request, "standing/operator.html", {"operator_said": said(), "operator_unsaid": unsaid()})
