"""Questions about the log."""

import json
from collections.abc import Iterable

from django.conf import settings
from django.db.models import QuerySet

from commonpool.access import Actor, Right
from commonpool.activity import rules
from commonpool.activity.models import Chain, Event


def log_of(actor: Actor, organisation_id: int) -> QuerySet[Event]:
    """Every event the organisation may read, newest first. Requires `read_log` there."""
    actor.require(Right.READ_LOG, organisation_id)
    return Event.objects.filter(readers__contains=[organisation_id]).order_by("-id")


def event(event_id: int) -> Event:
    """One event by its row, for the worker."""
    return Event.objects.get(pk=event_id)


def story(key: str, value: int) -> QuerySet[Event]:
    """The events whose facts hold this key and value, oldest first: a thing's timeline."""
    return Event.objects.filter(facts__contains={key: value}).order_by("happened_at", "id")


def first_break(organisation_id: int, published: Iterable[tuple[int, str]] = ()) -> int | None:
    """The sequence at which this chain stops being whole, or None: an edit, a gap or a cut tail is found.

    `published`: heads that were told elsewhere, as (sequence, hash). Whoever rewrites the log and its own head
    can make the rest agree again, but not with them.
    """
    told: dict[int, set[str]] = {}
    for place, seal in published:
        told.setdefault(place, set()).add(seal)
    previous, sequence = rules.GENESIS, 0
    for each in Event.objects.filter(organisation_id=organisation_id).order_by("sequence").iterator():
        sequence += 1
        whole = each.sequence == sequence and each.previous == previous
        if not whole or rules.link(previous, each.record) != each.hash:
            return sequence
        if told.pop(sequence, {each.hash}) != {each.hash}:
            return sequence
        previous = each.hash
    chain = Chain.objects.filter(organisation_id=organisation_id).first()
    head = (chain.sequence, chain.head) if chain else (0, rules.GENESIS)
    return sequence + 1 if told or head != (sequence, previous) else None


def published_heads(organisation_id: int) -> list[tuple[int, str]]:
    """The heads of this chain in the files of each day, which stand outside the database."""
    kept = (json.loads(file.read_text()) for file in sorted((settings.STATE / "heads").glob("*.json")))
    found = (day["heads"].get(str(organisation_id)) for day in kept)
    return [(head["sequence"], head["head"]) for head in found if head]


def heads() -> dict[int, tuple[int, str]]:
    """The head of every chain: (sequence, hash) by organisation, 0 being the network."""
    rows = Chain.objects.order_by("organisation_id").values_list("organisation_id", "sequence", "head")
    return {place: (sequence, head) for place, sequence, head in rows}


def event_at(organisation_id: int, sequence: int) -> Event:
    """The event at this place of a chain."""
    return Event.objects.get(organisation_id=organisation_id, sequence=sequence)
