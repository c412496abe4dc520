"""Needs and offers in every state, reached by calling the operations."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime

from commonpool.bookings.models import Booking
from commonpool.identity.models import Person
from commonpool.needs import operations
from commonpool.needs.models import Need, Offer
from commonpool.needs.rules import Said
from tests.factories.bookings import Pair, function_id, monday
from tests.factories.people import NOW, actor

WHAT = "Somebody who has cleared an appeals backlog looks at ours and coaches two officers."


def saying(**otherwise: object) -> Said:
    """What most needs of the tests say: four hours in the weeks of 7 and 14 December 2026."""
    said = Said(
        title="Clear our planning appeals backlog",
        what=WHAT,
        function_id=function_id(),
        skill_ids=(),
        mondays=(monday(), monday(1)),
        minutes=240,
    )
    return replace(said, **otherwise)  # type: ignore[arg-type]


def drafted_need(pair: Pair, *, at: datetime = NOW, **otherwise: object) -> Need:
    """The host has written a need; nobody else sees it."""
    said = saying(**otherwise)
    return operations.write_need(actor=actor(pair.booker, at=at), host_id=pair.host.pk, said=said, at=at)


def opened_need(pair: Pair, *, at: datetime = NOW, **otherwise: object) -> Need:
    """The network sees it."""
    need = drafted_need(pair, at=at, **otherwise)
    return operations.open_need(actor=actor(pair.booker, at=at), need_id=need.pk, at=at)


def made_offer(
    pair: Pair,
    need: Need,
    weeks: Iterable[tuple[date, int]] | None = None,
    *,
    words: str = "I cleared two hundred of them last year.",
    at: datetime = NOW,
) -> Offer:
    """The pair's officer has offered; two hours in the week of 7 December 2026, unless said otherwise."""
    return operations.make_offer(
        actor=actor(pair.officer.person, at=at),
        need=need.reference,
        weeks=[(monday(), 120)] if weeks is None else weeks,
        words=words,
        at=at,
    )


def accepted_offer(
    pair: Pair, offer: Offer, *, by: Person | None = None, more: bool = False, at: datetime = NOW
) -> Booking:
    """The host has accepted: the booking waits for the officer's answer."""
    asker = actor(by or pair.booker, at=at)
    return operations.accept_offer(actor=asker, offer_id=offer.pk, more=more, at=at)
