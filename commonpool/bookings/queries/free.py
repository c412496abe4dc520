"""The weeks that a caller's council could request now, for many officers at once."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.agreements import queries as agreements
from commonpool.agreements.rules import Governing
from commonpool.availability.models import Listing, Permission, Week
from commonpool.availability.queries import employed_span
from commonpool.bookings.queries.keeping import Lent, Pair, Place, known_to, places_of, posts_for
from commonpool.bookings.queries.known import leave_of
from commonpool.bookings.queries.priced import PriceSteps, price_steps
from commonpool.bookings.rules.asking import Free, Leave, in_dates
from commonpool.bookings.rules.keeping import Askable, askable, in_the_way
from commonpool.bookings.rules.post import Post
from commonpool.kernel.clock import london_date
from commonpool.kernel.prepared import Asking, at_once
from commonpool.kernel.rows import Among, Compiled
from commonpool.kernel.weeks import STEP_MINUTES, WEEK
from commonpool.organisations.models import Organisation
from commonpool.people.models import Employment, PostFacts
from commonpool.people.queries import live_employments

SIX_DAYS = timedelta(days=6)
STANDS = ("person_id", "monday", "offered_minutes", "held_minutes", "live_bookings", "shared", "open")
"""Whose week, and the fields of a `Free`, in its order: a year of weeks of many officers is rows, not objects."""
_READ = (
    *("status", "weekly_minutes", "starts_on", "ends_on", "decisions", "peer_help", "time_basis"),
    *("approver_id", "granted_by_id", "listing__person_id", "listing__ends_on"),
    *(f"listing__employment__{name}" for name in ("organisation", "starts_on", "ends_on", "grade_band")),
    *("listing__employment__organisation__starts_on", "listing__employment__organisation__ends_on"),
)
"""What is read of a permission and of whose it is."""


def free_weeks(
    listings: Iterable[Listing],
    host_ids: Iterable[int],
    first: date,
    last: date,
    at: datetime,
    *,
    booking_id: int = 0,
) -> dict[int, dict[date, int]]:
    """By listing, then Monday: the minutes that one of these hosts could request for pay now, in half hours.

    From one Monday to another, both included; as `offered`.
    """
    found = offered(listings, host_ids, first, last, at, booking_id=booking_id)
    return {pk: dict(each.weeks) for pk, each in found.items()}


def offered(
    listings: Iterable[Listing],
    host_ids: Iterable[int],
    first: date,
    last: date,
    at: datetime,
    *,
    booking_id: int = 0,
) -> dict[int, Askable]:
    """By listing: what one of these hosts could request for pay now, from one Monday to another, both included.

    Nothing that a quote would refuse whatever is typed: of the law, what `rules.keeping` names. `booking_id`: whose
    evidence counts too. Six SQL queries, four and then two of them at once, however many listings, hosts and weeks; the
    listings have their `employment`.
    """
    today, hosts = london_date(at), list(host_ids)
    homes = {listing.pk: listing.employment.organisation_id for listing in listings}
    lent, in_force, prices, places = at_once(
        _lent(homes, hosts, today),
        agreements.governing({*homes.values(), *hosts}, today),
        price_steps({*homes.values()}, last),
        places_of({*homes.values(), *hosts}, today),
    )
    found = {pk: Askable() for pk in homes}
    last_days = {
        (each.listing.pk, host_id): last_day
        for each in lent
        for host_id in sorted(each.hosts)
        if (last_day := _last_day(each.home_id, host_id, in_force)) is not None
    }
    pairs = [(each, host_id) for each in lent for host_id in hosts if (each.listing.pk, host_id) in last_days]
    bookable = {each.listing.person_id: each for each, _host_id in pairs}
    if not bookable:
        return found
    weeks, posts = at_once(
        _OPEN_WEEKS.asking(person_ids=list(bookable), first=first, last=last, today=today),
        posts_for(pairs, places, today, booking_id),
    )
    free: dict[int, dict[date, int]] = {}
    for person_id, monday, *stands in weeks:
        each = bookable[person_id]
        if minutes := _minutes(monday, Free(*stands), each.listing, each.leave, prices):
            free.setdefault(each.listing.pk, {})[monday] = minutes
    passes = _passing(places, prices, first, last, today)
    for each, host_id in pairs:
        pk = each.listing.pk
        reached = {
            monday: minutes
            for monday, minutes in free.get(pk, {}).items()
            if monday + SIX_DAYS <= last_days[pk, host_id]
        }
        post = posts.get((pk, host_id))
        if post is None and passes((each, host_id)):
            found[pk] = found[pk].beside(Askable(reached, reached))
        else:
            known = known_to((each, host_id), post or Post(), places, prices, reached, today)
            found[pk] = found[pk].beside(askable(reached, known))
    return found


def _passing(
    places: Mapping[int, Place], prices: PriceSteps, first: date, last: date, today: date
) -> Callable[[Pair], bool]:
    """Whether no rule keeps anybody of that council and grade band from the host in any of these weeks, but for what
    is known of their post. Each council and band is judged once."""
    mondays = [first + number * WEEK for number in range((last - first) // WEEK + 1)]
    judged: dict[tuple[int, str, bool, int], bool] = {}

    def passes(pair: Pair) -> bool:
        lent, host_id = pair
        key = (lent.home_id, lent.listing.employment.grade_band, lent.adult, host_id)
        if key not in judged:
            known = known_to(pair, Post(), places, prices, mondays, today)
            judged[key] = next(in_the_way(mondays, known), None) is None
        return judged[key]

    return passes


def _minutes(
    monday: date,
    week: Free,
    listing: Listing,
    leave: Leave,
    prices: PriceSteps,
) -> int:
    steps = prices.get((listing.employment.organisation_id, listing.employment.grade_band), [])
    priced = any(start <= monday for start, *_pence in steps)
    if not priced or not in_dates(leave, monday):
        return 0
    return min(week.minutes, leave.weekly_minutes) // STEP_MINUTES * STEP_MINUTES


def _lent(listing_ids: Iterable[int], host_ids: Iterable[int], today: date) -> Asking[list[Lent]]:
    """Asks for those listed by somebody employed, checked and lent out today, to whichever of the hosts may borrow."""

    def read(granted: list[Permission]) -> list[Lent]:
        return [
            Lent(each.listing, leave, not each.young, each.plain, frozenset(each.hosts))  # type: ignore[attr-defined]
            for each in granted
            if each.hosts  # type: ignore[attr-defined]
            and (each.listing.ends_on is None or each.listing.ends_on >= today)
            and employed_span(each.listing.employment).holds(today)
            and (leave := leave_of(each)) is not None
        ]

    return _GRANTED.asking(listing_ids=list(listing_ids), host_ids=list(host_ids), today=today).then(read)


def _granted(listing_ids: Collection[int], host_ids: Collection[int], today: date) -> QuerySet[Permission]:
    home = "listing__employment__organisation"
    employed = live_employments(today).filter(
        person_id=OuterRef(OuterRef("listing__person_id")), organisation_id=OuterRef("pk")
    )
    hosts = Organisation.objects.filter(
        ~Exists(employed),
        Among("pk", host_ids),
        joining__borrow_at__isnull=False,
        demonstration=OuterRef(f"{home}__demonstration"),
    ).exclude(pk=OuterRef(home))
    granted = Permission.objects.filter(
        Among("listing_id", listing_ids),
        status="granted",
        listing__status="listed",
        listing__person__is_active=True,
        listing__employment__checked_at__isnull=False,
        **{f"{home}__joining__lend_at__isnull": False},
    )
    young = live_employments(today).filter(person_id=OuterRef("listing__person_id"), under_18=True)
    employment = OuterRef("listing__employment_id")
    telling = Q(member_of__isnull=False) | Q(paid_directly=True) | ~Q(profession="")
    told = PostFacts.objects.filter(telling, employment_id=employment)
    elsewhere = Employment.objects.filter(person_id=OuterRef("listing__person_id")).exclude(pk=employment)
    known = granted.annotate(
        hosts=ArraySubquery(hosts.values("pk")),
        young=Exists(young),
        plain=~Exists(told) & ~Exists(elsewhere),
    )
    return known.select_related(home).only(*_READ)


def _open_weeks(person_ids: Collection[int], first: date, last: date, today: date) -> QuerySet[Any, Any]:
    weeks = Week.objects.filter(Among("person_id", person_ids), monday__range=(first, last), open=True)
    return weeks.filter(monday__gt=today).order_by("person_id", "monday").values_list(*STANDS)


_GRANTED = Compiled(_granted, listing_ids=(-1,), host_ids=(-2,), today=date.min)
_OPEN_WEEKS = Compiled(_open_weeks, person_ids=(-1,), first=date.min, last=date(2, 1, 1), today=date(3, 1, 1))


def _last_day(home_id: int, host_id: int, in_force: Mapping[int, Governing]) -> date | None:
    """To the end of which day the host could book them: as long as both agreements govern. None: it could not."""
    if home_id not in in_force or host_id not in in_force:
        return None
    return min(in_force[home_id].ends_on or date.max, in_force[host_id].ends_on or date.max)
