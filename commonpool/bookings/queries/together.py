"""Bookings asked together: what is locked before they are, and which they are."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db.models import QuerySet, Subquery

from commonpool.access import Actor
from commonpool.agreements.queries import governing_on, lock_agreements
from commonpool.availability.lifecycle import LIVE_PERMISSION
from commonpool.availability.models import Listing, Permission, Week
from commonpool.availability.queries import visible_listings
from commonpool.bookings.models import Booking
from commonpool.bookings.queries.bookings import bookings_of
from commonpool.kernel.refusals import NotFound
from commonpool.organisations.models import Organisation


def lock_together(host_id: int, asked: Mapping[str, Collection[date]], today: date) -> None:
    """All that a host's askings of several officers lock, kind by kind in one order: whoever asks for them too waits.

    `asked`: Mondays by listing. Agreements by id, permissions by id, weeks by person and Monday.
    """
    rows = Listing.objects.filter(reference__in=asked).values_list(
        "pk", "reference", "person_id", "employment__organisation_id"
    )
    known = list(rows)
    governing = governing_on({host_id, *(home for *_names, home in known)}, today)
    lock_agreements(each.agreement_id for each in governing.values())
    _lock_permissions([pk for pk, *_rest in known])
    wanted = {(person, monday) for _pk, listing, person, _home in known for monday in asked[listing]}
    weeks = Week.objects.filter(
        person_id__in={person for person, _monday in wanted}, monday__in={monday for _p, monday in wanted}
    )
    list(weeks.order_by("person_id", "monday").select_for_update(of=("self",), no_key=True).values_list("pk"))


def _lock_permissions(listing_ids: Collection[int]) -> None:
    live = Permission.objects.filter(listing_id__in=listing_ids, status__in=LIVE_PERMISSION).order_by("pk")
    for _look in range(
        2
    ):  # superseded while its lock was waited for, the second look finds what took its place
        list(live.select_for_update(of=("self",), no_key=True).values_list("pk"))


def asked_together(actor: Actor, together: str) -> list[Booking]:
    """The bookings asked together that the actor may see, in the order they were asked. Refuses `not_found`."""
    found = list(beside(actor, together))
    if not together or not found:
        raise NotFound
    return found


def beside(actor: Actor, together: str) -> QuerySet[Booking]:
    """The same, or none."""
    return bookings_of(actor).filter(together=together).order_by("pk")


def others_asked(actor: Actor, booking: Booking) -> list[Booking]:
    """Those of the same team that the actor may see. No SQL query where a booking was asked alone."""
    return list(beside(actor, booking.together).exclude(pk=booking.pk)) if booking.together else []


def officers_named(references: Iterable[str], host_id: int, at: datetime) -> dict[str, str]:
    """What the officers of these listings are called, by reference: of those whom the host can find now."""
    world = Organisation.objects.filter(pk=host_id).values("demonstration")
    found = visible_listings(at).filter(
        reference__in=list(references), employment__organisation__demonstration=Subquery(world)
    )
    return dict(found.values_list("reference", "person__name"))
