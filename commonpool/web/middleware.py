"""Who asks: resolved once, at the door."""

from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.account.authentication import get_authentication_records
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from commonpool.access import Actor
from commonpool.kernel.clock import now
from commonpool.people import queries as people

SEEN_AT = "seen_at"
FRESH = timedelta(hours=1)
"""How long an e-mail code counts as fresh."""

LONGEST_SESSION = timedelta(hours=12)
"""Signed in for longer, one signs in again, whatever one is doing; idle sessions end by SESSION_COOKIE_AGE."""

NOTED_EVERY = timedelta(minutes=10)
"""How often being here is noted, which puts the idle end off."""


class LanguageMiddleware:
    """Whoever is signed in reads the language of their account; a visitor the one their browser chose or asks for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class ActorMiddleware:
    """Every request has `request.actor`: the person signed in with their rights, or nobody with none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        keep_or_end_session(request, now())
        request.actor = actor_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)


def actor_of(request: HttpRequest) -> Actor:
    """The actor of this session. A second factor and a fresh code count only when given in this session."""
    person = request.user
    if not person.is_authenticated or person.pk is None:
        return Actor(person_id=None)
    records = get_authentication_records(request, person)
    at = now()
    oldest = (at - FRESH).timestamp()
    return people.actor_for(
        person_id=person.pk,
        second_factor=any(record.get("method") == "mfa" for record in records),
        fresh_mailboxes={
            str(record["email"]).lower()
            for record in records
            if record.get("method") == "code" and record.get("email") and record["at"] >= oldest
        },
        at=at,
    )


def keep_or_end_session(request: HttpRequest, at: datetime) -> None:
    """A session that is too old is over; one in use does not end for being idle."""
    if not request.user.is_authenticated:
        return
    records = get_authentication_records(request, request.user)
    began = min((record["at"] for record in records), default=at.timestamp())
    if at.timestamp() - began > LONGEST_SESSION.total_seconds():
        logout(request)
    elif at.timestamp() - request.session.get(SEEN_AT, 0) > NOTED_EVERY.total_seconds():
        request.session[SEEN_AT] = at.timestamp()
