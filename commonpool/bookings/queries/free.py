"""The weeks that a caller's council could request now, for many officers at once."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from commonpool.agreements import queries as agreements
from commonpool.agreements.models import BandPrice
from commonpool.agreements.rules import Governing
from commonpool.availability.models import Listing, Permission, Week
from commonpool.availability.queries import employed_span
from commonpool.bookings.queries.known import free_of, leave_of
from commonpool.bookings.rules.asking import Leave, within
from commonpool.kernel.clock import london_date
from commonpool.kernel.weeks import STEP_MINUTES
from commonpool.organisations.models import Organisation
from commonpool.people.queries import live_employments

SIX_DAYS = timedelta(days=6)


def free_weeks(
    listings: Iterable[Listing], host_ids: Iterable[int], first: date, last: date, at: datetime
) -> dict[int, dict[date, int]]:
    """By listing, then Monday: the minutes that one of these hosts could request for pay now, in half hours.

    From one Monday to another, both included. Six SQL queries however many listings and weeks. A listing that
    none of the hosts could book is there with no weeks.
    """
    today = london_date(at)
    listing_ids = [listing.pk for listing in listings]
    found: dict[int, dict[date, int]] = {listing_id: {} for listing_id in listing_ids}
    leaves = _leaves(listing_ids, today)
    hosts = _hosts(list(host_ids))
    if not leaves or not hosts:
        return found
    lending = list(leaves)
    homes = {listing.employment.organisation_id for listing in lending}
    in_force = agreements.governing_on(homes | set(hosts), today)
    employers = _employers([listing.person_id for listing in lending], today)
    prices = _prices(homes, last)
    bookable = {
        listing.person_id: (listing, leave, last_day)
        for listing, leave in leaves.items()
        if (last_day := _last_day(listing, hosts, in_force, employers)) is not None
    }
    weeks = Week.objects.filter(
        person_id__in=bookable, monday__range=(first, last), monday__gt=today, open=True
    )
    for week in weeks.order_by("person_id", "monday"):
        listing, leave, last_day = bookable[week.person_id]
        minutes = _minutes(week, listing, leave, prices)
        if minutes and week.monday + SIX_DAYS <= last_day:
            found[listing.pk][week.monday] = minutes
    return found


def _minutes(
    week: Week, listing: Listing, leave: Leave, prices: dict[tuple[int, str], list[tuple[date, int]]]
) -> int:
    steps = prices.get((listing.employment.organisation_id, listing.employment.grade_band), [])
    priced = any(start <= week.monday for start, _pence in steps)
    if not priced or not within(leave, ((week.monday, 0),)):
        return 0
    return min(free_of(week).minutes, leave.weekly_minutes) // STEP_MINUTES * STEP_MINUTES


def _leaves(listing_ids: Collection[int], today: date) -> dict[Listing, Leave]:
    """Those listed by somebody employed, checked and lent out today, each with its permission."""
    granted = Permission.objects.filter(
        listing__in=list(listing_ids),
        status="granted",
        listing__status="listed",
        listing__person__is_active=True,
        listing__employment__checked_at__isnull=False,
        listing__employment__organisation__joining__lend_at__isnull=False,
    ).select_related("listing__employment__organisation")
    return {
        each.listing: leave
        for each in granted
        if (each.listing.ends_on is None or each.listing.ends_on >= today)
        and employed_span(each.listing.employment).holds(today)
        and (leave := leave_of(each)) is not None
    }


def _hosts(host_ids: Collection[int]) -> dict[int, Organisation]:
    borrowing = Organisation.objects.filter(pk__in=list(host_ids), joining__borrow_at__isnull=False)
    return {host.pk: host for host in borrowing}


def _employers(people: Collection[int], today: date) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    rows = live_employments(today).filter(person_id__in=list(people))
    for person_id, organisation_id in rows.values_list("person_id", "organisation_id"):
        found.setdefault(person_id, set()).add(organisation_id)
    return found


def _prices(homes: Collection[int], last: date) -> dict[tuple[int, str], list[tuple[date, int]]]:
    found: dict[tuple[int, str], list[tuple[date, int]]] = {}
    rows = BandPrice.objects.filter(organisation_id__in=list(homes), starts_on__lte=last)
    for place, band, start, pence in rows.order_by("-starts_on").values_list(
        "organisation_id", "band", "starts_on", "hourly_pence"
    ):
        found.setdefault((place, band), []).append((start, pence))
    return found


def _last_day(
    listing: Listing,
    hosts: dict[int, Organisation],
    in_force: dict[int, Governing],
    employers: dict[int, set[int]],
) -> date | None:
    """To the end of which day some host could book them: as long as both agreements govern. None: no host could."""
    home = listing.employment.organisation
    if home.pk not in in_force:
        return None
    others = set(hosts) & set(in_force) - employers.get(listing.person_id, set()) - {home.pk}
    alike = [each for each in others if hosts[each].demonstration == home.demonstration]
    to_home = in_force[home.pk].ends_on or date.max
    return max((min(to_home, in_force[each].ends_on or date.max) for each in alike), default=None)
