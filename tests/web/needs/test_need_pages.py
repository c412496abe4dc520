"""The pages of needs and offers: from an empty search to a booking, and how often they ask the database."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commonpool.availability.operations import close_listing, pause_listing
from commonpool.bookings.models import Booking
from commonpool.bookings.rules.refusals import ListingClosed
from commonpool.needs.models import Need, Offer
from commonpool.needs.operations import close_need, expire_needs, said_by
from commonpool.people.models import Skill
from tests.factories.bookings import another_officer, function_id, make_pair, monday
from tests.factories.offers import WHAT, accepted_offer, drafted_need, made_offer, opened_need
from tests.factories.people import NOW, actor, make_steward
from tests.factories.signed_in import signed_in
from tests.web.pool.test_ask_weeks import in_summary, wrong

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]
MOST_QUERIES = 20
Closing = Callable[..., Any]


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


def test_what_is_like_it_is_shown_as_its_title_is_typed() -> None:
    pair = make_pair(limit=False)
    other, browser = opened_need(pair), signed_in(pair.booker)
    assert 'data-as-you-type="alike"' in browser.get("/needs/new/").content.decode()

    def alike(typed: str) -> str:
        page = browser.get(f"/needs/new/?{typed}").content.decode()
        return page.split('id="alike"')[1].split("</div>")[0]

    assert f"/needs/{other.reference}/" in alike(f"title=planning+appeals&function={function_id()}")
    assert f"/needs/{other.reference}/" in alike("title=planning+appeals&function=")
    for nothing in (
        "title=street+trees",
        "title=",
        "title=%00",
        "title=appeals&function=%00",
        "q=planning+appeals",
    ):
        assert "/needs/" not in alike(nothing), nothing


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
    checked = booker.post(
        f"/offers/{offer.reference}/accept/", {"work": "advice", "go": "check"}
    ).content.decode()
    assert "Check and send" in checked
    assert not Booking.objects.exists()
    answer = booker.post(f"/offers/{offer.reference}/accept/", {"work": "advice", "go": "send"})
    booking = Booking.objects.get()
    assert answer["Location"] == f"/bookings/{booking.reference}/sent/"
    assert booker.post(f"/offers/{offer.reference}/accept/", {}).status_code == 422
    assert "Accepted" in officer.get("/offers/").content.decode()
    assert booker.post(f"/offers/{offer.reference}/decline/").status_code == 409


def test_hours_that_cannot_be_offered_are_said_beside_their_week() -> None:
    pair = make_pair()
    officer, address = signed_in(pair.officer.person), f"/needs/{opened_need(pair).reference}/offer/"
    first, *_others = re.findall(r'name="(week_[^"]+)"', officer.get(address).content.decode())
    nothing = officer.post(address, {}).content.decode()
    assert wrong(nothing) == {first: "Say how many hours you offer in at least one week."}
    beyond = officer.post(address, {"week_2026-W50": "1", "week_2026-W51": "9"}).content.decode()
    assert wrong(beyond) == {"week_2026-W51": "You are not free for so many hours: week of 14 December."}
    both = officer.post(address, {"week_2026-W50": "x", "words": "\x00"}).content.decode()
    assert in_summary(both) == ["week_2026-W50", "words"]


@pytest.mark.parametrize("closing", [pause_listing, close_listing])
def test_an_officer_who_takes_no_requests_any_more_is_said_so_beside_their_offer(closing: Closing) -> None:
    pair = make_pair()
    offer = made_offer(pair, opened_need(pair))
    closing(actor=actor(pair.officer.person), listing_id=pair.officer.listing.pk, at=NOW)
    browser, address = signed_in(pair.booker), f"/offers/{offer.reference}/accept/"
    answer = browser.get(address)
    assert (answer.status_code, answer.content.decode().count("takes no new requests now")) == (200, 1)
    answer = browser.post(address, {"work": "advice", "purchase_order": "PO-1234"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "This officer takes no new requests now." in page
    assert 'value="PO-1234"' in page
    with pytest.raises(ListingClosed):
        accepted_offer(pair, offer)
    assert browser.get(f"/offers/{offer.reference}/").status_code == 200


def test_home_says_that_offers_wait_for_the_host_until_they_are_answered() -> None:
    pair = make_pair()
    need = opened_need(pair)
    first = made_offer(pair, need)
    made_offer(another_officer(pair), need)
    home, queries = asked(signed_in(pair.booker), "/home/")
    assert "2 offers of hours wait for your council’s answer" in home
    assert "/needs/ours/" in home
    assert queries <= MOST_QUERIES
    for person in (pair.officer.person, pair.approver):
        assert "for your council’s answer" not in asked(signed_in(person), "/home/")[0]
    accepted_offer(pair, first)
    assert "1 offer of hours waits for your council’s answer" in asked(signed_in(pair.booker), "/home/")[0]
    close_need(actor=actor(pair.booker), need_id=need.pk, at=NOW)
    assert "for your council’s answer" not in asked(signed_in(pair.booker), "/home/")[0]


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
    ours = signed_in(pair.booker).get("/needs/ours/").content.decode()
    assert ours.index("Bat survey 0") < ours.index("Bat survey 5"), "what waits for an answer stands first"
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


def test_a_change_keeps_every_skill_and_the_weeks_left_out_unless_they_are_asked_for() -> None:
    pair = make_pair(limit=False)
    skills = tuple(Skill.objects.order_by("pk").values_list("pk", flat=True)[:4])
    need = drafted_need(pair, skill_ids=skills, mondays=(monday(), monday(2)))
    browser, address = signed_in(pair.booker), f"/needs/{need.reference}/change/"
    page = browser.get(address).content.decode()
    assert "Also the weeks left out so far: week of 14 December" in page
    shown = dict(zip(("skill", "skill_2", "skill_3", "skill_4"), skills, strict=True))
    sent = typed(host=pair.host.code, title="Another title", last_day="27", **shown)
    assert f'value="{skills[3]}" selected' in page
    assert browser.post(address, sent).status_code == 302
    said = said_by(Need.objects.get())
    assert (said.title, sorted(said.skill_ids)) == ("Another title", sorted(skills))
    assert said.mondays == (monday(), monday(2))
    assert browser.post(address, sent | {"left_out": "on"}).status_code == 302
    assert said_by(Need.objects.get()).mondays == (monday(), monday(1), monday(2))


def test_a_change_names_no_week_left_out_that_has_begun() -> None:
    pair = make_pair(limit=False)
    need = opened_need(pair, mondays=(monday(), monday(2), monday(4)))
    left, address = "Also the weeks left out so far", f"/needs/{need.reference}/change/"
    for begun, says in ((1, f"{left}: week of 28 December"), (3, "")):
        with time_machine.travel(NOW + (monday(begun) - NOW.date()), tick=False):
            page = signed_in(pair.booker).get(address).content.decode()
        assert says in page
        assert (left in page, "week of 14 December" in page) == (bool(says), False)


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
