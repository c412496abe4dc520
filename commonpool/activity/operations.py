"""One transaction whose events are written last, after every other lock, each on its organisation's chain."""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django import app

from commonpool.access import NETWORK, Actor
from commonpool.activity import rules
from commonpool.kernel.facts import Fact
from commonpool.kernel.prepared import Asking, Prepared, at_once

Reaction = Callable[..., None]

LOCK = Prepared(
    *("places", "genesis"),
    sql="""
INSERT INTO activity_chain (organisation_id, sequence, head)
SELECT place, 0, %(genesis)s FROM unnest(%(places)s::bigint[]) AS place ORDER BY place
    ON CONFLICT (organisation_id) DO UPDATE SET sequence = activity_chain.sequence
RETURNING organisation_id, sequence, head
""",
)
STORE = Prepared(
    *("events", "jobs"),
    sql="""
WITH told AS (
    SELECT * FROM json_to_recordset(%(events)s)
        AS told (number integer, organisation bigint, sequence bigint, name text, at timestamptz, by bigint,
                 rule text, facts jsonb, readers bigint[], previous text, hash text)
), moved AS (
    UPDATE activity_chain SET sequence = last.sequence, head = last.hash
      FROM (SELECT DISTINCT ON (organisation) * FROM told ORDER BY organisation, sequence DESC) last
     WHERE organisation_id = last.organisation
), stored AS (
    INSERT INTO activity_event (organisation_id, sequence, name, happened_at, happened_by, happened_by_rule, facts,
                                readers, previous, hash)
    SELECT organisation, sequence, name, at, by, rule, facts, readers, previous, hash FROM told ORDER BY number
    RETURNING id, organisation_id AS organisation, sequence
), enqueued AS (
    SELECT procrastinate_defer_jobs_v1(array_agg(ROW(
               'reactions', 'react', 0, NULL, NULL,
               jsonb_build_object('event_id', stored.id, 'reaction', job.reaction), NULL
           )::procrastinate_job_to_defer_v1 ORDER BY job.number))
      FROM json_to_recordset(%(jobs)s) AS job (number integer, organisation bigint, sequence bigint, reaction text)
      JOIN stored USING (organisation, sequence)
    HAVING count(*) > 0
)
SELECT id FROM stored WHERE (SELECT count(*) FROM enqueued) IS NOT NULL
""",
)
"""As many events as there are, in their order, each chain at its last one, and the jobs that follow events one by one.
They come as JSON: arrays of a million numbers take longer to write out than to store."""
MANY = 20
"""So many events of one change with one reaction are one job and not each its own."""
AT_ONE_TIME = 100
"""How many events one job answers at most: what fails is tried again with the others of its job."""


@dataclass(frozen=True)
class Pending:
    """An event that happened in the open transaction and is not written yet."""

    fact: Fact
    actor: Actor
    at: datetime


@dataclass(frozen=True)
class Open:
    """What the open `change()` writes when it ends: its events, and before them what was to be written last."""

    pending: list[Pending] = field(default_factory=list)
    last: list[Asking[Any]] = field(default_factory=list)


_open: ContextVar[Open | None] = ContextVar("open_change", default=None)


@contextmanager
def change(*, afterwards_since: datetime | None = None) -> Iterator[None]:
    """All or nothing: what is written inside, the events published, and the jobs they enqueue.

    An inner `change()` joins the outer one, and its failure fails the whole. `afterwards_since`: nothing follows
    afterwards from what happened before that instant, as when a history is told at once (the demonstration's).
    """
    if _open.get() is not None:
        with transaction.atomic(savepoint=False):
            yield
        return
    with transaction.atomic():
        opened = Open()
        token = _open.set(opened)
        try:
            yield
            _at_the_end(opened.pending)
            _write(opened, afterwards_since)
        finally:
            _open.reset(token)


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
    """The fact is part of the log when the open `change()` commits; its AT_ONCE reactions have run.

    Those AT_THE_END run when it ends.
    """
    _opened("publish()").pending.append(Pending(fact, actor, at))
    for reaction in _reactions("AT_ONCE").get(type(fact), ()):
        reaction(fact, actor=actor, at=at)


def write_last(asking: Asking[Any]) -> None:
    """What is asked for is written at the end of the open `change()`, on the way on which its events are written."""
    _opened("write_last()").last.append(asking)


def _opened(deed: str) -> Open:
    opened = _open.get()
    if opened is None:
        raise RuntimeError(f"{deed} belongs inside change()")
    return opened


def _at_the_end(pending: list[Pending]) -> None:
    """What follows all the events of a change together has followed: each reaction once, with those it follows.

    Nothing follows here what these reactions publish: an event that asks for it is refused, not passed over.
    """
    known = len(pending)
    following: dict[Reaction, list[Pending]] = {}
    for each in pending:
        for reaction in _reactions("AT_THE_END").get(type(each.fact), ()):
            following.setdefault(reaction, []).append(each)
    for reaction, those in following.items():
        reaction([each.fact for each in those], at=max(each.at for each in those))
    for each in pending[known:]:
        if type(each.fact) in _reactions("AT_THE_END"):
            raise RuntimeError(f"{each.fact.name} is published at the end, where nothing follows it any more")


def _write(opened: Open, since: datetime | None) -> None:
    """Locks the chains in order of organisation, links the events on, and enqueues what follows."""
    pending = opened.pending
    if not pending:
        at_once(*opened.last)
        return
    places = sorted({_place(each.fact) for each in pending})
    *_written, found = at_once(*opened.last, LOCK.asking(places=places, genesis=rules.GENESIS))
    heads = {place: (sequence, head) for place, sequence, head in found}
    events = [{**_linked(each, heads), "number": number} for number, each in enumerate(pending)]
    single, many = _following(pending, since)
    jobs = [{**job, "number": number, **_at(events[job["event"]])} for number, job in enumerate(single)]
    stored = STORE(events=json.dumps(events), jobs=json.dumps(jobs))
    for reaction, numbers in many.items():
        _enqueue_together(reaction, [stored[number][0] for number in numbers])


def _following(
    pending: list[Pending], since: datetime | None
) -> tuple[list[dict[str, Any]], dict[str, list[int]]]:
    """What follows which of these events, by their places among them: each alone, or very many with one reaction."""
    following: dict[Reaction, list[int]] = {}
    for number, each in enumerate(pending):
        if since is None or each.at >= since:
            for reaction in _reactions("AFTERWARDS").get(type(each.fact), ()):
                following.setdefault(reaction, []).append(number)
    named = {f"{each.__module__}.{each.__name__}": numbers for each, numbers in following.items()}
    single = [
        {"reaction": name, "event": number}
        for name, numbers in named.items()
        if len(numbers) < MANY
        for number in numbers
    ]
    return single, {name: numbers for name, numbers in named.items() if len(numbers) >= MANY}


def _enqueue_together(reaction: str, event_ids: list[int]) -> None:
    """What follows so many events waits to be done: a job for a hundred of them."""
    parts = [event_ids[start : start + AT_ONE_TIME] for start in range(0, len(event_ids), AT_ONE_TIME)]
    task = app.configure_task("react_to_all", queue="reactions", allow_unknown=True)
    jobs: list[Any] = [{"event_ids": part, "reaction": reaction} for part in parts]
    task.batch_defer(*jobs)


def _at(event: dict[str, Any]) -> dict[str, int]:
    """Where an event stands, before it has a number."""
    return {"organisation": event["organisation"], "sequence": event["sequence"]}


def _place(fact: Fact) -> int:
    return NETWORK if fact.on_behalf_of is None else fact.on_behalf_of


def _linked(each: Pending, heads: dict[int, tuple[int, str]]) -> dict[str, Any]:
    """What of the event is hashed, with the hash before it and its own."""
    place = _place(each.fact)
    sequence, previous = heads[place]
    record = rules.record(
        organisation_id=place,
        sequence=sequence + 1,
        name=each.fact.name,
        at=each.at,
        by=each.actor.person_id,
        rule=each.actor.standing_rule,
        facts=each.fact.payload,
        readers=sorted({place, *each.fact.readers}),
    )
    head = rules.link(previous, record)
    heads[place] = (sequence + 1, head)
    return {**record, "previous": previous, "hash": head}


@cache
def _reactions(when: str) -> dict[type[Fact], tuple[Reaction, ...]]:
    found: dict[type[Fact], tuple[Reaction, ...]] = getattr(import_module(settings.REACTIONS), when)
    return found
