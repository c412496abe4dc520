"""Why somebody is shown: what they have done, offer or say that answers what is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from commonpool.availability.models import Listing
from commonpool.kernel.names import name_of
from commonpool.kernel.prepared import Asking, Prepared, at_once, nothing_asked
from commonpool.kernel.words import translated
from commonpool.matching.queries.alike import said_any
from commonpool.matching.queries.done import Done, things_done
from commonpool.matching.queries.lexemes import Written, as_typed, each_written
from commonpool.matching.queries.ranking import functions_of, literal, marking
from commonpool.matching.queries.reading import as_read
from commonpool.matching.rules import Reason, Wanted
from commonpool.matching.rules.ideas import Idea, called
from commonpool.matching.rules.slips import means_one_of

OFFERED = Prepared(
    *("ids", "indexed", "typed", "skill", "functions", "chosen"),
    sql=f"""
WITH asked AS (
     SELECT %(indexed)s::tsquery || coalesce(to_tsquery('english', nullif(%(typed)s, '')), ''::tsquery) AS query)
SELECT offer.listing_id, 'skill', skill.name
  FROM availability_listingskill offer JOIN people_skill skill ON skill.id = offer.skill_id CROSS JOIN asked
 WHERE offer.listing_id = ANY(%(ids)s)
   AND (skill.id = %(skill)s
        OR to_tsvector('english', {as_read("concat_ws(' ', skill.name, array_to_string(skill.aliases, ' '))")})
           @@ asked.query)
 UNION ALL
SELECT offer.listing_id, 'function', function.label
  FROM availability_listingfunction offer JOIN organisations_function function ON function.id = offer.function_id
 CROSS JOIN asked
 WHERE offer.listing_id = ANY(%(ids)s)
   AND (function.id = ANY(%(functions)s) OR %(chosen)s IN (function.id, function.parent_id)
        OR to_tsvector('english', {as_read("function.label")}) @@ asked.query)
 UNION ALL
SELECT listing.id, said.kind, said.text
  FROM availability_listing listing JOIN people_employment employment ON employment.id = listing.employment_id
 CROSS JOIN asked CROSS JOIN LATERAL (VALUES ('headline', listing.headline), ('job', employment.job_title))
       AS said (kind, text)
 WHERE listing.id = ANY(%(ids)s) AND to_tsvector('english', {as_read("said.text")}) @@ asked.query
""",  # noqa: S608
)
OFFERS = ("skill", "function")
MATCHES = (*OFFERS, "headline", "job")
"""What OFFERED tells of, in the order in which it is told: the last two where nothing else is."""
TOLD_FIRST = 2
"""Things that were done which are told before skills and functions: a card shows the first few reasons."""


@dataclass(frozen=True)
class Asked:
    """What is asked for, and what those say `besides` who answer best."""

    ideas: list[Idea]
    besides: Mapping[str, float]


def reasons_for(
    listings: list[Listing], wanted: Wanted, asked: Asked, *, names: bool
) -> dict[int, list[Reason]]:
    """Why each listing matches: two things that were done, with who confirmed one if anybody did, then what they offer.

    Where none of these matches, the headline or the job that does; else who it is. Never none where words are asked.

    Without `names`, only what names nobody: skills, functions, the job.
    """
    return reasons_for_each([(listings, wanted, asked)], names=names)[0]


def reasons_for_each(
    several: Sequence[tuple[list[Listing], Wanted, Asked]], *, names: bool
) -> list[dict[int, list[Reason]]]:
    """The same of each of these, asked at once."""
    askings: list[Asking[Any]] = [asking for each in several for asking in _why(*each, names=names)]
    answers = iter(at_once(*askings))
    return [
        _told(listings, wanted, next(answers), next(answers), names=names)
        for listings, wanted, _asked in several
    ]


def _why(
    listings: list[Listing], wanted: Wanted, asked: Asked, *, names: bool
) -> tuple[Asking[dict[int, list[Reason]]], Asking[list[tuple[int, str, str]]]]:
    """Asks what was done, and what is offered."""
    if not listings:
        return nothing_asked({}), nothing_asked([])
    forms, functions = marking(asked.ideas), functions_of(asked.ideas)
    written = each_written(forms)
    done: Asking[dict[int, list[Reason]]] = nothing_asked({})
    if names and forms:
        by_person = {listing.person_id: listing.pk for listing in listings}
        words = literal(wanted.words) or as_typed(forms)
        besides = ("simple", said_any(asked.besides)) if asked.besides else ("english", words)
        done = _done(by_person, written, words, besides, functions, wanted.function_id)
    return done, _offered([listing.pk for listing in listings], written, wanted, functions)


def _told(
    listings: list[Listing],
    wanted: Wanted,
    did: Mapping[int, list[Reason]],
    offered: list[tuple[int, str, str]],
    *,
    names: bool,
) -> dict[int, list[Reason]]:
    """Each listing's reasons, in their order."""
    found: dict[int, list[Reason]] = {listing.pk: [] for listing in listings}
    for pk, said in did.items():
        found[pk] += said[:TOLD_FIRST]
    for pk, kind, text in offered:
        if kind in OFFERS or (not found[pk] and (names or kind == "job")):
            found[pk].append(Reason(kind, translated(text) if kind == "function" else name_of(text)))
    for pk, said in did.items():
        found[pk] += said[TOLD_FIRST:]
    for listing in listings:
        found[listing.pk] += _the_rest(listing, wanted, found[listing.pk], names=names)
    return found


def _the_rest(listing: Listing, wanted: Wanted, found: list[Reason], *, names: bool) -> list[Reason]:
    """Who it is, where the words match nothing else; and of what the filters say, what is so."""
    home = listing.employment.organisation
    filters = [
        (wanted.region and home.region == wanted.region, "place", name_of(home.region)),
        (not wanted.region and home.nation == wanted.nation, "place", name_of(home.nation)),
        (wanted.remote and listing.remote, "remote", ""),
        (wanted.on_site and listing.on_site, "on_site", ""),
    ]
    told = [Reason(kind, text) for holds, kind, text in filters if holds]
    return [_who(listing, wanted.words, names=names), *told] if wanted.words and not found else told


def _who(listing: Listing, words: str, *, names: bool) -> Reason:
    """The name where the words may mean it, else what they say of themselves; without `names`, the job."""
    if not names:
        return Reason("job", name_of(listing.employment.job_title))
    name = listing.person.name
    by_name = means_one_of(called(words), called(name))
    return Reason("name", name) if by_name else Reason("themselves", listing.headline)


def _offered(
    ids: list[int], forms: Written, wanted: Wanted, functions: list[str]
) -> Asking[list[tuple[int, str, str]]]:
    """Asks for the skills and functions that were chosen or are of what is asked for, or have a name that the words
    match, and for the headline and the job that they match: each by its listing and its kind, as in MATCHES. One SQL
    query."""
    rows = OFFERED.asking(
        ids=ids,
        indexed=" | ".join(forms.indexed),
        typed=" | ".join(forms.typed),
        skill=wanted.skill_id,
        functions=functions,
        chosen=wanted.function_id,
    )
    return rows.then(lambda found: sorted(found, key=lambda row: (row[0], MATCHES.index(row[1]), row[2])))


def _done(
    by_person: Mapping[int, int],
    forms: Written,
    words: str,
    besides: tuple[str, str],
    functions: list[str],
    chosen: str,
) -> Asking[dict[int, list[Reason]]]:
    """Asks what was done that answers, by listing, as `things_done` has it: what somebody confirmed is among the first.

    What has none of the words, and is of a function that is asked for or like the best, is told once, or where it adds
    who confirmed.
    """

    def read(things: list[Done]) -> dict[int, list[Reason]]:
        found: dict[int, list[Reason]] = {}
        for done in things:
            told = found.setdefault(by_person[done.person_id], [])
            if done.says or not told or (done.confirmed_at and not any(each.by for each in told)):
                told.append(done.reason)
        for told in found.values():
            confirmed = next((n for n, reason in enumerate(told) if reason.kind == "confirmed"), 0)
            if confirmed >= TOLD_FIRST:
                told.insert(TOLD_FIRST - 1, told.pop(confirmed))
        return found

    return things_done(list(by_person), forms, words, besides, functions, chosen).then(read)
