"""The same request sent twice is done once and answered twice."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.activity.operations import change, write_last
from commonpool.identity import rules
from commonpool.identity.models import IdempotencyKey
from commonpool.kernel.clock import london_date
from commonpool.kernel.prepared import Prepared, at_once
from commonpool.kernel.refusals import Conflict, Refusal
from commonpool.kernel.rows import Compiled, sole
from commonpool.kernel.written import to_write


class KeyReused(Refusal):
    """This key came before with another request (`idempotency_key_reused`)."""

    code = "idempotency_key_reused"
    message = _("This Idempotency-Key was used for another request. Use a new one.")
    field = "Idempotency-Key"


class KeyStillRunning(Conflict):
    """The first request with this key has not been answered yet (`idempotency_key_running`)."""

    code = "idempotency_key_running"
    message = _("The first request with this Idempotency-Key is still running. Try again in a moment.")


@dataclass(frozen=True)
class Answer:
    """What was answered: the HTTP status and the body as it is sent; `repeated` when it had been given before."""

    status: int
    body: str
    repeated: bool = False


def answer_once(
    *,
    actor: Actor,
    key: str,
    route: str,
    body: str,
    do: Callable[[], tuple[int, str]],
    at: datetime,
    told_after: bool = False,
) -> Answer:
    """The answer of `do`, done at most once for this caller and key in 24 hours and kept in its transaction.

    `body` is the request as it came; `do` gives a status and the body to send. `told_after`: it answers what happened
    too, so the events of its changes are written when each of them ends. A refusal raised by `do` undoes everything
    and keeps nothing. Refuses `idempotency_key_running` (409) and `idempotency_key_reused` (422).
    """
    digest = rules.sha256(body)
    with transaction.atomic() if told_after else change():
        # In this order: what the other committed before it let go of the lock is seen.
        number = rules.lock_number(actor.by, key)
        locked, found = at_once(_LOCK.asking(number=number), _KEPT.asking(by=actor.by, key=key))
        if not locked[0][0]:
            raise KeyStillRunning
        kept: IdempotencyKey | None = sole(found)
        if kept is not None:
            if (kept.route, kept.body_sha256) != (route, digest):
                raise KeyReused
            return Answer(kept.status, kept.answer, repeated=True)
        status, answer = do()
        kept = IdempotencyKey(
            person_id=actor.by,
            key=key,
            route=route,
            body_sha256=digest,
            status=status,
            answer=answer,
            answered_on=london_date(at),
        )
        if told_after:
            at_once(to_write([kept]))
        else:
            write_last(to_write([kept]))
    return Answer(status, answer)


_LOCK = Prepared("number", sql="SELECT pg_try_advisory_xact_lock(%(number)s)")
"""Whether this transaction now holds the lock; it never waits."""
_KEPT = Compiled(lambda by, key: IdempotencyKey.objects.filter(person_id=by, key=key), by=-1, key="no key")


def forget_old_answers(*, actor: Actor, at: datetime) -> int:
    """Answers older than 24 hours are gone; how many. The product's own housekeeping, without an event."""
    old = IdempotencyKey.objects.filter(answered_on__lt=rules.oldest_kept(london_date(at)))
    return old.delete()[0]
