"""How a booked week's timesheet moves."""

from commonpool.kernel.lifecycle import Lifecycle, Move

TIMESHEET = Lifecycle(
    of="Timesheet",
    start="prefilled",
    moves=(
        Move("submit", ("prefilled", "queried"), "submitted"),
        Move("agree", ("submitted",), "agreed"),
        Move("query", ("submitted",), "queried"),
        Move("drop", ("prefilled",), "dropped"),
    ),
    ends=("agreed", "dropped"),
)
