"""One booking's page: who sees it, what it offers, and that reading it changes nothing."""

import pytest
import time_machine
from django.test import Client

from commonpool.access import Role
from commonpool.activity.models import Event
from commonpool.people.operations import end_employment
from tests.factories import NOW, actor, council, make_role
from tests.factories.bookings import (
    accept,
    bound_booking,
    cancelled_booking,
    fresh,
    make_pair,
    monday,
    peer_help,
    requested_booking,
    terms_of,
    varied,
)
from tests.factories.payroll import paid, pays
from tests.factories.signed_in import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_now():
    with time_machine.travel(NOW, tick=False):
        yield


def page(client: Client, reference: str, rest: str = "") -> str:
    response = client.get(f"/bookings/{reference}/{rest}")
    assert response.status_code == 200, response.status_code
    return response.content.decode()


def post(person, reference: str, rest: str, **data: object):
    return signed_in(person).post(f"/bookings/{reference}/{rest}/", data)


def test_asks_the_officer_with_the_terms_and_one_button() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    html = page(signed_in(pair.officer.person), booking.reference)
    assert "Will you do this?" in html
    assert terms_of(booking) in html
    assert "With your yes it is bound" in html
    assert "£" not in html


def test_shows_the_host_the_price_and_no_question() -> None:
    pair = make_pair()
    html = page(signed_in(pair.booker), requested_booking(pair).reference)
    assert "£64.00" in html
    assert "Will you do this?" not in html
    assert "Withdraw the request" in html


def test_binds_with_one_tap_of_the_officer_when_the_limits_cover_it() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    response = post(pair.officer.person, booking.reference, "accept", terms=terms_of(booking))
    assert response.status_code == 302
    assert fresh(booking).status == "bound"
    assert "It is bound" in page(signed_in(pair.officer.person), booking.reference, "next/")


@pytest.mark.parametrize(
    ("nation", "words"),
    [
        ("England", "the record that you were consulted"),
        ("Northern Ireland", "the record that you consented"),
    ],
)
def test_says_before_the_yes_what_the_answer_is_the_record_of(nation: str, words: str) -> None:
    pair = make_pair(home=council(nation))
    html = page(signed_in(pair.officer.person), requested_booking(pair).reference)
    assert html.index(words) < html.index("Yes, I will do this")


def test_asks_the_budget_holder_where_no_limit_covers_the_price() -> None:
    pair = make_pair(limit=False)
    booking = accept(requested_booking(pair))
    html = page(signed_in(pair.budget_holder), booking.reference)
    assert "Do you confirm £64.00?" in html
    response = post(pair.budget_holder, booking.reference, "confirm", terms=terms_of(booking))
    assert response.status_code == 302
    assert fresh(booking).status == "bound"


def test_asks_for_a_purchase_order_where_the_council_wants_one() -> None:
    pair = make_pair(limit=False, host=council(purchase_order_from_pence=100))
    booking = accept(requested_booking(pair))
    refused = post(pair.budget_holder, booking.reference, "confirm", terms=terms_of(booking))
    assert refused.status_code == 422
    assert "Purchase order number" in refused.content.decode()
    post(pair.budget_holder, booking.reference, "confirm", terms=terms_of(booking), purchase_order="PO-7")
    assert fresh(booking).purchase_order == "PO-7"
    assert fresh(booking).status == "bound"


def test_asks_the_manager_where_the_permission_does_not_cover_the_work() -> None:
    pair = make_pair()
    booking = accept(requested_booking(pair, needs=["account"]))
    html = page(signed_in(pair.approver), booking.reference)
    assert "Do you approve" in html
    post(pair.approver, booking.reference, "approve", terms=terms_of(booking))
    assert fresh(booking).status == "bound"


def test_does_not_ask_a_manager_for_what_the_permission_covers() -> None:
    pair = make_pair()
    assert "Do you approve" not in page(signed_in(pair.approver), requested_booking(pair).reference)


def test_shows_new_terms_and_asks_again_when_they_have_changed() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    response = post(pair.officer.person, booking.reference, "accept", terms="0" * 64)
    html = response.content.decode()
    assert response.status_code == 409
    assert "The terms have changed" in html
    assert terms_of(booking) in html
    assert fresh(booking).status == "requested"


def test_says_no_without_a_reason() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    assert post(pair.officer.person, booking.reference, "decline", terms=terms_of(booking)).status_code == 302
    assert fresh(booking).status == "declined"


def test_takes_a_request_back() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    assert post(pair.booker, booking.reference, "withdraw", reason="not_needed").status_code == 302
    assert fresh(booking).status == "withdrawn"


def test_says_what_is_owed_before_anything_is_called_off() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    late = NOW.replace(month=12, day=4)
    with time_machine.travel(late, tick=False):
        check = post(pair.booker, booking.reference, "cancel", weeks="2026-W50", reason="not_needed")
        assert "£64.00 before VAT, because it is late" in check.content.decode()
        assert fresh(booking).status == "bound"
        done = post(pair.booker, booking.reference, "cancel", weeks="2026-W50", reason="not_needed", sure="1")
    assert done.status_code == 302
    assert fresh(booking).status == "cancelled"


def test_home_takes_its_officer_back_at_no_cost() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    assert "We need them back" in page(signed_in(pair.approver), booking.reference)
    data = {"weeks": "2026-W50", "reason": "recall"}
    assert "Nothing" in post(pair.approver, booking.reference, "cancel", **data).content.decode()
    post(pair.approver, booking.reference, "cancel", **data, sure="1")
    assert fresh(booking).ended_reason == "recall"


def test_asks_for_one_more_hour_after_a_check() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    html = page(signed_in(pair.booker), booking.reference, "change/?more=1")
    assert 'value="3"' in html
    check = post(pair.booker, booking.reference, "change", **{"week_2026-W50": "3"})
    assert "£64.00 now, £96.00 with the change" in check.content.decode()
    assert fresh(booking).pending is None
    post(pair.booker, booking.reference, "change", **{"week_2026-W50": "3", "sure": "1"})
    assert fresh(booking).pending.minutes == 180
    assert "Do you agree to this change?" in page(signed_in(pair.officer.person), booking.reference)
    post(pair.officer.person, booking.reference, "accept", terms=terms_of(booking))
    assert fresh(booking).standing.minutes == 180


def test_says_that_peer_help_happened_with_one_tap() -> None:
    pair = make_pair()
    booking = accept(peer_help(pair))
    assert "It happened" in page(signed_in(pair.officer.person), booking.reference)
    assert post(pair.officer.person, booking.reference, "happened").status_code == 302
    assert fresh(booking).status == "worked"


PAGES = [
    "",
    "sent/",
    "next/",
    "accept/",
    "approve/",
    "confirm/",
    "decline/",
    "withdraw/",
    "cancel/",
    "change/",
]
NEVER_THEIRS = [
    ("accept", "booker"),
    ("accept", "approver"),
    ("approve", "booker"),
    ("confirm", "booker"),
    ("confirm", "approver"),
    ("withdraw", "approver"),
    ("change", "budget_holder"),
    ("cancel", "budget_holder"),
]
HOSTILE = ["\x00", "x" * 100_000, "\u202egpj.exe", "NaN", "1_0", "١٢", "<script>", "-1", "1e9"]


def test_reading_records_nothing() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    before = Event.objects.count()
    for person in (pair.officer.person, pair.booker, pair.approver, pair.budget_holder):
        client = signed_in(person)
        for rest in PAGES:
            assert client.get(f"/bookings/{booking.reference}/{rest}").status_code in (200, 302, 403)
    assert Event.objects.count() == before
    assert fresh(booking).status == "requested"


def test_is_not_there_for_another_council_nor_for_nobody() -> None:
    booking = requested_booking(make_pair())
    other = council(depth="peer")
    for role in set(Role) - {Role.STEWARD}:
        client = signed_in(make_role(other, role))
        answers = {rest: client.get(f"/bookings/{booking.reference}/{rest}").status_code for rest in PAGES}
        assert set(answers.values()) <= {403, 404}, (role, answers)
    assert {Client().get(f"/bookings/{booking.reference}/{rest}").status_code for rest in PAGES} == {302}


def test_refuses_those_whose_word_it_is_not() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    data = {"terms": terms_of(booking), "reason": "not_needed"}
    for verb, who in NEVER_THEIRS:
        assert post(getattr(pair, who), booking.reference, verb, **data).status_code == 403, (verb, who)
    assert fresh(booking).status == "requested"


def test_survives_hostile_answers() -> None:
    pair = make_pair(limit=False)
    booking = requested_booking(pair)
    bound = bound_booking(make_pair(home=pair.home, host=pair.host))
    asked = [
        (pair.officer.person, "accept", booking),
        (pair.officer.person, "decline", booking),
        (pair.budget_holder, "confirm", booking),
        (pair.booker, "withdraw", booking),
        (bound.requested_by, "cancel", bound),
        (bound.requested_by, "change", bound),
    ]
    names = ("terms", "reason", "purchase_order", "weeks", "week_2026-W50")
    for person, verb, where in asked:
        client = signed_in(person)
        for typed in HOSTILE:
            response = client.post(f"/bookings/{where.reference}/{verb}/", dict.fromkeys(names, typed))
            assert response.status_code in (409, 422), (verb, typed[:9], response.status_code)
    assert fresh(booking).status == "requested"
    assert fresh(bound).status == "bound"


def test_keeps_to_twenty_queries(django_assert_max_num_queries) -> None:
    pair = make_pair()
    paid(pays(pair.home), pair.officer.employment)
    finance = make_role(pair.home, Role.FINANCE)
    bound = bound_booking(pair, [(monday(1), 60)])
    varied(pair, bound, [(monday(1), 120)])
    bookings = [requested_booking(pair, [(monday(2), 60)]), bound, accept(peer_help(pair))]
    for person in (pair.officer.person, pair.booker, pair.approver, pair.budget_holder, finance):
        (client := signed_in(person)).get("/home/")  # the first page of a session writes to it
        for booking in bookings[: 2 if person == finance else None]:
            with django_assert_max_num_queries(20):
                page(client, booking.reference)


def test_says_why_it_ended() -> None:
    pair = make_pair()
    html = page(signed_in(pair.officer.person), cancelled_booking(pair).reference)
    assert "cancelled it. We no longer need it." in html


def test_says_when_the_officer_leaves_before_a_booked_week() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 120), (monday(1), 120)])
    host, job = signed_in(pair.booker), pair.officer.employment
    assert "last day at" not in page(host, booking.reference)
    leaving = actor(pair.officer.person)
    end_employment(actor=leaving, employment_id=job.pk, ends_on=monday(1), at=NOW)
    assert "last day at" not in page(host, booking.reference)
    end_employment(actor=leaving, employment_id=job.pk, ends_on=monday(), at=NOW)
    for reader in (pair.booker, pair.approver):
        html = page(signed_in(reader), booking.reference)
        assert f"last day at {pair.home.name} is 7 December 2026" in html
