"""What of a payment is published: its part before the VAT that the council reclaims, exact to the penny in the end."""

from collections.abc import Iterable
from dataclasses import dataclass

from commonpool.kernel.money import half_up

PAID, PAID_BACK, CREDITED = SETTLING = ("invoice_payment", "invoice_payment_back", "credit_note")
"""What settles an invoice, as the ledger names the sources of its entries."""


@dataclass(frozen=True)
class Move:
    """Something that settled a document, pence with VAT; below nought, where it was taken back.

    `net_pence` is known where a credit note was set off against it, and none where money went: then it is worked out.
    """

    gross_pence: int
    net_pence: int | None = None


def net_parts(net_pence: int, gross_pence: int, moves: Iterable[Move]) -> list[int]:
    """What each move settled of a document before VAT, in order.

    In proportion, reckoned on all that was paid so far, half-up: whatever was paid in parts, or paid back and paid
    again, the parts come to the document's net once it is settled: a penny of rounding is in what settled it.
    """
    left_net, left_gross, paid, said = net_pence, gross_pence, 0, 0
    parts = []
    for move in moves:
        if move.net_pence is not None:
            left_net, left_gross = left_net - move.net_pence, left_gross - move.gross_pence
            settled = left_net - said if paid == left_gross else 0
            parts.append(move.net_pence + settled)
            said += settled
            continue
        paid += move.gross_pence
        so_far = half_up(paid * left_net, left_gross) if left_gross > 0 else 0
        parts.append(so_far - said)
        said = so_far
    return parts
