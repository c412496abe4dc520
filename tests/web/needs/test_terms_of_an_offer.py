"""An offer is accepted on the same terms as an officer is asked, and an officer is asked for a need."""

import re

import pytest

from commonpool.agreements.rules.when import EVENING_SATURDAY
from commonpool.bookings.models import Booking
from commonpool.bookings.operations import cancel_booking
from commonpool.needs.models import Need
from commonpool.needs.operations import close_need
from tests.factories.bookings import accept, another_officer, function_id, make_pair
from tests.factories.offers import WHAT, accepted_offer, made_offer, opened_need
from tests.factories.people import NOW, actor
from tests.factories.signed_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]
TERMS = {"work": "decisions", "needs": ["account"], "contact": "", "purchase_order": "PO-1"}


def flat(answer):
    return " ".join(answer.content.decode().split())


def hidden(page):
    return re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)


def test_accepting_asks_the_terms_that_asking_asks_and_they_are_the_bookings():
    pair = make_pair()
    offer = made_offer(pair, opened_need(pair))
    browser, address = signed_in(pair.booker), f"/offers/{offer.reference}/accept/"
    form = flat(browser.get(address))
    for name in ("work", "needs", "contact", "ready_by_day", "purchase_order"):
        assert f'name="{name}"' in form, name
    terms = TERMS | {"contact": pair.booker.email}
    checked = flat(browser.post(address, terms | {"go": "check"}))
    assert "Decide, inspect or sign for your council" in checked
    assert "An account on our system" in checked
    assert {("work", "decisions"), ("needs", "account"), ("purchase_order", "PO-1")} <= set(hidden(checked))
    changed = flat(browser.post(address, terms | {"go": "change"}))
    assert 'value="PO-1"' in changed
    assert not Booking.objects.exists()
    assert browser.post(address, terms | {"go": "send"}).status_code == 302
    standing = Booking.objects.get().standing
    assert (standing.decisions, list(standing.needs)) == (True, ["account"])
    assert Booking.objects.get().purchase_order == "PO-1"


def test_a_term_that_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost():
    pair = make_pair()
    offer = made_offer(pair, opened_need(pair))
    sent = TERMS | {
        "contact": "nobody@example.org",
        "ready_by_day": "31",
        "ready_by_month": "2",
        "go": "check",
    }
    answer = signed_in(pair.booker).post(f"/offers/{offer.reference}/accept/", sent)
    page = flat(answer)
    assert answer.status_code == 422
    assert "nobody@example.org" in page
    assert re.search(r'value="account"[^>]* checked', page)
    assert re.search(r'value="decisions"[^>]* checked', page)


def test_when_in_the_week_is_asked_where_there_is_a_price_for_it(monkeypatch):
    pair = make_pair()
    offer = made_offer(pair, opened_need(pair))
    browser, address = signed_in(pair.booker), f"/offers/{offer.reference}/accept/"
    assert 'name="when"' not in flat(browser.get(address))
    two = {"weekday": 4000, EVENING_SATURDAY: 6000}
    monkeypatch.setattr("commonpool.web.needs.views.accepting.prices_of", lambda *_of: two)
    assert f'value="{EVENING_SATURDAY}"' in flat(browser.get(address))


def test_how_much_is_taken_and_what_is_above_the_budget_before_vat_is_said():
    pair = make_pair()
    need = opened_need(pair, budget_pence=7000)
    first = made_offer(pair, need)
    browser = signed_in(pair.booker)
    page = flat(browser.get(f"/offers/{first.reference}/accept/"))
    assert "above the budget" not in page, "64.00 before VAT is within 70.00, though 76.80 with VAT is not"
    assert "4 hours in all" in page
    accept(accepted_offer(pair, first))
    second = made_offer(another_officer(pair), need)
    page = flat(browser.get(f"/offers/{second.reference}/accept/"))
    assert "2 hours asked for or booked so far" in page
    assert "Still wanted: 2 hours" in page
    for said in (
        page,
        flat(browser.post(f"/offers/{second.reference}/accept/", {"work": "advice", "go": "check"})),
    ):
        assert "£58.00 above the budget of £70.00 before VAT" in said
        assert "with £64.00 asked for already" in said
    assert "above the budget" in flat(browser.get(f"/needs/{need.reference}/"))


def suggested(browser, need):
    page = browser.get(f"/needs/{need.reference}/").content.decode()
    (link,) = re.findall(r'href="(/people/[^"]+/ask/[^"]*)"', page)
    return link.replace("&amp;", "&")


def test_who_is_asked_from_a_need_is_asked_for_it_with_all_that_it_says():
    pair = make_pair(headline="Planning appeals")
    need = opened_need(pair, minutes=120, each_week=True)
    browser = signed_in(pair.booker)
    link = suggested(browser, need)
    assert f"need={need.reference}" in link
    page = flat(browser.get(link))
    assert WHAT in page
    assert f'value="{need.function_id}" selected' in page
    assert re.findall(r'name="week_[^>]*value="([^"]+)"', page) == ["2", "2"]
    assert page.count(f'href="/needs/{need.reference}/"') == 2, "back, and by its name"
    sent = {"purpose": WHAT, "function": function_id(), "work": "advice", "need": need.reference,
            "host": pair.host.code, "kind": "paid", "week_2026-W50": "2", "week_2026-W51": "2"}  # fmt: skip
    checked = browser.post(link, sent | {"go": "check"}).content.decode()
    assert ("need", need.reference) in hidden(checked)
    assert browser.post(link, dict(hidden(checked)) | {"go": "send"}).status_code == 302
    booking = Booking.objects.get()
    accept(booking)
    need.refresh_from_db()
    assert (need.status, need.taken_minutes) == ("filled", 240)
    page = flat(browser.get(f"/needs/{need.reference}/"))
    assert "Asked directly" in page
    assert f"/bookings/{booking.reference}/" in page
    assert f"/needs/{need.reference}/" in flat(browser.get(f"/bookings/{booking.reference}/"))
    cancel_booking(actor=actor(pair.booker), booking_id=booking.pk, reason="not_needed", at=NOW)
    assert Need.objects.get().status == "open"


def test_the_page_of_a_suggested_officer_leads_to_asking_for_the_need():
    pair = make_pair(headline="Planning appeals")
    need = opened_need(pair)
    browser = signed_in(pair.booker)
    page = browser.get(f"/needs/{need.reference}/").content.decode()
    person = f"/people/{pair.officer.reference}/"
    assert f'href="{person}?need={need.reference}"' in page
    assert (
        f'href="{person}ask/?need={need.reference}"'
        in browser.get(f"{person}?need={need.reference}").content.decode()
    )
    form = flat(browser.get(f"{person}ask/?need={need.reference}"))
    assert re.findall(r'name="week_[^>]*value="([^"]+)"', form) == ["4"]


def test_more_than_a_need_wants_is_asked_for_only_where_that_is_said():
    pair = make_pair()
    need = opened_need(pair, minutes=60)
    browser, address = signed_in(pair.booker), f"/people/{pair.officer.reference}/ask/?need={need.reference}"
    assert 'name="more"' not in flat(browser.get(address))
    sent = {"purpose": "Mine", "function": function_id(), "work": "advice", "need": need.reference,
            "host": pair.host.code, "kind": "paid", "week_2026-W50": "2"}  # fmt: skip
    refused = flat(browser.post(address, sent | {"go": "check"}))
    assert "With these you would have more hours than you asked for." in refused
    assert 'name="more"' in refused
    assert "Mine" in refused
    assert "Check and send" in flat(browser.post(address, sent | {"go": "check", "more": "on"}))
    assert browser.post(address, sent | {"go": "send", "more": "on"}).status_code == 302


def test_a_need_that_has_closed_meanwhile_is_said_and_what_is_typed_can_still_be_asked():
    pair = make_pair()
    need = opened_need(pair)
    browser, address = signed_in(pair.booker), f"/people/{pair.officer.reference}/ask/?need={need.reference}"
    close_need(actor=actor(pair.booker), need_id=need.pk, at=NOW)
    assert "It is not open any more" in flat(browser.get(address))
    sent = {"purpose": "Mine", "function": function_id(), "work": "advice", "need": need.reference,
            "host": pair.host.code, "kind": "paid", "week_2026-W50": "2"}  # fmt: skip
    for go in ("check", "send"):
        page = flat(browser.post(address, sent | {"go": go}))
        assert "This need has changed since you opened the page." in page
        assert "Mine" in page
    assert 'name="need"' not in page
    del sent["need"]
    assert browser.post(address, sent | {"go": "send"}).status_code == 302
    assert Need.objects.get().taken_minutes == 0


def test_nobody_asks_for_a_need_of_another_council():
    pair, other = make_pair(), make_pair()
    need = opened_need(other)
    address = f"/people/{pair.officer.reference}/ask/?need="
    browser = signed_in(pair.booker)
    assert browser.get(f"{address}{need.reference}").status_code == 403
    assert browser.get(f"{address}D-0000-0000").status_code == 404
    assert browser.get(f"{address}%00").status_code == 200
