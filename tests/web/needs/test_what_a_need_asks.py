"""What a need asks for is said the same wherever it stands, and what is folded away opens where something is in it."""

import re

import pytest

from commonpool.needs.models import Need
from tests.factories.bookings import make_pair, monday
from tests.factories.offers import made_offer, opened_need
from tests.factories.people import NOW
from tests.factories.signed_in import signed_in
from tests.web.needs.test_need_pages import typed

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]
OPEN = re.compile(r"<details[^>]* open")


def read(person, address):
    return " ".join(signed_in(person).get(address).content.decode().split())


def test_hours_of_each_week_are_said_and_offered_as_such():
    pair = make_pair(limit=False)
    need = opened_need(pair, minutes=120, each_week=True, mondays=(monday(), monday(1), monday(2)))
    address, officer = f"/needs/{need.reference}/", pair.officer.person
    for person, where in ((pair.booker, address), (officer, "/needs/"), (officer, f"{address}offer/")):
        assert "2 hours in each of 3 weeks" in read(person, where), where
    form = read(officer, f"{address}offer/")
    assert re.findall(r'name="week_[^>]*value="([^"]+)"', form) == ["2", "2", "2"]


def test_the_hours_of_all_weeks_are_offered_in_the_soonest():
    pair = make_pair(limit=False)
    need = opened_need(pair, mondays=(monday(), monday(1)))
    form = read(pair.officer.person, f"/needs/{need.reference}/offer/")
    assert "They ask for 4 hours in all" in form
    assert re.findall(r'name="week_[^>]*value="([^"]+)"', form) == ["4"]


@pytest.mark.parametrize(
    ("more", "shown"), [({}, False), ({"budget": "lots"}, True), ({"nation": "Wales"}, True)]
)
def test_what_is_folded_away_is_shown_where_something_is_in_it(more, shown):
    pair = make_pair(limit=False)
    page = signed_in(pair.booker).post("/needs/new/", typed(**{"host": pair.host.code, "title": ""} | more))
    assert bool(OPEN.search(page.content.decode())) == shown


def test_offers_are_shown_with_what_their_officers_say_and_nothing_that_does_not_fit():
    pair = make_pair(headline="Kept bees", limit=False)
    need = opened_need(pair, on_site=True)
    made_offer(pair, need, words="I cleared ours.")
    page = read(pair.booker, f"/needs/{need.reference}/")
    assert "I cleared ours." in page
    assert "Why they fit" not in page
    assert "Kept bees" not in page


def test_others_are_looked_for_by_all_that_the_need_asks():
    pair = make_pair(limit=False)
    need = opened_need(pair, minutes=90, each_week=True, nation="Wales", remote=True)
    made_offer(pair, need)
    page = read(pair.booker, f"/needs/{need.reference}/")
    (link,) = re.findall(r'href="(/find/\?[^"]+)"', page)
    found = read(pair.booker, link.replace("&amp;", "&"))
    assert need.title in found
    for said in (
        'name="hours" [^>]*value="1.5"', 'value="each" selected', f'value="{need.function_id}" selected',
        'value="Wales" selected', 'value="remote"[^>]* checked', 'name="first_day"[^>]*value="7"',
        'name="last_day"[^>]*value="20"',
    ):  # fmt: skip
        assert re.search(said, found), said


def test_who_is_free_in_other_weeks_only_is_told_so_and_nothing_is_filled_in():
    pair = make_pair(limit=False)
    need = opened_need(pair, mondays=(monday(60),))
    address = f"/needs/{need.reference}/"
    form = read(pair.officer.person, f"{address}offer/")
    assert "You have no free hours in the weeks they ask for." in form
    assert re.findall(r'name="week_[^>]*value="([^"]+)"', form) == []
    made_offer(pair, need, [(monday(), 120)])
    assert "Week of 7 December: 2 hours, not a week you asked for" in read(pair.booker, address)


def test_a_need_is_open_until_its_last_week_begins_where_that_is_sooner():
    pair = make_pair(limit=False)
    soon, late = opened_need(pair), opened_need(pair, mondays=(monday(), monday(20)))
    assert "13 December 2026" in read(pair.booker, f"/needs/{soon.reference}/")
    assert "1 January 2027" in read(pair.booker, f"/needs/{late.reference}/")


def test_only_who_presses_post_posts_a_need():
    pair = make_pair(limit=False)
    sent = typed(host=pair.host.code, go="zz")
    assert signed_in(pair.booker).post("/needs/new/", sent).status_code == 302
    assert Need.objects.get().status == "draft"
