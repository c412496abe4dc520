"""What of a search in vain may be kept: whether it names a person, and how near to it somebody came."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from commonpool.identity.models import Person
from commonpool.kernel.prepared import Asking, at_once, nothing_asked
from commonpool.kernel.rows import Compiled
from commonpool.matching.models import EmptySearch
from commonpool.matching.queries.answers import Understood
from commonpool.matching.queries.candidates import councils_in_pool
from commonpool.matching.queries.names import MOST, TypedWord, names_known
from commonpool.matching.queries.ranking import saying_all
from commonpool.matching.queries.vocabulary import ideas_in_each
from commonpool.matching.queries.written import Values
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.ideas import Idea, called
from commonpool.matching.rules.naming import LONGEST, Heard, names_somebody

NEAREST = """
SELECT max({said}) FROM matching_officerindex it WHERE it.listing_id = ANY({listings})
"""


@dataclass(frozen=True)
class LookedFor:
    """What is asked for, as the index knows it, whether its words are taken for a person's name, and when the same
    person looked for the same last."""

    known: Understood
    name: bool
    last_at: datetime | None

    @property
    def things(self) -> list[Idea]:
        """The things that the words ask for."""
        (ideas,) = self.known.ideas
        return _things(ideas)


def looked_for(wanted: Wanted, person_id: int, at: datetime) -> LookedFor:
    """What is known of what somebody looked for: words, function and skill. Five SQL queries at once."""
    words = " ".join(wanted.words.split())
    asked = {"words": words[:200], "function_id": wanted.function_id, "skill_id": wanted.skill_id}
    (ideas,), names, account, last, councils = at_once(
        ideas_in_each([words]),
        names_known(called(words).split()[:MOST]),
        _account(words),
        _LAST.asking(person_id=person_id, **asked),
        councils_in_pool(at),
    )
    name = "@" in words or account or names_somebody(_heard(words, names, _things(ideas)))
    thing = Wanted(words=words[:200], function_id=wanted.function_id, skill_id=wanted.skill_id)
    known = Understood([thing], [ideas], councils)
    return LookedFor(known, name, last[0][0] if last else None)


def _things(ideas: list[Idea]) -> list[Idea]:
    return [idea for idea in ideas if idea.main] or ideas


def said_of(things: Collection[Idea], listing_ids: Collection[int]) -> int:
    """How many of these things whoever says most of them says, of these listings. One SQL query, none where there is
    nothing to ask."""
    if not things or not listing_ids:
        return 0
    put = Values()
    said = " + ".join(f"({saying_all([idea], put)})::int" for idea in things)
    return put.answers(NEAREST.format(said=said, listings=put(list(listing_ids))))[0][0] or 0


def _heard(words: str, names: Sequence[TypedWord], things: Collection[Idea]) -> list[Heard]:
    """The words that carry a meaning or are somebody's, as `names_somebody` hears them. What is written in capitals
    alone is short for something."""
    vocabulary = {word for idea in things if idea.named for form in idea.same for word in form}
    capitals = {called(word) for word in re.findall(r"[^\W\d_][\w'’]*", words) if word[0].isupper()}
    capitals -= {called(word) for word in words.split() if word.isupper() and len(word) > 1}
    return [
        Heard(each.word in capitals, each.held, each.said or each.word in vocabulary)
        for each in names
        if each.tells or each.held
    ]


def _account(words: str) -> Asking[bool]:
    """Asks whether somebody with an account is called so."""
    if not 0 < words.count(" ") < LONGEST:
        return nothing_asked(answer=False)
    return _CALLED.asking(name=words).then(bool)


def _last(person_id: int, words: str, function_id: str, skill_id: str) -> QuerySet[EmptySearch, Any]:
    mine = EmptySearch.objects.filter(searched_by_id=person_id, words=words)
    mine = mine.filter(function_id=function_id, skill_id=skill_id)
    return mine.order_by("-searched_at").values_list("searched_at")[:1]


_LAST = Compiled(_last, person_id=-1, words="no words", function_id="no function", skill_id="no skill")
_CALLED = Compiled(
    lambda name: Person.objects.filter(name__iexact=name).values_list("pk")[:1], name="nobody's name"
)
