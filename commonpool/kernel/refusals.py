"""A refusal is a "no" worded for a person, with a stable code and the field it belongs to."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from commonpool.kernel import words


class Refusal(Exception):
    """What was asked cannot be done. Pages show it beside `field`, the API as a problem document.

    Subclasses set `code` (stable, snake_case), `message` (translated, may hold {names}), `status`
    (422 unless the state has moved on, then 409) and `field` (the form's and the API's name for it).
    """

    code = "refused"
    message: Any = _("This cannot be done.")
    status = 422
    field: str | None = None
    by_week: tuple[tuple[date, int, str], ...] = ()
    """Of what is about some weeks alone: each Monday, the minutes it could have, and the same said of this week."""

    def __init__(self, message: Any = None, *, field: str | None = None, **facts: Any) -> None:
        self.facts = facts
        self.field = field or self.field
        self._message = message or self.message
        super().__init__(self.code)

    def __str__(self) -> str:
        text = str(self._message)
        return text.format(**self.facts) if self.facts else text


class OfWeeks(Refusal):
    """Some weeks cannot have so many hours: `room` has each (Monday, minutes it could have); `message`, {weeks}."""

    field = "weeks"

    def __init__(self, room: Collection[tuple[date, int]], **facts: Any) -> None:
        named = {monday: words.week_of(monday) for monday, _minutes in room}
        super().__init__(weeks=", ".join(named.values()), **facts)
        text = str(self._message)
        self.by_week = tuple(
            (monday, minutes, text.format(**facts, weeks=named[monday])) for monday, minutes in room
        )


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
