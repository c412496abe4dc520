"""Procurement: what counts together, what looks split, caps that decide who is asked, and sums that stay exact."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.db.models import Sum

from commonpool.access import Role
from commonpool.agreements.models import Pair as Councils
from commonpool.agreements.operations import declare_interests, set_pair_cap
from commonpool.agreements.queries import law_as_read
from commonpool.bookings.models import BookedWeek, Booking, RunningTotal
from commonpool.bookings.operations import cancel_booking, request_booking
from commonpool.bookings.queries import missing_answers, quote
from commonpool.bookings.rules.refusals import InterestDeclared
from commonpool.bookings.rules.running import dearest_year, looks_split, requirement
from commonpool.organisations.models import Function
from tests.bookings.procurement_cases import (
    ANNA,
    ASK,
    BELOW,
    BEN,
    EXEMPT,
    MONDAY,
    NET,
    SCOTTISH,
    bound,
    facts,
    lately,
)
from tests.bookings.racing import Clients, deadlocks
from tests.bookings.test_law import known, said
from tests.factories.bookings import (
    PURPOSE,
    Pair,
    accept,
    approve,
    bound_booking,
    confirm,
    fresh,
    function_id,
    granted_limit,
    make_pair,
    monday,
    requested_booking,
    varied,
)
from tests.factories.listings import listed_officer
from tests.factories.people import NOW, actor, make_role
from tests.guards import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]

WEEK = timedelta(weeks=1)
OWN = {"officer": ANNA}


@pytest.mark.parametrize(("gross", "effect"), [
    (166_176_00 - 6, "PASS"), (166_176_00, "WARN"), (207_720_00 - 6, "WARN"), (207_720_00, "BLOCK"),
])  # fmt: skip
def test_the_threshold_warns_from_eighty_percent_and_stops_at_all_of_it(gross: int, effect: str) -> None:
    law = law_as_read()
    assert said(ASK, known(law, **facts(answers=BELOW, bound=bound(gross))))["PRC-04"] == effect
    assert "PRC-04" not in said(ASK, known(law, **facts(bound=bound(gross))))  # exempt: nothing to count


def test_the_figures_hold_from_their_day_and_where_they_are_law() -> None:
    law, high = law_as_read(), facts(answers=BELOW, bound=bound(207_720_00))
    on = date(2026, 1, 1)
    assert said(ASK, known(law, today=on, **high))["PRC-04"] == "BLOCK"
    assert "PRC-04" not in said(ASK, known(law, today=on - timedelta(days=1), **high))
    assert "PRC-05" not in said(ASK, known(law, **high | SCOTTISH))
    assert "PRC-06" not in said(ASK, known(law, **high))


def test_a_scottish_council_may_have_set_a_level_of_its_own() -> None:
    own = replace(BELOW, regulated_pence=70_000_00)
    for level, effect in ((70_000_00, "WARN"), (70_000_00 - 1, "PASS")):
        seen = facts(answers=own, bound={date(2026, 12, 1): level - NET}) | SCOTTISH
        assert said(ASK, known(law_as_read(), **seen))["PRC-06"] == effect


@pytest.mark.parametrize(("answers", "effect"), [
    (EXEMPT, "PASS"),
    (replace(EXEMPT, objectives=" "), "BLOCK"),
    (replace(EXEMPT, public_interest=False), "BLOCK"),
    (replace(EXEMPT, basis="regulation_13"), "BLOCK"),  # a fifth is too much in Scotland
    (replace(EXEMPT, basis="regulation_13", other_percent=19), "PASS"),
    (BELOW, "PASS"),
])  # fmt: skip
def test_an_exemption_is_borne_out_by_what_is_said_with_it(answers: Any, effect: str) -> None:
    assert said(ASK, known(law_as_read(), **facts(answers=answers)))["PRC-02"] == effect


def test_the_dearest_twelve_months_with_something_asked_for_in_them_count() -> None:
    asked = {date(2026, 12, 1): 100}
    assert dearest_year({}, asked) == 100
    assert dearest_year({date(2026, 1, 1): 7, date(2027, 11, 1): 5}, asked) == 107
    assert dearest_year({date(2025, 12, 1): 7, date(2027, 12, 1): 5}, asked) == 100
    assert dearest_year({date(2027, 11, 1): 9, date(2026, 1, 1): 7}, asked) == 109
    assert dearest_year({date(2026, 12, 1): 1}, {}) == 0


AGAIN, PAUSED, LATER = MONDAY + WEEK, MONDAY + 2 * WEEK, MONDAY + 3 * WEEK


@pytest.mark.parametrize(("others", "whole", "split"), [
    ([], 450, False),
    ([lately(450)], 450, True),                                        # another officer, the same kind of work
    ([lately(450, officer=ANNA, first=AGAIN)], 900, False),            # her next week: one requirement
    ([lately(450, officer=ANNA, first=PAUSED)], 900, False),           # a week's pause between
    ([lately(450, officer=ANNA, first=LATER)], 450, True),             # two weeks between: another
    ([lately(450, officer=ANNA, first=LATER), lately(10, officer=ANNA, first=AGAIN)], 910, False),  # joined up
    ([lately(450, officer=ANNA, family="2", first=AGAIN)], 450, True), # other work of the same officer
    ([lately(399)], 450, False),                                       # not just under
    ([lately(501)], 450, False),                                       # over: somebody was asked
    ([lately(200), lately(200, first=AGAIN)], 450, True),              # Ben's two weeks are one requirement
    ([lately(200), lately(200, first=LATER)], 450, False),
])  # fmt: skip
def test_successive_weeks_of_one_officer_are_one_requirement(
    others: list[Any], whole: int, split: bool
) -> None:
    asked = lately(450, **OWN)
    total, rest = requirement(asked, others)
    assert total == whole
    assert looks_split(total, rest, [500]) is split


def test_one_requirement_is_measured_whole_by_standing_orders() -> None:
    answers = replace(EXEMPT, standing_orders_pence=10_000)
    for officer, first, effect in ((ANNA, AGAIN, "ASK"), (ANNA, LATER, "PASS"), (BEN, AGAIN, "PASS")):
        seen = facts(answers=answers, lately=[lately(4_000, officer=officer, first=first)])
        assert said(ASK, known(law_as_read(), **seen))["PRC-09"] == effect


def assert_exact() -> None:
    """The running totals are the live weeks of what is bound or worked, added up anew."""
    live = BookedWeek.objects.filter(released_at__isnull=True, booking__status__in=["bound", "worked"])
    wanted = {
        (row["booking__pair"], row["booking__family"], row["monday"].replace(day=1)): 0
        for row in live.values("booking__pair", "booking__family", "monday")
    }
    for row in live.values("booking__pair", "booking__family", "monday", "net_pence"):
        wanted[row["booking__pair"], row["booking__family"], row["monday"].replace(day=1)] += row["net_pence"]
    kept = RunningTotal.objects.filter(net_pence__gt=0).values_list("pair", "family", "month", "net_pence")
    assert {row[:3]: row[3] for row in kept} == wanted


def total() -> int:
    return int(RunningTotal.objects.aggregate(sum=Sum("net_pence"))["sum"] or 0)


def test_what_is_bound_is_counted_and_what_is_given_up_is_not() -> None:
    pair = make_pair()
    booking = requested_booking(pair, [(monday(), 120), (monday(4), 60)])
    assert total() == 0
    accept(booking)
    assert_exact()
    price = total()
    varied(pair, fresh(booking), [(monday(), 120), (monday(5), 120)])
    assert total() == price
    accept(booking)
    assert_exact()
    assert total() > price
    cancel_booking(
        actor=actor(pair.booker), booking_id=booking.pk, reason="not_needed", mondays=[monday()], at=NOW
    )
    assert_exact()
    cancel_booking(actor=actor(pair.booker), booking_id=booking.pk, reason="not_needed", at=NOW)
    assert_exact()
    assert total() == 0


def test_the_family_is_the_uppermost_function_and_stays_with_the_booking() -> None:
    pair = make_pair()
    top = Function.objects.create(id="top", label="Transport and highways")
    middle = Function.objects.create(id="middle", label="Roads", parent=top)
    deep = Function.objects.create(id="deep", label="Road safety", parent=middle)
    booking = request_booking(
        actor=actor(pair.booker), host_id=pair.host.pk, officer=pair.officer.reference,
        weeks=[(monday(), 60)], purpose=PURPOSE, function_id=deep.pk, at=NOW,
    )  # fmt: skip
    assert booking.family_id == top.pk


def test_nobody_but_the_database_moves_a_total_below_nothing() -> None:
    bound_booking()
    refused("total_not_below_nothing", lambda: RunningTotal.objects.update(net_pence=-1))


def cap(pair: Pair, pence: int, **given: Any) -> None:
    setter = given.pop("by", pair.budget_holder)
    set_pair_cap(
        actor=actor(setter), host_id=pair.host.pk, home_id=pair.home.pk, year=2026, cap_pence=pence,
        at=NOW, **{"ends_on": date(2027, 3, 31)} | given,
    )  # fmt: skip


def test_a_booking_within_the_cap_binds_and_one_penny_more_is_asked() -> None:
    pair = make_pair()
    price = requested_booking(pair).standing.net_pence
    for pence, status in ((price - 1, "accepted"), (price, "bound")):
        cap(pair, pence)
        booking = accept(
            Booking.objects.get() if status == "accepted" else requested_booking(pair, [(monday(1), 120)])
        )
        assert booking.status == status
    cap(pair, 2 * price)
    assert confirm(pair, Booking.objects.get(status="accepted")).status == "bound"
    assert_exact()


def test_a_change_within_the_ceiling_is_asked_where_it_passes_the_cap_of_its_new_year() -> None:
    pair = make_pair(limit=False)
    april, december = monday(17), monday(3)
    booking = confirm(pair, accept(requested_booking(pair, [(april, 120)])))
    cap(pair, booking.standing.net_pence - 1)
    varied(pair, booking, [(december, 120)])
    assert accept(booking).version == 1
    assert [each.what for each in missing_answers(fresh(booking), NOW)] == ["confirmation"]
    assert confirm(pair, booking).version == 2
    varied(pair, fresh(booking), [(december, 60)])
    cap(pair, 0)
    assert accept(booking).standing.confirmed_by_rule == "ceiling"  # it frees, and adds nothing to the year


def test_the_check_says_that_the_cap_is_why_somebody_is_asked() -> None:
    pair = make_pair()
    cap(pair, 1)
    found = quote(
        actor(pair.booker), pair.host.pk, pair.officer.reference, [(monday(), 120)], function_id(),
        purpose=PURPOSE, at=NOW,
    )  # fmt: skip
    assert found.can_be_sent
    assert [each.what for each in found.missing] == ["confirmation"]
    assert "in a year" in str(found.missing[0].words)


def test_who_has_an_interest_neither_asks_nor_answers_for_it() -> None:
    pair = make_pair(limit=False)
    booking = accept(requested_booking(pair))
    for person, organisation, other, answer in (
        (pair.budget_holder, pair.host, pair.home, partial(confirm, pair, booking)),
        (pair.booker, pair.host, pair.home, partial(requested_booking, pair, [(monday(1), 60)])),
    ):
        declare_interests(
            actor=actor(person), organisation_id=organisation.pk, interests={other.pk: "A governor"}, at=NOW
        )
        with pytest.raises(InterestDeclared):
            answer()
        declare_interests(actor=actor(person), organisation_id=organisation.pk, interests={}, at=NOW)
    assert confirm(pair, booking).status == "bound"


def test_a_manager_with_an_interest_in_the_host_is_not_asked_and_cannot_approve() -> None:
    pair = make_pair()
    other = make_role(pair.home, Role.APPROVER)
    declare_interests(
        actor=actor(pair.approver), organisation_id=pair.home.pk, interests={pair.host.pk: "Partner"}, at=NOW
    )
    booking = requested_booking(pair, needs=["visit"])
    with pytest.raises(InterestDeclared):
        approve(pair, booking)
    assert approve(pair, booking, by=other).approved_by_id == other.pk


@pytest.mark.django_db(transaction=True)
def test_two_that_bind_at_once_under_one_cap_never_both_pass_it() -> None:
    first = make_pair(per_booking_pence=50_000, per_month_pence=1_000_000)
    pairs = [first, replace(first, officer=listed_officer(first.home, weekly_minutes=240))]
    second = make_role(first.host, Role.BOOKING_MANAGER)
    granted_limit(first, holder=second)
    price = requested_booking(first, [(monday(9), 60)]).standing.net_pence
    bound_before = 0
    with Clients(2) as clients:
        for number in range(4):
            cap(first, bound_before + price)
            waiting = [
                requested_booking(pair, [(monday(number), 60)], by=by)
                for pair, by in zip(pairs, (first.booker, second), strict=True)
            ]
            results = clients.race([partial(accept, booking) for booking in waiting])
            assert deadlocks(results) == []
            assert sorted(fresh(booking).status for booking in waiting) == ["accepted", "bound"]
            bound_before = total()
            assert bound_before == (number + 1) * price
    assert_exact()
    assert Councils.objects.count() == 1
