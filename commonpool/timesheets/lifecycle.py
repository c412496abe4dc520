"""How a booked week's timesheet moves, and the home council's answer to hours outside of what was booked."""

from commonpool.kernel.lifecycle import Lifecycle, Move

TIMESHEET = Lifecycle(
    of="Timesheet",
    start="prefilled",
    moves=(
        Move("submit", ("prefilled", "queried"), "submitted"),
        Move("agree", ("submitted",), "agreed"),
        Move("query", ("submitted",), "queried"),
        Move("drop", ("prefilled",), "dropped"),
        Move("lock", ("agreed",), "locked"),
    ),
    ends=("locked", "dropped"),
)

MISSING_YES = Lifecycle(
    of="Missing yes",
    start="waiting",
    moves=(
        Move("give", ("waiting", "refused"), "given"),
        Move("refuse", ("waiting",), "refused"),
    ),
    ends=("given",),
)
