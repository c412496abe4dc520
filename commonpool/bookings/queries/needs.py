"""What the officer needs for a booking: who has it ready, what is ready, what is late, what is still to be ended."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Lower

from commonpool.access import Actor, Right, Role
from commonpool.availability.queries import bank_holidays
from commonpool.bookings.models import BookedWeek, Booking, BookingNeed, BookingTerms
from commonpool.bookings.rules.asking import Ask
from commonpool.bookings.rules.needs import (
    NOTHING,
    Provision,
    asked_to_provide,
    host_is_late,
    last_day,
    lost_minutes,
)
from commonpool.identity.models import Person
from commonpool.kernel.clock import london_date
from commonpool.kernel.rows import Among, Compiled
from commonpool.organisations.models import Organisation
from commonpool.people.queries import holders_at, live_employments

OVER = ("worked", "cancelled")
READ = ("terms", "weeks", "ready")


@dataclass(frozen=True)
class Needed:
    """One thing needed for a bound booking, and where it stands. `record`: what was said of it once it was ready."""

    need: str
    ready_on: date
    record: BookingNeed | None
    late: bool
    ends_on: date
    over: bool

    @property
    def ready(self) -> bool:
        return self.record is not None

    @property
    def removed(self) -> bool:
        return self.record is not None and self.record.removed_at is not None

    @property
    def to_be_removed(self) -> bool:
        """The last day is here, and nobody has said that access is ended."""
        return self.over and self.ready and not self.removed


def provision_for(host: Organisation, ask: Ask, contact_id: int | None, today: date) -> Provision:
    """Who of the host has ready what is asked for, and when."""
    if not ask.needs or not ask.weeks:
        return NOTHING
    return asked_to_provide(
        ask.needs,
        min(ask.mondays),
        contact_id,
        ask.ready_on,
        today=today,
        holidays=bank_holidays(host.nation),
    )


def contact_for(host_id: int, contact: str, requester_id: int, today: date) -> Subquery:
    """Who works for the host under this address, in lower case, or who asks, as an expression; nobody where none is
    known.
    """
    employed = live_employments(today).filter(person_id=OuterRef("pk"), organisation_id=host_id)
    called = Person.objects.alias(address=Lower("email")).filter(address=contact)
    return Subquery(called.filter(Q(Exists(employed)) | Q(pk=requester_id)).values("pk")[:1])


def needed_for(booking: Booking, today: date) -> list[Needed]:
    """Each thing needed for a booking that is or was bound, in the order of its terms; nothing where nothing is."""
    terms = booking.standing
    if booking.bound_at is None or terms.ready_on is None:
        return []
    records = {record.need: record for record in booking.ready.all()}
    late = host_is_late(terms.needs, records, terms.ready_on, today) and booking.status == "bound"
    ends_on = access_ends_on(booking)
    over = today >= ends_on or booking.status in OVER
    return [
        Needed(need, terms.ready_on, records.get(need), late and need not in records, ends_on, over)
        for need in terms.needs
    ]


def access_ends_on(booking: Booking) -> date:
    """The last day of the last week, or the day on which the booking was cancelled."""
    if booking.status == "cancelled" and booking.ended_at is not None:
        return london_date(booking.ended_at)
    live = [week.monday for week in booking.weeks.all() if week.released_at is None]
    ends_on = last_day(live or [monday for monday, _minutes in booking.standing.hours])
    assert ends_on is not None
    return ends_on


def is_host_late(booking: Booking, today: date) -> bool:
    """Whether something a bound booking needs is not ready though its day is over."""
    return any(each.late for each in needed_for(booking, today))


def lost_of(booking: Booking, week: BookedWeek) -> int:
    """Minutes of this week of a booking, an hour at most, lost because the host was late: what may be charged."""
    terms = booking.standing
    if terms.ready_on is None or booking.bound_at is None:
        return 0
    said = {record.need: london_date(record.ready_at) for record in booking.ready.all()}
    whole = set(terms.needs) <= set(said)
    return lost_minutes(
        week.minutes,
        week.monday,
        ready_on=_ready_on_of(booking, week),
        all_ready_on=max(said.values()) if whole else None,
        worked_minutes=week.worked_minutes if week.worked_at is not None else None,
        released_at=week.released_at,
        released_reason=week.released_reason,
        holidays=bank_holidays(booking.home.nation),
    )


def _ready_on_of(booking: Booking, week: BookedWeek) -> date:
    """The day that stood for this week: of the first terms that had it, since a move makes a new one for the rest."""
    days = [
        terms.ready_on
        for terms in sorted(booking.terms.all(), key=lambda each: each.version)
        if terms.ready_on and terms.version <= booking.version and week.monday in dict(terms.hours)
    ]
    assert booking.standing.ready_on is not None
    return days[0] if days else booking.standing.ready_on


def may_say_ready(actor: Actor, booking: Booking) -> bool:
    """Whether the actor answers for what the host provides: its contact, or a booking manager there."""
    contact = booking.standing.contact_id is not None and actor.person_id == booking.standing.contact_id
    at_host = bool(actor.rights.get(booking.host_id))
    return (contact and at_host) or actor.may(Right.REQUEST_BOOKING, booking.host_id)


def may_claim(actor: Actor, booking: Booking) -> bool:
    """Whether the actor may charge what was lost: the officer, or an approver at home."""
    officer = actor.person_id == booking.officer_id and actor.may(Right.ANSWER_BOOKING, booking.home_id)
    return officer or actor.may(Right.APPROVE_BOOKING, booking.home_id)


def with_needs() -> QuerySet[Booking]:
    """Bookings that were bound and need something, with all that is read of that. Four SQL queries."""
    said = BookingTerms.objects.filter(booking=OuterRef("pk"), contact__isnull=False)
    found = Booking.objects.filter(Exists(said), bound_at__isnull=False)
    return found.select_related("host", "home", "officer").prefetch_related(*READ)


def with_open_needs() -> QuerySet[Booking]:
    """Those of which something may still have to be said: ready, or ended."""
    unsaid = BookingNeed.objects.filter(booking=OuterRef("pk"), removed_at__isnull=True)
    return with_needs().filter(Q(status="bound") | Q(Exists(unsaid))).order_by("pk")


def needs_kept_by(bookings: Collection[Booking], today: date) -> dict[int, int | None]:
    """Who of the host has ready what each booking needs: its contact, where they have gone who asked, where these
    have gone too, or book no more, a booking manager there. Two SQL queries, none where there are no bookings.
    """
    if not bookings:
        return {}
    hosts = {booking.host_id for booking in bookings}
    contacts = {booking.standing.contact_id or 0 for booking in bookings}
    there = set(
        live_employments(today)
        .filter(person_id__in=contacts, organisation_id__in=hosts)
        .values_list("person_id", "organisation_id")
    )
    managers = {
        host_id: [person.pk for person in people]
        for host_id, people in holders_at(hosts, Role.BOOKING_MANAGER, today).items()
    }
    return {booking.pk: _kept_by(booking, there, managers[booking.host_id]) for booking in bookings}


def _kept_by(booking: Booking, there: Collection[tuple[int, int]], managers: list[int]) -> int | None:
    contact_id = booking.standing.contact_id
    if contact_id is not None and (contact_id, booking.host_id) in there:
        return contact_id
    if booking.requested_by_id in managers:
        return booking.requested_by_id
    return next(iter(managers), None)


def needs_waiting(actor: Actor, at: datetime) -> list[tuple[str, Booking, date]]:
    """What waits for the actor as who has it ready: `say_ready` or `say_removed`, the booking, and by which day.

    Six SQL queries at most, four where all wait for the actor as their contact.
    """
    today = london_date(at)
    places = {"hosts": list(actor.rights), "requesting": list(actor.where(Right.REQUEST_BOOKING))}
    theirs: list[Booking] = _THEIRS(by=actor.by, today=today, **places)
    prefetch_related_objects(theirs, *READ)
    keepers = needs_kept_by([each for each in theirs if each.standing.contact_id != actor.by], today)
    found: list[tuple[str, Booking, date]] = []
    for booking in theirs:
        if keepers.get(booking.pk, actor.by) != actor.by:
            continue
        needed = needed_for(booking, today)
        if booking.status == "bound" and not all(each.ready for each in needed):
            found.append(("say_ready", booking, needed[0].ready_on))
        if any(each.to_be_removed for each in needed):
            found.append(("say_removed", booking, needed[0].ends_on))
    return found


def _theirs(by: int, today: date, hosts: Collection[int], requesting: Collection[int]) -> QuerySet[Booking]:
    """Of these hosts: those with needs of which this person is the contact, or nobody who works there is."""
    said = BookingTerms.objects.filter(booking=OuterRef("pk"), contact__isnull=False)
    there = live_employments(today).filter(person=OuterRef("contact"), organisation=OuterRef("booking__host"))
    mine = Exists(said.filter(contact_id=by))
    nobodys = Exists(said.exclude(Exists(there))) & Q(Among("host_id", requesting))
    return with_open_needs().filter(mine | nobodys, Among("host_id", hosts)).prefetch_related(None)


_THEIRS = Compiled(_theirs, by=-1, today=date.min, hosts=(-2,), requesting=(-3,))
