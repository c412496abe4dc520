"""Pages that stand for everybody."""

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import gettext as _

from commonpool.web.pages import PUBLIC, Asking, page, show
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


def _columns() -> list[str]:
    return [_("What"), _("Why"), _("How long we keep it")]


@page(right=PUBLIC, methods=("GET",))
def operator(request: Asking) -> HttpResponse:
    """Who runs this installation, where, and what joining costs; what they have not said is said."""
    return show(request, "standing/operator.html", {"operator_said": said(), "operator_unsaid": unsaid()})
