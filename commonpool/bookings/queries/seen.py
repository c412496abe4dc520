"""One booking for one who may see it, and which bookings those are: load and guard are one act."""

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from commonpool.access import Actor, Right
from commonpool.bookings.models import Booking, BookingTerms
from commonpool.bookings.queries.locked import TERMS_OF, TO_READ, with_parties
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.kernel.rows import Among, Compiled, sole

SEEING = (Right.SEE_BOOKINGS, Right.REQUEST_BOOKING, Right.APPROVE_BOOKING, Right.CONFIRM_BOOKING)


def booking_for(actor: Actor, reference: str) -> Booking:
    """One booking: of its officer, requester or host's contact, or of a council where the actor sees bookings.

    HR sees the paid ones of its own officers: it may correct their hours. Refuses `not_found`, also for another's.
    """
    found = sole(_SEEN_WHOLE(reference=reference, **eyes_of(actor)))
    if found is None:
        raise NotFound
    seen: Booking = found
    return seen


def booking_to_answer(actor: Actor, booking_id: int) -> Booking:
    """The booking asked of the actor, with its terms.

    Refuses `not_found` to anybody else, `forbidden` to one who has left.
    """
    found = _one(actor, booking_id)
    if found.officer_id != actor.person_id:
        raise Forbidden
    actor.require(Right.ANSWER_BOOKING, found.home_id)
    return found


def booking_where(
    actor: Actor, booking_id: int, *, home: Right | None = None, host: Iterable[Right] | Right = ()
) -> Booking:
    """The booking with its terms, where the actor holds the right at home or one of those at the host.

    Refuses `not_found` to those who may not see it, `forbidden` to those who see it and lack the right.
    """
    found = _one(actor, booking_id)
    hosts = [host] if isinstance(host, Right) else list(host)
    at_home = home is not None and actor.may(home, found.home_id)
    if not at_home and not any(actor.may(right, found.host_id) for right in hosts):
        raise Forbidden
    return found


def seen_booking(actor: Actor, booking_id: int) -> Booking:
    """The booking by its row, with its terms, for one who may see it. Refuses `not_found`."""
    return _one(actor, booking_id)


def booking(booking_id: int) -> Booking:
    """One booking by its row, for later stages and letters that have judged who asks. Refuses `not_found`."""
    found: Booking | None = sole(_WHOLE(booking_id=booking_id))
    if found is None:
        raise NotFound
    return found


def _one(actor: Actor, booking_id: int) -> Booking:
    found: Booking | None = sole(_SEEN_BARE(booking_id=booking_id, **eyes_of(actor)))
    if found is None:
        raise NotFound
    return found


def seen_by(actor: Actor, rows: QuerySet[Booking]) -> QuerySet[Booking]:
    """Those of these bookings that the actor may see."""
    return among_seen(rows, **eyes_of(actor))


def eyes_of(actor: Actor) -> dict[str, Any]:
    """Who looks, where they see bookings, where payroll's, and where they have any right."""
    if not actor.person_id:
        return {"by": 0, "places": [], "payrolls": [], "own": []}
    return {
        "by": actor.person_id,
        "places": list(frozenset[int]().union(*map(actor.where, SEEING))),
        "payrolls": list(actor.where(Right.CHECK_PAYROLL)),
        "own": list(actor.rights),
    }


def among_seen(
    rows: QuerySet[Booking], by: int, places: Collection[int], payrolls: Collection[int], own: Collection[int]
) -> QuerySet[Booking]:
    """Those of the bookings that one with these eyes may see: `EYES` when SQL is written."""
    theirs = Q(Among("home_id", places)) | Q(Among("host_id", places))
    theirs |= Q(Among("home_id", payrolls), kind="paid")
    contact = Exists(BookingTerms.objects.filter(booking=OuterRef("pk"), contact_id=by))
    mine = Q(officer_id=by) | (Q(requested_by_id=by) | Q(contact)) & Q(Among("host_id", own))
    return rows.filter(theirs | mine)


EYES: dict[str, Any] = {"by": -1, "places": (-2,), "payrolls": (-3,), "own": (-4,)}
_SEEN_WHOLE = Compiled(
    lambda reference, **eyes: among_seen(with_parties(), **eyes).filter(reference=reference),
    TO_READ,
    reference="no reference",
    **EYES,
)
_SEEN_BARE = Compiled(
    lambda booking_id, **eyes: among_seen(Booking.objects.all(), **eyes).filter(pk=booking_id),
    {"terms": TERMS_OF},
    booking_id=-5,
    **EYES,
)
_WHOLE = Compiled(lambda booking_id: with_parties().filter(pk=booking_id), TO_READ, booking_id=-1)
