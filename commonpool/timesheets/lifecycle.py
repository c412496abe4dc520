"""How a booked week's timesheet moves, home's answer to hours outside of the booking, and corrections."""

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

CORRECTION = Lifecycle(
    of="Correction",
    start="proposed",
    moves=(
        Move("agree", ("proposed",), "agreed"),
        Move("ask_home", ("proposed",), "waiting"),
        Move("refuse", ("proposed",), "refused"),
        Move("withdraw", ("proposed",), "withdrawn"),
        Move("allow", ("waiting",), "agreed"),
    ),
    ends=("agreed", "refused", "withdrawn"),
)
