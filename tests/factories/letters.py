"""The letters about all that has happened, as the worker would write and render them."""

from datetime import datetime

from commonpool.activity.models import Event
from commonpool.notifications import queries
from commonpool.notifications.models import Letter
from commonpool.notifications.operations import write_letters
from tests.factories.people import NOW


def post() -> list[Letter]:
    """What the worker would write about all that has happened."""
    for event in Event.objects.order_by("id"):
        write_letters(event)
    return list(Letter.objects.select_related("person").order_by("id"))


def written(template: str, letters: list[Letter]) -> list[Letter]:
    return [letter for letter in letters if letter.template == template]


def words(letter: Letter, at: datetime = NOW) -> queries.Rendered:
    return queries.rendered(letter, at)


def whole(letter: Letter) -> str:
    return f"{words(letter).subject}\n{words(letter).body}"
