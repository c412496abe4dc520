"""Search rows follow what they show, in the same transaction."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from commonpool.access import Actor
from commonpool.activity.operations import change
from commonpool.availability.models import Listing
from commonpool.matching.models import SHOWN_DAYS, SHOWN_WEEKS, OfficerIndex
from commonpool.matching.queries.reading import as_called, as_read
from commonpool.people.queries import people_in
from commonpool.people.rules import NOT_SO

NAMES = """
INSERT INTO matching_indexedname (word)
SELECT DISTINCT word FROM {words} WHERE word ~ '^[[:alnum:]]{{1,60}}$' ORDER BY word ON CONFLICT DO NOTHING
"""
# One statement for any number of listings. The headline and what somebody confirmed was done weigh most (A), then what
# they say was done, their job and their skills (B), the functions and other names of the skills (C), and what they say
# of themselves (D). What a piece of work says can be changed after a part in it was confirmed, so it weighs as words.
# What was done in a function finds them by it, as what they offer does. Words that no listing and no name had before
# are kept too, in the same order by everybody. The weeks of a row that is there already are their trigger's.
INDEX = f"""
WITH said AS (
SELECT listing.id, listing.person_id, home.id AS home_id, home.nation, home.region, listing.remote, listing.on_site,
       coalesce(skills.ids, '{{}}') AS skill_ids,
       ARRAY(SELECT DISTINCT unnest(functions.ids || done.function_ids)) AS function_ids,
       person.name AS called,
       concat_ws(' . ', listing.headline, done.confirmed_words) AS most,
       concat_ws(' . ', done.words, employment.job_title, skills.names) AS more,
       concat_ws(' . ', functions.labels, skills.aliases) AS less,
       listing.about AS least, coalesce(done.confirmed, 0) AS confirmed,
       coalesce(done.confirmed_function_ids, '{{}}') AS confirmed_function_ids, done.latest_in,
       CASE WHEN employment.checked_at IS NULL THEN '' ELSE employment.grade_band END AS band,
       days.shown_from, days.shown_until
  FROM availability_listing listing
 CROSS JOIN LATERAL ({SHOWN_DAYS.format(listing="listing.id")}) days
  JOIN people_employment employment ON employment.id = listing.employment_id
  JOIN organisations_organisation home ON home.id = employment.organisation_id
  JOIN identity_person person ON person.id = listing.person_id
  LEFT JOIN LATERAL (
       SELECT array_agg(skill.id::text) AS ids, string_agg(skill.name, ' . ') AS names,
              string_agg(array_to_string(skill.aliases, ' . '), ' . ') AS aliases
         FROM availability_listingskill row JOIN people_skill skill ON skill.id = row.skill_id
        WHERE row.listing_id = listing.id) skills ON true
  LEFT JOIN LATERAL (
       SELECT array_agg(function.id::text) AS ids, string_agg(function.label, ' . ') AS labels
         FROM availability_listingfunction row JOIN organisations_function function ON function.id = row.function_id
        WHERE row.listing_id = listing.id) functions ON true
  LEFT JOIN LATERAL (
       SELECT string_agg(each.words, ' . ') FILTER (WHERE each.confirmed_at IS NULL) AS words,
              string_agg(each.words, ' . ') FILTER (WHERE each.confirmed_at IS NOT NULL) AS confirmed_words,
              array_agg(each.function_id::text) FILTER (WHERE each.function_id IS NOT NULL) AS function_ids,
              count(each.confirmed_at) AS confirmed,
              array_agg(DISTINCT each.function_id::text)
                FILTER (WHERE each.confirmed_at IS NOT NULL AND each.function_id IS NOT NULL)
                AS confirmed_function_ids,
              max(each.latest_in) AS latest_in
         FROM (
              SELECT words, function_id, confirmed_at,
                     coalesce(finished_in, extract(year FROM said_at)::int) AS latest_in
                FROM people_experience
               WHERE person_id = listing.person_id AND withdrawn_at IS NULL AND refused_reason <> '{NOT_SO}'
               UNION ALL
              SELECT nullif(concat_ws(' . ', nullif(title, ''), nullif(role, '')), ''), function_id, confirmed_at,
                     extract(year FROM coalesce(to_on, from_on))::int
                FROM people_participation
               WHERE person_id = listing.person_id AND status IN ('claimed', 'confirmed')
                 AND minutes IS DISTINCT FROM 0
               UNION ALL
              SELECT work.what_was_done, NULL, NULL, NULL
                FROM people_participation part
                JOIN people_pieceofwork work ON work.id = part.thing_id AND work.status = 'written'
               WHERE part.person_id = listing.person_id AND part.kind = 'work'
                 AND part.status IN ('claimed', 'confirmed')) each) done ON true
 WHERE listing.id = ANY(%s) AND listing.status <> 'closed' AND person.anonymised_at IS NULL),
told AS (
SELECT said.*, {as_called("called")} AS name,
       {as_read("most")} AS first, {as_read("more")} AS second,
       {as_read("less")} AS third, {as_read("least")} AS last
  FROM said),
spelt AS (
INSERT INTO matching_indexedword (word, stem, listings)
SELECT said.word, coalesce((ts_lexize('english_stem', said.word))[1], said.word), 1
  FROM (SELECT DISTINCT lexeme AS word
          FROM told, unnest(to_tsvector('simple', concat_ws(' ', first, second, third, last)))
         WHERE lexeme ~ '^[a-z0-9]{{2,40}}$' AND lexeme !~ '^[0-9]{{5,}}$') said
 ORDER BY said.word
ON CONFLICT DO NOTHING),
called AS ({NAMES.format(words="told, string_to_table(name, ' ') AS word")}),
moved AS (SELECT DISTINCT person_id FROM told),
shown AS ({SHOWN_WEEKS})
INSERT INTO matching_officerindex
    (listing_id, person_id, home_id, nation, region, remote, on_site, skill_ids, function_ids, name,
     words, confirmed, confirmed_function_ids, latest_in, free_from, free_minutes, booked_on,
     band, shown_from, shown_until)
SELECT id, person_id, home_id, nation, region, remote, on_site, skill_ids, function_ids, name,
       setweight(to_tsvector('english', first), 'A') || setweight(to_tsvector('english', second), 'B')
       || setweight(to_tsvector('english', third), 'C') || setweight(to_tsvector('english', last), 'D'),
       confirmed, confirmed_function_ids, latest_in, free_from, coalesce(free_minutes, '{{}}'), booked_on,
       band, shown_from, shown_until
  FROM told LEFT JOIN shown USING (person_id)
 ORDER BY id
ON CONFLICT (listing_id) DO UPDATE SET
    person_id = EXCLUDED.person_id, home_id = EXCLUDED.home_id, nation = EXCLUDED.nation,
    region = EXCLUDED.region, remote = EXCLUDED.remote, on_site = EXCLUDED.on_site,
    skill_ids = EXCLUDED.skill_ids, function_ids = EXCLUDED.function_ids, name = EXCLUDED.name,
    words = EXCLUDED.words, confirmed = EXCLUDED.confirmed,
    confirmed_function_ids = EXCLUDED.confirmed_function_ids, latest_in = EXCLUDED.latest_in,
    band = EXCLUDED.band, shown_from = EXCLUDED.shown_from, shown_until = EXCLUDED.shown_until
"""  # noqa: S608


# First of all, so that two changes at once are both seen by the later one.
LOCK = """
SELECT FROM matching_officerindex WHERE listing_id = ANY(%s) ORDER BY listing_id FOR NO KEY UPDATE
"""


def index_listings(*, listing_ids: Iterable[int]) -> None:
    """The search rows of these listings say what the listings say now; a closed listing's row stays as it was, and
    whose account is closed gets none.
    """
    if ids := list(listing_ids):
        with change(), connection.cursor() as cursor:
            cursor.execute(LOCK, [ids])
            cursor.execute(INDEX, [ids])


def hold_rows_of(person_ids: Collection[int]) -> None:
    """These people's search rows, locked in order until the change is over: after the people and their weeks."""
    rows = OfficerIndex.objects.filter(person_id__in=person_ids).order_by("listing_id")
    list(rows.select_for_update(no_key=True).values_list("pk"))


def reindex_after(fact: Any, *, actor: Actor, at: datetime) -> None:
    """A reaction to any event that names a listing, a person or a piece of work: their search rows follow at once."""
    listing_id = getattr(fact, "listing_id", None)
    if listing_id is not None:
        index_listings(listing_ids=[listing_id])
        return
    work_id = getattr(fact, "work_id", None)
    people = [fact.person_id] if work_id is None else people_in(work_id)
    live = Listing.objects.filter(person_id__in=people).exclude(status="closed")
    index_listings(listing_ids=live.values_list("id", flat=True))
