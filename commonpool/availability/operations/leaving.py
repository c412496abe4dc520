"""An officer leaves a council: their permission and listing there end with the employment."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import change
from commonpool.availability import queries
from commonpool.availability.lifecycle import LIVE_LISTING, OPEN_PERMISSION
from commonpool.availability.models import Listing, Permission
from commonpool.availability.operations.end_permission import end
from commonpool.availability.operations.listing_moves import close
from commonpool.availability.operations.weeks import derive_weeks
from commonpool.kernel.clock import london_date
from commonpool.people.events import EmploymentEnded

LEFT = Actor.rule("employment_ended")


def end_with_employment(fact: EmploymentEnded, *, actor: Actor, at: datetime) -> None:
    """Reaction, at once: weeks after the last day close; once it is past, permission and listing are over."""
    if fact.ends_on < london_date(at):
        leave(employment_id=fact.employment_id, at=at)
    derive_weeks(person_ids=[fact.person_id], actor=actor, at=at)


def leave(*, employment_id: int, at: datetime) -> None:
    """Nothing of the pool hangs on this employment any more, by the rule that says so."""
    with change():
        open_ones = Permission.objects.filter(employment_id=employment_id, status__in=OPEN_PERMISSION)
        ids = open_ones.order_by("id").values_list("pk", flat=True)
        permissions = [queries.lock_permission(permission_id) for permission_id in ids]
        live = Listing.objects.filter(employment_id=employment_id, status__in=LIVE_LISTING)
        locked = live.select_related("employment").select_for_update(of=("self",), no_key=True)
        listings = list(locked.order_by("id"))  # before the weeks, as by whoever pauses one
        for permission in permissions:
            end(permission, "withdraw", reason="employment_ended", actor=LEFT, at=at)
        for listing in listings:
            close(listing, actor=LEFT, at=at)


def leave_ended_employments(*, at: datetime) -> int:
    """The same for every employment, or council, whose last day is past; says how many. Nightly, repeatable."""
    today = london_date(at)
    live = Listing.objects.filter(status__in=LIVE_LISTING)
    over = live.filter(employment__ends_on__lt=today) | live.filter(
        employment__organisation__ends_on__lt=today
    )
    found = sorted(set(over.values_list("employment_id", flat=True)))
    for employment_id in found:
        leave(employment_id=employment_id, at=at)
    return len(found)
