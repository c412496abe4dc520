"""A listing is put in the pool, paused, resumed and closed."""

from collections.abc import Callable
from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.availability import queries
from commonpool.availability.events import ListingClosed, ListingListed, ListingPaused, ListingResumed
from commonpool.availability.lifecycle import LISTING
from commonpool.availability.models import Listing
from commonpool.availability.operations.end_permission import end
from commonpool.availability.operations.weeks import derive_weeks
from commonpool.kernel.facts import Fact
from commonpool.kernel.refusals import Conflict, NotFound

PERMISSION_GRANTED = Actor.rule("permission_granted")


class ListingMoved(Conflict):
    """The listing is not in a status for this (`listing_moved`)."""

    code = "listing_moved"


def pause_listing(*, actor: Actor, listing_id: int, at: datetime) -> Listing:
    """No new requests reach the officer, and others find them no more, until they resume. Refuses `not_found`."""
    return _move(actor, listing_id, "pause", ListingPaused, at)


def resume_listing(*, actor: Actor, listing_id: int, at: datetime) -> Listing:
    """The officer is found again as far as the permission still reaches. Refuses `not_found`, `listing_moved`."""
    return _move(actor, listing_id, "resume", ListingResumed, at)


def close_listing(*, actor: Actor, listing_id: int, at: datetime) -> Listing:
    """The listing is over, and its permission with it; bookings under way go on. Refuses `not_found`.

    Whose listing it is is the guard, and no right: nobody is kept in the pool against their will.
    """
    if not Listing.objects.filter(pk=listing_id, person_id=actor.by).exists():
        raise NotFound
    with change():
        permissions = queries.lock_open_permissions(listing_id=listing_id)
        listing = _lock(listing_id)  # before the person, whom deriving weeks locks: as by whoever writes it
        for permission in permissions:
            end(permission, "withdraw", reason="listing_closed", bookings="finish", actor=actor, at=at)
        return close(listing, actor=actor, at=at)


def close(listing: Listing, *, actor: Actor, at: datetime) -> Listing:
    """The locked listing is closed and its weeks with it: the writing alone, after a verb has judged."""
    listing.status = LISTING.after(listing.status, "close", ListingMoved)
    listing.closed_at, listing.closed_by_id, listing.closed_by_rule = at, actor.person_id, actor.standing_rule
    with change():
        listing.save(update_fields=["status", "closed_at", "closed_by", "closed_by_rule"])
        derive_weeks(person_ids=[listing.person_id], actor=actor, at=at)
        publish(_fact(ListingClosed, listing), actor=actor, at=at)
    return listing


def enlist(*, listing_id: int, at: datetime) -> None:
    """The listing of a permission just granted is in the pool, by a standing rule; one that is, stays as it is."""
    with change():
        listing = _lock(listing_id)
        if listing.status != "draft":
            return
        listing.status = LISTING.after(listing.status, "list")
        listing.listed_at, listing.listed_by_rule = at, PERMISSION_GRANTED.standing_rule
        listing.save(update_fields=["status", "listed_at", "listed_by_rule"])
        publish(_fact(ListingListed, listing), actor=PERMISSION_GRANTED, at=at)


def _move(actor: Actor, listing_id: int, verb: str, event: Callable[..., Fact], at: datetime) -> Listing:
    _own(actor, listing_id)
    with change():
        listing = _lock(listing_id)
        listing.status = LISTING.after(listing.status, verb, ListingMoved)
        listing.save(update_fields=["status"])
        derive_weeks(person_ids=[listing.person_id], actor=actor, at=at)
        publish(_fact(event, listing), actor=actor, at=at)
    return listing


def _own(actor: Actor, listing_id: int) -> None:
    """Refuses `not_found` unless it is the actor's own listing, at a council where they still work."""
    mine = Listing.objects.filter(
        pk=listing_id, person_id=actor.by, employment__organisation_id__in=actor.where(Right.LIST_ONESELF)
    )
    if not mine.exists():
        raise NotFound


def _lock(listing_id: int) -> Listing:
    return (
        Listing.objects.select_related("employment")
        .select_for_update(of=("self",), no_key=True)
        .get(pk=listing_id)
    )


def _fact(event: Callable[..., Fact], listing: Listing) -> Fact:
    home = listing.employment.organisation_id
    return event(on_behalf_of=home, listing_id=listing.pk, person_id=listing.person_id)
