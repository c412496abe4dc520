"""How a piece of work and a participation in a thing move."""

from commonpool.kernel.lifecycle import Lifecycle, Move

PIECE_OF_WORK = Lifecycle(
    of="Work",
    start="written",
    moves=(
        Move("change", ("written",), "written"),
        Move("withdraw", ("written",), "withdrawn"),
    ),
    ends=("withdrawn",),
)

PARTICIPATION = Lifecycle(
    of="Participation",
    start="claimed",
    moves=(
        Move("confirm", ("claimed",), "confirmed"),
        Move("refuse", ("claimed",), "refused"),
        Move("withdraw", ("claimed", "confirmed", "refused"), "withdrawn"),
    ),
    ends=("withdrawn",),
)

STANDING = ("claimed", "confirmed")
"""What others read of what somebody took part in."""
