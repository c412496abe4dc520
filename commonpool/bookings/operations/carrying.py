"""A council has ended: its live bookings are the bookings of the council that took over."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.db.models import F
from django.db.models.functions import Least

from commonpool.access import Actor
from commonpool.activity.operations import change
from commonpool.agreements.operations import pair_between
from commonpool.agreements.queries import lock_pairs
from commonpool.availability import queries as availability
from commonpool.bookings import queries
from commonpool.bookings.events import BookingCarriedOver, BookingExpired
from commonpool.bookings.lifecycle import LIVE_BOOKING
from commonpool.bookings.models import Booking, CarriedBooking, PeerHelpMonth
from commonpool.bookings.operations.cancel_booking import call_off, cancel_help
from commonpool.bookings.operations.endings import end
from commonpool.bookings.operations.releasing import release_peer_help
from commonpool.bookings.operations.telling import tell
from commonpool.bookings.rules.asking import PEER_HELP_MINUTES
from commonpool.bookings.rules.cancelling import SAME_COUNCIL
from commonpool.bookings.rules.carrying import Going
from commonpool.bookings.rules.pricing import month_of


def carry_bookings(
    *,
    actor: Actor,
    organisation_id: int,
    going: Iterable[Going],
    jobs: Mapping[int, int],
    on: date,
    at: datetime,
) -> int:
    """Each of these live bookings of the council is its successor's from that day (UK); how many went.

    Terms, prices, weeks and who said yes stay, and so does what was written of it. A booking whose home and host
    become one council ends: weeks whose Monday is that day or later are free, without a charge; weeks begun before
    are worked off, and the successor agrees their hours. `jobs`: the new employment by the old. Only by the rule of
    a succession: a person refuses `forbidden`. Repeating it changes nothing.
    """
    actor.require_rule()
    leaving = sorted(going, key=lambda each: each.booking_id)
    with change():
        hold_to_carry(leaving, jobs)
        return sum(_carry(each, organisation_id, jobs, on, actor, at) for each in leaving)


def hold_to_carry(going: Collection[Going], jobs: Collection[int]) -> set[int]:
    """These bookings and what is listed of these employments, locked in the one order: permissions, listings, limits,
    pairs old and new, bookings, people, their weeks. Whose weeks.
    """
    listed = availability.lock_to_carry(jobs, {each.permission_id for each in going})
    ids = [each.booking_id for each in going]
    queries.lock_limits(queries.limits_used(ids))
    lock_pairs({*queries.pairs_of(ids), *_new_pairs(going)})
    queries.lock_bookings(ids)
    people = listed | set(Booking.objects.filter(pk__in=ids).values_list("officer_id", flat=True))
    availability.lock_all_weeks(people)
    return people


def _new_pairs(going: Collection[Going]) -> set[int]:
    """The rows of the councils between which these bookings are to be, made where there are none."""
    heirs = {(each.booking_id, each.of_home and not each.ends): each.successor_id for each in going}
    rows = Booking.objects.filter(pk__in={pk for pk, _of_home in heirs}, pair__isnull=False)
    both = {
        (heirs.get((pk, True), home), heirs.get((pk, False), host))
        for pk, home, host in rows.values_list("pk", "home_id", "host_id")
    }
    return {pair_between(home, host).pk for home, host in sorted(both) if home != host}


def _carry(
    each: Going, organisation_id: int, jobs: Mapping[int, int], on: date, actor: Actor, at: datetime
) -> bool:
    booking = queries.hold(each.booking_id).booking
    side = booking.home_id if each.of_home else booking.host_id
    if booking.status not in LIVE_BOOKING or side != organisation_id:
        return False
    if each.ends:
        _end(booking, each.successor_id, on, actor, at)
    else:
        _move(booking, each.of_home, each.successor_id, jobs, on, actor, at)
    return True


def _move(
    booking: Booking,
    of_home: bool,
    successor_id: int,
    jobs: Mapping[int, int],
    on: date,
    actor: Actor,
    at: datetime,
) -> None:
    was = booking.home_id if of_home else booking.host_id
    if of_home:
        booking.home_id = successor_id
        booking.employment_id = jobs.get(booking.employment_id, booking.employment_id)
    else:
        _carry_help(booking, successor_id)
        booking.host_id = successor_id
    if booking.pair_id is not None:
        booking.pair = pair_between(booking.home_id, booking.host_id)
    booking.save(update_fields=["home", "host", "employment", "pair"])
    _note(booking, of_home, was, successor_id, on, actor, at)
    facts = {"of_home": of_home, "was_id": was, "now_id": successor_id}
    tell(BookingCarriedOver, booking, for_home=of_home, actor=actor, at=at, **facts)


def _note(booking: Booking, of_home: bool, was: int, now: int, on: date, actor: Actor, at: datetime) -> None:
    CarriedBooking.objects.create(
        booking=booking,
        of_home=of_home,
        was_id=was,
        now_id=now,
        on=on,
        carried_at=at,
        carried_by_rule=actor.standing_rule,
    )


def _end(booking: Booking, successor_id: int, on: date, actor: Actor, at: datetime) -> None:
    """Home and host are one: what is not begun is over, and the successor answers as host for what is."""
    if booking.status != "bound":
        end(booking, "expire", BookingExpired, for_home=True, reason=SAME_COUNCIL, actor=actor, at=at)
        return
    if booking.kind == "peer_help":
        cancel_help(booking, by_home=True, reason=SAME_COUNCIL, actor=actor, at=at)
        return
    left = [week for week in queries.live_weeks(booking) if week.worked_at is None]
    going = [week for week in left if week.monday >= on]
    if going:
        call_off(booking, going, by_home=True, reason=SAME_COUNCIL, actor=actor, at=at)
    if booking.status == "bound":
        _become_one(booking, successor_id, on, actor, at)


def _become_one(booking: Booking, successor_id: int, on: date, actor: Actor, at: datetime) -> None:
    """What it charges for weeks begun before is owed by a council to itself; somebody still agrees their hours.

    A booking is between two councils, so where the successor is one of them already, the other stays in name, and the
    successor's people answer for it.
    """
    of_home = booking.home_id != successor_id
    was_id = booking.home_id if of_home else booking.host_id
    if not booking.carried.filter(of_home=of_home, was=was_id).exists():
        _note(booking, of_home, was_id, successor_id, on, actor, at)
    if of_home and booking.host_id != successor_id:
        _move(booking, False, successor_id, {}, on, actor, at)


def _carry_help(booking: Booking, successor_id: int) -> None:
    """What is counted of a month's peer help is counted for the successor, up to the most there may be."""
    if booking.kind != "peer_help":
        return
    release_peer_help(booking)
    for monday, minutes in booking.standing.hours:
        new, _made = PeerHelpMonth.objects.get_or_create(
            person_id=booking.officer_id, host_id=successor_id, month=month_of(monday)
        )
        counted = Least(F("minutes") + minutes, PEER_HELP_MINUTES)
        PeerHelpMonth.objects.filter(pk=new.pk).update(minutes=counted)
