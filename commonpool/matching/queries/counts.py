"""How many of those found each filter would leave."""

import json
from collections.abc import Collection, Mapping

from commonpool.matching.queries.candidates import of_council_unlike
from commonpool.matching.queries.written import Values

Counts = Mapping[str, Mapping[str, int]]
"""How many of those found have each `skill` and `function`, are of each `nation` and `region`, and are left by what is
ticked (`only`): remote, on_site, unlike_us. Nobody has what is not named."""
# A function takes in its parts; who offers two of them counts once.
COUNTED = """
those AS MATERIALIZED (
    SELECT listing_id, home_id, nation, region, remote, on_site, skill_ids, function_ids FROM chosen it WHERE {those}),
offered AS (
    SELECT DISTINCT listing_id, unnest(ARRAY[function.id, function.parent_id]) AS id
      FROM (SELECT listing_id, unnest(function_ids) AS id FROM those) it
      JOIN organisations_function function USING (id)),
counted AS (
    SELECT jsonb_object_agg(name, counts) AS counts
      FROM (SELECT name, jsonb_object_agg(value, count) AS counts
              FROM (SELECT 'skill' AS name, value, count(*) FROM those, unnest(skill_ids) AS value GROUP BY value
                     UNION ALL SELECT 'function', id, count(*) FROM offered WHERE id IS NOT NULL GROUP BY id
                     UNION ALL SELECT 'nation', nation, count(*) FROM those GROUP BY nation
                     UNION ALL SELECT 'region', region, count(*) FROM those GROUP BY region
                     UNION ALL SELECT 'only', 'remote', count(*) FROM those WHERE remote
                     UNION ALL SELECT 'only', 'on_site', count(*) FROM those WHERE on_site
                     UNION ALL SELECT 'only', 'unlike_us', count(*) FROM those it WHERE {unlike}) one
             GROUP BY name) each)
"""
NOT_COUNTED = "counted AS (SELECT NULL::jsonb AS counts)"


def counted(those: str, places: Collection[int], put: Values) -> str:
    """`counted`: the Counts of the `chosen` of whom this holds, as the parts of a WITH."""
    return COUNTED.format(those=those, unlike=of_council_unlike(places, put))


def read(counts: str | None) -> Counts:
    """What PostgreSQL answered; nothing where nothing was counted."""
    return json.loads(counts) if counts else {}
