"""Every change of the ledger: entries are posted, and reversed by other entries."""

from commonpool.ledger.operations.post import post, post_all
from commonpool.ledger.operations.reverse import reverse

__all__ = ["post", "post_all", "reverse"]
