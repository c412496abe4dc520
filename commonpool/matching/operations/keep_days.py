"""The days on which search may show somebody, kept where no week moved with them."""

from datetime import datetime

from django.db import connection

from commonpool.activity.operations import change
from commonpool.matching.models import SHOWN_DAYS
from commonpool.matching.operations.index_listings import LOCK

AT_ONCE = 1000
DIFFER = f"""
SELECT found.listing_id
  FROM matching_officerindex found
 CROSS JOIN LATERAL ({SHOWN_DAYS.format(listing="found.listing_id")}) days
 WHERE (found.shown_from, found.shown_until) IS DISTINCT FROM (days.shown_from, days.shown_until)
 ORDER BY found.listing_id
"""  # noqa: S608
# A statement of its own, after the locks: it sees what others have changed meanwhile.
KEEP = f"""
UPDATE matching_officerindex found
   SET (shown_from, shown_until) = ({SHOWN_DAYS.format(listing="found.listing_id")})
 WHERE found.listing_id = ANY(%s)
"""  # noqa: S608


def keep_days(*, at: datetime) -> int:
    """Every search row says from when until when its listing may be shown; says how many did not. A standing rule; no
    event.

    What moves these days moves weeks too, whose trigger keeps them; but not where somebody's one-off hours are past,
    or an end moves within a week or past the last week that is kept.
    """
    with connection.cursor() as cursor:
        cursor.execute(DIFFER)
        differ = [listing_id for (listing_id,) in cursor.fetchall()]
    for first in range(0, len(differ), AT_ONCE):
        some = differ[first : first + AT_ONCE]
        with change(), connection.cursor() as cursor:
            cursor.execute(LOCK, [some])
            cursor.execute(KEEP, [some])
    return len(differ)
