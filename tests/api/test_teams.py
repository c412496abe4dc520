"""A team through the API: proposed, asked once, or told what to relax and who is not free."""

import pytest

from commonpool.bookings.models import Booking
from tests.factories.bookings import PURPOSE, function_id, make_pair, monday, requested_booking
from tests.factories.councils import council
from tests.factories.listings import listed_officer

pytestmark = pytest.mark.django_db
WEEKS = ["2026-W50", "2026-W51"]


@pytest.fixture
def pair():
    pair = make_pair(limit=False, headline="Planning appeals, from case to decision")
    listed_officer(council(), weekly_minutes=240, headline="Content design for housing benefit forms")
    return pair


def wanted(**more):
    parts = [{"words": "planning appeals", "minutes": 240}, {"words": "content design", "minutes": 120}]
    return {"parts": parts, "weeks": WEEKS} | more


def asked(team, **more):
    members = [{"officer": each["officer"], "weeks": each["weeks"]} for each in team["pieces"]]
    return {"members": members, "purpose": PURPOSE, "function": function_id()} | more


def test_a_team_is_proposed_and_asked_once(caller, pair):
    call = caller(pair.booker)
    status, found = call("POST", "teams", wanted())
    assert status == 200
    team = found["team"]
    assert [(each["part"], each["place"]) for each in team["pieces"]] == [(0, 1), (1, 1)]
    assert team["pieces"][0]["officer"] == pair.officer.reference
    assert all(each["matched"] for each in team["pieces"])
    first = call("POST", "teams/request", asked(team), **{"Idempotency-Key": "k1"})
    assert call("POST", "teams/request", asked(team), **{"Idempotency-Key": "k1"}) == first
    status, sent = first
    assert (status, Booking.objects.filter(together=sent["together"]).count()) == (201, 2)
    assert sum(each["net_pence"] for each in sent["bookings"]) == team["net_pence"]


def test_minutes_are_half_hours_as_where_one_officer_is_asked(caller, pair):
    parts = [{"words": "planning appeals", "minutes": 45}]
    status, problem = caller(pair.booker)("POST", "teams", wanted() | {"parts": parts})
    assert (status, "30" in str(problem)) == (422, True)


def test_what_cannot_be_says_what_to_relax(caller, pair):
    status, found = caller(pair.booker)("POST", "teams", wanted(budget_pence=1000))
    assert (status, found["team"]) == (200, None)
    (relax,) = found["relax"]
    assert relax["wish"] == "budget_pence"
    again = caller(pair.booker)("POST", "teams", wanted(budget_pence=relax["to"]))[1]
    assert again["team"]["gross_pence"] == relax["to"]


def test_a_taken_week_says_who_and_what_else_and_nobody_is_asked(caller, pair):
    call = caller(pair.booker)
    team = call("POST", "teams", wanted())[1]["team"]
    requested_booking(pair, [(monday(), 60)])
    status, problem = call("POST", "teams/request", asked(team))
    assert (status, problem["code"]) == (409, "team_taken")
    assert problem["clashes"] == [{"officer": pair.officer.reference, "week": "2026-W50", "minutes": 0}]
    assert {each["for"] for each in problem["alternatives"]} == {pair.officer.reference}
    assert Booking.objects.count() == 1


def test_only_who_may_ask_and_never_their_own_officers(caller, pair):
    assert caller(pair.officer.person)("POST", "teams", wanted())[0] == 403
    listed_officer(pair.host, weekly_minutes=240, headline="Planning appeals")
    team = caller(pair.booker)("POST", "teams", wanted())[1]["team"]
    assert pair.host.code not in {each["home"] for each in team["pieces"]}
