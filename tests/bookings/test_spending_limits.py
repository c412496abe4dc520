"""A budget holder's standing leave to a named booking manager, never to oneself."""

from datetime import timedelta

import pytest

from commonpool.access import Role
from commonpool.access.actor import StepUpNeeded
from commonpool.bookings import operations, queries
from commonpool.bookings.models import SpendingLimit, SpendingMonth
from commonpool.bookings.rules import refusals
from commonpool.identity.operations import anonymise_person
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.notifications.models import Letter
from commonpool.organisations.models import RoleHolding
from commonpool.organisations.queries import roles
from commonpool.people.operations import end_employment, end_role
from tests.factories.bookings import (
    Pair,
    accept,
    asked_limit,
    bound_booking,
    granted_limit,
    make_pair,
    monday,
    requested_booking,
)
from tests.factories.letters import post
from tests.factories.people import NOW, TODAY, actor, administrator_of, make_role
from tests.guards import refused

pytestmark = pytest.mark.django_db


def test_asked_and_granted_with_a_second_factor() -> None:
    pair = make_pair(limit=False)
    limit = asked_limit(pair)
    holder = actor(pair.budget_holder)
    assert [row.kind for row in queries.waiting_for(holder, NOW)] == ["grant_limit"]
    with pytest.raises(StepUpNeeded):
        operations.grant_spending_limit(
            actor=actor(pair.budget_holder, second_factor=False), limit_id=limit.pk, at=NOW
        )
    granted = operations.grant_spending_limit(
        actor=holder, limit_id=limit.pk, per_booking_pence=15_000, at=NOW
    )
    assert (granted.status, granted.per_booking_pence) == ("granted", 15_000)
    assert queries.limit_for(actor(pair.booker), limit.reference).status == "granted"
    with pytest.raises(refusals.LimitMoved):
        operations.grant_spending_limit(actor=holder, limit_id=limit.pk, at=NOW)


@pytest.mark.both_servers
def test_nobody_gives_one_to_themselves() -> None:
    pair = make_pair(limit=False)
    make_role(pair.host, Role.BUDGET_HOLDER, person=pair.booker)
    limit = asked_limit(pair)
    for move in (operations.grant_spending_limit, operations.refuse_spending_limit):
        with pytest.raises(refusals.NotForYourself):
            move(actor=actor(pair.booker), limit_id=limit.pk, at=NOW)
    own = {"status": "granted", "granted_at": NOW, "granted_by": pair.booker}
    refused("limit_not_to_oneself", lambda: SpendingLimit.objects.update(**own))


def test_a_new_one_supersedes_the_old_and_begins_unused() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    old = booking.spending_limit
    assert old is not None
    new = granted_limit(pair, per_booking_pence=7_000, per_month_pence=7_000)
    old.refresh_from_db()
    assert (old.status, new.status, new.months.count()) == ("superseded", "granted", 0)
    assert accept(requested_booking(pair, [(monday(1), 120)])).spending_limit == new
    assert SpendingMonth.objects.count() == 2


def test_refused_withdrawn_and_expired_cover_nothing() -> None:
    pair = make_pair(limit=False)
    operations.refuse_spending_limit(actor=actor(pair.budget_holder), limit_id=asked_limit(pair).pk, at=NOW)
    limit = granted_limit(pair)
    operations.withdraw_spending_limit(actor=actor(pair.booker), limit_id=limit.pk, at=NOW)
    assert accept(requested_booking(pair)).status == "accepted"
    limit = granted_limit(pair, ends_on=TODAY)
    assert operations.expire_spending_limits(at=NOW) == 0
    assert operations.expire_spending_limits(at=NOW + timedelta(days=1)) == 1
    assert queries.limit(limit.pk).status == "expired"


def test_a_limit_that_cannot_expire_keeps_no_other_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    stuck, other = (granted_limit(make_pair(limit=False), ends_on=TODAY) for _n in range(2))
    lock = queries.lock_limit

    def locked(limit_id: int) -> SpendingLimit:
        if limit_id == stuck.pk:
            raise OSError
        return lock(limit_id)

    monkeypatch.setattr(queries, "lock_limit", locked)
    with pytest.raises(ExceptionGroup):
        operations.expire_spending_limits(at=NOW + timedelta(days=1))
    assert [queries.limit(each.pk).status for each in (stuck, other)] == ["granted", "expired"]


def holding_of(pair: Pair) -> int:
    return roles.holders(pair.host.pk, Role.BOOKING_MANAGER).get(person=pair.booker).pk


def end_their_role(pair: Pair) -> None:
    administrator = actor(administrator_of(pair.host))
    end_role(actor=administrator, holding_id=holding_of(pair), at=NOW)


def test_a_limit_ends_with_its_holders_role() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    waiting = asked_limit(pair)
    granted = queries.granted_limit(pair.host.pk, pair.booker.pk)
    assert granted is not None
    end_their_role(pair)
    for each in (waiting, granted):
        each.refresh_from_db()
        assert (each.status, each.ended_by_rule) == ("withdrawn", "limit_holder_gone")
    assert accept(booking).status == "accepted"


def test_a_limit_ends_with_its_holders_employment_at_once_and_by_the_clock() -> None:
    at_once, later = make_pair(), make_pair()
    for pair, last_day in ((at_once, TODAY - timedelta(days=1)), (later, TODAY)):
        job = pair.booker.employments.get()
        end_employment(actor=actor(pair.booker), employment_id=job.pk, ends_on=last_day, at=NOW)
    assert queries.granted_limit(at_once.host.pk, at_once.booker.pk) is None
    assert queries.granted_limit(later.host.pk, later.booker.pk) is not None
    assert operations.withdraw_limits_of_leavers(at=NOW) == 0
    assert operations.withdraw_limits_of_leavers(at=NOW + timedelta(days=1)) == 1
    assert queries.granted_limit(later.host.pk, later.booker.pk) is None


def test_a_limit_that_nobody_ended_yet_confirms_nothing_for_who_has_left() -> None:
    pair = make_pair()
    booking = requested_booking(pair)
    RoleHolding.objects.filter(pk=holding_of(pair)).update(ended_at=NOW, ended_by=pair.budget_holder)
    assert queries.granted_limit(pair.host.pk, pair.booker.pk) is not None
    accepted = accept(booking)
    assert accepted.status == "accepted"
    missing = [(each.what, each.person) for each in queries.missing_answers(accepted, NOW)]
    assert missing == [("confirmation", pair.budget_holder)]


def test_refuses_one_to_somebody_who_is_no_booking_manager_any_more() -> None:
    pair = make_pair(limit=False)
    limit = asked_limit(pair)
    RoleHolding.objects.filter(pk=holding_of(pair)).update(ended_at=NOW, ended_by=pair.budget_holder)
    with pytest.raises(refusals.HolderGone):
        operations.grant_spending_limit(actor=actor(pair.budget_holder), limit_id=limit.pk, at=NOW)
    with pytest.raises(refusals.HolderGone):
        granted_limit(pair)


def test_others_neither_see_nor_answer_it() -> None:
    pair, other = make_pair(limit=False), make_pair(limit=False)
    limit = asked_limit(pair)
    with pytest.raises(NotFound):
        queries.limit_for(actor(other.budget_holder), limit.reference)
    with pytest.raises(NotFound):
        operations.grant_spending_limit(actor=actor(other.budget_holder), limit_id=limit.pk, at=NOW)
    with pytest.raises(Forbidden):
        operations.refuse_spending_limit(
            actor=actor(make_role(pair.host, Role.FINANCE)), limit_id=limit.pk, at=NOW
        )


@pytest.mark.parametrize(("booking", "month"), [(0, 10), (20, 10), (-1, 10), (10, 10**12)])
def test_refuses_amounts_that_do_not_fit(booking: int, month: int) -> None:
    pair = make_pair(limit=False)
    with pytest.raises(refusals.LimitWrong):
        asked_limit(pair, per_booking_pence=booking, per_month_pence=month)


def test_refuses_to_ask_anybody_but_another_budget_holder_of_the_council() -> None:
    pair, other = make_pair(limit=False), make_pair(limit=False)
    make_role(pair.host, Role.BUDGET_HOLDER, person=pair.booker)
    colleague, gone = make_role(pair.host, Role.FINANCE), make_role(pair.host, Role.BUDGET_HOLDER)
    gone.employments.update(ends_on=TODAY - timedelta(days=1), starts_on=TODAY - timedelta(days=9))
    for person in (pair.booker, colleague, gone, other.budget_holder):
        with pytest.raises(refusals.BudgetHolderUnknown):
            asked_limit(pair, person)
    assert asked_limit(pair).budget_holder_email == pair.budget_holder.email


def test_an_account_that_closes_takes_the_address_that_was_asked() -> None:
    pair, kept = make_pair(limit=False), make_pair(limit=False)
    other = make_role(pair.host, Role.BUDGET_HOLDER)
    answered = asked_limit(pair)
    operations.grant_spending_limit(actor=actor(other), limit_id=answered.pk, at=NOW)
    waiting, of_other, elsewhere = asked_limit(pair), asked_limit(pair, other), asked_limit(kept)
    operations.refuse_spending_limit(actor=actor(pair.budget_holder), limit_id=of_other.pk, at=NOW)
    anonymise_person(actor=actor(pair.budget_holder), person_id=pair.budget_holder.pk, at=NOW)
    said = dict(SpendingLimit.objects.values_list("pk", "budget_holder_email"))
    assert said == {
        answered.pk: "",
        waiting.pk: "",
        of_other.pk: other.email,
        elsewhere.pk: kept.budget_holder.email,
    }
    post()
    told = Letter.objects.filter(template="limit_asked").values_list("address", flat=True)
    assert sorted(told) == sorted([other.email, kept.budget_holder.email])
