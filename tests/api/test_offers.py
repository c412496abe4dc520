"""Needs and offers, as a program meets them."""

from dataclasses import replace

import pytest

from commonpool.access import Role
from commonpool.availability.operations import close_listing
from commonpool.bookings.models import Booking
from tests.factories.bookings import another_officer, function_id, make_pair, requested_booking
from tests.factories.councils import council
from tests.factories.offers import WHAT, made_offer, opened_need
from tests.factories.people import NOW, actor, make_role

pytestmark = pytest.mark.django_db
WEEKS = [{"week": "2026-W50", "minutes": 120}]


def test_a_need_is_posted_offered_to_and_its_offer_accepted_once(caller):
    pair = make_pair(limit=False)
    booker, officer = caller(pair.booker), caller(pair.officer.person)
    body = {
        "title": "Appeals",
        "what": WHAT,
        "function": function_id(),
        "weeks": ["2026-W50"],
        "minutes": 240,
    }
    status, need = booker("POST", "needs", body)
    assert (status, need["status"], need["host"]) == (201, "open", pair.host.code)
    assert booker("POST", "needs", body | {"minutes": 45})[1]["code"] == "need_minutes_wrong"
    assert [each["reference"] for each in officer("GET", "needs")[1]["results"]] == [need["reference"]]
    path = f"needs/{need['reference']}"
    assert officer("POST", f"{path}/offers", {"weeks": [{"week": "2026-W50", "minutes": 45}]})[0] == 422
    no = officer("POST", f"{path}/offers", {"weeks": WEEKS, "words": "a" * 501})[1]
    assert no["errors"] == [{"field": "words", "message": "Use 500 characters or fewer."}]
    status, offer = officer("POST", f"{path}/offers", {"weeks": WEEKS, "words": "Gladly"})
    assert (status, offer["status"]) == (201, "made")
    assert officer("GET", path)[1]["offers"] == booker("GET", path)[1]["offers"] == [offer]
    assert (need["left_minutes"], need["left_weeks"]) == (240, [{"week": "2026-W50", "minutes": 240}])
    change = f"offers/{offer['reference']}/change"
    assert booker("POST", change, {"weeks": WEEKS})[0] == 404
    assert officer("POST", change, {"weeks": WEEKS, "words": "Still"})[1]["words"] == "Still"
    accept = f"offers/{offer['reference']}/accept"
    first = booker("POST", accept, {}, **{"Idempotency-Key": "once"})
    assert first[0] == 201
    assert booker("POST", accept, {}, **{"Idempotency-Key": "once"}) == first
    assert booker("POST", accept, {})[1]["code"] == "offer_moved"
    assert Booking.objects.get().reference == first[1]["reference"]


@pytest.mark.parametrize("with_key", [{}, {"Idempotency-Key": "once"}])
def test_hours_that_somebody_else_has_booked_meanwhile_are_taken_with_a_key_or_without(caller, with_key):
    pair = make_pair(limit=False)
    offer = made_offer(pair, opened_need(pair))
    other = council()
    requested_booking(replace(pair, host=other, booker=make_role(other, Role.BOOKING_MANAGER)))
    status, answer = caller(pair.booker)("POST", f"offers/{offer.reference}/accept", {}, **with_key)
    assert (status, answer["code"]) == (409, "week_taken")
    assert answer["alternatives"][0]["officer"] == pair.officer.reference


def test_who_is_asked_for_a_need_and_is_taken_is_told_what_else_would_serve(caller):
    pair, other = make_pair(limit=False), council()
    need = opened_need(pair)
    requested_booking(replace(pair, host=other, booker=make_role(other, Role.BOOKING_MANAGER)))
    body = {"officer": pair.officer.reference, "weeks": WEEKS, "purpose": WHAT, "function": function_id()}
    status, answer = caller(pair.booker)("POST", f"needs/{need.reference}/ask", body)
    assert (status, answer["code"]) == (409, "week_taken")
    assert answer["alternatives"][0]["officer"] == pair.officer.reference


def test_a_draft_is_changed_opened_and_closed_by_its_council_alone(caller):
    pair = make_pair(limit=False)
    booker, officer, stranger = caller(pair.booker), caller(pair.officer.person), caller(make_pair().booker)
    body = {
        "title": "Appeals",
        "what": WHAT,
        "function": function_id(),
        "weeks": ["2026-W50"],
        "minutes": 240,
    }
    path = f"needs/{booker('POST', 'needs', body | {'draft': True})[1]['reference']}"
    assert stranger("POST", f"{path}/open")[0] == 404
    status, need = booker("POST", f"{path}/change", body | {"title": "Two appeals", "weeks": ["2026-W51"]})
    assert (status, need["title"], need["weeks"], need["status"]) == (
        200,
        "Two appeals",
        ["2026-W51"],
        "draft",
    )
    assert booker("POST", f"{path}/change", body | {"minutes": 45})[1]["code"] == "need_minutes_wrong"
    assert booker("POST", f"{path}/change", body | {"draft": True})[0] == 422
    assert booker("POST", f"{path}/open")[1]["status"] == "open"
    assert booker("POST", f"{path}/open")[1]["code"] == "need_moved"
    assert officer("POST", f"{path}/close")[0] == stranger("POST", f"{path}/close")[0] == 403
    assert booker("POST", f"{path}/close")[1]["status"] == "closed"
    assert booker("POST", f"{path}/change", body)[1]["code"] == "need_moved"


def test_an_officer_who_left_the_pool_is_not_bookable(caller):
    pair = make_pair(limit=False)
    offer = made_offer(pair, opened_need(pair))
    close_listing(actor=actor(pair.officer.person), listing_id=pair.officer.listing.pk, at=NOW)
    status, problem = caller(pair.booker)("POST", f"offers/{offer.reference}/accept", {})
    assert (status, problem["code"]) == (422, "not_bookable")


def test_offers_are_kept_in_view_declined_and_withdrawn_and_are_not_there_for_others(caller):
    pair = make_pair(limit=False)
    need, other = opened_need(pair), another_officer(pair)
    offer, second = made_offer(pair, need), made_offer(other, need)
    booker, officer, stranger = caller(pair.booker), caller(pair.officer.person), caller(other.officer.person)
    path = f"offers/{offer.reference}"
    assert booker("POST", f"{path}/shortlist")[1]["status"] == "shortlisted"
    assert stranger("POST", f"{path}/withdraw")[0] == 404
    assert officer("POST", f"{path}/withdraw")[1]["status"] == "withdrawn"
    assert booker("POST", f"offers/{second.reference}/decline")[1]["status"] == "declined"
    assert booker("POST", f"{path}/decline")[0] == 409
    assert stranger("GET", f"needs/{need.reference}")[1]["offers"] == []


def test_an_officer_is_asked_for_a_need_once_and_its_hours_count_to_it(caller):
    pair = make_pair(limit=False)
    need, booker = opened_need(pair, minutes=120), caller(pair.booker)
    body = {"officer": pair.officer.reference, "weeks": WEEKS, "purpose": WHAT, "function": function_id()}
    path = f"needs/{need.reference}/ask"
    assert caller(make_pair().booker)("POST", path, body)[0] == 403
    assert booker("POST", path, body | {"kind": "peer_help"})[0] == 422
    many = {"weeks": [{"week": "2026-W50", "minutes": 180}]}
    assert booker("POST", path, body | many)[1]["code"] == "more_than_wanted"
    first = booker("POST", path, body, **{"Idempotency-Key": "once"})
    assert first[0] == 201
    assert booker("POST", path, body, **{"Idempotency-Key": "once"}) == first
    assert booker("GET", f"needs/{need.reference}")[1]["left_minutes"] == 0
    close = f"needs/{need.reference}/close"
    assert booker("POST", close)[0] == 200
    assert booker("POST", path, body)[1]["code"] == "need_moved"


def test_the_terms_of_an_offer_accepted_are_those_sent(caller):
    pair = make_pair(limit=False)
    offer = made_offer(pair, opened_need(pair))
    sent = {"work": "decisions", "needs": ["visit"], "ready_by": "2026-12-03", "purchase_order": "PO-2"}
    assert caller(pair.booker)("POST", f"offers/{offer.reference}/accept", sent)[0] == 201
    standing = Booking.objects.get().standing
    assert (standing.decisions, list(standing.needs)) == (True, ["visit"])
