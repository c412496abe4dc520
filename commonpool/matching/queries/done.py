"""What people have done that answers what is asked: in their words, and what they took part in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.search import SearchHeadline, SearchQuery, SearchVector
from django.db.models import Case, DateField, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Concat, ExtractYear
from django.utils.dateformat import format as formatted

from commonpool.kernel.words import hours
from commonpool.matching.queries.reading import Read
from commonpool.matching.rules import Reason
from commonpool.people.lifecycle import STANDING
from commonpool.people.models import BOOKING, Experience, Participation
from commonpool.people.queries import SOME

MARK, UNMARK = "\u2066", "\u2069"
"""Invisible isolates put around the words that match; the page turns them into <mark>."""
MARKS: dict[str, Any] = {"start_sel": MARK, "stop_sel": UNMARK, "highlight_all": True, "config": "english"}


@dataclass(frozen=True)
class Done:
    """One thing somebody did. `says`: how much of what is asked it has; `marked`: its words, what matches in marks."""

    person_id: int
    row: int
    says: int
    marked: str
    confirmed_at: datetime | None
    by: str
    year: int | None
    kind: str
    minutes: int | None
    last_on: date | None

    @property
    def reason(self) -> Reason:
        """It as a reason; a delivered booking says how long and when, never what for."""
        if self.kind == BOOKING:
            when = formatted(self.last_on, "F Y") if self.last_on else ""
            return Reason("worked", f"{hours(self.minutes)}, {when}", self.by)
        return Reason("confirmed" if self.confirmed_at else "words", self.marked, self.by)

    @property
    def place(self) -> tuple[Any, ...]:
        """Where it stands among the others: what says most, then what was confirmed last, then the newest."""
        confirmed = self.confirmed_at.timestamp() if self.confirmed_at else 0
        return (
            -self.says,
            -confirmed,
            self.year is not None,
            -(self.year or 0),
            self.kind != "said",
            self.row,
        )


def things_done(
    person_ids: list[int],
    query: SearchQuery,
    words: SearchQuery,
    besides: SearchQuery,
    functions: list[str],
) -> list[Done]:
    """What these people have done that answers; then what was confirmed and has a word as it was typed; then the
    rest that says `besides` or was done in those functions. Of each, what was confirmed first. One SQL query.
    """
    asked = (query, words, besides, functions)
    said = _answering(
        Experience.objects.filter(person_id__in=person_ids, withdrawn_at__isnull=True),
        F("words"), *asked, year=F("finished_in"), by=F("confirmed_by__name"), kind=Value("said"),
        minutes=Value(None, IntegerField()), last_on=Value(None, DateField()),
    )  # fmt: skip
    took_part = _answering(
        Participation.objects.filter(SOME, person_id__in=person_ids, status__in=STANDING),
        Concat("title", Value(": "), "role"), *asked, year=ExtractYear(Coalesce("to_on", "from_on")),
        by=F("owner__name"), kind=F("kind"), minutes=F("minutes"), last_on=F("to_on"),
    )  # fmt: skip
    return sorted((Done(*row) for row in said.union(took_part, all=True)), key=lambda done: done.place)


def _answering(
    rows: QuerySet[Any, Any],
    text: Any,
    query: SearchQuery,
    words: SearchQuery,
    besides: SearchQuery,
    functions: list[str],
    *,
    year: Any,
    by: Any,
    kind: Any,
    minutes: Any,
    last_on: Any,
) -> QuerySet[Any, Any]:
    """Those of the rows that answer, as the columns of `Done`."""
    answers, literally = Q(said=query), Q(said=words, confirmed_at__isnull=False)
    in_answer, as_typed, like_the_best = (
        SearchHeadline(text, each, **MARKS) for each in (query, words, besides)
    )
    return (
        rows.alias(said=SearchVector(Read(text), config="english"))
        .filter(answers | literally | Q(said=besides) | Q(function_id__in=functions))
        .values_list(
            "person_id",
            "pk",
            Case(When(answers, then=2), When(literally, then=1), default=0),
            Case(When(answers, then=in_answer), When(literally, then=as_typed), default=like_the_best),
            "confirmed_at",
            Case(When(confirmed_at__isnull=False, then=by), default=Value("")),
            year,
            kind,
            minutes,
            last_on,
        )
    )
