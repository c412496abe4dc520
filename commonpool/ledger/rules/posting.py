"""What may be posted: lines in whole pence that come to zero for each council."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from commonpool.ledger.rules.accounts import ACCOUNTS
from commonpool.ledger.rules.refusals import EmptyEntry, NoSuchAccount, NotWholePence, Unbalanced

PENCE_BELOW = 2**63
"""What a line can hold: a signed number of 64 bits."""


@dataclass(frozen=True, slots=True)
class PostedLine:
    """One line: pence into (debit, positive) or out of (credit, negative) an account of a council.

    `document`: the reference of the invoice it concerns, "" for none. Refuses `not_whole_pence` (a float, a bool, NaN,
    nought), `no_such_account`.
    """

    organisation_id: int
    account: str
    pence: int
    counterparty_id: int | None = None
    document: str = ""

    def __post_init__(self) -> None:
        if type(self.pence) is not int or not 0 < abs(self.pence) < PENCE_BELOW:
            raise NotWholePence
        if self.account not in ACCOUNTS:
            raise NoSuchAccount

    @property
    def mirrored(self) -> "PostedLine":
        """The same with debit and credit exchanged."""
        return PostedLine(
            self.organisation_id, self.account, -self.pence, self.counterparty_id, self.document
        )


@dataclass(frozen=True, slots=True)
class PostedEntry:
    """What happened to money on a day, with its source. Refuses `empty_entry`, `unbalanced`.

    `source_kind` and `source_id` name what it is about: the ledger takes each once.
    """

    source_kind: str
    source_id: int
    on: date
    lines: Sequence[PostedLine]
    reverses_id: int | None = None

    def __post_init__(self) -> None:
        if not self.lines:
            raise EmptyEntry
        if any(net_by_organisation(self.lines).values()):
            raise Unbalanced

    @property
    def organisation_ids(self) -> list[int]:
        """The councils whose books it changes, in the order of its lines."""
        return list(dict.fromkeys(line.organisation_id for line in self.lines))


def net_by_organisation(lines: Sequence[PostedLine]) -> dict[int, int]:
    """Debits less credits of each council, in pence."""
    net: dict[int, int] = {}
    for line in lines:
        net[line.organisation_id] = net.get(line.organisation_id, 0) + line.pence
    return net


def debits_by_organisation(entries: Sequence[PostedEntry]) -> Counter[int]:
    """What is debited in each council's books, in pence; as much is credited."""
    debits: Counter[int] = Counter()
    for entry in entries:
        for line in entry.lines:
            debits[line.organisation_id] += max(line.pence, 0)
    return debits
