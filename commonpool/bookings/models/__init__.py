from commonpool.bookings.models.booking import BookedWeek, Booking, BookingTerms, PeerHelpMonth, Waiting
from commonpool.bookings.models.call import Call
from commonpool.bookings.models.limit import SpendingLimit, SpendingMonth

__all__ = [
    "BookedWeek",
    "Booking",
    "BookingTerms",
    "Call",
    "PeerHelpMonth",
    "SpendingLimit",
    "SpendingMonth",
    "Waiting",
]
