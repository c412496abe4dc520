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
from commonpool.matching.queries.names import MOST, TypedWord, names_known
from commonpool.matching.queries.ranking import saying_all
from commonpool.matching.queries.vocabulary import ideas_in_each
from commonpool.matching.queries.written import Values
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.ideas import Idea, called
from commonpool.matching.rules.naming import LONGEST, Heard, names_somebody

NEAREST = """
SELECT max({said}) FROM matching_officerindex it
  JOIN availability_listing listing ON listing.id = it.listing_id AND listing.reference = ANY({officers})
"""


@dataclass(frozen=True)
class LookedFor:
    """The things that words ask for, whether they are taken for a person's name, and when the same person looked for
    the same last."""

    things: list[Idea]
    name: bool
    last_at: datetime | None


def looked_for(wanted: Wanted, person_id: int) -> LookedFor:
    """What is known of what somebody looked for. Four SQL queries at once."""
    words = " ".join(wanted.words.split())
    asked = {"words": words[:200], "function_id": wanted.function_id, "skill_id": wanted.skill_id}
    (ideas,), names, account, last = at_once(
        ideas_in_each([words]),
        names_known(called(words).split()[:MOST]),
        _account(words),
        _LAST.asking(person_id=person_id, **asked),
    )
    things = [idea for idea in ideas if idea.main] or ideas
    name = "@" in words or account or names_somebody(_heard(words, names, things))
    return LookedFor(things, name, last[0][0] if last else None)


def said_of(things: Collection[Idea], officers: Collection[str]) -> int:
    """How many of these things whoever says most of them says, of the listings with these references. One SQL query,
    none where there is nothing to ask."""
    if not things or not officers:
        return 0
    put = Values()
    said = " + ".join(f"({saying_all([idea], put)})::int" for idea in things)
    return put.answers(NEAREST.format(said=said, officers=put(list(officers))))[0][0] or 0


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
