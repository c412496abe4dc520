from commonpool.bookings.models.booking import Booking
from commonpool.bookings.models.call import Call
from commonpool.bookings.models.call_off import CallOff
from commonpool.bookings.models.carried import CarriedBooking
from commonpool.bookings.models.evidence import Evidence
from commonpool.bookings.models.limit import SpendingLimit, SpendingMonth
from commonpool.bookings.models.needs import BookingNeed, NeedTold
from commonpool.bookings.models.proposal import WeeksProposal
from commonpool.bookings.models.terms import BookingTerms
from commonpool.bookings.models.thanks import Thanks
from commonpool.bookings.models.total import RunningTotal
from commonpool.bookings.models.waiting import PeerHelpMonth, Waiting
from commonpool.bookings.models.week import BookedWeek

__all__ = [
    "BookedWeek",
    "Booking",
    "BookingNeed",
    "BookingTerms",
    "Call",
    "CallOff",
    "CarriedBooking",
    "Evidence",
    "NeedTold",
    "PeerHelpMonth",
    "RunningTotal",
    "SpendingLimit",
    "SpendingMonth",
    "Thanks",
    "Waiting",
    "WeeksProposal",
]
