"""Who calls: a bearer token stands for its owner, with at most their rights."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer

from commonpool.access import Actor, Right
from commonpool.identity.operations import note_token_used
from commonpool.kernel.clock import london_date, now
from commonpool.kernel.refusals import Forbidden
from commonpool.people.queries import caller

SIGNED_IN = "signed_in"


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


def needs(right: Right | tuple[Right, ...] | str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Declares the right an endpoint needs (any of a tuple); 403 where the caller holds it nowhere."""

    def declared(view: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(view)
        def answered(request: Calling, *args: Any, **named: Any) -> Any:
            rights = right if isinstance(right, tuple) else (right,)
            if right != SIGNED_IN and not any(request.actor.where(Right(each)) for each in rights):
                raise Forbidden
            return view(request, *args, **named)

        answered.right = right  # type: ignore[attr-defined]  # read by the house test of routes
        return answered

    return declared
