"""How a booking, a call and a spending limit move."""

from commonpool.kernel.lifecycle import Lifecycle, Move

BOOKING = Lifecycle(
    of="Booking",
    start="requested",
    moves=(
        Move("accept", ("requested",), "accepted"),
        Move("decline", ("requested", "accepted"), "declined"),
        Move("approve", ("requested",), "requested"),
        Move("approve", ("accepted",), "accepted"),
        Move("confirm", ("requested",), "requested"),
        Move("confirm", ("accepted",), "accepted"),
        Move("bind", ("accepted",), "bound"),
        Move("withdraw", ("requested", "accepted"), "withdrawn"),
        Move("expire", ("requested", "accepted"), "expired"),
        Move("cancel", ("bound",), "cancelled"),
        Move("finish", ("bound",), "worked"),
    ),
    ends=("declined", "withdrawn", "expired", "cancelled", "worked"),
)

LIVE_BOOKING = ("requested", "accepted", "bound")

CALL = Lifecycle(
    of="Call",
    start="asked",
    moves=(
        Move("accept", ("asked",), "accepted"),
        Move("decline", ("asked",), "declined"),
        Move("lapse", ("asked",), "lapsed"),
    ),
    ends=("accepted", "declined", "lapsed"),
)

SPENDING_LIMIT = Lifecycle(
    of="Spending limit",
    start="asked",
    moves=(
        Move("grant", ("asked",), "granted"),
        Move("refuse", ("asked",), "refused"),
        Move("withdraw", ("asked", "granted"), "withdrawn"),
        Move("supersede", ("granted",), "superseded"),
        Move("expire", ("granted",), "expired"),
    ),
    ends=("refused", "withdrawn", "superseded", "expired"),
)

OPEN_LIMIT = ("asked", "granted")
