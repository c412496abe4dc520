"""How many listings have a word: what makes a thing that is asked for rare or common."""

from datetime import datetime

from django.db import connection

from commonpool.activity.operations import change

# What no listing has any more goes with it.
COUNT = """
WITH counted AS MATERIALIZED (SELECT word, ndoc FROM ts_stat('SELECT words FROM matching_officerindex')),
     gone AS (
       DELETE FROM matching_indexedword held
        WHERE NOT EXISTS (SELECT FROM counted WHERE counted.word = held.stem))
UPDATE matching_indexedword held SET listings = counted.ndoc
  FROM counted WHERE counted.word = held.stem AND held.listings <> counted.ndoc
"""


def count_words(*, at: datetime) -> None:
    """Each word says in how many listings its stem is; a word that none has is forgotten. A standing rule; no event."""
    with change(), connection.cursor() as cursor:
        cursor.execute(COUNT)
