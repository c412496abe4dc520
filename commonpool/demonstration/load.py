"""The whole demonstration, told once: thirty weeks of a small world, seventeen behind and thirteen ahead."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from random import Random

from django.db import connection

from commonpool.activity.models import Event
from commonpool.activity.operations import change
from commonpool.agreements.queries import depths
from commonpool.demonstration.around import Around
from commonpool.demonstration.cast import Cast
from commonpool.demonstration.diary import Diary
from commonpool.demonstration.evidence import Evidence
from commonpool.demonstration.joining import BEGINNING, Joining
from commonpool.demonstration.listing import Listings
from commonpool.demonstration.money import Money
from commonpool.demonstration.months import Months
from commonpool.demonstration.network import Network
from commonpool.demonstration.paydays import Paydays
from commonpool.demonstration.stories import Stories
from commonpool.demonstration.works import Works
from commonpool.kernel.references import references_drawn_from
from commonpool.matching.operations import count_words
from commonpool.organisations.models import Organisation
from commonpool.timesheets.events import HoursAgreed, HoursAllowed, HoursNotAllowed
from commonpool.timesheets.operations import lock_hours

LETTERS_OF = timedelta(days=1)
"""Letters are written of what happened in the last day. The older ones would have been sent and read long ago, and
a thousand of them would hide the newcomer's own."""
LOCKED_AFTER = timedelta(days=28)
"""Hours agreed since are shown as they stand before the worker has come to them: the latest are weeks old."""

ANSWERED = [each.__name__ for each in (HoursAgreed, HoursAllowed, HoursNotAllowed)]
"""What the worker locks hours after. Nobody works for the demonstration, and its events are written at its end."""


def is_loaded() -> bool:
    """Whether the demonstration is there: it is told in one transaction, so a part of it never is."""
    return Organisation.objects.filter(demonstration=True).exists()


def real_councils_joined() -> bool:
    """Whether a council that exists takes part: then nothing is invented beside it."""
    real = Organisation.objects.filter(demonstration=False, joining__isnull=False).values_list(
        "pk", flat=True
    )
    return any(depth != "none" for depth in depths(list(real)).values())


def load(*, at: datetime) -> None:
    """Everything up to this instant has happened, by the same operations as in life.

    Told of the same instant in equal databases, it is the same story, to the last reference and hash of the log.
    """
    diary, cast = Diary(at), Cast()
    listings = Listings(diary, cast, Random(20))  # noqa: S311 (a story, no secret)
    stories = Stories(diary, cast, listings)
    Joining(diary, cast).plan()
    Money(diary, cast, BEGINNING).plan()
    listings.plan()
    Evidence(diary, cast, listings).plan()
    stories.plan()
    Around(diary, cast, listings, stories).plan()
    Network(diary, cast, listings).plan()
    Months(diary, cast).plan()
    Paydays(diary, cast).plan()
    Works(diary, cast).plan()
    numbers = Random(21)  # noqa: S311 (of a story, no secret)
    with references_drawn_from(numbers), change(afterwards_since=at - LETTERS_OF), _joins_as_written():
        diary.tell()
    with change(afterwards_since=at - LETTERS_OF), _joins_as_written():
        before = at - LOCKED_AFTER
        for answered in Event.objects.filter(name__in=ANSWERED, happened_at__lt=before).order_by("pk"):
            lock_hours(answered)
        count_words(at=at)


@contextmanager
def _joins_as_written() -> Iterator[None]:
    """Ten thousand small questions to small tables: weighing the order of their joins takes longer than answering."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL join_collapse_limit = 1")
        yield
        cursor.execute("SET LOCAL join_collapse_limit = DEFAULT")
