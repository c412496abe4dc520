"""The edges of the API: what is sent is read as what is typed, and every no names what it is about."""

import json

import pytest
from django.test import Client

from commonpool.api.application import api
from commonpool.api.once import HEADER, NOTHING_DONE
from commonpool.bookings.models import Booking, Call
from commonpool.identity.models import IdempotencyKey
from commonpool.needs.models import Need
from tests.factories.bookings import PURPOSE, function_id, make_pair
from tests.factories.offers import WHAT

pytestmark = pytest.mark.django_db
WEEKS = [{"week": "2026-W50", "minutes": 120}]
WELSH = {"Accept-Language": "cy"}
NEED = {"title": "Appeals", "what": WHAT, "weeks": ["2026-W50"], "minutes": 240}


def booking(pair, **more):
    return {
        "officer": pair.officer.reference, "weeks": WEEKS, "purpose": PURPOSE, "function": function_id(), **more,
    }  # fmt: skip


def test_text_is_read_as_on_the_pages(caller):
    pair = make_pair()
    call = caller(pair.booker)
    status, sent = call("POST", "bookings", booking(pair, purpose=" Read\u200b our\r\nappeals\ufeff "))
    assert (status, sent["purpose"]) == (201, "Read our\nappeals")
    for hidden in ("a\u202eb", "a\u2066b", "a\x00b", "a\x1bb"):
        for field in ("purpose", "purchase_order", "contact"):
            status, no = call("POST", "quotes", booking(pair, **{field: hidden}))
            assert (status, no["field"]) == (422, field)
            assert no["errors"][0]["message"].startswith("Remove hidden or control characters.")
    status, no = call("POST", "calls", {"officer": pair.officer.reference, "message": "\u200b \u200d"})
    assert (status, no["errors"][0]) == (422, {"field": "message", "message": "This is empty."})
    assert call("GET", "skills?q=a%E2%80%AEb")[1]["field"] == "q"


def test_what_is_wrong_with_a_shape_is_said_in_the_readers_language(caller):
    pair = make_pair()
    call = caller(pair.booker)
    wrong = booking(pair, weeks=[{"week": "2027-W53", "minutes": "2"}], work="rest", unasked=1)
    del wrong["purpose"]
    status, no = call("POST", "quotes", wrong)
    said = {each["field"]: each["message"] for each in no["errors"]}
    assert said == {
        "purpose": "This is missing.",
        "weeks.0.week": "Write a week like 2026-W50.",
        "weeks.0.minutes": "Write a whole number here.",
        "work": "Write one of these: 'advice', 'decisions'.",
        "unasked": "Nothing is called this here. Leave it out.",
    }
    status, no = call("POST", "quotes", wrong, **WELSH)
    assert status == 422
    for each in no["errors"]:
        assert each["message"] != said[each["field"]], each
    assert no["detail"] != "Some of what was sent is not as it should be."


def test_a_body_that_is_no_json_is_said_so(caller):
    call = caller(make_pair().booker)
    for body in (b'{"a":', b"no", b"\xff"):
        status, no = call("POST", "quotes", body)
        assert (status, no["code"]) == (400, "unreadable")
        assert no["detail"] == "Send a body in JSON, as the API’s document names it."


@pytest.mark.parametrize("key", ["clé", "a b", "", "x" * 121, "\u200b"])
def test_a_key_that_is_none_is_refused_wherever_it_is_sent(caller, key):
    pair = make_pair()
    call = caller(pair.booker)
    for path, body in (("bookings", booking(pair)), ("quotes", booking(pair)), ("needs", NEED)):
        status, no = call("POST", path, body, **{HEADER: key})
        assert (status, no["code"], no["field"]) == (422, "idempotency_key_wrong", HEADER)
    assert not Booking.objects.exists()


def test_every_move_is_done_once_for_its_key(caller):
    pair = make_pair()
    booker, officer = caller(pair.booker), caller(pair.officer.person)
    body = NEED | {"function": function_id()}
    first = booker("POST", "needs", body, **{HEADER: "n1"})
    assert first[0] == 201
    assert booker("POST", "needs", body, **{HEADER: "n1"}) == first
    assert Need.objects.count() == 1
    assert (
        booker("POST", "needs", body | {"minutes": 120}, **{HEADER: "n1"})[1]["code"]
        == "idempotency_key_reused"
    )
    call = {"officer": pair.officer.reference, "message": "Could we talk?"}
    assert booker("POST", "calls", call, **{HEADER: "c1"}) == booker("POST", "calls", call, **{HEADER: "c1"})
    assert Call.objects.count() == 1
    _status, sent = booker("POST", "bookings", booking(pair))
    accept = f"bookings/{sent['reference']}/accept"
    no = officer("POST", accept, {"terms": "old"}, **{HEADER: "a1"})
    assert (no[0], no[1]["code"]) == (409, "terms_changed")
    assert not IdempotencyKey.objects.filter(key="a1").exists()
    yes = officer("POST", accept, {"terms": sent["terms"]}, **{HEADER: "a1"})
    assert (yes[0], yes[1]["status"]) == (200, "bound")
    assert yes[1] == officer("GET", f"bookings/{sent['reference']}")[1]
    assert {"BookingAccepted", "BookingBound"} <= {each["name"] for each in yes[1]["events"]}
    assert officer("POST", accept, {"terms": sent["terms"]}, **{HEADER: "a1"}) == yes
    assert officer("POST", accept, {"terms": sent["terms"]})[0] == 409
    assert Client(HTTP_HOST="127.0.0.1").post("/api/v1/calls", headers={HEADER: "c1"}).status_code == 401


def test_an_address_that_is_longer_than_any_is_no_trouble_to_a_key(caller):
    pair = make_pair()
    booker, officer = caller(pair.booker), caller(pair.officer.person)
    _status, sent = booker("POST", "bookings", booking(pair))
    padded = f"bookings/{sent['reference']}{'%E2%80%8B' * 150}/decline"
    asked = ("POST", padded, {"terms": sent["terms"]})
    assert officer(*asked, **{HEADER: "p1"}) == officer(*asked, **{HEADER: "p1"})
    assert Booking.objects.get().status == "declined"


def test_the_document_names_the_key_where_something_is_done():
    for operations in api.get_openapi_schema()["paths"].values():
        for method, operation in operations.items():
            named = HEADER in {each["name"] for each in operation.get("parameters", [])}
            assert named is (method == "post" and operation["operationId"] not in NOTHING_DONE), operation


def test_fields_are_called_as_in_the_body(caller):
    pair = make_pair()
    call = caller(pair.booker)
    body = NEED | {"function": function_id()}
    for path, sent, field in (
        ("quotes", booking(pair, host="nowhere"), "host"),
        ("needs", body | {"host": "nowhere"}, "host"),
        ("needs", body | {"skills": ["falconry"]}, "skills"),
        ("needs", body | {"weeks": ["2020-W50"]}, "weeks"),
        ("quotes", booking(pair, function="falconry"), "function"),
    ):
        status, no = call("POST", path, sent)
        assert no["field"] == field, (status, no)


def test_names_that_an_endpoint_does_not_know_are_refused(caller):
    pair = make_pair()
    call = caller(pair.booker)
    for address in ("officers?naton=Wales", "me?q=1", "bookings?state=bound"):
        status, no = call("GET", address)
        assert (status, no["code"]) == (422, "unknown_query")
        assert no["field"] in address
    _status, sent = call("POST", "bookings", booking(pair))
    for address in (
        f"bookings/{sent['reference']}?reference=x",
        f"officers/{pair.officer.reference}?reference=x",
    ):
        assert call("GET", address)[1]["field"] == "reference"
    status, no = call("POST", "quotes?host=W06000001", booking(pair))
    assert (status, no["code"]) == (422, "unknown_query")


@pytest.mark.parametrize("address", ["officers", "needs", "councils"])
def test_a_nation_is_one_of_the_four(caller, address):
    call = caller(make_pair().booker)
    assert call("GET", f"{address}?nation=Wales")[0] == 200
    status, no = call("GET", f"{address}?nation=Cymru")
    assert (status, no["field"]) == (422, "nation")


def test_a_team_says_which_part_nobody_does_and_takes_no_weeks_that_have_begun(caller):
    pair = make_pair(limit=False, headline="Planning appeals, from case to decision")
    call = caller(pair.booker)
    parts = [{"words": "planning appeals", "minutes": 120}, {"words": "zzyzx falconry", "minutes": 120}]
    status, found = call("POST", "teams", {"parts": parts, "weeks": ["2026-W50"]})
    assert (status, found["team"]) == (200, None)
    assert found["lacking"] == [{"part": 1, "words": "zzyzx falconry", "done": False}]
    status, no = call("POST", "teams", {"parts": parts, "weeks": ["2020-W50", "2026-W50"]})
    assert (status, no["code"], no["field"]) == (422, "week_begun", "weeks")
    blank = [{"words": " \u200b", "minutes": 120}]
    status, no = call("POST", "teams", {"parts": blank, "weeks": ["2026-W50"]})
    assert (status, no["field"]) == (422, "parts.0.words")


@pytest.mark.parametrize("path", ["/api/", "/api/v2/officers", "/api/v1/nothing", "/api/v1/officers/%00"])
def test_nothing_under_the_api_is_answered_by_a_page(client, path):
    for ask in (client.get, client.post):
        answer = ask(path)
        assert answer.headers["Content-Type"] == "application/problem+json", (path, answer.status_code)
        assert json.loads(answer.content)["status"] == answer.status_code


def test_another_hosts_name_is_a_problem_too(client):
    answer = client.get("/api/v1/me", headers={"host": "elsewhere.example"})
    assert (answer.status_code, answer.headers["Content-Type"]) == (400, "application/problem+json")
    assert (
        client.get("/", headers={"host": "elsewhere.example"}).headers["Content-Type"].startswith("text/html")
    )
