"""What happens to bookings, calls, spending limits and the line behind a held week."""

from dataclasses import dataclass
from datetime import date

from commonpool.bookings.events.about import AboutBooking as AboutBooking
from commonpool.bookings.events.evidence import (
    EvidenceCarriedOver as EvidenceCarriedOver,
)
from commonpool.bookings.events.evidence import (
    EvidenceGiven as EvidenceGiven,
)
from commonpool.bookings.events.evidence import (
    EvidenceRevoked as EvidenceRevoked,
)
from commonpool.bookings.events.proposals import WeeksDeclined as WeeksDeclined
from commonpool.bookings.events.proposals import WeeksProposed as WeeksProposed
from commonpool.bookings.events.thanks import ThanksSaid as ThanksSaid
from commonpool.bookings.events.thanks import ThanksShown as ThanksShown
from commonpool.bookings.events.thanks import ThanksTakenBack as ThanksTakenBack
from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class BookingRequested(AboutBooking):
    """A host council asked for an officer's hours; for pay, the weeks are held until they answer."""

    kind: str
    minutes: int
    net_pence: int


@dataclass(frozen=True, kw_only=True)
class BookingAccepted(AboutBooking):
    """The officer said yes to the exact terms shown: the record that they were consulted."""


@dataclass(frozen=True, kw_only=True)
class BookingDeclined(AboutBooking):
    """The officer, or their manager, said no. `reason`: of the fixed list, or empty."""

    reason: str
    in_place_of_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class BookingApproved(AboutBooking):
    """The home council said yes, in person (a deputy: in an approver's place) or by its standing permission."""

    in_place_of_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class BookingConfirmed(AboutBooking):
    """The host's budget holder said yes, in person or by a standing spending limit."""


@dataclass(frozen=True, kw_only=True)
class BookingBound(AboutBooking):
    """The officer, home and host have all said yes: the work may start."""

    kind: str
    net_pence: int


@dataclass(frozen=True, kw_only=True)
class AnswersMissing(AboutBooking):
    """The officer said yes; what is true here is still missing and is asked now, of one person each."""

    approval: bool
    confirmation: bool


@dataclass(frozen=True, kw_only=True)
class BookingWithdrawn(AboutBooking):
    """The host withdrew its request before it bound."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class BookingExpired(AboutBooking):
    """Nobody answered in time, or home ended its permission before the booking bound."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class BookingCancelled(AboutBooking):
    """Weeks of a bound booking were cancelled; `part` when others stand.

    `owed`: (booked week, minutes still charged) for each week the host cancelled late.
    """

    by_home: bool
    reason: str
    part: bool
    mondays: tuple[str, ...]
    owed: tuple[tuple[int, int], ...]


@dataclass(frozen=True, kw_only=True)
class VariationOffered(AboutBooking):
    """The host asked to change a bound booking. The old terms stand until the new ones bind."""

    minutes: int
    net_pence: int


@dataclass(frozen=True, kw_only=True)
class VariationBound(AboutBooking):
    """New terms stand in place of the old."""

    minutes: int
    net_pence: int


@dataclass(frozen=True, kw_only=True)
class VariationDropped(AboutBooking):
    """A variation was declined, withdrawn or not answered in time: the old terms stand."""


@dataclass(frozen=True, kw_only=True)
class BookingWorked(AboutBooking):
    """All the hours are worked and agreed."""


@dataclass(frozen=True, kw_only=True)
class PeerHelpHappened(AboutBooking):
    """The peer help took place."""


@dataclass(frozen=True, kw_only=True)
class NeedReady(AboutBooking):
    """The host said that things the officer needs are ready. `needs`: which."""

    needs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NeedRemoved(AboutBooking):
    """The host said that the officer’s access to these is ended."""

    needs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class NeedsTold(AboutBooking):
    """Whom it concerns was told of what the officer needs. `told`: soon, late or removal."""

    told: str
    contact_id: int


@dataclass(frozen=True, kw_only=True)
class WeeksReleased(Fact):
    """Weeks of an officer are free again."""

    booking_id: int
    officer_id: int
    mondays: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class WaitingBegan(Fact):
    """Somebody stands next in line for a held week."""

    waiting_id: int
    listing_id: int
    officer_id: int
    monday: date


@dataclass(frozen=True, kw_only=True)
class WaitingEnded(Fact):
    """Somebody stands in line no more: they left it, or the week has begun."""

    waiting_id: int
    listing_id: int
    officer_id: int
    monday: date


@dataclass(frozen=True, kw_only=True)
class WaitingTold(Fact):
    """The week is free, and it is their turn to be told."""

    waiting_id: int
    listing_id: int
    officer_id: int
    asked_by_id: int
    monday: date


@dataclass(frozen=True, kw_only=True)
class AboutLimit(Fact):
    """Something happened to a spending limit."""

    limit_id: int
    holder_id: int


@dataclass(frozen=True, kw_only=True)
class SpendingLimitAsked(AboutLimit):
    """A booking manager asked their budget holder for a standing leave. Pence before VAT."""

    per_booking_pence: int
    per_month_pence: int


@dataclass(frozen=True, kw_only=True)
class SpendingLimitGranted(AboutLimit):
    """A budget holder gave a standing leave to a named booking manager. Pence before VAT."""

    per_booking_pence: int
    per_month_pence: int


@dataclass(frozen=True, kw_only=True)
class SpendingLimitRefused(AboutLimit):
    """The budget holder said no."""


@dataclass(frozen=True, kw_only=True)
class SpendingLimitWithdrawn(AboutLimit):
    """The leave, or the asking for it, was withdrawn."""


@dataclass(frozen=True, kw_only=True)
class SpendingLimitSuperseded(AboutLimit):
    """A new limit stands in its place."""


@dataclass(frozen=True, kw_only=True)
class SpendingLimitExpired(AboutLimit):
    """Its last day is past."""


@dataclass(frozen=True, kw_only=True)
class AboutCall(Fact):
    """Something happened to a call."""

    call_id: int
    listing_id: int
    officer_id: int
    asker_id: int


@dataclass(frozen=True, kw_only=True)
class CallAsked(AboutCall):
    """Somebody of another council asked an officer to talk."""


@dataclass(frozen=True, kw_only=True)
class CallAnswered(AboutCall):
    """The officer answered."""

    accepted: bool


@dataclass(frozen=True, kw_only=True)
class CallLapsed(AboutCall):
    """Nobody answered in a week."""


@dataclass(frozen=True, kw_only=True)
class BookingCarriedOver(AboutBooking):
    """A council took over from another: a live booking is the new one's, as home or as host."""

    of_home: bool
    was_id: int
    now_id: int


@dataclass(frozen=True, kw_only=True)
class SpendingLimitCarriedOver(AboutLimit):
    """A council took over from another: a standing leave is good for the new one's money."""

    was_id: int


@dataclass(frozen=True, kw_only=True)
class CallCarriedOver(AboutCall):
    """A council took over from another: a call that waits for an answer is between the new one and the other."""
