"""How a permission and a listing move."""

from commonpool.kernel.lifecycle import Lifecycle, Move

PERMISSION = Lifecycle(
    of="Permission",
    start="asked",
    moves=(
        Move("grant", ("asked",), "granted"),
        Move("refuse", ("asked",), "refused"),
        Move("pause", ("granted",), "paused"),
        Move("resume", ("paused",), "granted"),
        Move("supersede", ("granted", "paused"), "superseded"),
        Move("withdraw", ("asked", "granted", "paused"), "withdrawn"),
        Move("expire", ("asked", "granted", "paused"), "expired"),
    ),
    ends=("refused", "superseded", "withdrawn", "expired"),
)

LISTING = Lifecycle(
    of="Listing",
    start="draft",
    moves=(
        Move("list", ("draft",), "listed"),
        Move("pause", ("listed",), "paused"),
        Move("resume", ("paused",), "listed"),
        Move("close", ("draft", "listed", "paused"), "closed"),
    ),
    ends=("closed",),
)

LIVE_LISTING = ("draft", "listed", "paused")
OPEN_PERMISSION = ("asked", "granted", "paused")
LIVE_PERMISSION = ("granted", "paused")
