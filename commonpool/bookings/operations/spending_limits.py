"""A budget holder's standing leave to a named booking manager: asked, granted, refused, withdrawn, expired."""

from datetime import date, datetime
from typing import Any

from commonpool.access import Actor, Right, Role
from commonpool.activity.operations import change, one_by_one, publish
from commonpool.bookings import queries
from commonpool.bookings.events import (
    AboutLimit,
    SpendingLimitAsked,
    SpendingLimitExpired,
    SpendingLimitGranted,
    SpendingLimitRefused,
    SpendingLimitSuperseded,
    SpendingLimitWithdrawn,
)
from commonpool.bookings.lifecycle import OPEN_LIMIT, SPENDING_LIMIT
from commonpool.bookings.models import SpendingLimit
from commonpool.bookings.rules.limiting import limit_fits
from commonpool.bookings.rules.refusals import (
    BudgetHolderUnknown,
    HolderGone,
    LimitMoved,
    LimitWrong,
    NotForYourself,
)
from commonpool.identity.events import PersonAnonymised
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Forbidden
from commonpool.organisations.events import RoleEnded
from commonpool.organisations.queries import roles
from commonpool.people.queries import works_at

LAST_DAY_PAST = Actor.rule("limit_last_day_past")
HOLDER_GONE = Actor.rule("limit_holder_gone")


def ask_spending_limit(
    *,
    actor: Actor,
    organisation_id: int,
    budget_holder_id: int,
    per_booking_pence: int,
    per_month_pence: int,
    cost_code: str,
    starts_on: date,
    ends_on: date,
    at: datetime,
) -> SpendingLimit:
    """The booking manager has asked one of their budget holders for a standing leave, in pence before VAT.

    Requires `request_booking` there. Refuses `limit_wrong`, `budget_holder_unknown` (oneself, or no budget holder).
    """
    actor.require(Right.REQUEST_BOOKING, organisation_id)
    _check(per_booking_pence, per_month_pence, cost_code, starts_on, ends_on, at)
    with change():
        asked = queries.lock_budget_holder(organisation_id, actor.by, budget_holder_id, london_date(at))
        if asked is None:
            raise BudgetHolderUnknown
        limit = SpendingLimit.objects.create(
            organisation_id=organisation_id,
            holder_id=actor.by,
            budget_holder=asked,
            budget_holder_email=asked.email,
            per_booking_pence=per_booking_pence,
            per_month_pence=per_month_pence,
            cost_code=cost_code.strip(),
            starts_on=starts_on,
            ends_on=ends_on,
            asked_at=at,
            asked_by_id=actor.by,
        )
        _tell(SpendingLimitAsked, limit, actor, at, **_pence(limit))
    return limit


def grant_spending_limit(
    *,
    actor: Actor,
    at: datetime,
    limit_id: int | None = None,
    organisation_id: int | None = None,
    holder_id: int | None = None,
    per_booking_pence: int | None = None,
    per_month_pence: int | None = None,
    cost_code: str | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> SpendingLimit:
    """The booking manager may spend so much without asking again; a limit they had before is superseded.

    Answers a question (`limit_id`, with other amounts if given), or gives it unasked (`organisation_id`,
    `holder_id` and all amounts and dates). A new limit's months begin unused. Requires `grant_spending_limit`
    there, a second factor, and somebody else than the booking manager. Refuses `not_found`, `not_for_yourself`,
    `holder_gone` (they are no booking manager there), `limit_moved`, `limit_wrong`.
    """
    given = {
        "per_booking_pence": per_booking_pence,
        "per_month_pence": per_month_pence,
        "cost_code": None if cost_code is None else cost_code.strip(),
        "starts_on": starts_on,
        "ends_on": ends_on,
    }
    place, holder = organisation_id or 0, holder_id or 0
    if limit_id is not None:
        asked = queries.limit_to_answer(actor, limit_id)
        place, holder = asked.organisation_id, asked.holder_id
    actor.require(Right.GRANT_SPENDING_LIMIT, place)
    actor.require_decision()
    actor.require_second_factor()
    with change():
        # The role is locked before the limit, as by whoever ends it: two grants to one holder meet here too.
        held = roles.lock_held(holder, place, Role.BOOKING_MANAGER)
        if not held or not works_at(holder, place, london_date(at)):
            raise HolderGone
        # Theirs are locked in order, as by whoever uses them.
        queries.lock_limits(queries.limits_held(holder, place))
        limit = queries.lock_limit(limit_id) if limit_id else _unasked(actor, place, holder, at)
        for name, value in given.items():
            if value is not None:
                setattr(limit, name, value)
        if limit.holder_id == actor.by:
            raise NotForYourself
        _complete(limit, at)
        _supersede(limit, actor, at)
        limit.status = SPENDING_LIMIT.after(limit.status, "grant", LimitMoved)
        limit.granted_at, limit.granted_by_id = at, actor.by
        limit.save()
        _tell(SpendingLimitGranted, limit, actor, at, **_pence(limit))
    return limit


def refuse_spending_limit(*, actor: Actor, limit_id: int, at: datetime) -> SpendingLimit:
    """The budget holder has said no. Requires `grant_spending_limit` there. Refuses `not_found`, `limit_moved`."""
    seen = queries.limit_to_answer(actor, limit_id)
    actor.require(Right.GRANT_SPENDING_LIMIT, seen.organisation_id)
    actor.require_decision()
    if seen.holder_id == actor.by:
        raise NotForYourself
    with change():
        limit = queries.lock_limit(limit_id)
        limit.status = SPENDING_LIMIT.after(limit.status, "refuse", LimitMoved)
        limit.refused_at, limit.refused_by_id = at, actor.by
        limit.save()
        _tell(SpendingLimitRefused, limit, actor, at)
    return limit


def withdraw_spending_limit(*, actor: Actor, limit_id: int, at: datetime) -> SpendingLimit:
    """The leave is over at once, or the question withdrawn; what is bound stays bound.

    By a budget holder of the council, or by the booking manager whose limit it is. Refuses `not_found`,
    `forbidden`, `limit_moved`.
    """
    seen = queries.limit_to_answer(actor, limit_id)
    if seen.holder_id != actor.by and not actor.may(Right.GRANT_SPENDING_LIMIT, seen.organisation_id):
        raise Forbidden
    with change():
        limit = queries.lock_limit(limit_id)
        _end(limit, "withdraw", SpendingLimitWithdrawn, actor, at)
    return limit


def expire_spending_limits(*, at: datetime, actor: Actor = LAST_DAY_PAST) -> int:
    """Limits whose last day is past have expired, each in its own transaction; says how many. Repeatable."""

    def expire(limit_id: int) -> bool:
        limit = queries.lock_limit(limit_id)
        still_granted = limit.status == "granted"
        if still_granted:
            _end(limit, "expire", SpendingLimitExpired, actor, at)
        return still_granted

    return one_by_one(queries.limits_over(london_date(at)), expire)


def _unasked(actor: Actor, place: int, holder_id: int, at: datetime) -> SpendingLimit:
    return SpendingLimit(organisation_id=place, holder_id=holder_id, asked_at=at, asked_by_id=actor.by)


def limits_end_with_role(fact: RoleEnded, *, actor: Actor, at: datetime) -> None:
    """Reaction, at once: who is booking manager no more has no spending limit there, and asks for none."""
    if fact.role == Role.BOOKING_MANAGER and fact.on_behalf_of is not None:
        for limit_id in queries.limits_held(fact.person_id, fact.on_behalf_of):
            _withdraw(limit_id, at)


def withdraw_limits_of_leavers(*, at: datetime) -> int:
    """Limits whose holder works there no more are over; says how many. Nightly, repeatable."""
    return one_by_one(queries.limits_of_leavers(london_date(at)), lambda limit_id: _withdraw(limit_id, at))


def _withdraw(limit_id: int, at: datetime) -> bool:
    limit = queries.lock_limit(limit_id)
    still_open = limit.status in OPEN_LIMIT
    if still_open:
        _end(limit, "withdraw", SpendingLimitWithdrawn, HOLDER_GONE, at)
    return still_open


def end_by_succession(limit: SpendingLimit, *, actor: Actor, at: datetime) -> None:
    """The locked limit is over, as its holder has another at the council that took over, or went to none."""
    _end(limit, "withdraw", SpendingLimitWithdrawn, actor, at)


def forget_budget_holder(fact: PersonAnonymised, *, actor: Actor, at: datetime) -> None:
    """Follows the end of an account: that this budget holder was asked stays, and no address of theirs."""
    SpendingLimit.objects.filter(budget_holder_id=fact.person_id).update(budget_holder_email="")


def _supersede(limit: SpendingLimit, actor: Actor, at: datetime) -> None:
    old = queries.lock_limit_of(limit.organisation_id, limit.holder_id)
    if old is not None and old.pk != limit.pk:
        _end(old, "supersede", SpendingLimitSuperseded, actor, at)


def _end(limit: SpendingLimit, verb: str, fact: type[AboutLimit], actor: Actor, at: datetime) -> None:
    limit.status = SPENDING_LIMIT.after(limit.status, verb, LimitMoved)
    limit.ended_at, limit.ended_by_id, limit.ended_by_rule = at, actor.person_id, actor.standing_rule
    limit.save()
    _tell(fact, limit, actor, at)


def _complete(limit: SpendingLimit, at: datetime) -> None:
    if None in (limit.per_booking_pence, limit.per_month_pence, limit.starts_on, limit.ends_on):
        raise LimitWrong
    _check(
        limit.per_booking_pence, limit.per_month_pence, limit.cost_code, limit.starts_on, limit.ends_on, at
    )


def _check(
    per_booking: int, per_month: int, cost_code: str, starts_on: date, ends_on: date, at: datetime
) -> None:
    if not limit_fits(per_booking, per_month, cost_code.strip(), starts_on, ends_on, london_date(at)):
        raise LimitWrong


def _pence(limit: SpendingLimit) -> dict[str, int]:
    return {"per_booking_pence": limit.per_booking_pence, "per_month_pence": limit.per_month_pence}


def _tell(fact: type[AboutLimit], limit: SpendingLimit, actor: Actor, at: datetime, **facts: Any) -> None:
    publish(
        fact(on_behalf_of=limit.organisation_id, limit_id=limit.pk, holder_id=limit.holder_id, **facts),
        actor=actor,
        at=at,
    )
