"""The language chosen in a browser, and the one kept with an account: the last choice holds in both."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from commonpool.access import Actor
from commonpool.identity.operations import choose_language
from commonpool.kernel.clock import now


def keep_choice(request: HttpRequest, person_id: int) -> None:
    """What a visitor chose in this browser is, once they sign in, the language of their account."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in dict(settings.LANGUAGES):
        choose_language(actor=Actor(person_id=person_id), language=chosen, at=now())


def remember(response: HttpResponse, language: str) -> None:
    """This browser keeps the language just saved with the account, and no older choice."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        path=settings.LANGUAGE_COOKIE_PATH,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite=settings.LANGUAGE_COOKIE_SAMESITE,
    )
