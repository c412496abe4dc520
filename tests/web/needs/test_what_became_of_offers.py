"""What became of an offer is said in true words, and who could do it is shown while nobody waits for an answer."""

import pytest

from commonpool.bookings.operations import cancel_booking, decline_booking
from commonpool.needs.models import Offer
from commonpool.needs.operations import decline_offer, withdraw_offer
from tests.factories.bookings import accept, another_officer, make_pair, monday, terms_of
from tests.factories.offers import accepted_offer, made_offer, opened_need
from tests.factories.people import NOW, actor
from tests.factories.signed_in import signed_in
from tests.web.needs.test_need_pages import typed

pytestmark = [pytest.mark.django_db, pytest.mark.time_machine(NOW, tick=False)]


def read(person, address):
    return " ".join(signed_in(person).get(address).content.decode().split())


def test_a_booking_that_is_cancelled_or_declined_is_not_an_offer_withdrawn():
    pair = make_pair()
    need = opened_need(pair)
    no = accepted_offer(pair, made_offer(pair, need))
    decline_booking(actor=actor(pair.officer.person), booking_id=no.pk, terms=terms_of(no), at=NOW)
    off = accept(accepted_offer(pair, made_offer(pair, need)))
    cancel_booking(actor=actor(pair.booker), booking_id=off.pk, reason="not_needed", at=NOW)
    for page in (read(pair.officer.person, "/offers/"), read(pair.booker, f"/needs/{need.reference}/")):
        assert page.count("Fell through") == 2
        assert "The officer said no to the booking." in page
        assert "The booking was cancelled." in page
        assert "Withdrawn" not in page


def test_an_offer_that_was_not_taken_as_another_was_is_not_declined():
    pair = make_pair()
    need = opened_need(pair, minutes=120)
    other = another_officer(pair)
    offer = made_offer(other, need)
    accept(accepted_offer(pair, made_offer(pair, need)))
    page = read(other.officer.person, f"/offers/{offer.reference}/")
    assert "Set aside" in page
    assert "Others filled the need before this was answered." in page
    assert "Declined" not in page


def test_offers_that_are_over_do_not_hide_who_could_do_it():
    pair = make_pair(headline="Planning appeals")
    need = opened_need(pair, minutes=120)
    address = f"/needs/{need.reference}/"
    offer = made_offer(pair, need)
    assert "Who could do it" not in read(pair.booker, address)
    withdraw_offer(actor=actor(pair.officer.person), offer_id=offer.pk, at=NOW)
    assert "Who could do it" in read(pair.booker, address)
    offer = made_offer(pair, need)
    decline_offer(actor=actor(pair.booker), offer_id=offer.pk, at=NOW)
    assert "Who could do it" in read(pair.booker, address)
    accepted_offer(pair, made_offer(pair, need))
    assert "Who could do it" not in read(pair.booker, address), "its hours are all asked for"


def test_a_need_of_each_week_says_of_which_weeks_hours_are_still_wanted_and_offers_those():
    pair = make_pair()
    need = opened_need(pair, minutes=120, each_week=True)
    accept(accepted_offer(pair, made_offer(pair, need)))
    assert "Still wanted: Week of 14 December: 2 hours" in read(pair.booker, f"/needs/{need.reference}/")
    form = read(another_officer(pair).officer.person, f"/needs/{need.reference}/offer/")
    assert (
        'name="week_2026-W51" type="text" value="2"' in form or 'value="2"' in form.split("week_2026-W51")[2]
    )
    assert form.count('value="2"') == 1


def test_who_changes_a_need_is_told_that_offers_of_other_weeks_are_set_aside():
    pair = make_pair()
    need, browser = opened_need(pair), signed_in(pair.booker)
    made_offer(pair, need)
    address, told = f"/needs/{need.reference}/change/", "Offers that it wants no more are set aside"
    sent = typed(host=pair.host.code)
    assert told not in browser.post(address, sent, follow=True).content.decode()
    assert told in browser.post(address, sent | {"first_day": "14"}, follow=True).content.decode()


def test_who_has_offered_sees_their_offer_and_changes_it():
    pair = make_pair()
    need = opened_need(pair)
    browser = signed_in(pair.officer.person)
    offer = made_offer(pair, need, [(monday(1), 60)])
    answer = browser.get(f"/needs/{need.reference}/offer/")
    assert (answer.status_code, answer["Location"]) == (302, f"/offers/{offer.reference}/")
    page = browser.get(f"/offers/{offer.reference}/").content.decode()
    assert f"/offers/{offer.reference}/change/" in page
    address = f"/offers/{offer.reference}/change/"
    form = browser.get(address).content.decode()
    assert form.count('value="1"') == 1
    assert "I cleared two hundred" in form
    wrong = browser.post(address, {"week_2026-W50": "99", "words": "Mine"})
    assert (wrong.status_code, "Mine" in wrong.content.decode()) == (422, True)
    assert browser.post(address, {"week_2026-W50": "2", "words": "Mine"}).status_code == 302
    assert (Offer.objects.get().minutes, Offer.objects.get().words) == (120, "Mine")
    assert signed_in(pair.booker).get(address).status_code in (403, 404)
    accepted_offer(pair, Offer.objects.get())
    assert "This offer has been answered" in browser.get(address).content.decode()
    assert browser.post(address, {"week_2026-W50": "2"}).status_code == 422
