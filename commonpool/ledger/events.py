"""What happens in the ledger. Its entries say the rest."""

from dataclasses import dataclass

from commonpool.kernel.facts import Fact


@dataclass(frozen=True, kw_only=True)
class EntryPosted(Fact):
    """One entry is in the ledger; its readers are the councils whose books it changes. `pence`: all its debits."""

    entry_id: int
    pence: int


@dataclass(frozen=True, kw_only=True)
class EntriesPosted(Fact):
    """Many entries were posted at once: so many of a council, with ids from `first_id` to `last_id`.

    `pence`: what they debit in its books. Ids between that are of other entries may be another posting's.
    """

    first_id: int
    last_id: int
    entries: int
    pence: int
