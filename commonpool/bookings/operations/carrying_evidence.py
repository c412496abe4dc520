"""A council has ended: what it had seen, and what was seen of it, answers the same rules at its successor."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from django.db.models import Q

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.bookings.events import EvidenceCarriedOver
from commonpool.bookings.models import Evidence
from commonpool.bookings.rules.carrying import Going
from commonpool.bookings.rules.evidence import ENDS_WITH_THE_COUNCIL

AS_IT_WAS = (
    "rule", "listing_id", "booking_id", "ground", "reason", "kept", "paper_on", "ends_on", "given_at", "given_by_id",
)  # fmt: skip


def carry_evidence(
    *,
    actor: Actor,
    organisation_id: int,
    successor_ids: Collection[int],
    going: Iterable[Going],
    on: date,
    at: datetime,
) -> int:
    """What stands of the council's evidence stands of its sole successor's from that day (UK), as it was given.

    On a split, that of one booking goes with the booking (`going`); all else is to be seen anew. Says how much went.
    Only by the rule of a succession: a person refuses `forbidden`. Repeating it changes nothing.
    """
    actor.require_rule()
    sole = next(iter(successor_ids)) if len(successor_ids) == 1 else None
    hosts = {each.booking_id: each.successor_id for each in going if not each.of_home}
    stands = Evidence.objects.filter(
        Q(host_id=organisation_id) | Q(home_id=organisation_id), revoked_at__isnull=True, ends_on__gte=on
    ).exclude(rule__in=ENDS_WITH_THE_COUNCIL)
    with change():
        carried = [
            _carry(was, organisation_id, hosts.get(was.booking_id or 0, sole), sole, on)
            for was in stands.order_by("pk")
        ]
        if any(carried):
            fact = EvidenceCarriedOver(
                on_behalf_of=organisation_id, readers=tuple(sorted(successor_ids)), evidence=sum(carried)
            )
            publish(fact, actor=actor, at=at)
    return sum(carried)


def _carry(was: Evidence, organisation_id: int, host: int | None, home: int | None, on: date) -> bool:
    host_id = host if was.host_id == organisation_id else was.host_id
    home_id = home if was.home_id == organisation_id else was.home_id
    lost = host_id is None or (was.home_id is not None and home_id is None)
    if lost or host_id == home_id:
        return False
    same = {name: getattr(was, name) for name in AS_IT_WAS} | {"host_id": host_id, "home_id": home_id}
    _now, made = Evidence.objects.get_or_create(**same, defaults={"starts_on": max(was.starts_on, on)})
    return made
