"""Search rows follow what they show, in the same transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection

from commonpool.access import Actor
from commonpool.availability.models import Listing

# One statement for any number of listings. The headline and the skills weigh most (A), then other names of the
# skills, the functions and the job (B), what was done (C), and what they say of themselves (D).
INDEX = """
INSERT INTO matching_officerindex
    (listing_id, person_id, home_id, nation, region, remote, on_site, skill_ids, function_ids, name_text,
     words, confirmed)
SELECT listing.id, listing.person_id, home.id, home.nation, home.region, listing.remote, listing.on_site,
       coalesce(skills.ids, '{}'), coalesce(functions.ids, '{}'),
       lower(concat_ws(' ', person.name, listing.headline, employment.job_title, skills.names)),
       setweight(to_tsvector('english', concat_ws(' ', listing.headline, skills.names)), 'A')
       || setweight(to_tsvector('english', concat_ws(' ', skills.aliases, functions.labels, employment.job_title)), 'B')
       || setweight(to_tsvector('english', coalesce(done.words, '')), 'C')
       || setweight(to_tsvector('english', listing.about), 'D'),
       coalesce(done.confirmed, 0)
  FROM availability_listing listing
  JOIN people_employment employment ON employment.id = listing.employment_id
  JOIN organisations_organisation home ON home.id = employment.organisation_id
  JOIN identity_person person ON person.id = listing.person_id
  LEFT JOIN LATERAL (
       SELECT array_agg(skill.id::text) AS ids, string_agg(skill.name, ' ') AS names,
              string_agg(array_to_string(skill.aliases, ' '), ' ') AS aliases
         FROM availability_listingskill row JOIN people_skill skill ON skill.id = row.skill_id
        WHERE row.listing_id = listing.id) skills ON true
  LEFT JOIN LATERAL (
       SELECT array_agg(function.id::text) AS ids, string_agg(function.label, ' ') AS labels
         FROM availability_listingfunction row JOIN organisations_function function ON function.id = row.function_id
        WHERE row.listing_id = listing.id) functions ON true
  LEFT JOIN LATERAL (
       SELECT string_agg(experience.words, ' ') AS words, count(experience.confirmed_at) AS confirmed
         FROM people_experience experience
        WHERE experience.person_id = listing.person_id AND experience.withdrawn_at IS NULL) done ON true
 WHERE listing.id = ANY(%s) AND listing.status <> 'closed'
ON CONFLICT (listing_id) DO UPDATE SET
    person_id = EXCLUDED.person_id, home_id = EXCLUDED.home_id, nation = EXCLUDED.nation,
    region = EXCLUDED.region, remote = EXCLUDED.remote, on_site = EXCLUDED.on_site,
    skill_ids = EXCLUDED.skill_ids, function_ids = EXCLUDED.function_ids, name_text = EXCLUDED.name_text,
    words = EXCLUDED.words, confirmed = EXCLUDED.confirmed
"""


def index_listings(*, listing_ids: Iterable[int]) -> None:
    """The search rows of these listings say what the listings say now; a closed listing's row stays as it was."""
    if ids := list(listing_ids):
        with connection.cursor() as cursor:
            cursor.execute(INDEX, [ids])


def reindex_after(fact: Any, *, actor: Actor, at: datetime) -> None:
    """A reaction to any event that names a listing or a person: their search rows follow at once."""
    listing_id = getattr(fact, "listing_id", None)
    if listing_id is not None:
        index_listings(listing_ids=[listing_id])
        return
    live = Listing.objects.filter(person_id=fact.person_id).exclude(status="closed")
    index_listings(listing_ids=live.values_list("id", flat=True))
