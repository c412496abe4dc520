"""Finding the person who has already done it, and saying why they are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from commonpool.access import Actor, Right
from commonpool.agreements.queries import sees_names
from commonpool.availability.models import Listing
from commonpool.availability.queries import bookable_listings, visible_listings
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date
from commonpool.matching.queries.answers import Understood, answers_to_each, understood
from commonpool.matching.queries.counts import Counts
from commonpool.matching.queries.questions import PAGE, Answers
from commonpool.matching.queries.results import Hit, described
from commonpool.matching.rules import Wanted
from commonpool.people.queries import working_at

WEEKS_AHEAD = 12
CHOICES = {"skill": "skill_id", "function": "function_id", "nation": "nation", "region": "region"}
"""The filters of which one is chosen, by what counts call them."""


@dataclass(frozen=True)
class Found:
    """A page of results. `capped`: there are more than are counted; `loosened`: not all words match; `answered`:
    somebody says some of them; `busy`: where nobody is found for so long, how many are with no time asked for;
    `counts`: how many of those found each filter would leave; of a list of which one is chosen, that one alone."""

    count: int
    capped: bool
    loosened: bool
    answered: bool
    hits: tuple[Hit, ...]
    busy: int = 0
    counts: Counts = field(default_factory=dict)


@dataclass(frozen=True)
class _Asked:
    """What is asked for, all in the same weeks, by whom, and whether they see names."""

    known: Understood
    mondays: tuple[date, ...]
    places: list[int]
    at: datetime
    names: bool

    @classmethod
    def by(cls, places: Iterable[int], asked: Sequence[Wanted], at: datetime) -> "_Asked":
        places = sorted(places)
        known = understood(asked, at)
        names = not known.councils.keys().isdisjoint(places) or sees_names(places)
        if not names:
            known = replace(known, asked=[without_names(each) for each in asked])
        return cls(known, asked[0].mondays or upcoming(at), places, at, names)

    def answers(self, first: int = 0, last: int = PAGE, *, counted: bool = False) -> list[Answers]:
        return answers_to_each(
            self.known,
            self.mondays,
            self.places,
            self.at,
            names=self.names,
            first=first,
            last=last,
            counted=counted,
        )

    def counts(self, found: Answers) -> Counts:
        """Those of the search that found these; of a filter of which one is chosen, that one."""
        (wanted,) = self.known.asked
        chosen = {name: value for name, field_ in CHOICES.items() if (value := getattr(wanted, field_))}
        return {**found.counts, **{name: {value: _count(found)} for name, value in chosen.items()}}

    def hits(self, found: Answers, wanted: Wanted) -> tuple[Hit, ...]:
        told = described(
            found.shown, wanted, found.asked, self.mondays, self.places, self.at, names=self.names
        )
        return tuple(told)


def search(actor: Actor, wanted: Wanted, at: datetime, page: int = 1, *, counted: bool = False) -> Found:
    """The officers who match, the best first (`queries.ranking`), 20 to a page. Where fewer than a page are found, it
    is filled with who else may do (`also`); where more than CAP match, that many of the likeliest are ranked. A fixed
    number of queries. `counted`: with the counts of the filters."""
    asked = _Asked.by(actor.where(Right.SEARCH_POOL), [wanted], at)
    first, last = ((end * PAGE) for end in (page - 1, page))
    (answers,) = asked.answers(first, last, counted=counted)
    count, busy = _count(answers), 0
    if not count and wanted.for_pay:
        at_any_time = replace(wanted, minutes=0, total_minutes=0, each_week=False, bookable=True)
        busy = _count(*replace(asked, known=replace(asked.known, asked=[at_any_time])).answers())
    whole = answers.whole or not count
    hits, counts = asked.hits(answers, wanted), asked.counts(answers) if counted else {}
    return Found(count, answers.capped, not whole, answers.count > 0, hits, busy, counts)


def without_names(wanted: Wanted) -> Wanted:
    """The same of councils that see no names: nor do they see whose officers they are, or prices."""
    return replace(wanted, most_pence=0, home_id=0)


def first_found(actor: Actor, host_id: int, wishes: Sequence[Wanted], at: datetime) -> tuple[Hit, ...]:
    """Up to 20 who answer the first of these wishes that anybody answers whom no rule keeps from the host, the best
    first, each with as much of the first wish as they have. All wishes are of the same weeks. As many queries as a
    search; what is shown is asked again for a wish of which a rule keeps everybody. Nobody to who may not search there.
    """
    if host_id not in actor.where(Right.SEARCH_POOL):
        return ()
    asked = _Asked.by([host_id], wishes, at)
    found = (asked.hits(each, wishes[0]) for each in asked.answers() if each.shown)
    lawful = (tuple(hit for hit in hits if not hit.free.by) for hits in found)
    return next(filter(None, lawful), ())


def _count(answers: Answers) -> int:
    """How many are shown: who answers, and less than a page is filled with who else may do."""
    return max(answers.count, min(PAGE, answers.together))


def upcoming(at: datetime) -> tuple[date, ...]:
    """The Mondays of the next twelve weeks, from next Monday."""
    first = weeks.monday_of(london_date(at)) + weeks.WEEK
    return tuple(first + n * weeks.WEEK for n in range(WEEKS_AHEAD))


def listings_for(wanted: Wanted, places: list[int], at: datetime) -> QuerySet[Listing]:
    """The listings that may be shown; where time is asked for, those that these councils may ask for it."""
    if not wanted.for_pay:
        return visible_listings(at)
    at_work = (working_at(place, london_date(at)).filter(person_id=OuterRef("person_id")) for place in places)
    return bookable_listings(at).exclude(*map(Exists, at_work))
