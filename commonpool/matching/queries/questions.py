"""What is asked for in some weeks, as one statement, and what is answered of its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date
from commonpool.matching.queries.alike import BEST, FROM_BEST, given, says_besides
from commonpool.matching.queries.candidates import Sought, free_minutes, in_pool, may_ask, within_filters
from commonpool.matching.queries.counts import NOT_COUNTED, Counts, counted, read
from commonpool.matching.queries.ranking import (
    ORDER,
    called_like,
    functions_of,
    in_rest,
    in_words,
    likely,
    likely_near,
    rank,
    saying_all,
    says,
)
from commonpool.matching.queries.reasons import Asked
from commonpool.matching.queries.results import Row
from commonpool.matching.queries.written import Values, any_of
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.ideas import Idea, called

PAGE = 20
CAP = 5000
"""Candidates ranked at most; a broader search says "5,000+"."""
ENOUGH = 500
"""Who answers: among more, what the best say besides is not looked at."""
MANY = 150
"""Who may say what is asked for: beside so many, who says only what stands near it is not looked for."""
FEW = 5
"""Ideas in what may be a name; more are a sentence."""
# A row's words are looked at once; what the best say besides is added to what they give.
RANKED = """
WITH {chosen},
scored AS MATERIALIZED (
    SELECT it.*, {in_words} AS in_words, {in_rest} AS in_rest
      FROM (SELECT it.*, {free} AS free FROM chosen it OFFSET 0) it),
best AS (
    SELECT words, row_number() OVER () AS place
      FROM (SELECT words FROM scored WHERE (SELECT count FROM told) <= {enough}
             ORDER BY in_words + in_rest DESC, {order} LIMIT {best}) first),
{besides},
page AS (
    SELECT listing_id, home_id, rank, free, row_number() OVER () AS place
      FROM (SELECT listing_id, home_id, {rank} AS rank, free FROM scored it ORDER BY rank DESC, {order}
            OFFSET {first} LIMIT {last} - {first}) shown),
{counted}
SELECT {number} AS number, told.count, told.whole OR EXISTS (SELECT FROM sure), strict.strict,
       said.stems, said.weights, CASE WHEN coalesce(page.place, 1) = 1 THEN (SELECT counts FROM counted) END,
       page.listing_id, page.home_id, page.rank, page.free
  FROM told CROSS JOIN strict
 CROSS JOIN (SELECT array_agg(stem) AS stems, array_agg(weight) AS weights FROM besides) said
  LEFT JOIN page ON true ORDER BY page.place
"""
NOTHING = "besides AS (SELECT NULL AS stem, 0::float8 AS weight, NULL::tsquery AS said WHERE false)"


@dataclass(frozen=True)
class Answers:
    """Who matches, and what was understood.

    `shown`: those looked at, the best first. `capped`: there are more than are counted; `together`: how many there
    are with who else may do, where fewer than a page match; `whole`: somebody has the whole of what is asked.
    `strict`: so many seemed to match that who says only what stands near it was not looked for. `counts`: of those
    who are shown or answer, where they were to be counted.
    """

    shown: list[Row]
    asked: Asked
    count: int
    capped: bool
    together: int
    whole: bool
    strict: bool
    counts: Counts = field(default_factory=dict)


@dataclass(frozen=True)
class Question:
    """What is asked for in some weeks, and what is understood of it.

    Where few were found it is asked again: `loosely`, of who is called `like` it or says what stands near it too; then
    with the `ids` of those who answer, and what they say `besides`, of whom else may do.
    """

    wanted: Wanted
    ideas: list[Idea]
    mondays: Sequence[date]
    places: Sequence[int]
    councils: Mapping[int, bool]
    at: datetime
    names: bool
    closely: bool = False
    counted: bool = False
    like: str = ""
    loose: bool = False
    ids: tuple[int, ...] | None = None
    besides: Mapping[str, float] = field(default_factory=dict)

    @property
    def named(self) -> str:
        """What may also be a name: a few words, for councils that see names; else nothing."""
        return self.wanted.words if self.names and may_be_name(self.ideas) else ""

    def loosely(self, names: str) -> "Question":
        """The same, whoever says what stands near it, and who is called like it (`names_like`), who rank last."""
        return replace(self, like=names, loose=True)

    def wider(self, found: Answers) -> "Question | None":
        """The same, and who else may do; None where nothing says so."""
        again = replace(
            self, loose=True, ids=tuple(row.listing_id for row in found.shown), besides=found.asked.besides
        )
        return again if again.also(Values()) else None

    def ranked(self, number: int, first: int, last: int, put: Values) -> str:
        """The SQL of it: each row has what is told of all, and a listing or none."""
        sought = self.sought(put)
        this_week = weeks.monday_of(london_date(self.at))
        return RANKED.format(
            chosen=sought.chosen(CAP),
            in_words=in_words(self.ideas, put),
            in_rest=in_rest(self.ideas, self.wanted, this_week, put),
            free=free_minutes(self.mondays, self.at, put),
            besides=self._besides(put),
            rank=rank(self.calling(put)),
            order=ORDER,
            enough=ENOUGH,
            best=BEST,
            first=first,
            last=last,
            number=number,
            counted=self._counted(put) if self.counted else NOT_COUNTED,
        )

    def answers(self, rows: list[Any]) -> Answers:
        """What was answered to the question."""
        (count, whole, strict, stems, weights, counts, *_row), *_rest = rows
        said = dict(zip(stems or (), weights or (), strict=True))
        shown = [Row(*row) for row in (told[6:] for told in rows) if row[0] is not None]
        return Answers(
            shown, Asked(self.ideas, said), min(count, CAP), count > CAP, 0, whole, strict, read(counts)
        )

    def sought(self, put: Values) -> Sought:
        """What holds of the rows that answer."""
        ideas = by_itself(self.ideas) if self.closely else self.ideas
        likely, says = matching_words(self.wanted, ideas, put, like=self.like)
        whole, called = saying_all(self.ideas, put), self.calling(put)
        if self.like:
            whole = any_of([whole, *says[1:]])  # whoever is called like it has the whole of it
        if self.ids is not None:
            also = [self.also(put)]
            likely, says, whole = likely + also, says + also, "true"
            called = f"it.listing_id = ANY({put(list(self.ids))})"
        return Sought(
            any_of(likely),
            likely_near(ideas, put),
            any_of(says),
            whole,
            called,
            within_filters(self.wanted, self.mondays, self.places, self.at, put),
            in_pool(self.wanted, self.councils, self.at, put),
            may_ask(self.places, self.at, put) if self.closely or self.wanted.for_pay else "true",
            CAP if self.loose else MANY,
        )

    def calling(self, put: Values) -> str:
        """Who is called exactly what is typed, or has all of it in their name where no listing says any of it. For
        councils that see names."""
        said = called(self.wanted.words)
        if not (self.names and said):
            return "false"
        parts = [f"it.name = {put(said)}"]
        about = [idea for idea in self.ideas if idea.main]
        if about and all(idea.unsaid for idea in about):
            parts.append(called_like(" & ".join(said.split()), put))
        return any_of(parts)

    def also(self, put: Values) -> str:
        """Who else may do where few are found: who offer a function that is asked for, or say what the best say
        besides."""
        offered = functions_of(self.ideas)
        parts = [f"it.function_ids && {put(offered)}::varchar[]"] if offered else []
        parts += [says_besides(self.besides, put)] if self.besides else []
        return any_of(parts) if parts else ""

    def _counted(self, put: Values) -> str:
        """Who fills a page with those who answer is counted as far as they are on it."""
        those = "true" if self.ids is None else "listing_id IN (SELECT listing_id FROM page)"
        return counted(those, self.places, put)

    def _besides(self, put: Values) -> str:
        if self.ids is not None:
            return given(self.besides, put)
        # Words that no listing says are a name: what the namesakes do is not what was asked for.
        return FROM_BEST if any(idea.weight for idea in self.ideas) else NOTHING


def matching_words(
    wanted: Wanted, ideas: list[Idea], put: Values, *, like: str
) -> tuple[list[str], list[str]]:
    """What answers what is asked for, as an index finds it and as it is; and who is called `like` it, if anybody."""
    if not wanted.words.strip():
        return ["true"], ["true"]
    named = [called_like(like, put)] if like else []
    if not ideas:
        return named, named
    return [likely(ideas, put), *named], [says(ideas, put), *named]


def by_itself(ideas: list[Idea]) -> list[Idea]:
    """The ideas without what stands near them; none where nothing is named or hinted at and no listing says half of the
    words: who says the other half does another thing."""
    about = [idea for idea in ideas if idea.main and not idea.named]
    said = [idea for idea in about if idea.weight]
    if about and 2 * len(said) <= len(about) and not any(idea.named for idea in ideas):
        return []
    return [replace(idea, near=()) for idea in ideas]


def may_be_name(ideas: list[Idea]) -> bool:
    """A few words may also be a name."""
    return len(ideas) <= FEW
