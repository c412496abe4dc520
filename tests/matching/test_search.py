"""Finding people: what matches, why, and what of them is shown to whom."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from commonpool.availability.models import Listing, Permission, Week
from commonpool.availability.queries import bookable_listings, standings_of, visible_listings
from commonpool.kernel import weeks
from commonpool.kernel.refusals import Forbidden
from commonpool.matching.models import EmptySearch
from commonpool.matching.operations import keep_days, remember_empty_search
from commonpool.matching.queries import answers, questions, search
from commonpool.matching.rules import Wanted
from commonpool.people.models import Employment
from tests.factories.councils import council
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor, make_officer, make_person

pytestmark = pytest.mark.django_db
DECEMBER = tuple(date(2026, 12, day) for day in (7, 14, 21))


@pytest.fixture
def host():
    return council("England", depth="borrow")


def found_by(place, wanted):
    return search(actor(make_officer(place).person), wanted, NOW)


def test_finds_an_officer_by_the_headline_and_says_when_they_are_free(host, home):
    officer = listed_officer(home, headline="Moved benefits forms online", weekly_minutes=120)
    found = found_by(host, Wanted(words="benefit forms", mondays=DECEMBER, total_minutes=360))
    (hit,) = found.hits
    assert (hit.reference, found.count, found.loosened) == (officer.reference, 1, False)
    assert hit.plan.weeks == tuple((monday, 120) for monday in DECEMBER)
    assert hit.hourly_price_pence


def test_leaves_out_those_with_too_few_hours(host, home):
    listed_officer(home, headline="Moved benefits forms online", weekly_minutes=120)
    assert found_by(host, Wanted(words="benefits", mondays=DECEMBER, total_minutes=390)).count == 0


def test_says_when_only_some_of_the_words_match(host, home):
    listed_officer(home, headline="Moved benefits forms online")
    found = found_by(host, Wanted(words="benefits skateboards"))
    assert (found.count, found.loosened) == (1, True)


def test_withholds_name_and_home_from_a_council_that_has_not_joined(home):
    listed_officer(home, headline="Planning appeals")
    (hit,) = found_by(council("England", depth="none"), Wanted(words="planning")).hits
    assert (hit.name, hit.home, hit.hourly_price_pence) == (None, None, None)
    assert hit.headline == hit.job_title
    assert {reason.kind for reason in hit.reasons} <= {"skill", "function", "job"}


def test_an_officer_is_not_found_by_name_by_a_council_that_may_not_see_it(home):
    officer = listed_officer(home, headline="Planning appeals")
    wanted = Wanted(words=officer.person.name)
    assert found_by(council("England", depth="none"), wanted).count == 0
    assert found_by(council("England", depth="peer"), wanted).count == 1


def test_a_council_does_not_find_hours_of_its_own_officers(home):
    listed_officer(home, headline="Planning appeals")
    assert found_by(home, Wanted(words="planning", total_minutes=60)).count == 0


def test_the_pool_in_sql_is_the_pool_by_the_rules(home):
    listed_officer(home)
    listed_officer(council("Scotland", depth="peer"))
    at = NOW
    standings = standings_of(Listing.objects.values_list("id", flat=True), at)
    assert set(visible_listings(at).values_list("id", flat=True)) == {
        pk for pk, each in standings.items() if each.visible
    }
    assert set(bookable_listings(at).values_list("id", flat=True)) == {
        pk for pk, each in standings.items() if each.bookable
    }


def test_a_search_that_found_nobody_is_kept_once_a_day(host):
    who = actor(make_officer(host).person)
    for _time in range(2):
        remember_empty_search(actor=who, wanted=Wanted(words="skateboards"), at=NOW)
    assert EmptySearch.objects.count() == 1
    with pytest.raises(Forbidden):
        remember_empty_search(actor=actor(make_person()), wanted=Wanted(words="skates"), at=NOW)


def test_every_result_says_why(host, home):
    listed_officer(home, headline="Moved benefits forms online")
    (hit,) = found_by(host, Wanted(words="benefit forms", nation="Wales", remote=True)).hits
    assert [reason.kind for reason in hit.reasons] == ["headline", "place", "remote"]


def test_minutes_alone_are_found_in_one_week(host, home):
    listed_officer(home, weekly_minutes=240)
    (hit,) = found_by(host, Wanted(minutes=180, mondays=DECEMBER)).hits
    assert hit.plan.weeks == ((DECEMBER[0], 180),)


def test_minutes_of_each_week_are_found_of_who_has_them_in_every_week_to_come(host, home):
    always, once = (listed_officer(home, weekly_minutes=240) for _each in range(2))
    Week.objects.filter(person=once.person, monday=DECEMBER[1]).update(offered_minutes=90)
    past = NOW.date() - timedelta(weeks=2)
    asked = Wanted(minutes=120, mondays=(weeks.monday_of(past), *DECEMBER), each_week=True)
    (hit,) = found_by(host, asked).hits
    assert (hit.reference, hit.plan.complete) == (always.reference, True)
    assert hit.plan.weeks == tuple((monday, 120) for monday in DECEMBER)
    assert found_by(host, replace(asked, each_week=False)).count == 2
    assert found_by(host, replace(asked, minutes=300)).count == 0
    assert found_by(host, replace(asked, mondays=(weeks.monday_of(past),))).count == 0


def test_weeks_in_which_the_host_could_not_ask_for_them_are_missing_from_each_week(host, home):
    officer = listed_officer(home, weekly_minutes=240)
    Permission.objects.filter(listing=officer.listing).update(ends_on=DECEMBER[2] - timedelta(days=1))
    (hit,) = found_by(host, Wanted(minutes=120, mondays=DECEMBER, each_week=True)).hits
    assert (hit.plan.complete, hit.plan.weeks) == (False, tuple((monday, 120) for monday in DECEMBER[:2]))


def test_hours_are_found_of_who_worked_here_once_and_not_of_who_works_here_now(host, home):
    officer = listed_officer(home, headline="Moved benefits forms online", weekly_minutes=120)
    wanted = Wanted(words="benefits", mondays=DECEMBER, total_minutes=120)
    here = make_officer(host, person=officer.person)
    assert found_by(host, wanted).count == 0
    Employment.objects.filter(pk=here.pk).update(ends_on=NOW.date() - timedelta(days=1))
    assert found_by(host, wanted).count == 1


def test_who_works_for_one_of_the_callers_councils_is_found_for_the_other(host, home):
    officer = listed_officer(home, headline="Moved benefits forms online", weekly_minutes=120)
    make_officer(host, person=officer.person)
    caller = make_officer(host).person
    make_officer(council("England", depth="borrow"), person=caller)
    wanted = Wanted(words="benefits", mondays=DECEMBER, total_minutes=120)
    assert search(actor(caller), wanted, NOW).count == 1


def test_who_is_called_what_is_typed_comes_to_hand_first_whatever_looks_for_the_others(host, home):
    """They are read in turn where no plan has two processes look at once: PostgreSQL scans a CTE in one alone."""
    listed_officer(home, headline="Ferries", name="Mark Baker")
    with CaptureQueriesContext(connection) as asked:
        found_by(host, Wanted(words="mark baker"))
    [sql, *_others] = [each["sql"] for each in asked if "chosen AS" in each["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (COSTS OFF) {sql}")
        plan = " ".join(line for (line,) in cursor.fetchall())
    kept = plan.partition("CTE kept")[2].partition("CTE told")[0]
    assert re.findall(r"CTE Scan on (\w+)", kept) == ["namesakes", "found", "near"]


def test_what_stands_near_is_looked_for_only_where_few_say_what_is_asked_for(host, home, monkeypatch):
    for headline in ("Blue badges", "Hidden disability"):
        listed_officer(home, headline=headline)
    monkeypatch.setattr(answers, "PAGE", 1)
    for enough, found in ((2, 2), (1, 1)):
        monkeypatch.setattr(questions, "MANY", enough)
        assert found_by(host, Wanted(words="blue badge")).count == found


def test_what_stands_near_is_looked_for_where_those_who_say_it_are_not_to_be_shown(host, home, monkeypatch):
    said, near = (listed_officer(home, headline=words) for words in ("Blue badges", "Hidden disability"))
    Listing.objects.filter(pk=said.listing.pk).update(status="paused")
    keep_days(at=NOW)
    monkeypatch.setattr(questions, "MANY", 1)
    found = found_by(host, Wanted(words="blue badge"))
    assert ([hit.reference for hit in found.hits], found.answered) == ([near.reference], True)


def test_who_is_called_like_it_has_the_whole_of_it_whatever_words_they_say_besides(host, home):
    for name, headline in (("Sian Parkinson", "Parking permits"), ("Ann Baker", "Books and readers")):
        listed_officer(home, headline=headline, name=name)
    for words in ("Sian Parkin", "Sian Parking", "Ann Baker books"):
        found = found_by(host, Wanted(words=words))
        assert (len(found.hits), found.loosened) == (1, False), words


def test_a_name_is_found_by_all_words_of_it_that_are_typed_with_a_slip_or_begun(host, home):
    wanted = listed_officer(home, headline="Ferries", name="Samantha Elliswick-Thornbury")
    for name in ("Samantha Bevan", "Gwen Elliswick", "Andrew Allen", "Jane Forbes", "Bob Will"):
        listed_officer(home, headline="Books", name=name)
    for words in (
        "Elliswik, Samanta",
        "sam thornbury",
        "samantha ellisick buses",
        "samantha and ellisick",
        "Samantha Jane Elliswick",
        "sammie thornbury",
    ):
        assert [hit.reference for hit in found_by(host, Wanted(words=words)).hits] == [wanted.reference], (
            words
        )
    for words, count in (
        ("samantha of anything else", 0),
        ("and all for", 0),
        ("books elliswick", 5),
        ("will", 1),
    ):
        hits = found_by(host, Wanted(words=words)).hits
        assert (len(hits), wanted.reference in {hit.reference for hit in hits}) == (count, False), words
    assert [hit.name for hit in found_by(host, Wanted(words="forbas")).hits] == ["Jane Forbes"]
    assert found_by(host, Wanted(words="samantha")).count == 2


def test_signs_in_a_name_are_no_part_of_it(host, home):
    zoe, _zoe = (listed_officer(home, name=f"Zoe {last}") for last in ("|O'Neil\\&(x)<-> :*", "Bevan"))
    assert [hit.reference for hit in found_by(host, Wanted(words="zoe oneil")).hits] == [zoe.reference]


def test_words_that_listings_say_are_no_names_with_a_slip(host, home):
    for name, headline in (
        ("Ann Brooks", "Trams"),
        ("Bob Parkinson", "Ships"),
        ("Cid Will", "Books on parking"),
    ):
        listed_officer(home, headline=headline, name=name)
    for words in ("books", "ann books", "parking", "park parking"):
        assert [hit.name for hit in found_by(host, Wanted(words=words)).hits] == ["Cid Will"], words


def test_of_many_names_like_it_nobody_is_shown_who_has_neither_name_nor_words(host, home, monkeypatch):
    listed_officer(home, headline="Anna principle")
    for _each in range(4):
        listed_officer(home, headline="Ferries", name="Anna Smithson")
        listed_officer(home, headline="Anything else", name="Bob Jones")
    monkeypatch.setattr(answers, "PAGE", 3)
    monkeypatch.setattr(questions, "CAP", 3)
    hits = found_by(host, Wanted(words="anna smith")).hits
    assert {hit.name for hit in hits} == {"Anna Smithson"}


def test_who_is_called_what_is_typed_comes_first_however_many_say_the_words(host, home, monkeypatch):
    for number in range(3):
        listed_officer(home, headline=f"Mark baker of bread and {number} cakes")
    wanted = listed_officer(home, headline="Planning appeals", name="Márk O’Baker-Smith")
    namesake = listed_officer(home, headline="Ferries", name="Mark Baker")
    monkeypatch.setattr(answers, "PAGE", 2)
    monkeypatch.setattr(questions, "CAP", 2)
    for words in ("Mark OBaker Smith", "márk o'baker-smith", "  MARK  O’BAKER, SMITH "):
        assert found_by(host, Wanted(words=words)).hits[0].reference == wanted.reference
    found = found_by(host, Wanted(words="mark baker"))
    assert (found.hits[0].reference, found.loosened) == (namesake.reference, False)
    assert (
        found_by(host, Wanted(words="mark baker", total_minutes=60)).hits[0].reference == namesake.reference
    )
    outside = found_by(council("England", depth="none"), Wanted(words="mark baker"))
    assert namesake.reference not in {hit.reference for hit in outside.hits}


def test_a_word_of_a_name_that_no_listing_says_is_a_name_and_no_slip(host, home):
    """ "Laidlaw" is not "laid law", as "carparking" is car parking."""
    listed_officer(home, headline="Laid down the law of trees", name="Ann Other")
    listed_officer(home, headline="Ferries", name="Tunde Laidlaw")
    found = found_by(host, Wanted(words="Laidlaw"))
    assert (found.hits[0].name, found.loosened) == ("Tunde Laidlaw", False)
    outside = found_by(council("England", depth="none"), Wanted(words="Laidlaw"))
    assert "Ferries" not in {hit.headline for hit in outside.hits}
