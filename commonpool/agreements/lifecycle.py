"""How the text of the agreement moves, and how one council's own signing of it does."""

from commonpool.kernel.lifecycle import Lifecycle, Move

TEXT = Lifecycle(
    of="agreement text",
    start="draft",
    moves=(
        Move("publish", ("draft",), "current"),
        Move("supersede", ("current",), "superseded"),
    ),
    ends=("superseded",),
)

AGREEMENT = Lifecycle(
    of="agreement",
    start="offered",
    moves=(
        Move("sign first", ("offered",), "one_signature"),
        Move("sign second", ("one_signature",), "in_force"),
        Move("supersede", ("in_force",), "superseded"),
        Move("end", ("in_force",), "ended"),
    ),
    ends=("superseded", "ended"),
)
