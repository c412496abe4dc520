"""A council has ended: what its officers offer, and are allowed, goes on at the council that took over."""

from collections.abc import Mapping
from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.availability import queries
from commonpool.availability.events import ApproverCheckCarriedOver, ListingCarriedOver
from commonpool.availability.lifecycle import LIVE_LISTING
from commonpool.availability.models import ApproverCheck, Listing, Permission
from commonpool.availability.operations.weeks import derive_weeks
from commonpool.people.queries import employment


def carry_listings(*, actor: Actor, jobs: Mapping[int, int], at: datetime) -> int:
    """Live listings and open permissions are of the employment that goes on; how many listings.

    `jobs`: the new employment by the old. Limits, dates and who allowed it stay; what is over stays where it was.
    The weeks are derived anew. Only by the rule of a succession: a person refuses `forbidden`. Repeatable.
    """
    actor.require_rule()
    with change():
        carried = [_carry(was, now) for was, now in sorted(jobs.items())]
        facts = [fact for found in carried for fact in found]
        # Before it is said: search rows follow what is said, and are locked after the person and the weeks.
        derive_weeks(person_ids=[fact.person_id for fact in facts], actor=actor, at=at)
        for fact in facts:
            publish(fact, actor=actor, at=at)
    return len(facts)


def carry_checks(*, actor: Actor, organisation_id: int, heirs: Mapping[int, int], at: datetime) -> int:
    """Whoever waits there to be known as a manager waits at their successor; how many.

    Only by the rule of a succession: a person refuses `forbidden`. Repeatable.
    """
    actor.require_rule()
    waiting = ApproverCheck.objects.filter(
        organisation_id=organisation_id, checked_at=None, refused_at=None, person_id__in=heirs
    )
    with change():
        locked = list(waiting.order_by("id").select_for_update(of=("self",), no_key=True))
        for each in locked:
            _carry_check(each, heirs[each.person_id], actor, at)
    return len(locked)


def _carry(was: int, now: int) -> list[ListingCarriedOver]:
    """What is to be said of each listing that went over."""
    permissions = queries.lock_open_permissions(employment_id=was)
    live = Listing.objects.filter(employment_id=was, status__in=LIVE_LISTING)
    listings = list(live.order_by("id").select_for_update(of=("self",), no_key=True))
    Permission.objects.filter(pk__in=[each.pk for each in permissions]).update(employment_id=now)
    Listing.objects.filter(pk__in=[each.pk for each in listings]).update(employment_id=now)
    left, there = employment(was), employment(now)
    return [
        ListingCarriedOver(
            on_behalf_of=left.organisation_id,
            readers=(there.organisation_id,),
            listing_id=listing.pk,
            person_id=listing.person_id,
            employment_id=now,
            permission_ids=tuple(each.pk for each in permissions if each.listing_id == listing.pk),
        )
        for listing in listings
    ]


def _carry_check(check: ApproverCheck, successor_id: int, actor: Actor, at: datetime) -> None:
    same = ApproverCheck.objects.filter(
        organisation_id=successor_id, person_id=check.person_id, checked_at=None, refused_at=None
    )
    if same.exists():
        return
    was, check.organisation_id = check.organisation_id, successor_id
    check.save(update_fields=["organisation"])
    fact = ApproverCheckCarriedOver(
        on_behalf_of=was, readers=(successor_id,), check_id=check.pk, person_id=check.person_id
    )
    publish(fact, actor=actor, at=at)
