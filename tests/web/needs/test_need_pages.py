"""The pages of needs and offers: from an empty search to a booking, and how often they ask the database."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonpool.bookings.models import Booking
from commonpool.needs.models import Need, Offer
from commonpool.needs.operations import expire_needs
from tests.factories.bookings import another_officer, function_id, make_pair, monday
from tests.factories.offers import WHAT, accepted_offer, drafted_need, made_offer, opened_need
from tests.factories.people import NOW, make_steward
from tests.factories.signed_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]
MOST_QUERIES = 20


def typed(**otherwise: str) -> dict[str, str]:
    return {
        "title": "Clear our planning appeals backlog",
        "what": WHAT,
        "function": function_id(),
        "hours": "4",
        "each": "all",
        "first_day": "7", "first_month": "12", "first_year": "2026",
        "last_day": "20", "last_month": "12", "last_year": "2026",
        "go": "post",
    } | otherwise  # fmt: skip


def asked(browser: Client, address: str) -> tuple[str, int]:
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        page = browser.get(address)
    assert page.status_code == 200, page.status_code
    return page.content.decode(), len(queries)


def test_an_empty_search_becomes_a_need_that_is_filled_in() -> None:
    pair = make_pair()
    browser = signed_in(pair.booker)
    empty = browser.get("/find/?q=ferry+franchising&hours=6&nation=Wales").content.decode()
    assert "/needs/new/?q=ferry+franchising&amp;hours=6&amp;nation=Wales" in empty
    page = browser.get("/needs/new/?q=ferry+franchising&hours=6&nation=Wales&each=each").content.decode()
    assert re.search(r'value="each"[^>]* checked', page)
    assert 'value="ferry franchising"' in page
    assert 'value="6"' in page
    assert "/needs/new/" not in signed_in(pair.officer.person).get("/find/?q=ferry+fares").content.decode()


def test_what_is_like_it_is_shown_once_before_it_is_posted() -> None:
    pair = make_pair()
    browser, other = signed_in(pair.booker), opened_need(pair)
    host = {"host": pair.host.code}
    page = browser.post("/needs/new/", typed(**host)).content.decode()
    assert f"/needs/{other.reference}/" in page
    assert Need.objects.count() == 1
    answer = browser.post("/needs/new/", typed(seen="1", **host))
    assert answer.status_code == 302
    posted = Need.objects.exclude(pk=other.pk).get()
    assert (posted.status, posted.minutes) == ("open", 240)
    assert [each.monday for each in posted.weeks.order_by("monday")] == [monday(), monday(1)]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "a\x00b"}, {"title": "\u202eabc"}, {"what": "x" * 100_000}, {"hours": "٣"}, {"hours": "0.25"},
        {"first_day": "30", "first_month": "2"}, {"last_year": "2031"}, {"first_year": "2025"},
        {"function": "no-such"}, {"skill": "no-such"}, {"budget": "-1"}, {"subject": "B-0000-0000"},
        {"nation": "Atlantis"}, {"host": "no-such"},
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_lost(wrong: dict[str, str]) -> None:
    pair = make_pair(limit=False)
    answer = signed_in(pair.booker).post("/needs/new/", typed(**{"host": pair.host.code} | wrong))
    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.content.decode()
    if "title" not in wrong:
        assert "Clear our planning appeals backlog" in answer.content.decode()
    assert not Need.objects.exists()


def test_from_an_offer_to_the_booking_that_the_officer_answers() -> None:
    pair = make_pair()
    need = opened_need(pair)
    officer, booker = signed_in(pair.officer.person), signed_in(pair.booker)
    page = officer.get(f"/needs/{need.reference}/offer/").content.decode()
    assert 'name="week_2026-W50"' in page
    sent = {"week_2026-W50": "2", "week_2026-W51": "", "words": "I cleared two hundred."}
    assert officer.post(f"/needs/{need.reference}/offer/", sent | {"week_2026-W50": "99"}).status_code == 422
    assert officer.post(f"/needs/{need.reference}/offer/", sent).status_code == 302
    offer = Offer.objects.get()
    page, queries = asked(booker, f"/needs/{need.reference}/")
    assert str(pair.officer.person) in page
    assert queries <= MOST_QUERIES
    check, queries = asked(booker, f"/offers/{offer.reference}/accept/")
    assert "Their offer is not yet a yes" in check
    assert queries <= MOST_QUERIES
    assert booker.post(f"/offers/{offer.reference}/shortlist/").status_code == 302
    answer = booker.post(f"/offers/{offer.reference}/accept/", {})
    booking = Booking.objects.get()
    assert answer["Location"] == f"/bookings/{booking.reference}/sent/"
    assert booker.post(f"/offers/{offer.reference}/accept/", {}).status_code == 422
    assert "Accepted" in officer.get("/offers/").content.decode()
    assert booker.post(f"/offers/{offer.reference}/decline/").status_code == 409


def test_the_lists_ask_twenty_times_at_most_and_show_a_draft_to_its_council_only() -> None:
    pair = make_pair(limit=False)
    draft = drafted_need(pair, title="A draft nobody sees")
    needs = [opened_need(pair, title=f"Bat survey {number}") for number in range(6)]
    made_offer(pair, needs[0])
    accepted_offer(pair, made_offer(another_officer(pair), needs[1]))
    for person, address in (
        (pair.booker, "/needs/"), (pair.booker, "/needs/ours/"), (pair.officer.person, "/needs/"),
        (pair.officer.person, "/offers/"), (pair.officer.person, f"/needs/{needs[2].reference}/"),
    ):  # fmt: skip
        page, queries = asked(signed_in(person), address)
        assert queries <= MOST_QUERIES, address
        assert ("A draft nobody sees" in page) == (address == "/needs/ours/")
    officer = signed_in(pair.officer.person)
    assert officer.get(f"/needs/{draft.reference}/").status_code == 404
    assert officer.get(f"/offers/{Offer.objects.latest('pk').reference}/").status_code == 404
    assert "Offer my time" in officer.get(f"/needs/{needs[2].reference}/").content.decode()
    booker = signed_in(pair.booker)
    assert booker.post(f"/needs/{draft.reference}/open/").status_code == 302
    changed = typed(host=pair.host.code, title="Another title")
    assert booker.post(f"/needs/{draft.reference}/change/", changed).status_code == 302
    assert booker.post(f"/needs/{draft.reference}/close/").status_code == 302
    assert booker.post(f"/needs/{draft.reference}/close/").status_code == 409
    assert officer.post(f"/needs/{needs[0].reference}/close/").status_code == 403


def test_the_steward_sees_unmet_needs_and_has_the_report_as_a_file() -> None:
    pair = make_pair(limit=False)
    need = opened_need(pair)
    later = NOW + timedelta(days=61)
    expire_needs(at=later)
    with time_machine.travel(later, tick=False):
        steward = signed_in(make_steward())
        page, queries = asked(steward, "/desk/unmet/")
        assert need.title in page
        assert queries <= MOST_QUERIES
        assert str(need.function) in page
        file = steward.get("/desk/unmet.csv")
        assert file["Content-Type"].startswith("text/csv")
        assert str(need.function) in file.content.decode()
