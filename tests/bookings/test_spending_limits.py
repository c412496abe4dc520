"""A budget holder's standing leave to a named booking manager, never to oneself."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from commonpool.access import Role
from commonpool.access.actor import StepUpNeeded
from commonpool.bookings import operations, queries
from commonpool.bookings.models import SpendingLimit, SpendingMonth
from commonpool.bookings.rules import refusals
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.organisations.models import Organisation
from tests.factories.bookings import (
    Pair,
    accept,
    bound_booking,
    granted_limit,
    make_pair,
    monday,
    requested_booking,
)
from tests.factories.people import NOW, TODAY, actor, make_role

pytestmark = pytest.mark.django_db


def asked(pair: Pair, email: str = "", **amounts: int) -> SpendingLimit:
    return operations.ask_spending_limit(
        actor=actor(pair.booker),
        organisation_id=pair.host.pk,
        budget_holder_email=email or pair.budget_holder.email,
        per_booking_pence=amounts.get("per_booking_pence", 20_000),
        per_month_pence=amounts.get("per_month_pence", 40_000),
        cost_code="PL-100",
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=90),
        at=NOW,
    )


def test_asked_and_granted_with_a_second_factor() -> None:
    pair = make_pair(limit=False)
    limit = asked(pair)
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
    limit = asked(pair)
    for move in (operations.grant_spending_limit, operations.refuse_spending_limit):
        with pytest.raises(refusals.NotForYourself):
            move(actor=actor(pair.booker), limit_id=limit.pk, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        SpendingLimit.objects.update(status="granted", granted_at=NOW, granted_by=pair.booker)


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
    operations.refuse_spending_limit(actor=actor(pair.budget_holder), limit_id=asked(pair).pk, at=NOW)
    limit = granted_limit(pair)
    operations.withdraw_spending_limit(actor=actor(pair.booker), limit_id=limit.pk, at=NOW)
    assert accept(requested_booking(pair)).status == "accepted"
    limit = granted_limit(pair, ends_on=TODAY)
    assert operations.expire_spending_limits(at=NOW) == 0
    assert operations.expire_spending_limits(at=NOW + timedelta(days=1)) == 1
    assert queries.limit(limit.pk).status == "expired"


def test_others_neither_see_nor_answer_it() -> None:
    pair, other = make_pair(limit=False), make_pair(limit=False)
    limit = asked(pair)
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
        asked(pair, per_booking_pence=booking, per_month_pence=month)


def test_refuses_to_ask_oneself_or_a_stranger() -> None:
    pair = make_pair(limit=False)
    domain = Organisation.objects.get(pk=pair.host.pk).domains.first()
    for address in (pair.booker.email, "somebody@elsewhere.example", "", pair.approver.email):
        with pytest.raises(refusals.BudgetHolderUnknown):
            asked(pair, address or " ")
    assert asked(pair, f"new.colleague@{domain.name}").status == "asked"  # type: ignore[union-attr]
