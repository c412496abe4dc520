"""Who calls: a bearer token stands for its owner, with at most their rights."""

from collections.abc import Callable, Collection
from functools import wraps
from inspect import signature
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from ninja.security import HttpBearer

from commonpool.access import Actor, Right
from commonpool.identity.operations import note_token_used
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Forbidden, Refusal
from commonpool.people.queries import caller

SIGNED_IN = "signed_in"
MOST_SHOWN = 60
"""So many characters of what is not known are said back."""


class Calling(HttpRequest):
    """A request whose token has been read."""

    actor: Actor


class Token(HttpBearer):
    """The token made on the tokens page."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        at = now()
        found = caller(token, at) if token.isascii() and "\0" not in token else None
        if found is None:
            return None
        kept, actor = found
        if kept.last_used_on != london_date(at):
            note_token_used(actor=actor, token_id=kept.pk, at=at)
        request.actor = actor  # type: ignore[attr-defined]
        return actor


class NotAskedHere(Refusal):
    """The address has a name after its question mark that this endpoint does not know (`unknown_query`)."""

    code = "unknown_query"
    message = _("Nothing is called “{name}” here. Leave it out.")


CALLED = {
    "council": ("host",),
    "skill": ("skills",),
    "week": ("weeks",),
    "weeks": ("week", "members"),
    "officer": ("members",),
    "question": ("reason",),
}
"""What a stage calls a field, and what endpoints may call it."""


def needs(right: Right | tuple[Right, ...] | str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declares the right an endpoint needs (any of a tuple); 403 where the caller holds it nowhere.

    Refuses `unknown_query`. Every refusal names its field as the endpoint does, or none.
    """

    def declared(view: Callable[..., Any]) -> Callable[..., Any]:
        taken = signature(view).parameters.values()
        bodies = [each.annotation for each in taken if each.name == "sent"]
        plain = {each.name for each in taken} - {"request", "sent", "key"}
        fields = plain.union(*(body.model_fields for body in bodies))

        @wraps(view)
        def answered(request: Calling, *args: Any, **named: Any) -> Any:
            rights = right if isinstance(right, tuple) else (right,)
            if right != SIGNED_IN and not any(request.actor.where(Right(each)) for each in rights):
                raise Forbidden
            asked = set() if bodies else plain.difference(_in_the_path(request))
            if unknown := next((name for name in request.GET if name not in asked), None):
                raise NotAskedHere(field=unknown[:MOST_SHOWN], name=unknown[:MOST_SHOWN])
            try:
                return view(request, *args, **named)
            except Refusal as refusal:
                refusal.field = called(refusal.field, fields)
                raise

        answered.right = right  # type: ignore[attr-defined]  # read by the house test of routes
        return answered

    return declared


def _in_the_path(request: HttpRequest) -> Collection[str]:
    return request.resolver_match.kwargs if request.resolver_match else ()


def called(field: str | None, fields: Collection[str]) -> str | None:
    """What an endpoint with these fields calls this one; nothing where it has none. A header is called the same."""
    if field is None or field in fields or "-" in field:
        return field
    return next((each for each in CALLED.get(field, ()) if each in fields), None)
