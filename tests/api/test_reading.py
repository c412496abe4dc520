"""What the API lists, and to whom."""

import pytest
from django.test import Client

from commonpool.api.application import api
from commonpool.people.operations import state_post_facts
from tests.api.promised import PROMISED
from tests.factories.bookings import make_pair
from tests.factories.councils import council
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor, make_officer
from tests.factories.works import make_work, took_part

pytestmark = pytest.mark.django_db


def endpoints():
    for _prefix, router in api._routers:
        for path, view in router.path_operations.items():
            for operation in view.operations:
                yield path, operation


def test_every_endpoint_declares_its_right():
    found = list(endpoints())
    assert {f"{method} {path}" for path, operation in found for method in operation.methods} == PROMISED
    assert [path for path, operation in found if not hasattr(operation.view_func, "right")] == []


@pytest.mark.parametrize("method_path", [(m, p) for p, o in endpoints() for m in o.methods])
def test_nobody_without_a_token_gets_anything(method_path):
    method, path = method_path
    address = "/api/v1/" + path.replace("{reference}", "B-0000-0000")
    answer = Client(HTTP_HOST="127.0.0.1").generic(method, address, "{}", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")


@pytest.mark.parametrize("method", ["GET", "POST", "DELETE"])
def test_an_address_without_an_endpoint_is_not_found_by_any_method(method):
    program = Client(HTTP_HOST="127.0.0.1", enforce_csrf_checks=True)
    answer = program.generic(method, "/api/v1/bokings", "{}", content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_councils_are_listed_with_their_depth(caller):
    place = council("Wales", depth="borrow", name="Cwm Test")
    call = caller(make_officer(place).person)
    status, found = call("GET", "councils?status=current&type=welsh_unitary&joined=false")
    assert (status, found["count"], found["next"]) == (200, 22, None)
    status, found = call("GET", "councils?joined=true&q=Cwm")
    (mine,) = found["results"]
    assert (mine["code"], mine["joined"], mine["depth"]) == (place.code, True, "borrow")
    _status, page = call("GET", "councils")
    assert len(page["results"]) == 50
    assert page["next"] == "/api/v1/councils?page=2"


def test_officers_come_with_reasons_weeks_and_price(caller):
    pair = make_pair(headline="Moved benefits forms online")
    status, found = caller(pair.booker)(
        "GET", "officers?q=benefits&weeks=2026-W50..2026-W52&total_minutes=360&minutes=120"
    )
    (officer,) = found["results"]
    assert (status, found["count"], officer["reference"]) == (200, 1, pair.officer.reference)
    assert [each["week"] for each in officer["free_weeks"]] == ["2026-W50", "2026-W51", "2026-W52"]
    each_week = "officers?weeks=2026-W50..2026-W52&each_week=true&minutes="
    counts = [caller(pair.booker)("GET", f"{each_week}{minutes}")[1]["count"] for minutes in (120, 6000)]
    assert counts == [1, 0]
    assert officer["hourly_price_pence"] > 0
    status, whole = caller(pair.booker)("GET", f"officers/{pair.officer.reference}")
    assert (status, whole["bookable"], whole["name"]) == (200, True, pair.officer.person.name)


def test_where_more_are_found_than_are_ranked_it_says_so(caller, monkeypatch):
    monkeypatch.setattr("commonpool.matching.queries.questions.CAP", 1)
    pair = make_pair(headline="Ferries")
    listed_officer(pair.home, headline="Ferries")
    found = caller(pair.booker)("GET", "officers?q=ferries")[1]
    assert (found["count"], found["capped"], len(found["results"])) == (1, True, 1)


def test_counts_of_the_filters_come_where_they_are_asked_for(caller):
    pair = make_pair(headline="Ferries")
    call = caller(pair.booker)
    assert call("GET", "officers?q=ferries")[1]["counts"] is None
    counts = call("GET", "officers?q=ferries&counts=true")[1]["counts"]
    assert (counts["nation"], counts["remote"], counts["unlike_us"]) == ({pair.home.nation: 1}, 1, 0)
    assert call("GET", "officers?q=nobody+says+this&counts=true")[1]["counts"]["nation"] == {}


def test_officers_are_asked_for_by_price_and_unlike_us_by_who_sees_prices(caller):
    pair = make_pair(headline="Ferries")
    call = caller(pair.booker)
    (officer,) = call("GET", "officers")[1]["results"]
    price = officer["hourly_price_pence"]
    for most, count in ((price, 1), (price - 1, 0)):
        assert call("GET", f"officers?max_hourly_price_pence={most}")[1]["count"] == count
    assert call("GET", "officers?unlike_us=true")[1]["count"] == 0
    outside = caller(make_officer(council(depth="none")).person)
    for asked in ("max_hourly_price_pence=1", f"council={pair.home.code}"):
        status, problem = outside("GET", f"officers?{asked}")
        assert (status, problem["code"]) == (422, "depth_needed")
    for code, count in ((pair.home.code, 1), (pair.host.code, 0)):
        assert call("GET", f"officers?council={code}")[1]["count"] == count
    assert call("GET", "officers?council=nowhere")[1]["code"] == "unknown_council"


def test_names_are_withheld_from_a_council_that_has_not_joined(caller):
    pair = make_pair()
    call = caller(make_officer(council(depth="none")).person)
    (officer,) = call("GET", "officers")[1]["results"]
    assert (officer["name"], officer["home"]) == (None, None)
    detail = call("GET", f"officers/{pair.officer.reference}")[1]
    assert pair.officer.person.name not in str(detail)
    assert pair.home.name not in str(detail)


def test_me_says_who_and_what(caller):
    pair = make_pair()
    status, me = caller(pair.booker)("GET", "me")
    assert (status, me["email"]) == (200, pair.booker.email)
    assert me["councils"] == [
        {"code": pair.host.code, "name": pair.host.name, "roles": ["booking_manager", "officer"]}
    ]


@pytest.mark.parametrize(
    "path",
    [
        "officers?weeks=2027-W53",
        "officers?weeks=2026-W5%00",
        "officers?minutes=NaN",
        "officers?minutes=1_0",
        "officers?each_week=perhaps",
        "officers?minutes=%D9%A1%D9%A0",
        "officers?q=%00",
        "officers?function=nonsense",
        "officers?skill=nonsense",
        "councils?page=0",
        "councils?q=" + "x" * 100_000,
        "councils?status=gone",
    ],
)
def test_a_hostile_question_is_answered_422(caller, path):
    status, problem = caller(make_pair().booker)("GET", path)
    assert (status, problem["status"]) == (422, 422)
    assert problem["code"]


@pytest.mark.parametrize("reference", ["%00", "B-1", "x" * 300, "%E2%80%AE"])
def test_a_hostile_reference_is_not_found(caller, reference):
    call = caller(make_pair().booker)
    assert call("GET", f"bookings/{reference}")[0] in (404, 422)
    assert call("GET", f"officers/{reference}")[0] in (404, 422)


def test_pieces_of_work_come_with_who_took_part_and_officers_with_what_they_took_part_in(caller):
    pair = make_pair()
    work = make_work(pair.home, "Falconry at the tip", links=["https://example.org"])
    took_part(pair.officer.person, work, "Held the glove", confirmed_by=pair.approver)
    call = caller(pair.booker)
    (found,) = call("GET", "work?q=falconry")[1]["results"]
    assert (found["reference"], found["council"]["code"]) == (work.reference, pair.home.code)
    whole = call("GET", f"work/{work.reference}")[1]
    (part,) = whole["participants"]
    assert (part["name"], part["role"], part["confirmed"]) == (
        pair.officer.person.name, "Held the glove", True,
    )  # fmt: skip
    (done,) = call("GET", f"officers/{pair.officer.reference}")[1]["participations"]
    assert (done["reference"], done["title"], done["confirmed"]) == (work.reference, work.title, True)
    outside = caller(make_officer(council(depth="none")).person)
    assert outside("GET", "work")[1]["code"] == "depth_needed"
    assert not outside("GET", f"officers/{pair.officer.reference}")[1]["participations"]


def test_an_officer_whom_a_rule_keeps_from_the_council_has_no_free_week(caller):
    pair = make_pair(host=council("Scotland"), limit=False)
    call, ask = caller(pair.booker), f"officers/{pair.officer.reference}"
    state_post_facts(
        actor=actor(pair.officer.person),
        employment_id=pair.officer.employment.pk,
        profession="solicitor",
        at=NOW,
    )
    (listed,) = call("GET", "officers?weeks=2026-W50..2026-W51")[1]["results"]
    assert (listed["free_weeks"], call("GET", ask)[1]["free_weeks"]) == ([], [])
    english = caller(make_pair(officer=pair.officer, home=pair.home, limit=False).booker)
    assert len(english("GET", ask)[1]["free_weeks"]) > 20
