"""What a booking still needs beside the officer's yes, what limits given beforehand cover, and who is asked."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right, Role
from commonpool.bookings.models import Booking, SpendingLimit
from commonpool.bookings.queries.asked import (
    approver_asked,
    asked_already,
    budget_holder_asked,
    first_approver,
    first_budget_holder,
)
from commonpool.bookings.queries.known import leave_of
from commonpool.bookings.queries.limits import granted_limit, offered_under, usable_limits
from commonpool.bookings.queries.locked import budget_of
from commonpool.bookings.queries.procurement import allowance_of, allowances
from commonpool.bookings.queries.swap import swap_of
from commonpool.bookings.rules import covering
from commonpool.bookings.rules.covering import Budget
from commonpool.bookings.rules.running import Allowance
from commonpool.identity.models import Person
from commonpool.kernel.clock import london_date
from commonpool.people.queries import holders_at


@dataclass(frozen=True)
class Missing:
    """An answer that the officer's yes would not be enough for: `approval` or `confirmation`, and of whom."""

    what: str
    words: Any
    person: Person | None


WORDS = {
    "approval": _("Their council’s manager is asked, because of the work or what they will need."),
    "confirmation": _("Your budget holder is asked, because your spending limit does not cover it."),
    "cap": _("Your budget holder is asked, because it passes what you borrow from this council in a year."),
    "purchase_order": _("Your budget holder is asked for a purchase order number."),
}


@dataclass(frozen=True)
class Cover:
    """The standing rule that says yes for home, and for the host; empty where somebody has to be asked."""

    approval: str
    confirmation: str


def cover_of(booking: Booking, budget: Budget | None, today: date, allowance: Allowance | None) -> Cover:
    """What covers the terms of a booking that wait for an answer. `budget`: of who offered them.

    `allowance`: what the two councils may bind unasked; for a paid booking always known.
    """
    terms = booking.asked
    varies = booking.status == "bound"
    live = [week for week in booking.weeks.all() if week.released_at is None] if varies else []
    swap = swap_of(live, terms)
    leave = leave_of(booking.permission)
    approval = confirmation = ""
    if covering.permission_covers(leave, decisions=terms.decisions, needs=terms.needs):
        approval = covering.BY_PERMISSION
    elif varies and covering.ceiling_covers(booking.standing.hours, terms.hours):
        approval = covering.BY_CEILING
    capped = allowance is not None and not allowance.covers(swap.adding)
    if not capped and covering.limit_covers(
        budget,
        net_pence=terms.net_pence,
        months=swap.months(budget.id if budget else None),
        today=today,
        purchase_order=order_missing(booking),
    ):
        confirmation = covering.BY_SPENDING_LIMIT
    elif varies and not capped and not swap.uses_a_limit and covering.ceiling_covers(*swap.pence):
        confirmation = covering.BY_CEILING
    return Cover(approval, confirmation)


def order_missing(booking: Booking) -> bool:
    """Whether the host's settings ask for a purchase order number that the booking does not have."""
    from_pence = booking.host.joining.purchase_order_from_pence
    return covering.purchase_order_missing(booking.asked.net_pence, booking.purchase_order, from_pence)


def open_answers(
    booking: Booking, budget: Budget | None, today: date, allowance: Allowance | None
) -> list[str]:
    """Which answers are missing: `approval`, `confirmation`, both or none.

    Once everybody else has answered, what is still open is missing whatever the limits say by now: they were
    asked in that moment, and nobody asks them again.
    """
    answers = answers_of(booking)
    if answers is None:
        return []
    cover = cover_of(booking, budget, today, allowance)
    found = []
    if answers.approved_at is None and (_answered(booking) or not cover.approval):
        found.append("approval")
    tried = _answered(booking) and answers.approved_at is not None
    if booking.kind == "paid" and answers.confirmed_at is None and (tried or not cover.confirmation):
        found.append("confirmation")
    return found


def answers_of(booking: Booking) -> Any:
    """Where the councils' answers are kept while any may be missing: on the booking, or on a variation."""
    if booking.status in ("requested", "accepted"):
        return booking
    return booking.pending if booking.status == "bound" else None


def _answered(booking: Booking) -> bool:
    return booking.asked.answered_at is not None


def missing_answers(booking: Booking, at: datetime) -> tuple[Missing, ...]:
    """What a booking (or its pending variation) still needs beside the officer's yes, and of whom."""
    today = london_date(at)
    limit = usable = allowance = None
    if booking.kind == "paid" and answers_of(booking) is not None:
        limit, usable = offered_under(booking.host_id, booking.asked.offered_by_id, today)
        allowance = allowance_of(booking)
    but = _not_asked(booking, allowance)
    found = []
    for what in open_answers(booking, budget_of(usable), today, allowance):
        if what == "approval":
            person = approver_asked(booking.home_id, booking.permission, but=but, today=today)
            found.append(missing_one(what, person))
        else:
            person = budget_holder_asked(booking.host_id, limit, but=but, today=today)
            found.append(missing_one(_why_confirmed(booking, allowance), person))
    return tuple(found)


def _not_asked(booking: Booking, allowance: Allowance | None) -> set[int]:
    """Who says yes for neither council: the parties, and whoever has declared an interest in the other one."""
    return booking.parties | (allowance.interested if allowance else frozenset())


def _why_confirmed(booking: Booking, allowance: Allowance | None) -> str:
    """The reason that is told: the purchase order, the cap between the two councils, or the spending limit."""
    if order_missing(booking):
        return "purchase_order"
    live = [week for week in booking.weeks.all() if week.released_at is None]
    adding = swap_of(live if booking.status == "bound" else [], booking.asked).adding
    return "confirmation" if allowance is None or allowance.covers(adding) else "cap"


def people_asked(booking: Booking, version: int, at: datetime) -> list[Person]:
    """Who was asked for an answer to these terms beside the officer: they hear that it is wanted no more."""
    terms = next(each for each in booking.terms.all() if each.version == version)
    parties = {booking.officer_id, booking.requested_by_id, terms.offered_by_id}
    allowance = allowance_of(booking)
    parties |= allowance.interested if allowance else frozenset()
    asked, today = asked_already(booking, version), london_date(at)
    found = []
    if "approval" in asked:
        found.append(approver_asked(booking.home_id, booking.permission, but=parties, today=today))
    if "confirmation" in asked:
        limit = granted_limit(booking.host_id, terms.offered_by_id)
        found.append(budget_holder_asked(booking.host_id, limit, but=parties, today=today))
    return [person for person in found if person is not None]


def missing_one(words: str, person: Person | None) -> Missing:
    """The answer with the words that say why it is missing."""
    return Missing("approval" if words == "approval" else "confirmation", WORDS[words], person)


def open_answers_of(bookings: Collection[Booking], at: datetime) -> dict[int, list[str]]:
    """What each of many bookings (with terms and weeks) lacks, by row. Three SQL queries for all of them."""
    return _open_answers(bookings, _limits(bookings, at), _allowances(bookings), at)


def asked_of(actor: Actor, bookings: Collection[Booking], at: datetime) -> list[tuple[Booking, str]]:
    """The answers of these bookings that are missing and asked of the actor. Five SQL queries for all of them."""
    limits, allowed = _limits(bookings, at), _allowances(bookings)
    missing = _open_answers(bookings, limits, allowed, at)
    homes = {each.home_id for each in bookings if "approval" in missing[each.pk]}
    hosts = {each.host_id for each in bookings if "confirmation" in missing[each.pk]}
    today = london_date(at)
    approvers = holders_at(homes & actor.where(Right.APPROVE_BOOKING), Role.APPROVER, today)
    budget_holders = holders_at(hosts & actor.where(Right.CONFIRM_BOOKING), Role.BUDGET_HOLDER, today)
    found = []
    for booking in bookings:
        limit = limits.get(_offer(booking))
        but = _not_asked(booking, allowed.get(booking.pair_id))
        for what in missing[booking.pk]:
            if what == "approval":
                person = first_approver(approvers.get(booking.home_id, []), booking.permission, but)
            else:
                person = first_budget_holder(budget_holders.get(booking.host_id, []), limit, but)
            if person is not None and (person.pk == actor.person_id or _for(actor, booking, what, person)):
                found.append((booking, what))
    return found


def _for(actor: Actor, booking: Booking, what: str, person: Person) -> bool:
    """Whether the actor is the deputy of the approver asked, and no party."""
    if what != "approval" or actor.person_id in booking.parties:
        return False
    if person.pk not in (booking.permission.approver_id, booking.permission.granted_by_id):
        return False  # asked in their place, and a deputy answers only for those of the permission
    return actor.in_place_of(booking.home_id, person.pk) is not None


def _open_answers(
    bookings: Collection[Booking],
    limits: Mapping[tuple[int, int], SpendingLimit],
    allowed: Mapping[int | None, Allowance],
    at: datetime,
) -> dict[int, list[str]]:
    today = london_date(at)
    return {
        each.pk: open_answers(each, budget_of(limits.get(_offer(each))), today, allowed.get(each.pair_id))
        for each in bookings
    }


def _allowances(bookings: Collection[Booking]) -> Mapping[int | None, Allowance]:
    """What the councils of each booking may bind unasked, by pair."""
    found = allowances({each.pair_id for each in bookings if each.pair_id is not None})
    return {pair_id: found[pair_id] for pair_id in found}


def _limits(bookings: Collection[Booking], at: datetime) -> dict[tuple[int, int], SpendingLimit]:
    """The standing limits of who offered the terms that wait, by council and person."""
    return usable_limits({_offer(each) for each in bookings if each.kind == "paid"}, london_date(at))


def _offer(booking: Booking) -> tuple[int, int]:
    return booking.host_id, booking.asked.offered_by_id
