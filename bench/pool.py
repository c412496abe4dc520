"""A pool of so many officers with 52 weeks each, written by the database itself: what no factory would make in time.

Each officer is a copy of one that the operations brought into the pool, with the words of a listing of the judged set
(`bench/judged`) and a name of their own; each council is a copy of one that lends, with somebody who may ask. A quarter
of the weeks are taken. Nothing is drawn by lot. Triggers are off while they are written.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.db import connection

from bench import listed, opinions
from bench.past import copy_rows
from commonpool.availability.operations.weeks import EVERY_NIGHT, derive_weeks
from commonpool.identity.models import ApiToken
from commonpool.identity.rules import TOKENS_START, sha256
from commonpool.kernel.clock import now
from commonpool.matching.models import SHOWN_WEEKS
from commonpool.matching.operations import count_words
from tests.factories.bookings import Pair, make_pair

COUNCILS, FIRST = 400, 1_000_000_000
"""`FIRST`: the id of the first row that is written here, in every table."""
PART = 50_000
"""Officers that are written together."""
USUAL_MINUTES = 240
OF_A_COUNCIL = (
    "agreements_joining", "agreements_agreement", "agreements_bandprice", "agreements_standinganswers",
    "agreements_vatstanding", "agreements_bankdetails",
)  # fmt: skip
REGIONS = (
    "East Midlands", "East of England", "London", "North East", "North West", "South East", "South West",
    "West Midlands", "Yorkshire and The Humber",
)  # fmt: skip
GIVEN = "Ama Bryn Cerys Dafydd Elin Farah Gethin Huw Ines Jonah Kwame Leila Megan Nadia Owen Priya Rhys Sian Tariq Una"
FAMILY = (
    "Abara Bevan Chaudhry Davies Ellis Farrow Griffiths Hussain Iqbal Jenkins Kowalski Llewellyn Mbeki Novak"
    " Okafor Pritchard Quigley Rahman Sutherland Thornbury Ugarte Vaughan Whitcombe Yardley"
)
ENDS = (
    "ton",
    "ley",
    "worth",
    "by",
    "field",
    "mere",
    "wick",
    "stead",
    "ham",
    "combe",
    "dale",
    "ford",
    "hurst",
)
INDEXES = "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND indexdef LIKE '%%USING gin%%'"
SEARCH_ROWS = "matching_officerindex"
# A template's words, a person's name, a council's place.
OFFICERS = """
    CREATE TEMPORARY TABLE officers AS
    SELECT n, %(first)s + n AS id, %(first)s + n %% %(councils)s AS home,
           template.listing_id AS template, template.person_id AS speaker, listing.headline, listing.about,
           employment.job_title, 60 * (2 + n %% 4) AS minutes,
           (%(given)s::text[])[1 + n %% 20] || ' ' || (%(family)s::text[])[1 + (n / 20) %% 24]
           || (%(ends)s::text[])[1 + (n / 480) %% 13]
           || CASE WHEN n / 6240 = 0 THEN '' ELSE '-' || (%(family)s::text[])[1 + (n / 6240) %% 24] END AS name
      FROM generate_series(%(begin)s::bigint, %(end)s::bigint) AS n
      JOIN templates template ON template.place = n %% (SELECT count(*) FROM templates)
      JOIN availability_listing listing ON listing.id = template.listing_id
      JOIN people_employment employment ON employment.id = listing.employment_id
"""
TEMPLATES = """
    CREATE TEMPORARY TABLE templates AS
    SELECT listing_id, person_id, row_number() OVER (ORDER BY listing_id) - 1 AS place
      FROM matching_officerindex WHERE listing_id <> %(listing)s
"""
# Not every fourth week in a row: of four weeks together nobody would be free.
TAKEN = "(officers.n * 7919 + (old.monday - date '2026-01-05') / 7 * 104729) %% 1009 %% 4 = 0 AND old.open"
WITH_WEEKS = f"""officers
    JOIN (WITH moved AS (SELECT id AS person_id FROM officers) {SHOWN_WEEKS}) shown ON shown.person_id = officers.id
"""  # noqa: S608
REFERENCE = (
    "'O-' || lpad((officers.n / 10000)::text, 4, '0') || '-' || lpad((officers.n %% 10000)::text, 4, '0')"
)
OFFERED = "(old.offered_minutes * officers.minutes / 240)"


@dataclass(frozen=True)
class Pool:
    """What is copied, and the tokens of those who ask, of one council each."""

    pair: Pair
    tokens: tuple[str, ...]
    codes: tuple[str, ...]


def write_councils(askers: int) -> Pool:
    """The councils, the first of them with somebody who may ask; the listings whose words are copied."""
    pair = make_pair()
    listed.write(opinions.officers(Path(__file__).parent / "judged"))
    derive_weeks(person_ids=[pair.officer.person.pk], actor=EVERY_NIGHT, at=now())
    facts = {"host": pair.host.pk, "booker": pair.booker.pk, "regions": list(REGIONS)}
    numbers, asking = f"generate_series(0, {COUNCILS - 1}) AS n", f"generate_series(0, {askers - 1}) AS n"
    council = {
        "id": f"{FIRST} + n",
        "code": "'BENCH' || n",
        "slug": "'bench-' || n",
        "ons_code": "NULL",
        "name": "'Bench ' || n",
        "official_name": "'Bench ' || n || ' Council'",
        "region": f"(%(regions)s::text[])[1 + n %% {len(REGIONS)}]",
    }
    there = {"organisation_id": f"{FIRST} + n"}
    person = {"id": f"{FIRST} - 1 - n", "email": "'asker-' || n || '@bench.example'", "name": "'Asker ' || n"}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        copy_rows(cursor, "organisations_organisation", council, numbers, "old.id = %(host)s", facts)
        for table in OF_A_COUNCIL:
            copy_rows(cursor, table, there, numbers, "old.organisation_id = %(host)s", facts)
        copy_rows(cursor, "identity_person", person, asking, "old.id = %(booker)s", facts)
        of_asker = there | {"person_id": person["id"]}
        mailbox = {"mailbox": person["email"]}
        for table, changed in (("people_employment", mailbox), ("organisations_roleholding", {})):
            copy_rows(cursor, table, of_asker | changed, asking, "old.person_id = %(booker)s", facts)
        cursor.execute("SET session_replication_role = DEFAULT")
    return Pool(pair, _tokens(askers), tuple(f"BENCH{n}" for n in range(askers)))


def _tokens(askers: int) -> tuple[str, ...]:
    secrets, at = tuple(f"bench-{n}-of-the-askers" for n in range(askers)), now()
    ApiToken.objects.bulk_create(
        ApiToken(
            person_id=FIRST - 1 - n,
            label="Bench",
            start=secret[:TOKENS_START],
            sha256=sha256(secret),
            ends_on=at.date() + timedelta(days=365),
            last_used_on=at.date(),
            made_at=at,
            made_by_id=FIRST - 1 - n,
        )
        for n, secret in enumerate(secrets)
    )
    return secrets


def write_officers(pool: Pool, officers: int) -> None:
    """So many officers are in the pool and can be found and booked."""
    facts = {"listing": pool.pair.officer.listing.pk}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(TEMPLATES, facts)
        cursor.execute(INDEXES, [SEARCH_ROWS])
        indexes = cursor.fetchall()
        for name, _made in indexes:  # made again below: entry by entry they would take an hour for a million
            cursor.execute(f"DROP INDEX {name}")
        for begin in range(0, officers, PART):
            _write_part(cursor, pool.pair, begin, min(begin + PART, officers) - 1)
        cursor.execute("SET maintenance_work_mem = '1GB'")
        for _name, made in indexes:
            cursor.execute(made)
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("DROP TABLE templates")
    count_words(at=now())
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")


def _write_part(cursor: Any, pair: Pair, begin: int, end: int) -> None:
    officer = pair.officer
    facts = {
        "first": FIRST,
        "councils": COUNCILS,
        "begin": begin,
        "end": end,
        "given": GIVEN.split(),
        "family": FAMILY.split(),
        "ends": list(ENDS),
        "person": officer.person.pk,
        "employment": officer.employment.pk,
        "listing": officer.listing.pk,
    }
    cursor.execute(OFFICERS, facts)
    cursor.execute("ANALYZE officers")
    own: dict[str, str] = {"id": "officers.id"}
    whose = {"person_id": "officers.id"}
    mailbox = "'officer-' || officers.n || '@bench.example'"
    weekly = {"weekly_minutes": "officers.minutes"}
    words = {name: f"officers.{name}" for name in ("headline", "about")}
    job = {"organisation_id": "officers.home", "mailbox": mailbox, "job_title": "officers.job_title"}
    permission = {"listing_id": "officers.id", "employment_id": "officers.id", "asked_by_id": "officers.id"}
    found = {
        "listing_id": "officers.id",
        "home_id": "officers.home",
        "nation": "'England'",
        "region": "(SELECT region FROM organisations_organisation WHERE id = officers.home)",
        "band": "(SELECT grade_band FROM people_employment WHERE id = officers.id AND checked_at IS NOT NULL)",
        "name": "lower(replace(officers.name, '-', ' '))",
    }
    week = {
        "offered_minutes": OFFERED,
        "held_minutes": f"CASE WHEN {TAKEN} THEN {OFFERED} ELSE 0 END",
        "live_bookings": f"CASE WHEN {TAKEN} THEN 1 ELSE 0 END",
    }
    shown = {name: f"shown.{name}" for name in ("free_from", "free_minutes", "booked_on")}
    told: tuple[tuple[str, dict[str, str], str], ...] = (
        ("identity_person", own | {"email": mailbox, "name": "officers.name"}, "old.id = %(person)s"),
        ("people_employment", own | whose | job, "old.id = %(employment)s"),
        ("people_postfacts", {"employment_id": "officers.id"}, "old.employment_id = %(employment)s"),
        (
            "availability_listing",
            own | whose | words | weekly | {"reference": REFERENCE, "employment_id": "officers.id"},
            "old.id = %(listing)s",
        ),
        ("availability_permission", permission | weekly, "old.listing_id = %(listing)s"),
        (
            "availability_listingskill",
            {"listing_id": "officers.id"},
            "old.listing_id = officers.template",
        ),
        ("availability_listingfunction", {"listing_id": "officers.id"}, "old.listing_id = officers.template"),
        ("people_experience", whose | {"employment_id": "officers.id"}, "old.person_id = officers.speaker"),
        ("availability_week", whose | week, "old.person_id = %(person)s"),
    )
    for table, changed, which in told:
        copy_rows(cursor, table, changed, "officers", which, facts)
    cursor.execute("ANALYZE availability_week")
    which = "old.listing_id = officers.template"
    copy_rows(cursor, SEARCH_ROWS, found | whose | shown, WITH_WEEKS, which, facts)
    cursor.execute("DROP TABLE officers")


def free_slots(wanted: int, *, shift: int = 0) -> list[tuple[str, int, date]]:
    """So many weeks in which nobody's hours are held, each of another officer as far as that goes: the officer's
    reference, the number of their council, the Monday."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT listing.reference, (employment.organisation_id - %(first)s)::int, week.monday"
            "  FROM availability_week week JOIN availability_listing listing ON listing.id = week.person_id"
            "  JOIN people_employment employment ON employment.id = week.person_id"
            " WHERE week.person_id >= %(first)s AND open AND held_minutes = 0 AND offered_minutes >= 120"
            "   AND monday = %(monday)s ORDER BY week.person_id LIMIT %(wanted)s",
            {"first": FIRST, "monday": _monday(now()) + timedelta(weeks=2 + shift), "wanted": wanted},
        )
        return list(cursor.fetchall())


def _monday(at: datetime) -> date:
    return at.date() - timedelta(days=at.weekday())
