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

LIVE = ("closed", "advised", "called", "settled")
"""While a cycle stands here an invoice in it is in no other."""
