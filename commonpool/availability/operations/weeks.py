"""The weeks of people in the pool: kept 52 weeks ahead, and derived again whenever what decides them changes."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta

from django.db import connection
from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.models import Event
from commonpool.activity.operations import change, publish
from commonpool.availability import queries, rules
from commonpool.availability.events import WeeksOffSet
from commonpool.availability.lifecycle import LIVE_LISTING
from commonpool.availability.models import Listing, NightReached, WeekOff
from commonpool.identity.models import Person
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Forbidden, Refusal
from commonpool.kernel.rows import sole
from commonpool.kernel.weeks import monday_of

BATCH = 100
FURTHEST_WEEKS_OFF = timedelta(weeks=104)
EVERY_NIGHT = Actor.rule("weeks_kept_nightly")

# What is held is never taken away: the row is locked by the update, so a booking of this moment is counted.
KEEP = """
    INSERT INTO availability_week
        (person_id, monday, offered_minutes, held_minutes, live_bookings, shared, open, why_closed)
    SELECT person, monday, minutes, 0, 0, shared, why = '', why
      FROM unnest(%s::bigint[], %s::date[], %s::int[], %s::bool[], %s::text[])
           AS derived (person, monday, minutes, shared, why)
     ORDER BY person, monday
    ON CONFLICT (person_id, monday) DO UPDATE
       SET offered_minutes = greatest(excluded.offered_minutes, availability_week.held_minutes),
           shared = CASE WHEN availability_week.held_minutes = 0
                         THEN excluded.shared ELSE availability_week.shared END,
           open = excluded.open,
           why_closed = excluded.why_closed
     WHERE (availability_week.offered_minutes, availability_week.open, availability_week.why_closed)
           IS DISTINCT FROM (greatest(excluded.offered_minutes, availability_week.held_minutes),
                             excluded.open, excluded.why_closed)
        OR (availability_week.held_minutes = 0 AND availability_week.shared <> excluded.shared)
"""


class NotAMonday(Refusal):
    """A week off is named by its Monday, this week or within two years (`not_a_monday`)."""

    code = "not_a_monday"
    message = _("Choose weeks within the next two years.")
    field = "weeks_off"


def derive_weeks(*, person_ids: Collection[int], actor: Actor, at: datetime) -> None:
    """These people's next 52 weeks are what their listing, permission, employment, leave and holidays make them.

    Minutes held are never taken away; how a week is shared changes only while nothing is held in it. The people
    are locked in order, so that two changes at once are both seen by the later one. No event of its own.
    """
    ids = sorted(set(person_ids))
    first = monday_of(london_date(at))
    with change():
        list(
            Person.objects.filter(pk__in=ids).order_by("pk").select_for_update(no_key=True).values_list("pk")
        )
        rows = [
            (person_id, derived.monday, derived.minutes, offering.shared, derived.why_closed)
            for person_id, offering in sorted(queries.offerings(ids, first).items())
            for derived in (rules.derive(offering, monday) for monday in rules.weeks_ahead(first))
        ]
        if rows:
            with connection.cursor() as cursor:
                cursor.execute(KEEP, [_array(column) for column in zip(*rows, strict=True)])


def _array(values: Iterable[object]) -> str:
    """An array as PostgreSQL reads it: numbers, dates and our own codes, in which nothing is to be escaped. The driver
    would look for that in each of the values, of which a night has fifty million and more."""
    quoted = (f'"{value}"' for value in values)
    return "{" + ",".join(quoted) + "}"


def derive_after_release(event: Event) -> None:
    """Reaction, afterwards: weeks that were freed offer what they may now, which may be less than was held.

    Not at once: whoever frees a week holds its lock already, and people are locked before their weeks.
    """
    derive_weeks(person_ids=[event.facts["officer_id"]], actor=EVERY_NIGHT, at=event.happened_at)


def derive_all_weeks(*, at: datetime, actor: Actor = EVERY_NIGHT) -> int:
    """Everybody's in the pool, a batch at a time, each its own transaction; says how many.

    What was cut off goes on where it was, if it is the same day; once all are done, repeating it is harmless.
    """
    day, done = london_date(at), 0
    begun = NightReached.objects.filter(day=day).values_list("person_number", flat=True)
    after = sole(begun) or 0
    while True:
        batch = list(
            Listing.objects.filter(person_id__gt=after, status__in=LIVE_LISTING)
            .exclude(status="draft")
            .order_by("person_id")
            .values_list("person_id", flat=True)[:BATCH]
        )
        if not batch:
            NightReached.objects.all().delete()
            return done
        with change():
            derive_weeks(person_ids=batch, actor=actor, at=at)
            NightReached.objects.bulk_create(
                [NightReached(day=day, person_number=batch[-1])],
                update_conflicts=True,
                unique_fields=["day"],
                update_fields=["person_number"],
            )
        done, after = done + len(batch), batch[-1]


def set_weeks_off(*, actor: Actor, mondays: Iterable[date], at: datetime) -> list[date]:
    """The person is not available in these weeks, in any of their jobs, from this week on; past ones stay.

    Weeks already held stay held. Requires `list_oneself` somewhere. Refuses `not_a_monday`.
    """
    places = actor.where(Right.LIST_ONESELF)
    if not places:
        raise Forbidden
    first = monday_of(london_date(at))
    wanted = sorted(set(mondays))
    if any(day.weekday() or not first <= day <= first + FURTHEST_WEEKS_OFF for day in wanted):
        raise NotAMonday
    with change():
        known = set(queries.weeks_off(actor.by, first))
        if known == set(wanted):
            return wanted
        WeekOff.objects.filter(person_id=actor.by, monday__in=known - set(wanted)).delete()
        WeekOff.objects.bulk_create(
            [WeekOff(person_id=actor.by, monday=monday) for monday in wanted if monday not in known],
            ignore_conflicts=True,
        )
        derive_weeks(person_ids=[actor.by], actor=actor, at=at)
        publish(WeeksOffSet(on_behalf_of=min(places), person_id=actor.by), actor=actor, at=at)
    return wanted
