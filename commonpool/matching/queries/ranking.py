"""How well a listing answers a need, as an expression that PostgreSQL reckons.

    rank = words + ALIKE × alike + CONFIRMED × confirmed + RECENT × recency + FREE × availability + RESTED × rested

    words = Σ over ideas (share × (best + BREADTH × b ÷ (1 + b) + OWN if it offers a function of the idea))

- *share*: the weight of the idea, which is how rare it is among all listings (`rules.ideas`), of that of all ideas.
- *best*: the most of place × closeness, each idea counting where it counts most.
  *Place*: 1 in the headline or in what somebody confirmed was done; 0.9 in what they say they did, their job and their
  skills; 0.6 in functions and other names of skills; 0.4 in what they say of themselves.
  *Closeness*: AS_ASKED for that of several names that was typed; 1 for its name; ALL_WORDS where the words of a name
  stand apart; NEAR for what the vocabulary puts beside it.
- *b*, of what the vocabulary names: in how many ways and places it is said (`ts_rank` of all of them together).
- *alike*: which part it says of what those say besides who answer best (`queries.alike`), where no more than ENOUGH
  answer.
- *confirmed*: 1 where somebody confirmed what was done in a function that is asked for (in any, where none is).
- *recency*: 1 where what they did last was done this year, and a tenth less for each year since.
- *availability*: the free minutes of the weeks looked at, of twice those that are asked for (of USUAL where none are).
- *rested*: 1 where no hours of theirs are booked in the last QUARTER or to come.

Who is called exactly what is typed stands before all (BY_NAME), for councils that see names.

Nothing else enters: no person's characteristic, no council. Equal ones stand by how much was confirmed, then by free
minutes, then by listing. A listing is found that says one of the weightiest ideas: of those without which it could not
have FLOOR of the weight of what the need is about (`needed`).
"""

from collections.abc import Iterable, Sequence
from datetime import date

from commonpool.kernel import weeks
from commonpool.matching.models import NAME_WORDS
from commonpool.matching.queries.alike import SHARE
from commonpool.matching.queries.candidates import parts_of
from commonpool.matching.queries.lexemes import ANYWHERE, IN_ORDER, as_typed, each_word, said
from commonpool.matching.queries.written import Values, all_of, any_of
from commonpool.matching.rules import Wanted
from commonpool.matching.rules.ideas import BREAK, Idea, typed
from commonpool.matching.rules.spelling import Form

PLACES = (("A", 1.0), ("B", 0.9), ("C", 0.6), ("D", 0.4))
AS_ASKED, ALL_WORDS, NEAR = 1.2, 0.9, 0.45
BREADTH, OWN = 1.5, 0.4
CONFIRMED, RECENT, FREE, RESTED = 0.06, 0.04, 0.04, 0.03
ALIKE = 1.6
BY_NAME = 10.0
YEARS, USUAL, QUARTER = 10, 360, 13 * weeks.WEEK
FLOOR = 0.25
NEAREST = 16
"""Of what the vocabulary puts beside a thing, the first of which find a listing; all of it counts in the rank."""
ORDER = "confirmed DESC, free DESC, listing_id"
"""How those stand who rank alike."""


def likely(ideas: Sequence[Idea], put: Values) -> str:
    """That a row may say one of the weightiest ideas: it has all the words of one of the forms, wherever they stand."""
    return _in_index(telling(form for idea in _weightiest(ideas) for form in idea.same), put)


def likely_near(ideas: Sequence[Idea], put: Values) -> str:
    """The same, of what stands nearest to them: each more is looked up by itself, and finds hardly anybody."""
    return _in_index(telling(form for idea in _weightiest(ideas) for form in idea.near[:NEAREST]), put)


def says(ideas: Sequence[Idea], put: Values) -> str:
    """That a row says one of the weightiest ideas, or what stands near it."""
    return _says(put, telling(form for idea in _weightiest(ideas) for form in (*idea.same, *idea.near)))


def called_like(names: str, put: Values) -> str:
    """That a row's name is one that `names_like` asks for."""
    return f"{NAME_WORDS.format('it.name')} @@ to_tsquery('simple', {put(names)})"


def saying_all(ideas: Sequence[Idea], put: Values) -> str:
    """That each idea's own words are there."""
    return all_of(any_of(_says(put, [form]) for form in idea.same) for idea in ideas if idea.main)


def rank(called: str) -> str:
    """The rank of a row whose parts are reckoned, `in_words` and `in_rest`: before all, of who is `called` so."""
    by_name = f"CASE WHEN {called} THEN {BY_NAME}::float8 ELSE 0 END"
    return f"in_words + {ALIKE} * {SHARE} + in_rest + {by_name}"


def in_rest(ideas: Sequence[Idea], wanted: Wanted, this_week: date, put: Values) -> str:
    """What a row whose `free` minutes are known gets besides its words."""
    asked = functions_of(ideas)
    ids = [f"{put(asked)}::varchar[]"] if asked else []
    ids += [parts_of(wanted.function_id, put)] if wanted.function_id else []
    did = f"it.confirmed_function_ids && ({' || '.join(ids)})" if ids else "it.confirmed > 0"
    since = f"({this_week.year} - it.latest_in)"
    minutes = 2.0 * (wanted.minutes_in_all or USUAL)
    return f"""(CASE WHEN {did} THEN {CONFIRMED}::float8 ELSE 0 END
        + coalesce({RECENT} * greatest(0, least(1, 1 - {since} / {YEARS}.0)), 0)
        + {FREE} * least(1, it.free::float8 / {minutes})
        + CASE WHEN it.booked_on >= {put(this_week - QUARTER)}::date THEN 0 ELSE {RESTED}::float8 END)"""


def in_words(ideas: Sequence[Idea], put: Values) -> str:
    """What the words give: 1 for a listing that says each idea at its best place, and more where it says it as it was
    typed, for breadth and for function."""
    total = sum(idea.weight for idea in ideas)
    shares = [_share(idea, put) for idea in ideas if idea.weight]
    return f"({' + '.join(shares)}) / {put(total)}::float8" if shares else "0::float8"


def subjects(ideas: Sequence[Idea]) -> list[Idea]:
    """What the need is about: what the vocabulary names, else what is no word of asking, else all of it."""
    named = [idea for idea in ideas if idea.named]
    return named or [idea for idea in ideas if idea.main] or list(ideas)


def functions_of(ideas: Sequence[Idea]) -> list[str]:
    """The functions that what the vocabulary names belongs to."""
    return sorted({each for idea in ideas if idea.named for each in idea.functions} - {""})


def needed(ideas: Sequence[Idea], least: float) -> list[Idea]:
    """The weightiest ideas, of which every listing has one that reaches `least`: the others do not add up to it."""
    kept = sorted(ideas, key=lambda idea: -idea.weight)
    while (
        len(kept) > 1 and sum(idea.weight for idea in ideas) - sum(idea.weight for idea in kept[:-1]) < least
    ):
        kept.pop()
    return kept


def marking(ideas: Sequence[Idea]) -> list[Form]:
    """What to look for in a result's words: each form that names the ideas, or stands near them."""
    main = [idea for idea in ideas if idea.main or idea.named] or list(ideas)
    return list(dict.fromkeys(form for idea in main for form in (*idea.same, *idea.near)))


def literal(words: str) -> str | None:
    """Any of the words as they were typed, whatever they mean."""
    return as_typed((word,) for word in typed(words) if word != BREAK) or None


def telling(forms: Iterable[Form]) -> list[Form]:
    """The forms without those that another one finds too: whoever says "running elections" says "elections"."""
    once = {tuple(map(_alone, form)): form for form in forms}
    single = {form[0] for form in once if len(form) == 1}
    return [form for stem, form in once.items() if len(stem) == 1 or single.isdisjoint(stem)]


def widest(forms: Iterable[Form]) -> list[Form]:
    """The forms of whose words no other one has a part only: who has those of "subject access request" has those of
    "subject access"."""
    once = {frozenset(map(_alone, form)): form for form in forms}
    return [form for words, form in once.items() if not any(other < words for other in once)]


def _alone(word: str) -> str:
    return word[:-1] if len(word) > 4 and word[-1] == "s" != word[-2] else word


def _share(idea: Idea, put: Values) -> str:
    """What an idea gives a listing: at its best place, and in its breadth."""
    best = _best(idea, put)
    if not idea.named:
        return best
    forms = [*idea.same, *idea.near]
    times = f"ts_rank(it.words, {each_word(forms, put)}) * {len(forms)}"
    offers = f"it.function_ids && {put(list(idea.functions))}::varchar[]"
    own = f"CASE WHEN {offers} THEN {put(idea.weight * OWN)}::float8 ELSE 0 END"
    return f"{best} + (1 - 1 / (1 + {times})) * {put(idea.weight * BREADTH)}::float8 + {own}"


def _best(idea: Idea, put: Values) -> str:
    """The weight of the idea, times the best of place and closeness; nought where nothing is said.

    A row is asked first how closely it says anything, wherever that stands: most are asked of no place.
    """
    asked = [idea.asked] if len(idea.same) > 1 and idea.asked else []
    close = [(AS_ASKED, IN_ORDER, asked), (1.0, IN_ORDER, idea.same), (ALL_WORDS, ANYWHERE, _long(idea.same))]
    close = [each for each in [*close, (NEAR, IN_ORDER, idea.near)] if each[2]]
    told = ""
    for number, (_part, words, forms) in enumerate(close):
        steps = [
            (part * place, _says(put, ways, label, stand))
            for part, stand, ways in close[number:]
            for label, place in PLACES
        ]
        best = "".join(
            f" WHEN {says_it} THEN {put(part * idea.weight)}::float8"
            for part, says_it in sorted(steps, key=lambda step: -step[0])
        )
        told += f" WHEN {_says(put, forms, words=words)} THEN CASE{best} ELSE 0 END"
    return f"CASE{told} ELSE 0 END"


def _weightiest(ideas: Sequence[Idea]) -> list[Idea]:
    """The ideas of which a listing says one that is found."""
    return needed(ideas, FLOOR * sum(idea.weight for idea in subjects(ideas)))


def _in_index(forms: Sequence[Form], put: Values) -> str:
    single = [form for form in forms if len(form) == 1]
    several = widest(form for form in forms if len(form) > 1)
    found = [_says(put, single)] if single else []
    return any_of([*found, *(_says(put, [form], words=ANYWHERE) for form in several)])


def _says(put: Values, forms: Iterable[Form], label: str = "", words: str = IN_ORDER) -> str:
    """That a row says one of the forms."""
    return f"it.words @@ {said(forms, put, label=label, words=words)}"


def _long(forms: Iterable[Form]) -> list[Form]:
    return [form for form in forms if len(form) > 1 and min(map(len, form)) > 1]
