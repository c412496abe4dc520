"""Every change of the ledger: entries are posted, and reversed by other entries."""

from commonpool.ledger.operations.post import post, post_all
from commonpool.ledger.operations.reverse import Reversal, reverse, reverse_all

__all__ = ["Reversal", "post", "post_all", "reverse", "reverse_all"]
