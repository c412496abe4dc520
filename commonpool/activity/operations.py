"""One transaction whose events are written last, after every other lock, each on its organisation's chain."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from procrastinate.contrib.django import app
from psycopg.types.json import Jsonb

from commonpool.access import NETWORK, Actor
from commonpool.activity import rules
from commonpool.activity.models import Event
from commonpool.kernel.facts import Fact

Reaction = Callable[..., None]

# As many events as there are, in one statement and in their order. Readers come as an array's text: unnested, arrays
# of arrays would fall apart.
STORE = """
    INSERT INTO activity_event (organisation_id, sequence, name, happened_at, happened_by, happened_by_rule, facts,
                                readers, previous, hash)
    SELECT place, sequence, name, happened_at, happened_by, rule, facts, readers::bigint[], previous, hash
      FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::timestamptz[], %s::bigint[], %s::text[], %s::jsonb[],
                  %s::text[], %s::text[], %s::text[]) WITH ORDINALITY
           AS told (place, sequence, name, happened_at, happened_by, rule, facts, readers, previous, hash, number)
     ORDER BY number
    RETURNING id
"""


@dataclass(frozen=True)
class Pending:
    """An event that happened in the open transaction and is not written yet."""

    fact: Fact
    actor: Actor
    at: datetime


_pending: ContextVar[list[Pending] | None] = ContextVar("pending_events", default=None)


@contextmanager
def change(*, afterwards_since: datetime | None = None) -> Iterator[None]:
    """All or nothing: what is written inside, the events published, and the jobs they enqueue.

    An inner `change()` joins the outer one, and its failure fails the whole. `afterwards_since`: nothing follows
    afterwards from what happened before that instant, as when a history is told at once (the demonstration's).
    """
    if _pending.get() is not None:
        with transaction.atomic(savepoint=False):
            yield
        return
    with transaction.atomic():
        token = _pending.set([])
        try:
            yield
            _write(_pending.get() or [], afterwards_since)
        finally:
            _pending.reset(token)


def one_by_one(ids: Iterable[int], deed: Callable[[int], object]) -> int:
    """The deed done to each in a change of its own; says for how many it had something to do.

    One that fails stops none of the others; when all are done, the failures are raised together.
    """
    done, failures = 0, []
    for each in ids:
        try:
            with change():
                done += bool(deed(each))
        except Exception as failure:
            failures.append(failure)
    if failures:
        raise ExceptionGroup("failed for some, done for the others", failures)
    return done


def publish(fact: Fact, *, actor: Actor, at: datetime) -> None:
    """The fact is part of the log when the open `change()` commits; its AT_ONCE reactions have run."""
    pending = _pending.get()
    if pending is None:
        raise RuntimeError("publish() belongs inside change()")
    pending.append(Pending(fact, actor, at))
    for reaction in _reactions("AT_ONCE").get(type(fact), ()):
        reaction(fact, actor=actor, at=at)


def _write(pending: list[Pending], since: datetime | None) -> None:
    """Locks the chains in order of organisation, links the events on, and enqueues what follows."""
    if not pending:
        return
    places = sorted({_place(each.fact) for each in pending})
    heads = _lock_chains(places)
    stored = _store([_linked(each, heads) for each in pending])
    _move_heads(heads)
    jobs: list[Any] = [
        {"event_id": event_id, "reaction": f"{reaction.__module__}.{reaction.__name__}"}
        for each, event_id in zip(pending, stored, strict=True)
        for reaction in _reactions("AFTERWARDS").get(type(each.fact), ())
        if since is None or each.at >= since
    ]
    if jobs:
        app.configure_task("react", queue="reactions", allow_unknown=True).batch_defer(*jobs)


def _place(fact: Fact) -> int:
    return NETWORK if fact.on_behalf_of is None else fact.on_behalf_of


def _lock_chains(places: list[int]) -> dict[int, tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO activity_chain (organisation_id, sequence, head)"
            " SELECT place, 0, %s FROM unnest(%s::bigint[]) AS place ORDER BY place"
            " ON CONFLICT (organisation_id) DO UPDATE SET sequence = activity_chain.sequence"
            " RETURNING organisation_id, sequence, head",
            [rules.GENESIS, places],
        )
        return {place: (sequence, head) for place, sequence, head in cursor.fetchall()}


def _store(events: list[Event]) -> list[int]:
    """The events are in the log; says their rows, in order."""
    rows = [
        (
            event.organisation_id,
            event.sequence,
            event.name,
            event.happened_at,
            event.happened_by,
            event.happened_by_rule,
            Jsonb(event.facts),
            f"{{{','.join(map(str, event.readers))}}}",
            event.previous,
            event.hash,
        )
        for event in events
    ]
    with connection.cursor() as cursor:
        cursor.execute(STORE, [list(column) for column in zip(*rows, strict=True)])
        return [event_id for (event_id,) in cursor.fetchall()]


def _move_heads(heads: dict[int, tuple[int, str]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE activity_chain SET sequence = moved.sequence, head = moved.head"
            " FROM unnest(%s::bigint[], %s::bigint[], %s::text[]) AS moved (place, sequence, head)"
            " WHERE organisation_id = moved.place",
            [list(heads), [sequence for sequence, _ in heads.values()], [head for _, head in heads.values()]],
        )


def _linked(each: Pending, heads: dict[int, tuple[int, str]]) -> Event:
    place = _place(each.fact)
    sequence, previous = heads[place]
    event = Event(
        organisation_id=place,
        sequence=sequence + 1,
        name=each.fact.name,
        happened_at=each.at,
        happened_by=each.actor.person_id,
        happened_by_rule=each.actor.standing_rule,
        facts=each.fact.payload,
        readers=sorted({place, *each.fact.readers}),
        previous=previous,
    )
    event.hash = rules.link(previous, event.record)
    heads[place] = (event.sequence, event.hash)
    return event


@cache
def _reactions(when: str) -> dict[type[Fact], tuple[Reaction, ...]]:
    found: dict[type[Fact], tuple[Reaction, ...]] = getattr(import_module(settings.REACTIONS), when)
    return found
