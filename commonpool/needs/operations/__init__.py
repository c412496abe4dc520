from commonpool.needs.operations.accept_offer import accept_offer
from commonpool.needs.operations.answering import decline_offer, shortlist_offer, withdraw_offer
from commonpool.needs.operations.carrying import carry_needs
from commonpool.needs.operations.follow_bookings import follow_bookings
from commonpool.needs.operations.make_offer import change_offer, make_offer
from commonpool.needs.operations.taking import ask_for_need
from commonpool.needs.operations.writing import (
    change_need,
    close_need,
    expire_needs,
    open_need,
    post_need,
    said_by,
    write_need,
)

__all__ = [
    "accept_offer",
    "ask_for_need",
    "carry_needs",
    "change_need",
    "change_offer",
    "close_need",
    "decline_offer",
    "expire_needs",
    "follow_bookings",
    "make_offer",
    "open_need",
    "post_need",
    "said_by",
    "shortlist_offer",
    "withdraw_offer",
    "write_need",
]
