"""The yes a reader is asked for: which, to which terms, and the form that says it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonpool.bookings.queries import Missing, order_missing
from commonpool.web.bookings.forms import ConfirmForm, TermsForm
from commonpool.web.bookings.viewpoint import Viewpoint

NEEDED_FOR = {"accept": "", "approve": "approval", "confirm": "confirmation"}


@dataclass(frozen=True)
class Question:
    """One yes asked of the reader."""

    verb: str
    route: str
    form: TermsForm


def questions(view: Viewpoint, missing: Sequence[Missing]) -> list[Question]:
    """What the reader is asked to say yes to now. What a limit given beforehand covers is not asked again."""
    wanted = {"", *(each.what for each in missing)}
    moves = view.moves
    return [question(view, verb) for verb, what in NEEDED_FOR.items() if verb in moves and what in wanted]


def question(view: Viewpoint, verb: str, data: Mapping[str, Any] | None = None) -> Question:
    """The question with its form, holding the version of the terms that the page shows."""
    initial = {"terms": view.asked.sha256}
    form: TermsForm
    if verb == "confirm":
        form = ConfirmForm(data, initial=initial, needed=order_missing(view.booking), auto_id=f"id_{verb}_%s")
    else:
        form = TermsForm(data, initial=initial, auto_id=f"id_{verb}_%s")
    return Question(verb, f"booking_{verb}", form)


def show_new_terms(asked: Question, view: Viewpoint) -> None:
    """The form, shown again, answers the terms that the page shows now."""
    data = dict(asked.form.data.items())
    asked.form.data = data | {"terms": view.asked.sha256}
