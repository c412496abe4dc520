"""How a need and an offer move."""

from commonpool.kernel.lifecycle import Lifecycle, Move

NEED = Lifecycle(
    of="Need",
    start="draft",
    moves=(
        Move("open", ("draft",), "open"),
        Move("fill in part", ("open", "part_filled", "filled"), "part_filled"),
        Move("fill", ("open", "part_filled", "filled"), "filled"),
        Move("empty", ("open", "part_filled", "filled"), "open"),
        Move("close", ("draft", "open", "part_filled"), "closed"),
        Move("end with the council", ("draft", "open", "part_filled", "filled"), "closed"),
        Move("expire", ("open", "part_filled"), "expired"),
    ),
    ends=("filled", "closed", "expired"),
)

OPEN_NEED = ("open", "part_filled")

OFFER = Lifecycle(
    of="Offer",
    start="made",
    moves=(
        Move("shortlist", ("made",), "shortlisted"),
        Move("accept", ("made", "shortlisted"), "accepted"),
        Move("decline", ("made", "shortlisted"), "declined"),
        Move("withdraw", ("made", "shortlisted"), "withdrawn"),
        Move("set aside", ("made", "shortlisted"), "set_aside"),
        Move("bring back", ("set_aside",), "made"),
        Move("bring back in view", ("set_aside",), "shortlisted"),
        Move("fall through", ("accepted",), "fell_through"),
    ),
    ends=("declined", "withdrawn", "set_aside", "fell_through"),
)

WAITING_OFFER = ("made", "shortlisted")
LIVE_OFFER = ("made", "shortlisted", "accepted")
