"""Spending limits in the browser: asked, given with other amounts, refused, withdrawn; never to oneself."""

import pytest
import time_machine
from django.test import Client

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.bookings.models import SpendingLimit
from commonpool.organisations.models import RoleHolding
from tests.factories import NOW, council, make_role
from tests.factories.bookings import Pair, make_pair
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db
AMOUNTS = {
    "per_booking_pence": "500",
    "per_month_pence": "1,000",
    "cost_code": "PL-7",
    "starts_on_day": "2",
    "starts_on_month": "11",
    "starts_on_year": "2026",
    "ends_on_day": "1",
    "ends_on_month": "11",
    "ends_on_year": "2027",
}


@pytest.fixture(autouse=True)
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def pair() -> Pair:
    return make_pair(limit=False)


def asked(pair: Pair) -> SpendingLimit:
    data = {**AMOUNTS, "budget_holder_id": f"{pair.host.pk}-{pair.budget_holder.pk}"}
    response = signed_in(pair.booker).post("/limits/ask/", data)
    assert response.status_code == 302, response.content.decode()
    return SpendingLimit.objects.get(status="asked")


def test_asks_the_budget_holder_who_gives_less(pair: Pair) -> None:
    limit = asked(pair)
    client = signed_in(pair.budget_holder)
    assert "£500.00 a booking" in client.get(f"/limits/{limit.reference}/").content.decode()
    assert (
        client.post(f"/limits/{limit.reference}/", {**AMOUNTS, "per_booking_pence": "200"}).status_code == 302
    )
    limit.refresh_from_db()
    assert (limit.status, limit.per_booking_pence) == ("granted", 20_000)
    assert "£0.00, and £1,000.00 is left" in client.get(f"/limits/{limit.reference}/").content.decode()


def test_asks_for_the_second_factor_before_it_is_given(pair: Pair) -> None:
    limit = asked(pair)
    client = signed_in(pair.budget_holder, second_factor=False)
    assert client.post(f"/limits/{limit.reference}/", AMOUNTS).status_code == 403
    limit.refresh_from_db()
    assert limit.status == "asked"


def test_gives_one_unasked(pair: Pair) -> None:
    data = {**AMOUNTS, "holder_id": f"{pair.host.pk}-{pair.booker.pk}"}
    assert signed_in(pair.budget_holder).post("/limits/give/", data).status_code == 302
    assert SpendingLimit.objects.get(status="granted").holder_id == pair.booker.pk


def test_refuses_and_takes_back(pair: Pair) -> None:
    limit = asked(pair)
    assert signed_in(pair.budget_holder).post(f"/limits/{limit.reference}/refuse/").status_code == 302
    again = asked(pair)
    assert signed_in(pair.booker).post(f"/limits/{again.reference}/withdraw/").status_code == 302
    limit.refresh_from_db()
    again.refresh_from_db()
    assert (limit.status, again.status) == ("refused", "withdrawn")


def test_never_lets_anybody_give_a_limit_to_themselves(pair: Pair) -> None:
    limit = asked(pair)
    make_role(pair.host, Role.BUDGET_HOLDER, person=pair.booker)
    assert signed_in(pair.booker).post(f"/limits/{limit.reference}/", AMOUNTS).status_code == 403
    own = {**AMOUNTS, "holder_id": f"{pair.host.pk}-{pair.booker.pk}"}
    assert signed_in(pair.booker).post("/limits/give/", own).status_code == 422
    limit.refresh_from_db()
    assert limit.status == "asked"


def test_keeps_out_other_councils_other_roles_and_nobody(pair: Pair) -> None:
    limit = asked(pair)
    stranger = signed_in(make_role(council(depth="peer"), Role.BUDGET_HOLDER))
    approver = signed_in(make_role(pair.host, Role.APPROVER))
    before = Event.objects.count()
    for rest in ("", "refuse/", "withdraw/"):
        assert stranger.get(f"/limits/{limit.reference}/{rest}").status_code == 404
        assert approver.get(f"/limits/{limit.reference}/{rest}").status_code in (403, 404)
        assert Client().get(f"/limits/{limit.reference}/{rest}").status_code == 302
        assert signed_in(pair.budget_holder).get(f"/limits/{limit.reference}/{rest}").status_code == 200
    assert approver.get("/limits/").status_code == 403
    assert Event.objects.count() == before


def test_keeps_what_was_typed_when_it_is_wrong(pair: Pair, django_assert_max_num_queries) -> None:
    limit = asked(pair)
    client = signed_in(pair.budget_holder)
    for typed in ["\x00", "x" * 100_000, "NaN", "1_0", "١٢", "-5", "30"]:
        wrong = {**dict.fromkeys(AMOUNTS, typed), "ends_on_month": "2", "ends_on_day": "30"}
        response = client.post(f"/limits/{limit.reference}/", wrong)
        assert response.status_code == 422, typed[:5]
    month = client.post(f"/limits/{limit.reference}/", {**AMOUNTS, "per_month_pence": "20"})
    assert "A month must allow at least one such booking" in month.content.decode()
    with django_assert_max_num_queries(20):
        client.get("/limits/")


def test_offers_only_budget_holders_to_ask_and_says_which_step_names_one(pair: Pair) -> None:
    client = signed_in(pair.booker)
    page = client.get("/limits/ask/").content.decode()
    assert str(pair.budget_holder) in page
    assert str(pair.booker) not in page.split("<form", 2)[-1]
    RoleHolding.objects.filter(role=Role.BUDGET_HOLDER).update(ended_at=NOW, ended_by=pair.approver)
    page = client.get("/limits/ask/").content.decode()
    assert "the step “Name a budget holder”" in page
    assert f'href="/council/{pair.host.slug}/joining/"' in page
    stranger = {**AMOUNTS, "budget_holder_id": f"{pair.host.pk}-{pair.budget_holder.pk}"}
    assert client.post("/limits/ask/", stranger).status_code == 422


def test_says_who_makes_a_booking_manager_where_there_is_none(pair: Pair) -> None:
    RoleHolding.objects.filter(role=Role.BOOKING_MANAGER).update(ended_at=NOW, ended_by=pair.approver)
    page = signed_in(pair.budget_holder).get("/limits/give/").content.decode()
    assert f'href="/council/{pair.host.slug}/joining/"' in page
