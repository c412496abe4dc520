"""Netting: what many councils owe one another comes down to one position each, and few payments.

Integers and sorting only: the same debts in any order give the same positions and the same payments.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Debt:
    """Whole pence, VAT included, that one council owes another: an invoice, or a credit note the other way."""

    payer_id: int
    payee_id: int
    pence: int


@dataclass(frozen=True, slots=True)
class Position:
    """A council's gross in, gross out and what is left of them, in pence: above nought it is paid, below it pays."""

    council_id: int
    gross_in: int
    gross_out: int

    @property
    def net(self) -> int:
        return self.gross_in - self.gross_out


@dataclass(frozen=True, slots=True)
class Transfer:
    """One payment from council to council, in pence, more than nought."""

    payer_id: int
    payee_id: int
    pence: int


def positions_of(debts: Iterable[Debt]) -> tuple[Position, ...]:
    """One position for each council that owes or is owed, by its id; together they sum to nought."""
    owed: defaultdict[int, int] = defaultdict(int)
    owing: defaultdict[int, int] = defaultdict(int)
    for debt in debts:
        owed[debt.payee_id] += debt.pence
        owing[debt.payer_id] += debt.pence
    return tuple(Position(council, owed[council], owing[council]) for council in sorted({*owed, *owing}))


def payments_of(nets: Mapping[int, int]) -> tuple[Transfer, ...]:
    """Payments that bring every position to nought; nets (pence by council) sum to nought.

    At most one fewer than the councils with a position: each payment ends the position of its payer or its payee, and
    the last ends both. Nobody both pays and receives. Not claimed to be the fewest possible. The largest pays the
    largest first; of equals, the lower id.
    """
    if sum(nets.values()):
        raise ValueError("positions sum to nought")
    payers = _largest_first({council: -net for council, net in nets.items() if net < 0})
    payees = _largest_first({council: net for council, net in nets.items() if net > 0})
    made: list[Transfer] = []
    payer = payee = left = wanted = 0
    while payers or left:
        if not left:
            payer, left = payers.pop()
        if not wanted:
            payee, wanted = payees.pop()
        pence = min(left, wanted)
        made.append(Transfer(payer, payee, pence))
        left, wanted = left - pence, wanted - pence
    return tuple(made)


def _largest_first(amounts: Mapping[int, int]) -> list[tuple[int, int]]:
    """A pile with the largest on top; of equals, the lower id."""
    return sorted(amounts.items(), key=lambda each: (each[1], -each[0]))
