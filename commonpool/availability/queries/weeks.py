"""A person's weeks: what decides them, what they hold, and how they are shown."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from commonpool.availability import rules
from commonpool.availability.models import Block, Listing, Permission, Week, WeekOff
from commonpool.availability.rules import Offering, Span
from commonpool.identity.models import Person
from commonpool.kernel.prepared import Asking, nothing_asked
from commonpool.kernel.rows import Among, Compiled
from commonpool.kernel.words import hours
from commonpool.organisations.models import Succession
from commonpool.organisations.queries import bank_holidays
from commonpool.people.models import Employment


def offerings(person_ids: Collection[int], first: date) -> dict[int, Offering]:
    """What decides these people's weeks from a Monday on; nothing, for those not listed.

    Four SQL queries, and one more where an employer of theirs ends.
    """
    ids = list(person_ids)
    listings = {
        listing.pk: listing
        for listing in Listing.objects.filter(
            person_id__in=ids, status="listed", person__is_active=True
        ).select_related("employment__organisation")
    }
    found = dict.fromkeys(ids, rules.NOTHING)
    if not listings:
        return found
    granted = Permission.objects.filter(listing_id__in=listings, status="granted")
    permissions = {permission.listing_id: permission for permission in granted}
    blocks: dict[int, dict[date, int]] = {}
    for block in Block.objects.filter(listing_id__in=listings, monday__gte=first):
        blocks.setdefault(block.listing_id, {})[block.monday] = block.minutes
    off: dict[int, set[date]] = {}
    for week in WeekOff.objects.filter(person_id__in=ids, monday__gte=first):
        off.setdefault(week.person_id, set()).add(week.monday)
    followed = succeeded(listings[pk].employment for pk in permissions)
    for pk, listing in listings.items():
        found[listing.person_id] = _offering(
            listing, permissions.get(pk), blocks.get(pk, {}), off.get(listing.person_id, set()), followed
        )
    return found


def employed_span(employment: Employment) -> Span:
    """The days on which an employment can hold: its own, within its organisation's life."""
    return _span(employment, employment.organisation.ends_on)


def lent_span(employment: Employment) -> Span:
    """The days for which an officer can be lent: beyond their organisation's end, where another takes over from it.

    One SQL query, and only where it ends.
    """
    return _lent(employment, succeeded([employment]))


def succeeded(employments: Iterable[Employment]) -> set[int]:
    """The organisations of these that end and are followed by another. One SQL query, and only where one ends."""
    ending = {each.organisation_id for each in employments if each.organisation.ends_on is not None}
    followed = Succession.objects.filter(predecessor_id__in=ending)
    return set(followed.values_list("predecessor_id", flat=True))


def _lent(employment: Employment, followed: Collection[int]) -> Span:
    place = employment.organisation
    return _span(employment, None if place.pk in followed else place.ends_on)


def _span(employment: Employment, until: date | None) -> Span:
    life = Span(employment.organisation.starts_on or employment.starts_on, until)
    return Span(employment.starts_on, employment.ends_on).cut(life)


def _offering(
    listing: Listing,
    permission: Permission | None,
    blocks: dict[date, int],
    off: set[date],
    followed: Collection[int],
) -> Offering:
    permitted = None
    if permission is not None:
        permitted = Span(permission.starts_on, permission.ends_on).cut(_lent(listing.employment, followed))
    return Offering(
        weekly_minutes=listing.weekly_minutes,
        offered=Span(listing.starts_on, listing.ends_on),
        permitted=permitted,
        permitted_minutes=permission.weekly_minutes if permission else 0,
        usual_days=listing.usual_days,
        shared=listing.shares_hours,
        blocks=blocks,
        weeks_off=off,
        holidays=bank_holidays(listing.employment.organisation.nation),
    )


def weeks_of(person_id: int, first: date, last: date) -> QuerySet[Week]:
    """A person's weeks from one Monday to another, both included, in order."""
    return Week.objects.filter(person_id=person_id, monday__range=(first, last)).order_by("monday")


def weeks_off(person_id: int, first: date) -> list[date]:
    """The Mondays of the weeks a person is off, from this one on."""
    off = WeekOff.objects.filter(person_id=person_id, monday__gte=first).order_by("monday")
    return list(off.values_list("monday", flat=True))


def weeks_at(wanted: Mapping[int, Iterable[date]]) -> QuerySet[Week]:
    """The weeks kept of each person at these Mondays, in order of person and Monday."""
    nobody = Q(pk__in=[])
    chosen = (Q(person_id=person_id, monday__in=sorted(set(each))) for person_id, each in wanted.items())
    return Week.objects.filter(reduce(or_, chosen, nobody)).order_by("person_id", "monday")


def lock_weeks(wanted: Mapping[int, Iterable[date]]) -> list[Week]:
    """The same, locked in that order until the change is over; those not kept are left out."""
    return weeks_to_lock(wanted)()


def weeks_to_lock(wanted: Mapping[int, Iterable[date]]) -> Asking[list[Week]]:
    """Asks for the same, locked in that order until the change is over; those not kept are left out."""
    if len(wanted) == 1:  # nearly every asking
        [(person_id, mondays)] = wanted.items()
        return _LOCKED.asking(person_id=person_id, mondays=sorted(set(mondays)))
    return nothing_asked(list(weeks_at(wanted).select_for_update(of=("self",), no_key=True)))


def _to_lock(person_id: int, mondays: Collection[date]) -> QuerySet[Week]:
    chosen = Week.objects.filter(Among("monday", mondays), person_id=person_id)
    return chosen.order_by("monday").select_for_update(of=("self",), no_key=True)


_LOCKED = Compiled(_to_lock, person_id=-1, mondays=(date.min,))


def lock_all_weeks(person_ids: Collection[int]) -> None:
    """These people in order, then every week kept of theirs in order, locked until the change is over.

    For a change that frees weeks of several bookings and derives them again: in any other order it could meet
    another that derives them, or frees some.
    """
    people = Person.objects.filter(pk__in=person_ids).order_by("pk")
    list(people.select_for_update(no_key=True).values_list("pk"))
    every = Week.objects.filter(person_id__in=person_ids).order_by("person_id", "monday")
    list(every.select_for_update(of=("self",), no_key=True).values_list("pk", flat=True))


@dataclass(frozen=True)
class StripWeek:
    """One week of the strip: its state (free, closed, leave, holiday, none), free minutes, and words for both."""

    monday: date
    state: str
    minutes: int
    words: str


STATES = {"leave": "leave", "bank_holiday": "holiday", "not_offered": "none", "not_permitted": "none"}


def strip_of(person_id: int, first: date, weeks: int = 26) -> list[StripWeek]:
    """So many weeks of a person from a Monday on, for the strip and its table. One SQL query."""
    last = first + timedelta(weeks=weeks - 1)
    kept = {week.monday: week for week in weeks_of(person_id, first, last)}
    return [_shown(first + timedelta(weeks=n), kept.get(first + timedelta(weeks=n))) for n in range(weeks)]


def preview_of(listing: Listing, first: date, weeks: int = 26) -> list[StripWeek]:
    """The strip as it would be if the manager allowed all of the listing, before anybody has. Two SQL queries."""
    blocks = dict(listing.blocks.filter(monday__gte=first).values_list("monday", "minutes"))
    everything = Permission(
        weekly_minutes=rules.MOST_WEEKLY_MINUTES,
        starts_on=listing.starts_on,
        ends_on=listing.ends_on or first + timedelta(weeks=weeks),
    )
    offering = _offering(
        listing,
        everything,
        blocks,
        set(weeks_off(listing.person_id, first)),
        succeeded([listing.employment]),
    )
    shown = []
    for number in range(weeks):
        derived = rules.derive(offering, first + timedelta(weeks=number))
        week = Week(
            monday=derived.monday,
            offered_minutes=derived.minutes,
            open=not derived.why_closed,
            why_closed=derived.why_closed,
        )
        shown.append(_shown(derived.monday, week))
    return shown


def _shown(monday: date, week: Week | None) -> StripWeek:
    if week is not None and week.free_minutes:
        words = _("%(hours)s free") % {"hours": hours(week.free_minutes)}
        return StripWeek(monday, "free", week.free_minutes, words)
    if week is not None and week.held_minutes:
        return StripWeek(monday, "closed", 0, _("taken"))
    why = week.why_closed if week is not None and week.why_closed else "not_offered"
    return StripWeek(monday, STATES[why], 0, str(rules.WHY_CLOSED[why]))
