"""Who asks: resolved once, at the door."""

from collections.abc import Callable
from datetime import timedelta

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest, HttpResponse

from commonpool.access import Actor
from commonpool.kernel.clock import now
from commonpool.people import queries as people

FRESH = timedelta(hours=1)
"""How long an e-mail code counts as fresh."""


class ActorMiddleware:
    """Every request has `request.actor`: the person signed in with their rights, or nobody with none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
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
        fresh_code=any(record.get("method") == "code" and record["at"] >= oldest for record in records),
        at=at,
    )
