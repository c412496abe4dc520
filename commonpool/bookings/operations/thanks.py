"""Thanks after the work: said and taken back by the host, shown and hidden by the officer."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.activity.operations import change
from commonpool.bookings import queries
from commonpool.bookings.events import ThanksSaid, ThanksShown, ThanksTakenBack
from commonpool.bookings.models import Booking, Thanks
from commonpool.bookings.operations.telling import tell
from commonpool.bookings.rules.refusals import BookingMoved
from commonpool.kernel.refusals import Conflict, Forbidden, NotFound, Refusal, refusing
from commonpool.kernel.rows import sole


class ThanksMissing(Refusal):
    """The sentence is empty (`thanks_missing`)."""

    code = "thanks_missing"
    message = _("Write your thanks in one sentence.")
    field = "words"


class ThankedAlready(Conflict):
    """Thanks were said for this booking, and stand (`thanked_already`)."""

    code = "thanked_already"
    message = _("Thanks have been said for this already.")


def say_thanks(*, actor: Actor, reference: str, words: str, at: datetime) -> Thanks:
    """The officer reads one sentence of thanks, once a booking, and may show it on their page.

    By who borrows for the host (`request_booking`), or asked for the peer help; never the officer. Refuses
    `not_found`, `forbidden`, `booking_moved` (it is not worked yet), `thanks_missing`, `thanked_already`.
    """
    booking = _of_host(actor, reference)
    if not words.strip():
        raise ThanksMissing
    with change(), refusing("thanks_once", ThankedAlready()):
        said = Thanks.objects.create(
            booking=booking,
            officer_id=booking.officer_id,
            words=words.strip(),
            said_at=at,
            said_by_id=actor.by,
        )
        tell(ThanksSaid, booking, for_home=False, actor=actor, at=at, thanks_id=said.pk)
    return said


def take_thanks_back(*, actor: Actor, reference: str, at: datetime) -> None:
    """Nobody reads the thanks any more, wherever they were shown; where there are none, nothing changes.

    By whom they may be said. Refuses `not_found`, `forbidden`, `booking_moved`.
    """
    booking = _of_host(actor, reference)
    with change():
        said = _held(booking)
        if said is not None:
            said.taken_back_at, said.taken_back_by_id = at, actor.by
            said.save(update_fields=["taken_back_at", "taken_back_by"])
            tell(ThanksTakenBack, booking, for_home=False, actor=actor, at=at, thanks_id=said.pk)


def show_thanks(*, actor: Actor, reference: str, shown: bool, at: datetime) -> None:
    """The officer shows the thanks on their page, or shows them no more; it is theirs alone. Refuses `not_found`."""
    booking = queries.booking_for(actor, reference)
    if actor.by != booking.officer_id:
        raise NotFound
    with change():
        said = _held(booking)
        if said is None:
            raise NotFound
        if (said.shown_at is not None) != shown:
            said.shown_at, said.shown_by_id = (at, actor.by) if shown else (None, None)
            said.save(update_fields=["shown_at", "shown_by"])
            tell(ThanksShown, booking, for_home=True, actor=actor, at=at, thanks_id=said.pk, shown=shown)


def _of_host(actor: Actor, reference: str) -> Booking:
    booking = queries.booking_for(actor, reference)
    if booking.status != "worked":
        raise BookingMoved
    if not queries.may_thank(actor, booking):
        raise Forbidden
    return booking


def _held(booking: Booking) -> Thanks | None:
    standing = Thanks.objects.filter(booking=booking, taken_back_at__isnull=True)
    return sole(standing.select_for_update(of=("self",), no_key=True))
