"""Which words listings and names have, and how many listings have one: what makes a thing that is asked for rare."""

from datetime import datetime

from django.db import connection

from commonpool.activity.operations import change
from commonpool.matching.operations.index_listings import NAMES

# What no listing has any more goes with it.
COUNT = """
WITH counted AS MATERIALIZED (SELECT word, ndoc FROM ts_stat('SELECT words FROM matching_officerindex')),
     gone AS (
       DELETE FROM matching_indexedword held
        WHERE NOT EXISTS (SELECT FROM counted WHERE counted.word = held.stem))
UPDATE matching_indexedword held SET listings = counted.ndoc
  FROM counted WHERE counted.word = held.stem AND held.listings <> counted.ndoc
"""


# What nobody is called any more goes; what somebody is called is there, whoever wrote their row.
CALLED = f"""
WITH called AS MATERIALIZED (SELECT DISTINCT string_to_table(name, ' ') AS word FROM matching_officerindex),
     gone AS (DELETE FROM matching_indexedname held
               WHERE NOT EXISTS (SELECT FROM called WHERE called.word = held.word))
{NAMES.format(words="called")}
"""  # noqa: S608


def count_words(*, at: datetime) -> None:
    """Each word says in how many listings its stem is; a word that none has, and one of nobody's name, is forgotten.
    A standing rule; no event."""
    # One after the other: who writes a listing waits for no longer than one of them takes.
    for counted in (COUNT, CALLED):
        with change(), connection.cursor() as cursor:
            cursor.execute(counted)
