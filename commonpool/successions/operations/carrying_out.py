"""The day has come: all that is live at a council that ends is its successors', in one transaction a council."""

from datetime import datetime
from typing import Any

from commonpool.access import Actor
from commonpool.activity.operations import change, one_by_one, publish
from commonpool.agreements.operations import (
    carry_agreement,
    carry_interests,
    evaluate_depth,
    take_over_agreement,
)
from commonpool.agreements.queries import hold_agreement_before
from commonpool.availability.operations import carry_checks, carry_listings
from commonpool.bookings.operations import (
    carry_bookings,
    carry_calls,
    carry_evidence,
    carry_limits,
    hold_to_carry,
)
from commonpool.invoices.operations import carry_charges
from commonpool.kernel.clock import london_date
from commonpool.matching.operations import hold_rows_of
from commonpool.needs.operations import carry_needs
from commonpool.organisations.operations.carrying import carry_roles
from commonpool.people.operations import (
    carry_deputies,
    carry_employments,
    carry_ties,
    carry_works,
    hold_employments,
)
from commonpool.settlement.operations import hold_clearing
from commonpool.successions import queries
from commonpool.successions.events import SuccessionCarriedOut
from commonpool.successions.models import Handover
from commonpool.successions.operations.carrying_money import carry_money
from commonpool.successions.rules import Plan

SUCCEEDED = Actor.rule("council_succeeded")


def carry_out_due(*, at: datetime, actor: Actor = SUCCEEDED) -> int:
    """Every council whose end is confirmed and has come is carried over, each in its own transaction; how many.

    What a steward has still to assign waits for them. Interrupted, the next call goes on; repeating changes nothing.
    """
    due = queries.due(london_date(at))
    return one_by_one(
        due, lambda predecessor_id: carry_out(actor=actor, predecessor_id=predecessor_id, at=at)
    )


def carry_out(*, actor: Actor, predecessor_id: int, at: datetime) -> bool:
    """All that is live at the council is its successors'; what is over stays. Says whether it was done now.

    Not before its day, nor while something is not assigned. By the rule of a succession alone: a person refuses
    `forbidden`. Refuses `not_found` where nobody confirmed it.
    """
    actor.require_rule()
    with change():
        handover = queries.lock_handover(predecessor_id)
        if handover.carried_at is not None or handover.on > london_date(at):
            return False
        # First of all that booking for pay locks too, and before what there is to carry is read: a paid booking that is
        # being made is among it. Peer help locks no agreement: what is asked for in this moment may stay behind.
        hold_agreement_before(predecessor_id, handover.on)
        plan = queries.plan_of(predecessor_id)
        heirs, unassigned = queries.heirs_of(plan, predecessor_id)
        if unassigned:
            return False
        _carry(plan, handover, heirs, actor, at)
    return True


def _carry(plan: Plan, handover: Handover, heirs: queries.Heirs, actor: Actor, at: datetime) -> None:
    was, on = handover.predecessor_id, plan.on
    hold_clearing()
    for now in plan.after(was):
        before = plan.before(now)
        take_over_agreement(actor=actor, organisation_id=now, predecessor_ids=before, on=on, at=at)
    whose: dict[str, Any] = {"actor": actor, "organisation_id": was, "at": at}
    going = hold_employments(organisation_id=was, heirs=heirs.people, on=on)
    # Once they are held, nobody who books, agrees hours, derives weeks or keeps search rows can come between in another
    # order. Before anything is said of an employment: time back follows it, and is locked after permission and booking.
    hold_rows_of(hold_to_carry(heirs.bookings, {each.pk for each in going}))
    jobs = carry_employments(heirs=heirs.people, on=on, **whose)
    carry_deputies(heirs=heirs.people, on=on, **whose)
    bookings = carry_bookings(going=heirs.bookings, jobs=jobs, on=on, **whose)
    carry_listings(actor=actor, jobs=jobs, at=at)
    carry_checks(heirs=heirs.people, **whose)
    # Before the roles: a booking manager's limit is over with the role, where it has not gone over.
    carry_limits(heirs=heirs.people, **whose)
    carry_calls(heirs=heirs.people, **whose)
    carry_roles(heirs=heirs.people, **whose)
    heard: dict[str, Any] = {"successor_ids": plan.after(was), **whose}
    carry_evidence(going=heirs.bookings, on=on, **heard)
    carry_ties(on=on, **heard)
    carry_interests(heirs=heirs.people, **heard)
    carry_works(heirs=heirs.network.works, **whose)
    carried = {each.booking_id for each in heirs.bookings}
    carry_needs(needs=heirs.network.needs, offers=heirs.network.offers, bookings=carried, **whose)
    charges = carry_charges(heirs=heirs.charges, on=on, **whose)
    carry_money(plan, handover, heirs.money, actor, at)
    carry_agreement(actor=actor, organisation_id=was, on=on, at=at)
    for now in plan.after(was):
        evaluate_depth(actor=actor, organisation_id=now, at=at)
    handover.carried_at, handover.carried_by_rule = at, actor.standing_rule
    handover.save(update_fields=["carried_at", "carried_by", "carried_by_rule"])
    fact = SuccessionCarriedOut(
        on_behalf_of=was,
        readers=tuple(plan.after(was)),
        predecessor_id=was,
        on=on,
        officers=len(jobs),
        bookings=bookings,
        charges=charges,
    )
    publish(fact, actor=actor, at=at)
