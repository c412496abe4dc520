from commonpool.bookings.models.booking import Booking
from commonpool.bookings.models.call import Call
from commonpool.bookings.models.call_off import CallOff
from commonpool.bookings.models.evidence import Evidence
from commonpool.bookings.models.limit import SpendingLimit, SpendingMonth
from commonpool.bookings.models.terms import BookingTerms
from commonpool.bookings.models.waiting import PeerHelpMonth, Waiting
from commonpool.bookings.models.week import BookedWeek

__all__ = [
    "BookedWeek",
    "Booking",
    "BookingTerms",
    "Call",
    "CallOff",
    "Evidence",
    "PeerHelpMonth",
    "SpendingLimit",
    "SpendingMonth",
    "Waiting",
]
