"""From which side somebody looks at a booking, and what of it they may see and do."""

from dataclasses import dataclass

from commonpool.access import Actor, Right
from commonpool.bookings import queries
from commonpool.bookings.models import Booking, BookingTerms
from commonpool.kernel.clock import now
from commonpool.kernel.refusals import Forbidden


@dataclass(frozen=True)
class Viewpoint:
    """One reader of one booking."""

    actor: Actor
    booking: Booking

    @property
    def officer(self) -> bool:
        return self.actor.person_id == self.booking.officer_id

    @property
    def host(self) -> bool:
        """They belong to the borrowing side: whoever asked, or somebody with a right there."""
        rights = self.actor.rights.get(self.booking.host_id)
        return not self.officer and bool(rights)

    @property
    def home(self) -> bool:
        return not self.officer and not self.host

    @property
    def manages(self) -> bool:
        """They borrow for the host; of peer help, they asked for it."""
        asked = self.booking.kind == "peer_help" and self.actor.person_id == self.booking.requested_by_id
        return asked or self.actor.may(Right.REQUEST_BOOKING, self.booking.host_id)

    @property
    def approves(self) -> bool:
        return not self.officer and self.actor.may(Right.APPROVE_BOOKING, self.booking.home_id)

    @property
    def confirms(self) -> bool:
        return not self.officer and self.actor.may(Right.CONFIRM_BOOKING, self.booking.host_id)

    @property
    def sees_price(self) -> bool:
        """Peer help has none."""
        return self.booking.kind == "paid" and queries.sees_price(self.actor, self.booking)

    @property
    def moves(self) -> list[str]:
        return queries.open_moves(self.actor, self.booking, now())

    def require(self, verb: str) -> None:
        """Refuses `forbidden` to somebody whose word this can never be, whatever the booking's state."""
        mine = {
            "accept": self.officer,
            "decline": self.officer or self.approves,
            "approve": self.approves,
            "confirm": self.confirms,
            "withdraw": self.manages or self.confirms,
            "cancel": self.officer or self.manages or self.approves,
            "vary": self.manages,
            "propose": self.officer or self.approves,
            "say_it_happened": self.officer or self.manages,
        }
        if not mine[verb]:
            raise Forbidden

    @property
    def asked(self) -> BookingTerms:
        """The terms an answer would be to: a change that waits for one, else those that stand."""
        return self.booking.asked


def seen_by(actor: Actor, reference: str) -> Viewpoint:
    """The booking as this reader sees it. Refuses `not_found`, also for another council's."""
    return Viewpoint(actor, queries.booking_for(actor, reference))
