"""The head of every chain of the log, somewhere else than in the log: a cut tail would show."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.activity import queries as activity
from commonpool.notifications import queries
from commonpool.notifications.operations.write_letters import keep

EVERY_DAY = Actor.rule("heads_published")


def write_head_letters(*, at: datetime, actor: Actor = EVERY_DAY) -> dict[int, tuple[int, str]]:
    """Each council's auditors have a letter with its newest head, once a head; all heads by organisation.

    A head is (sequence, hash); 0 is the network's own chain.
    """
    heads = activity.heads()
    for organisation_id, (sequence, head) in heads.items():
        drafts = queries.head_drafts(organisation_id, sequence, head, at)
        if drafts:
            keep(activity.event_at(organisation_id, sequence), drafts)
    return heads
