"""How an invoice or a credit note moves."""

from commonpool.kernel.lifecycle import Lifecycle, Move

DRAFT, ISSUED, DISPUTED, PAID, CREDITED, SET_OFF, DROPPED, FELL_AWAY = (
    "draft",
    "issued",
    "disputed",
    "paid",
    "credited",
    "set_off",
    "dropped",
    "fell_away",
)
OPEN = (ISSUED, DISPUTED)
"""Still to be paid, or a credit note still to be paid back."""
CREDITABLE = (*OPEN, PAID)
ANSWERED = (DISPUTED, PAID)
"""While an invoice is one of these, what is disputed of it can be credited or taken back."""
INVOICE = Lifecycle(
    of="Invoice",
    start=DRAFT,
    moves=(
        Move("issue", (DRAFT,), ISSUED),
        Move("set off", (DRAFT,), SET_OFF),
        Move("drop", (DRAFT,), DROPPED),
        Move("dispute", OPEN, DISPUTED),
        Move("settle", (DISPUTED,), ISSUED),
        Move("pay", OPEN, PAID),
        Move("revive", (PAID,), ISSUED),
        Move("credit", OPEN, CREDITED),
        Move("fall away", OPEN, FELL_AWAY),
    ),
    ends=(PAID, CREDITED, SET_OFF, DROPPED, FELL_AWAY),
)
"""A credit note for what is not paid yet is set off against its invoice at once; for what is paid, it stands as issued
until it is paid back. What home and host owe each other falls away once they have become one council."""
