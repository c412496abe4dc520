"""What people have done that answers what is asked: in their words, and what they took part in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.dateformat import format as formatted

from commonpool.kernel.prepared import Asking, Prepared
from commonpool.kernel.words import hours
from commonpool.matching.queries.lexemes import Written
from commonpool.matching.queries.reading import as_read
from commonpool.matching.rules import Reason
from commonpool.matching.rules.apart import undoubled
from commonpool.people.lifecycle import STANDING
from commonpool.people.models import BOOKING
from commonpool.people.rules import NOT_SO

MARK, UNMARK = "\u2066", "\u2069"
"""Invisible isolates put around the words that match; the page turns them into <mark>."""
# Written out, as each page of results asks it: Django would take longer to write it than PostgreSQL to answer it.
# The text is marked as it stands there, in which no words are kept apart (`rules.apart`): few questions differ by that,
# and the others are read once.
# Marks are put around each word of a question wherever it stands: of several words that are one ("bin day"), only
# around those of a form that the text says.
# MATERIALIZED, OFFSET 0: what is made of a text is made once, and not anew wherever it is named.
DONE = Prepared(
    *("people", "standing", "indexed", "typed", "typed_marked", "words", "words_marked"),
    *("config", "besides", "functions", "chosen"),
    sql=f"""
WITH forms AS MATERIALIZED (
     SELECT said, said AS marked FROM unnest(%(indexed)s::tsquery[]) AS form (said)
      UNION ALL
     SELECT to_tsquery('english', form.said), to_tsquery('english', form.marked)
       FROM unnest(%(typed)s::text[], %(typed_marked)s::text[]) AS form (said, marked)),
asked AS MATERIALIZED (
     SELECT (SELECT string_agg(said::text, ' | ')::tsquery FROM forms WHERE numnode(said) > 0) AS query,
            to_tsquery('english', %(words)s) AS words,
            to_tsquery('english', nullif(%(words_marked)s, %(words)s)) AS words_marked,
            to_tsquery(%(config)s::regconfig, %(besides)s) AS besides),
done AS (
     SELECT said.person_id, said.id, said.words AS text, said.confirmed_at, confirmer.name AS by,
            said.finished_in::int AS year, 'said' AS kind, NULL::int AS minutes, NULL::date AS last_on, function_id
       FROM people_experience said
       LEFT JOIN identity_person confirmer ON confirmer.id = said.confirmed_by_id
      WHERE said.person_id = ANY(%(people)s) AND said.withdrawn_at IS NULL
        AND said.refused_reason <> '{NOT_SO}'
      UNION ALL
     SELECT part.person_id, part.id, concat(part.title, ': ', part.role), part.confirmed_at, owner.name,
            extract(year FROM coalesce(part.to_on, part.from_on))::int, part.kind, part.minutes, part.to_on, function_id
       FROM people_participation part
       LEFT JOIN organisations_organisation owner ON owner.id = part.owner_id
      WHERE part.person_id = ANY(%(people)s) AND part.status = ANY(%(standing)s)
        AND (part.minutes IS NULL OR part.minutes > 0))
SELECT person_id, id, answer.says,
       ts_headline('english', text,
                   CASE answer.says WHEN 2 THEN (
                             SELECT string_agg(marked::text, ' | ')::tsquery FROM forms WHERE said.words @@ forms.said)
                                    WHEN 1 THEN coalesce(asked.words_marked, asked.words) ELSE asked.besides END,
                   'StartSel="{MARK}", StopSel="{UNMARK}", HighlightAll=true'),
       confirmed_at, CASE WHEN confirmed_at IS NULL THEN '' ELSE by END, year, kind, minutes, last_on
  FROM done CROSS JOIN asked
 CROSS JOIN LATERAL (SELECT to_tsvector('english', {as_read("text")}) AS words OFFSET 0) said
 CROSS JOIN LATERAL (
       SELECT CASE WHEN said.words @@ asked.query THEN 2
                   WHEN said.words @@ asked.words AND confirmed_at IS NOT NULL THEN 1
                   WHEN said.words @@ asked.besides OR function_id = ANY(%(functions)s) OR function_id IN (
                        SELECT id FROM organisations_function WHERE %(chosen)s IN (id, parent_id)) THEN 0 END AS says
       OFFSET 0) answer
 WHERE answer.says IS NOT NULL
""",  # noqa: S608
)


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
    forms: Written,
    words: str,
    besides: tuple[str, str],
    functions: list[str],
    chosen: str,
) -> Asking[list[Done]]:
    """Asks what these people have done that answers; then what was confirmed and has a word as it was typed; then the
    rest that says `besides` (of a configuration) or was done in those functions, or in that which was chosen
    or a part of it. Of each, what was confirmed first.
    One SQL query.
    """
    config, said_besides = besides
    asked: dict[str, Any] = {
        "people": person_ids,
        "standing": list(STANDING),
        "indexed": forms.indexed,
        "typed": forms.typed,
        "typed_marked": [undoubled(form) for form in forms.typed],
        "words": words,
        "words_marked": undoubled(words),
        "config": config,
        "besides": said_besides,
        "functions": functions,
        "chosen": chosen,
    }
    rows = DONE.asking(**asked)
    return rows.then(lambda found: sorted((Done(*row) for row in found), key=lambda done: done.place))
