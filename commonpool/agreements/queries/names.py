"""Who sees what officers and their councils are called."""

from collections.abc import Iterable

from commonpool.agreements.models import Joining
from commonpool.kernel.prepared import Asking
from commonpool.kernel.rows import Among, Compiled


def sees_names(organisation_ids: Iterable[int]) -> bool:
    """Whether somebody of these organisations sees who is in the pool: one of them has joined."""
    return names_seen(organisation_ids)()


def names_seen(organisation_ids: Iterable[int]) -> Asking[bool]:
    """Asks the same. One SQL query."""
    return _JOINED.asking(organisation_ids=list(organisation_ids)).then(bool)


_JOINED = Compiled(
    lambda organisation_ids: Joining.objects.filter(
        Among("organisation_id", organisation_ids), peer_at__isnull=False
    ).values_list("pk")[:1],
    organisation_ids=(-1,),
)
