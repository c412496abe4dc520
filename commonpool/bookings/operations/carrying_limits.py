"""A council has ended: standing leaves to spend, and what waits for an answer, are the new council's."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.bookings.events import CallCarriedOver, CallLapsed, SpendingLimitCarriedOver
from commonpool.bookings.lifecycle import CALL, OPEN_LIMIT
from commonpool.bookings.models import Call, SpendingLimit, Waiting
from commonpool.bookings.operations.calls import tell_of_call
from commonpool.bookings.operations.spending_limits import end_by_succession
from commonpool.bookings.operations.stand_in_line import end_places
from commonpool.bookings.queries import granted_limit


def carry_limits(*, actor: Actor, organisation_id: int, heirs: Mapping[int, int], at: datetime) -> int:
    """Each open limit is good at its holder's successor, with what is used of it; how many there were.

    Where its holder has one there already, or went nowhere, it is over. Only by the rule of a succession: a person
    refuses `forbidden`. Repeatable.
    """
    actor.require_rule()
    rows = SpendingLimit.objects.filter(organisation_id=organisation_id, status__in=OPEN_LIMIT)
    with change():
        locked = list(rows.order_by("id").select_for_update(of=("self",), no_key=True))
        for limit in locked:
            _carry(limit, heirs.get(limit.holder_id), actor, at)
    return len(locked)


def carry_calls(*, actor: Actor, organisation_id: int, heirs: Mapping[int, int], at: datetime) -> int:
    """Calls not answered yet, and places in line, are the successors'; how many there were.

    Between what has become one council there is none: it is over. Only by the rule of a succession: a person
    refuses `forbidden`. Repeatable.
    """
    actor.require_rule()
    asked = Call.objects.filter(Q(home_id=organisation_id) | Q(host_id=organisation_id), status="asked")
    places = Waiting.objects.filter(host_id=organisation_id, told_at__isnull=True)
    with change():
        calls = list(asked.order_by("id").select_for_update(of=("self",), no_key=True))
        for call in calls:
            _carry_call(call, organisation_id, heirs, actor, at)
        waiting = list(places.select_related("listing__employment").select_for_update(of=("self",)))
        for place in waiting:
            _carry_place(place, heirs.get(place.asked_by_id), actor, at)
    return len(calls) + len(waiting)


def _carry(limit: SpendingLimit, successor_id: int | None, actor: Actor, at: datetime) -> None:
    has_one = successor_id and limit.status == "granted" and granted_limit(successor_id, limit.holder_id)
    if successor_id is None or has_one:
        end_by_succession(limit, actor=actor, at=at)
        return
    was, limit.organisation_id = limit.organisation_id, successor_id
    limit.save(update_fields=["organisation"])
    fact = SpendingLimitCarriedOver(
        on_behalf_of=was, readers=(successor_id,), limit_id=limit.pk, holder_id=limit.holder_id, was_id=was
    )
    publish(fact, actor=actor, at=at)


def _carry_call(
    call: Call, organisation_id: int, heirs: Mapping[int, int], actor: Actor, at: datetime
) -> None:
    home, host = call.home_id, call.host_id
    if home == organisation_id:
        home = heirs.get(call.officer_id, home)
    else:
        host = heirs.get(call.asked_by_id, host)
    if home == host or organisation_id in (home, host):
        call.status = CALL.after(call.status, "lapse")
        call.answered_at, call.answered_by_rule = at, actor.standing_rule
        call.save()
        tell_of_call(CallLapsed, call, for_home=False, actor=actor, at=at)
        return
    call.home_id, call.host_id = home, host
    call.save(update_fields=["home", "host"])
    tell_of_call(CallCarriedOver, call, for_home=home != organisation_id, actor=actor, at=at)


def _carry_place(place: Waiting, successor_id: int | None, actor: Actor, at: datetime) -> None:
    """A place in line is nobody's business but theirs: it goes along, unless the officer is a colleague now."""
    if successor_id is None or place.listing.employment.organisation_id == successor_id:
        end_places(Waiting.objects.filter(pk=place.pk), actor=actor, at=at)
        return
    place.host_id = successor_id
    place.save(update_fields=["host"])
