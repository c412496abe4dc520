"""The days on which search may show somebody, kept where no week moved with them."""

from datetime import datetime

from django.db import connection

from commonpool.activity.operations import change
from commonpool.matching.models import SHOWN_DAYS

# What moves them moves weeks too, whose trigger keeps them, but of somebody whose one-off hours are past.
KEEP = f"""
UPDATE matching_officerindex found SET shown_from = days.shown_from, shown_until = days.shown_until
  FROM (SELECT held.listing_id, days.shown_from, days.shown_until
          FROM matching_officerindex held
         CROSS JOIN LATERAL ({SHOWN_DAYS.format(listing="held.listing_id")}) days) days
 WHERE days.listing_id = found.listing_id
   AND (found.shown_from, found.shown_until) IS DISTINCT FROM (days.shown_from, days.shown_until)
"""  # noqa: S608


def keep_days(*, at: datetime) -> int:
    """Every search row says from when until when its listing may be shown; says how many did not. A standing rule; no
    event."""
    with change(), connection.cursor() as cursor:
        cursor.execute(KEEP)
        return int(cursor.rowcount)
