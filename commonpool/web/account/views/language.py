"""Choosing between English and Welsh."""

from django.conf import settings
from django.http import HttpResponse
from django.views.i18n import set_language

from commonpool.identity.operations import choose_language
from commonpool.kernel.clock import now
from commonpool.web.pages import PUBLIC, Asking, page


@page(right=PUBLIC, methods=("POST",))
def choose(request: Asking) -> HttpResponse:
    """The language chosen is kept: with the account of whoever is signed in, and in a cookie for this browser."""
    language = request.POST.get("language", "")
    if request.actor.person_id is not None and language in dict(settings.LANGUAGES):
        choose_language(actor=request.actor, language=language, at=now())
    response: HttpResponse = set_language(request)
    return response
