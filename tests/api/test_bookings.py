"""The main job through the API: quoted, requested once, answered, worked, agreed."""

from datetime import timedelta

import pytest
import time_machine

from commonpool.bookings.models import Booking
from commonpool.identity.models import Person
from commonpool.invoices.models import Charge
from commonpool.timesheets.operations import open_timesheets
from tests.factories.bookings import FIRST_MONDAY, PURPOSE, function_id, make_pair, peer_help
from tests.factories.people import NOW, make_officer, make_role

pytestmark = pytest.mark.django_db
WEEKS = [{"week": "2026-W50", "minutes": 120}, {"week": "2026-W51", "minutes": 120}]


def body(pair, **more):
    asked = {"officer": pair.officer.reference, "weeks": WEEKS, "purpose": PURPOSE, "function": function_id()}
    return asked | more


def test_a_quote_holds_nothing_and_says_the_price(caller):
    pair = make_pair()
    status, quote = caller(pair.booker)("POST", "quotes", body(pair))
    assert status == 200
    assert quote["net_pence"] == sum(line["pence"] for line in quote["lines"]) > 0
    assert quote["gross_pence"] == quote["net_pence"] + quote["vat_pence"]
    assert {each["effect"] for each in quote["checks"]} == {
        "PASS",
        "DOC",
    }  # what stands in the papers asks nothing
    assert not Booking.objects.exists()


def test_a_request_is_held_and_the_officers_yes_binds_it(caller):
    pair = make_pair()
    status, sent = caller(pair.booker)("POST", "bookings", body(pair))
    assert (status, sent["status"]) == (201, "requested")
    officer = caller(pair.officer.person)
    assert (
        officer("POST", f"bookings/{sent['reference']}/accept", {"terms": "old"})[1]["code"]
        == "terms_changed"
    )
    status, bound = officer("POST", f"bookings/{sent['reference']}/accept", {"terms": sent["terms"]})
    assert (status, bound["status"]) == (200, "bound")
    assert {"BookingRequested", "BookingAccepted", "BookingBound"} <= {
        each["name"] for each in bound["events"]
    }
    assert bound["legal_basis"]["text"]


def test_who_has_no_name_gives_it_first(caller):
    pair = make_pair()
    call = caller(pair.booker)
    Person.objects.filter(pk=pair.booker.pk).update(name="")
    status, said = call("POST", "bookings", body(pair))
    assert (status, said["code"]) == (422, "name_needed")


def test_the_same_key_is_done_once_and_answered_twice(caller):
    pair = make_pair()
    call = caller(pair.booker)
    first = call("POST", "bookings", body(pair), **{"Idempotency-Key": "k1"})
    assert call("POST", "bookings", body(pair), **{"Idempotency-Key": "k1"}) == first
    assert Booking.objects.count() == 1
    status, other = call("POST", "bookings", body(pair, purpose="Other"), **{"Idempotency-Key": "k1"})
    assert (status, other["code"]) == (422, "idempotency_key_reused")


def test_a_taken_week_names_each_clash_and_what_else_would_serve(caller):
    pair = make_pair()
    caller(pair.booker)("POST", "bookings", body(pair))
    other = make_pair(home=pair.home, officer=pair.officer)
    status, taken = caller(other.booker)("POST", "bookings", body(pair))
    assert (status, taken["code"]) == (409, "week_taken")
    assert {clash["week"] for clash in taken["clashes"]} == {"2026-W50", "2026-W51"}
    assert taken["alternatives"][0]["officer"] == pair.officer.reference
    assert len(taken["alternatives"]) <= 5


def test_hours_worked_and_agreed_become_a_charge(caller):
    pair = make_pair()
    _status, sent = caller(pair.booker)("POST", "bookings", body(pair))
    reference = sent["reference"]
    caller(pair.officer.person)("POST", f"bookings/{reference}/accept", {"terms": sent["terms"]})
    later = NOW.replace(month=12, day=14, hour=10)
    with time_machine.travel(later, tick=False):
        open_timesheets(at=later)
        day = {"date": (FIRST_MONDAY + timedelta(days=1)).isoformat(), "minutes": 100}
        none = {"date": FIRST_MONDAY.isoformat(), "minutes": 0}
        status, sheet = caller(pair.officer.person)(
            "POST", f"bookings/{reference}/timesheet", {"week": "2026-W50", "days": [none, day]}
        )
        assert (status, sheet["status"]) == (200, "submitted")
        status, _own = caller(pair.officer.person)(
            "POST", f"bookings/{reference}/timesheet/agree", {"week": "2026-W50"}
        )
        assert status == 403
        status, agreed = caller(pair.booker)(
            "POST", f"bookings/{reference}/timesheet/agree", {"week": "2026-W50", "reason": ""}
        )
        assert agreed["status"] in ("agreed", "locked")
    path = f"bookings/{reference}"
    _status, mine = caller(pair.officer.person)("GET", path)
    _status, theirs = caller(pair.booker)("GET", path)
    for price in ("net_pence", "vat_pence", "gross_pence", "purchase_order"):
        assert mine[price] is None
        assert theirs[price] is not None
    assert {week["net_pence"] for week in mine["weeks"]} == {None}
    assert [answer for answer in (mine, theirs) if "ChargeMade" in names(answer)] == [theirs]
    charge = Charge.objects.get()
    assert (charge.minutes, charge.booking.reference) == (100, reference)


def test_hours_that_cannot_be_sent_yet_say_why_and_a_query_names_its_own_field(caller):
    pair = make_pair()
    _status, sent = caller(pair.booker)("POST", "bookings", body(pair))
    hours = f"bookings/{sent['reference']}/timesheet"
    officer, week = caller(pair.officer.person), {"week": "2026-W50"}
    status, problem = officer("POST", hours, week)
    assert (status, problem["code"]) == (409, "not_bound")
    helping = peer_help(pair)
    status, problem = officer("POST", f"bookings/{helping.reference}/timesheet", week)
    assert (status, problem["code"]) == (422, "no_timesheet")
    officer("POST", f"bookings/{sent['reference']}/accept", {"terms": sent["terms"]})
    status, problem = caller(pair.booker)("POST", f"{hours}/agree", week)
    assert (status, problem["code"]) == (409, "timesheet_moved")
    later = NOW.replace(month=12, day=14, hour=10)
    with time_machine.travel(later, tick=False):
        assert officer("POST", hours, week)[0] == 200
        status, problem = caller(pair.booker)("POST", f"{hours}/query", week | {"reason": " "})
    assert (status, problem["code"]) == (422, "question_needed")
    assert problem["field"] == "reason"


def names(booking):
    return {event["name"] for event in booking["events"]}


def test_a_token_without_the_decide_scope_agrees_nothing(caller):
    pair = make_pair(limit=False)
    _status, sent = caller(pair.booker)("POST", "bookings", body(pair))
    confirm = f"bookings/{sent['reference']}/confirm"
    holder = caller(pair.budget_holder, may_decide=False)
    assert holder("POST", confirm, {"terms": sent["terms"]})[1]["code"] == "decide_scope_needed"
    assert caller(pair.budget_holder)("POST", confirm, {"terms": sent["terms"]})[0] == 200


def test_every_move_takes_the_same_four_fields(caller):
    pair = make_pair()
    _status, sent = caller(pair.booker)("POST", "bookings", body(pair))
    move = {"terms": sent["terms"], "reason": "", "weeks": None, "purchase_order": ""}
    for verb in ("accept", "decline", "approve", "confirm", "withdraw", "cancel"):
        for person in (pair.officer.person, pair.booker):
            _status, answer = caller(person)("POST", f"bookings/{sent['reference']}/{verb}", move)
            assert answer.get("code") != "invalid", verb
            status, _answer = caller(person)(
                "POST", f"bookings/{sent['reference']}/{verb}", move | {"other": 1}
            )
            assert status in (403, 422), verb


def test_cancelling_needs_no_reason(caller):
    pair = make_pair()
    for person, reason in ((pair.booker, "not_needed"), (pair.approver, "recall")):
        _status, sent = caller(pair.booker)("POST", "bookings", body(pair))
        caller(pair.officer.person)("POST", f"bookings/{sent['reference']}/accept", {"terms": sent["terms"]})
        status, answer = caller(person)("POST", f"bookings/{sent['reference']}/cancel", {})
        assert (status, answer["status"]) == (200, "cancelled")
        assert Booking.objects.get(reference=sent["reference"]).ended_reason == reason
    assert caller(pair.officer.person)("POST", f"bookings/{sent['reference']}/cancel", {})[0] == 422


def test_another_councils_booking_is_not_found(caller):
    pair = make_pair()
    _status, sent = caller(pair.booker)("POST", "bookings", body(pair))
    stranger = make_pair()
    for method, path in [("GET", ""), ("POST", "/withdraw"), ("POST", "/cancel"), ("POST", "/confirm")]:
        status, _answer = caller(stranger.booker)(
            method,
            f"bookings/{sent['reference']}{path}",
            {"terms": sent["terms"]} if method == "POST" else None,
        )
        assert status in (403, 404)
    assert caller(stranger.booker)("GET", f"bookings/{sent['reference']}")[0] == 404


def test_host_is_asked_for_where_several_are_possible(caller):
    pair = make_pair()
    second = make_pair(home=pair.home, officer=pair.officer)
    make_officer(second.host, person=pair.booker)
    make_role(second.host, "booking_manager", person=pair.booker)
    call = caller(pair.booker)
    assert call("POST", "quotes", body(pair))[1]["code"] == "host_needed"
    assert call("POST", "quotes", body(pair, host=second.host.code))[0] == 200
    assert call("POST", "quotes", body(pair, host=pair.home.code))[0] == 403
