"""What the best say besides finds others, who share no word with what is typed."""

import pytest
from django.db import connection

from bench import listed
from bench.opinions import Done, Listed
from commonpool.availability.models import Listing
from commonpool.identity.models import Person
from commonpool.matching.models import OfficerIndex
from commonpool.matching.operations import index_listings
from commonpool.matching.queries import search
from commonpool.matching.queries.alike import FROM_BEST, POOL, WORDS
from commonpool.matching.queries.done import MARK
from commonpool.matching.queries.written import Values
from commonpool.matching.rules import Wanted
from tests.factories.councils import council
from tests.factories.people import NOW, actor, make_officer

pytestmark = pytest.mark.django_db
TOLD = (
    ("ferry", "Ferries", "Timetables of ferries, with slipways and moorings"),
    ("boat", "More ferries", "Moorings and slipways for ferries"),
    ("pier", "Piers", "Rebuilt slipways and moorings"),
    ("other", "Weddings", "Ceremonies"),
)


@pytest.fixture(scope="module", autouse=True)
def _counted_again(django_db_setup, django_db_blocker):
    """What PostgreSQL counted of the pool stays when a test is undone: afterwards it counts the empty one."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("ANALYZE matching_officerindex")


@pytest.fixture
def ids():
    """A pool that is large enough, where each of the others says a word that nobody else says."""
    others = [Listed(f"o{n}", f"Thing{n:03d}", done=(Done(f"Matter{n:03d}"),)) for n in range(POOL)]
    told = [Listed(id, headline, done=(Done(words, confirmed=True),)) for id, headline, words in TOLD]
    return listed.write([*told, *others])


@pytest.fixture
def looking():
    return actor(make_officer(council(depth="peer")).person)


def test_who_says_what_the_best_say_besides_is_found_after_them_and_shown_with_it(ids, looking):
    found = search(looking, Wanted(words="ferries"), NOW)
    assert [ids[hit.reference] for hit in found.hits][2:] == ["pier"]
    assert {ids[hit.reference] for hit in found.hits[:2]} == {"ferry", "boat"}
    assert found.count == 3
    (reason,) = found.hits[2].reasons
    assert (reason.kind, reason.by) == ("confirmed", "A manager")
    assert f"{MARK}slipways" in reason.text


def test_beside_who_is_called_what_is_typed_nobody_is_shown_for_doing_the_same(ids, looking):
    ferry = Listing.objects.get(reference=next(ref for ref, id in ids.items() if id == "ferry"))
    Person.objects.filter(pk=ferry.person_id).update(name="Zoe Elliswick")
    index_listings(listing_ids=[ferry.pk])
    assert [ids[hit.reference] for hit in search(looking, Wanted(words="zoe ellisick"), NOW).hits] == [
        "ferry"
    ]


def test_words_weigh_by_how_rare_they_are_and_in_a_small_pool_not_at_all(ids):
    best = OfficerIndex.objects.filter(
        listing__reference__in=[ref for ref, id in ids.items() if id in "ferry boat"]
    )
    put = Values()
    these = put([row.pk for row in best])
    rows = f"SELECT words, 1 AS place FROM matching_officerindex WHERE listing_id = ANY({these})"
    stems = dict(put.answers(f"WITH best AS ({rows}), {FROM_BEST} SELECT stem, weight FROM besides"))
    assert {"slipway", "moor", "ferri"} <= set(stems)
    assert "timet" not in " ".join(stems)  # nobody else says it
    assert len(stems) <= WORDS
    assert stems["slipway"] > 0


def test_in_a_small_pool_a_shared_word_tells_nothing(looking):
    told = (
        ("kite", "Kites", "Timetables of kites, with gantries and pulleys"),
        ("string", "More kites", "Pulleys and gantries for kites"),
        ("crane", "Cranes", "Rebuilt gantries and pulleys"),
    )
    references = listed.write([Listed(id, headline, done=(Done(words),)) for id, headline, words in told])
    hits = search(looking, Wanted(words="kites"), NOW).hits
    assert {references[hit.reference] for hit in hits} == {"kite", "string"}
