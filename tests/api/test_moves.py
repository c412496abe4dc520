"""Every move and list through the API, as a program meets them."""

import psycopg
import pytest
import time_machine
from django.db import connection

from commonpool.access import Role
from commonpool.identity import rules
from commonpool.timesheets.operations import open_timesheets
from tests.factories.bookings import FIRST_MONDAY, PURPOSE, function_id, make_pair
from tests.factories.councils import council
from tests.factories.people import NOW, make_officer, make_role

pytestmark = pytest.mark.django_db
WEEKS = [{"week": "2026-W50", "minutes": 120}]


@pytest.fixture
def pair():
    return make_pair(limit=False)


@pytest.fixture
def sent(pair, caller):
    """A request that is sent, with what it needs to be asked of the home council too."""
    return request(pair, caller, needs=["account"])


def request(pair, caller, **more):
    status, booking = caller(pair.booker)("POST", "bookings", asked(pair, **more))
    assert status == 201, booking
    return booking


def asked(pair, **more):
    body = {"officer": pair.officer.reference, "weeks": WEEKS, "purpose": PURPOSE, "function": function_id()}
    return body | more


def move(call, booking, verb, **more):
    return call("POST", f"bookings/{booking['reference']}/{verb}", {"terms": booking["terms"], **more})


def test_three_answers_bind_and_each_is_told_what_is_open(pair, sent, caller):
    officer, approver, holder = (
        caller(each) for each in (pair.officer.person, pair.approver, pair.budget_holder)
    )
    path = f"bookings/{sent['reference']}"
    assert {"accept", "decline"} <= set(officer("GET", path)[1]["open_moves"])
    assert move(officer, sent, "accept")[1]["status"] == "accepted"
    assert "approve" in approver("GET", path)[1]["open_moves"]
    assert move(approver, sent, "approve")[1]["status"] == "accepted"
    assert "confirm" in holder("GET", path)[1]["open_moves"]
    status, bound = move(holder, sent, "confirm", purchase_order="PO-7")
    assert (status, bound["status"], bound["purchase_order"]) == (200, "bound", "PO-7")


def test_an_officer_declines_without_a_reason(pair, sent, caller):
    status, ended = move(caller(pair.officer.person), sent, "decline")
    assert (status, ended["status"], ended["open_moves"]) == (200, "declined", [])
    assert ended["weeks"][0]["released"]


def test_a_host_withdraws_before_it_is_bound_and_not_after(pair, sent, caller):
    assert move(caller(pair.booker), sent, "withdraw")[1]["status"] == "withdrawn"
    status, refused = move(caller(pair.booker), sent, "withdraw")
    assert (status, refused["code"]) == (409, "booking_moved")


def test_what_they_need_is_said_ready_and_a_late_host_pays_for_the_hour_that_was_lost(pair, caller):
    said = {"needs": ["documents"], "contact": pair.booker.email, "ready_by": "2026-12-04"}
    wrong = asked(pair, **said | {"ready_by": "2026-12-08"})
    assert caller(pair.booker)("POST", "bookings", wrong)[1]["code"] == "ready_by_wrong"
    booking = request(pair, caller, **said)
    assert (booking["contact"], booking["ready_by"]) == (pair.booker.name, "2026-12-04")
    officer, host = caller(pair.officer.person), caller(pair.booker)
    move(officer, booking, "accept")
    move(caller(pair.budget_holder), booking, "confirm")
    path = f"bookings/{booking['reference']}"
    with time_machine.travel(NOW.replace(month=12, day=8), tick=False):
        assert officer("GET", path)[1]["late"]
        for verb in ("take-up", "decline-weeks"):
            later = {"weeks": [{"week": "2026-W52", "minutes": 120}]}
            status, shown = officer("POST", f"{path}/propose", later)
            assert (status, shown["proposal"]["weeks"]) == (200, later["weeks"])
            number = {"proposal": shown["proposal"]["proposal"]}
            assert officer("POST", f"{path}/{verb}", number)[0] == 403
            status, shown = host("POST", f"{path}/{verb}", number)
            assert (status, shown["proposal"]) == (200, None)
            assert host("POST", f"{path}/{verb}", number)[1]["code"] == "proposal_moved"
            assert (verb == "take-up") == ("withdraw" in shown["open_moves"])
            if verb == "take-up":
                assert host("POST", f"{path}/withdraw", {"terms": ""})[0] == 200
        refused = host("POST", f"{path}/ready", {"needs": ["documents"]})
        assert (refused[0], refused[1]["code"]) == (422, "schedule_wrong")
        schedule = {"what_data": "Notes", "whose": "Tenants", "why": "Review", "kept_until": "2026-12-13"}
        status, ready = host("POST", f"{path}/ready", {"needs": ["documents"], **schedule})
        assert (status, ready["ready"], ready["late"]) == (200, ["documents"], False)
        status, refused = officer("POST", f"{path}/host-late", {"weeks": ["2026-W50"], "because_late": True})
        assert (status, refused["code"]) == (409, "nothing_lost")
    with time_machine.travel(NOW.replace(month=12, day=13), tick=False):
        assert host("POST", f"{path}/removed", {"needs": ["documents"]})[0] == 200


def test_a_question_about_hours_is_answered_with_the_hours_again(pair, caller):
    booking = request(pair, caller)
    officer, host = caller(pair.officer.person), caller(pair.booker)
    move(officer, booking, "accept")
    move(caller(pair.budget_holder), booking, "confirm")
    sheet = f"bookings/{booking['reference']}/timesheet"
    with time_machine.travel(NOW.replace(month=12, day=14, hour=10), tick=False):
        open_timesheets(at=NOW.replace(month=12, day=14, hour=10))
        hours = [{"date": FIRST_MONDAY.isoformat(), "minutes": 90}]
        status, said = officer("POST", sheet, {"week": "2026-W50", "days": hours})
        assert (status, said["status"]) == (200, "submitted")
        assert said["checks"][0]["message"] == "not_checked: no times"
        status, problem = host("POST", f"{sheet}/query", {"week": "2026-W50"})
        assert (status, problem["code"], problem["field"]) == (422, "question_needed", "reason")
        query = {"week": "2026-W50", "reason": "Was Monday not a holiday?"}
        assert host("POST", f"{sheet}/query", query)[1]["status"] == "queried"
        timed = [hours[0] | {"minutes": 60, "from": "09:00", "to": "10:00"}]
        assert officer("POST", sheet, {"week": "2026-W50", "days": timed})[1]["status"] == "submitted"
        status, wrong = officer(
            "POST", sheet, {"week": "2026-W50", "days": [hours[0] | {"date": "2026-02-30"}]}
        )
        assert (status, wrong["code"]) == (422, "not_a_date")


def test_a_quote_answers_with_its_checks_and_only_the_booking_refuses(pair, caller):
    call = caller(pair.booker)
    beyond = asked(pair, weeks=[{"week": "2026-W50", "minutes": 6000}])
    status, quote = call("POST", "quotes", beyond)
    assert status == 200
    assert {each["rule"] for each in quote["checks"] if each["effect"] == "BLOCK"} == {
        "outside_permission",
        "week_taken",
    }
    status, refused = call("POST", "bookings", beyond)
    assert status in (409, 422)
    assert refused["detail"] in {each["message"] for each in quote["checks"]}


def test_a_quote_says_whose_answers_are_missing(pair, caller):
    quote = caller(pair.booker)("POST", "quotes", asked(pair, needs=["account"]))[1]
    assert quote["missing"] == ["approval", "confirmation"]


def test_a_label_that_two_functions_have_is_refused(pair, caller):
    status, refused = caller(pair.booker)("POST", "quotes", asked(pair, function="Utilities"))
    assert (status, refused["code"], refused["field"]) == (422, "ambiguous_function", "function")


def test_a_key_still_in_use_is_busy(pair, caller):
    """The lock of the same key and caller is held by another connection, as by a request under way."""
    call, number = caller(pair.booker), rules.lock_number(pair.booker.pk, "k1")
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [number])
        status, busy = call("POST", "bookings", asked(pair), **{"Idempotency-Key": "k1"})
        assert (status, busy["code"]) == (409, "idempotency_key_running")
    assert call("POST", "bookings", asked(pair), **{"Idempotency-Key": "k1"})[0] == 201


def test_bookings_are_listed_to_those_they_are_between(pair, sent, caller):
    listed = caller(pair.booker)("GET", "bookings")[1]
    assert (listed["count"], listed["next"]) == (1, None)
    assert listed["results"][0]["reference"] == sent["reference"]
    assert caller(pair.booker)("GET", "bookings?status=bound")[1]["count"] == 0
    assert caller(make_pair().booker)("GET", "bookings")[1]["count"] == 0


def test_a_call_is_asked_for(pair, caller):
    sent = {"officer": pair.officer.reference, "message": "Could we talk about your appeals work?"}
    status, call = caller(pair.booker)("POST", "calls", sent)
    assert (status, call["officer"], call["host"]) == (201, pair.officer.reference, pair.host.code)
    assert (call["status"], call["message"]) == ("asked", sent["message"])


def test_skills_and_functions_are_listed_by_page(pair, caller):
    call = caller(pair.booker)
    skills = call("GET", "skills?q=content")[1]
    assert any("content" in each["name"].lower() for each in skills["results"])
    functions = call("GET", "functions")[1]
    assert functions["next"] == "/api/v1/functions?page=2"
    assert len(functions["results"]) == 50


def test_officers_are_found_by_skill_function_nation_and_region(pair, caller):
    call, officer = caller(pair.booker), pair.officer
    skill, function = officer.listing.skills.first(), officer.listing.functions.first()
    mine = {"nation": pair.home.nation, "region": pair.home.region}
    if skill is not None:
        mine["skill"] = skill.name
    if function is not None:
        mine["function"] = function.pk
    for name, value in mine.items():
        found = call("GET", f"officers?{name}={value}")[1]["results"]
        assert officer.reference in {each["reference"] for each in found}, name
    for name, value in {"nation": "Northern Ireland", "region": "Nowhere"}.items():
        assert call("GET", f"officers?{name}={value}")[1]["count"] == 0, name


def test_the_weeks_of_one_officer_are_those_of_the_list(pair, caller):
    """Also to an ordinary officer of a council that could ask."""
    reader = caller(make_officer(pair.host).person)
    weeks = "weeks=2026-W50..2026-W52"
    listed = reader("GET", f"officers?{weeks}")[1]["results"][0]["free_weeks"]
    whole = reader("GET", f"officers/{pair.officer.reference}")[1]["free_weeks"]
    assert listed == [each for each in whole if "2026-W50" <= each["week"] <= "2026-W52"]
    assert listed


def test_what_is_not_there_is_a_problem_too(pair, caller):
    call = caller(pair.booker)
    assert call("GET", "nothing/of/this/name")[1]["code"] == "not_found"
    status, refused = call("DELETE", "bookings")
    assert (status, refused["code"], refused["status"]) == (405, "not_this_method", 405)


def test_the_document_is_openapi_3_1_and_public(client):
    document = client.get("/api/v1/openapi.json").json()
    assert document["openapi"].startswith("3.1")


def test_a_council_that_has_not_joined_sees_no_price(pair, caller):
    stranger = caller(make_role(council(depth="none"), Role.BOOKING_MANAGER))
    quote = stranger("POST", "quotes", asked(pair))[1]
    assert (quote["checks"][0]["rule"], quote["net_pence"], quote["lines"]) == ("depth_needed", 0, [])
