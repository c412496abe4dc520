"""A refusal is a "no" worded for a person, with a stable code and the field it belongs to."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _


class Refusal(Exception):
    """What was asked cannot be done. Pages show it beside `field`, the API as a problem document.

    Subclasses set `code` (stable, snake_case), `message` (translated, may hold {names}), `status`
    (422 unless the state has moved on, then 409) and `field` (the form's and the API's name for it).
    """

    code = "refused"
    message: Any = _("This cannot be done.")
    status = 422
    field: str | None = None

    def __init__(self, message: Any = None, *, field: str | None = None, **facts: Any) -> None:
        self.facts = facts
        self.field = field or self.field
        self._message = message or self.message
        super().__init__(self.code)

    def __str__(self) -> str:
        text = str(self._message)
        return text.format(**self.facts) if self.facts else text


class Forbidden(Refusal):
    """You are signed in, and may not do this here."""

    code = "forbidden"
    status = 403
    message = _("You do not have the right to do this.")


class NotFound(Refusal):
    """There is no such thing, or it is another council's: the answer is the same."""

    code = "not_found"
    status = 404
    message = _("We could not find that.")


class Conflict(Refusal):
    """It was possible a moment ago; something has changed since."""

    code = "conflict"
    status = 409


@contextmanager
def refusing(constraint: str, refusal: Refusal | Callable[[], Refusal]) -> Iterator[None]:
    """Turns the database's "no", by the constraint's name, into a sentence. Other errors pass through."""
    try:
        yield
    except IntegrityError as error:
        diagnosis = getattr(error.__cause__, "diag", None)
        if diagnosis is not None and diagnosis.constraint_name == constraint:
            raise (refusal if isinstance(refusal, Refusal) else refusal()) from error
        raise
