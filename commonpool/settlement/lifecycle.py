"""How a clearing cycle moves."""

from commonpool.kernel.lifecycle import Lifecycle, Move

CYCLE = Lifecycle(
    of="Clearing cycle",
    start="open",
    moves=(
        Move("close", ("open",), "closed"),
        Move("advise", ("closed",), "advised"),
        Move("call", ("advised",), "called"),
        Move("settle", ("called",), "settled"),
        Move("unwind", ("called",), "unwound"),
    ),
    ends=("settled", "unwound"),
)
