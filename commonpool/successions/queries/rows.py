"""The live rows of councils that end, as the stages below keep them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from commonpool.access import Role
from commonpool.availability.lifecycle import LIVE_LISTING, OPEN_PERMISSION
from commonpool.availability.models import Listing, Permission
from commonpool.bookings.lifecycle import LIVE_BOOKING, OPEN_LIMIT
from commonpool.bookings.models import Booking, Call, SpendingLimit, Waiting
from commonpool.invoices.models import Charge
from commonpool.organisations.models import RoleHolding
from commonpool.people.models import Deputy, Employment
from commonpool.timesheets.models import Timesheet

WAITING_HOURS = ("prefilled", "submitted", "queried")

Row = tuple[str, int, str, int, str, int]
"""Kind, council, key, whose it is, in words, pence."""


def employments(ids: Collection[int], last: date) -> QuerySet[Employment]:
    """Who works there beyond the last day."""
    going = Employment.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=last), organisation_id__in=ids)
    return going.select_related("person").order_by("id")


def of_people(ids: Collection[int]) -> Iterator[Row]:
    """What goes where a person goes. Seven SQL queries."""
    held = RoleHolding.objects.filter(organisation_id__in=ids, ended_at__isnull=True).select_related("person")
    for role in held:
        assert role.organisation_id is not None
        words = f"{Role(role.role).label}: {role.person}"
        yield "role", role.organisation_id, str(role.pk), role.person_id, words, 0
    for each in Deputy.objects.filter(organisation_id__in=ids, ended_at__isnull=True).select_related(
        "approver", "person"
    ):
        words = f"{each.person} → {each.approver}"
        yield "deputy", each.organisation_id, str(each.pk), each.approver_id, words, 0
    live = Listing.objects.filter(employment__organisation_id__in=ids, status__in=LIVE_LISTING)
    for listing in live.select_related("employment", "person"):
        words = f"{listing.person}: {listing.headline}"
        yield "listing", listing.employment.organisation_id, listing.reference, listing.person_id, words, 0
    allowed = Permission.objects.filter(employment__organisation_id__in=ids, status__in=OPEN_PERMISSION)
    for permission in allowed.select_related("employment__person"):
        job = permission.employment
        yield "permission", job.organisation_id, str(permission.pk), job.person_id, str(job.person), 0
    limits = SpendingLimit.objects.filter(organisation_id__in=ids, status__in=OPEN_LIMIT)
    for limit in limits.select_related("holder").order_by("organisation_id", "id"):
        words, pence = f"{limit.reference}, {limit.holder}", limit.per_month_pence
        yield "limit", limit.organisation_id, limit.reference, limit.holder_id, words, pence
    yield from _calls(ids)
    places = Waiting.objects.filter(host_id__in=ids, told_at__isnull=True).select_related("asked_by")
    for place in places:
        yield "waiting", place.host_id, str(place.pk), place.asked_by_id, str(place.asked_by), 0


def _calls(ids: Collection[int]) -> Iterator[Row]:
    asked = Call.objects.filter(Q(home_id__in=ids) | Q(host_id__in=ids), status="asked")
    for call in asked.select_related("officer", "asked_by"):
        words = f"{call.asked_by} → {call.officer}"
        for place, person in ((call.home_id, call.officer_id), (call.host_id, call.asked_by_id)):
            if place in ids:
                yield "call", place, call.reference, person, words, 0


def bookings(ids: Collection[int]) -> QuerySet[Booking]:
    """Live bookings, lent or borrowed. Two SQL queries."""
    own = Booking.objects.filter(Q(home_id__in=ids) | Q(host_id__in=ids), status__in=LIVE_BOOKING)
    return own.select_related("officer").prefetch_related("weeks").order_by("id")


def hours(ids: Collection[int]) -> QuerySet[Timesheet]:
    """Hours opened, sent or asked about, of their live bookings."""
    own = Q(booking__home_id__in=ids) | Q(booking__host_id__in=ids)
    waiting = Timesheet.objects.filter(own, status__in=WAITING_HOURS, booking__status__in=LIVE_BOOKING)
    return waiting.select_related("booking", "booked_week").order_by("id")


@dataclass(frozen=True)
class Holder:
    """A charge, to whom it is owed now and who owes it now."""

    charge: Charge
    due_to: int
    owed_by: int


def charges(ids: Collection[int]) -> list[Holder]:
    """The charges that are owed to or by these councils now. Two SQL queries."""
    concerned = Q(home_id__in=ids) | Q(host_id__in=ids) | Q(carried__now_id__in=ids)
    found = Charge.objects.filter(concerned).distinct().prefetch_related("carried").order_by("id")
    holders = [Holder(each, _now(each, to_home=True), _now(each, to_home=False)) for each in found]
    return [each for each in holders if each.due_to in ids or each.owed_by in ids]


def _now(charge: Charge, *, to_home: bool) -> int:
    steps = {each.was_id: each.now_id for each in charge.carried.all() if each.to_home == to_home}  # type: ignore[attr-defined]
    place = charge.home_id if to_home else charge.host_id
    while place in steps:
        place = steps.pop(place)
    return place
