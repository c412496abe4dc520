"""A host council asks for several officers at once: all of their weeks are held, or none."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change
from commonpool.agreements.operations import pair_between
from commonpool.bookings import queries
from commonpool.bookings.models import Booking
from commonpool.bookings.operations.request_booking import hold_for
from commonpool.bookings.queries.together import officers_named
from commonpool.bookings.rules.asking import Ask, shape
from commonpool.bookings.rules.judging import judge
from commonpool.bookings.rules.lawful import said_by_law
from commonpool.bookings.rules.refusals import Ruled, WeekTaken
from commonpool.bookings.rules.refusals.together import MemberRefused, TeamTaken, TeamWrong
from commonpool.identity.queries import require_name
from commonpool.kernel.clock import london_date
from commonpool.kernel.references import new_reference

MOST_MEMBERS = 18
"""Six parts, each of three people at most."""


@dataclass(frozen=True)
class Member:
    """An officer of a team, by their listing's reference, and their weeks: pairs of Monday and minutes."""

    officer: str
    weeks: tuple[tuple[date, int], ...]


def request_together(
    *,
    actor: Actor,
    host_id: int,
    members: Iterable[Member],
    purpose: str,
    function_id: str,
    at: datetime,
    decisions: bool = False,
    needs: Collection[str] = (),
    purchase_order: str = "",
    contact: str = "",
    ready_on: date | None = None,
) -> list[Booking]:
    """The weeks of several officers are held for a host until each answers for themselves: all of them or none.

    Each is a booking like any other, for pay, with the same work; `together` is the reference they share. Requires
    `request_booking` at the host. Refuses `team_wrong` (nobody, too many, or one officer twice), `team_taken` (409,
    with each clash: who and which week), what `rules.asking.shape` says, and what `request_booking` refuses of one
    of them, with their name before it.
    """
    chosen = sorted(members, key=lambda each: each.officer)
    actor.require(Right.REQUEST_BOOKING, host_id)
    require_name(actor)
    if not 0 < len(chosen) <= MOST_MEMBERS or len({each.officer for each in chosen}) < len(chosen):
        raise TeamWrong
    asks = {
        each.officer: Ask.of(
            each.weeks,
            purpose=purpose,
            function_id=function_id,
            decisions=decisions,
            needs=needs,
            purchase_order=purchase_order,
            contact=contact,
            ready_on=ready_on,
        )
        for each in chosen
    }
    today = london_date(at)
    for ask in asks.values():
        for refusal in shape(ask, today):
            raise refusal
    with change():
        subjects = queries.subjects_for(host_id, asks, at, lock=True, by=actor.by)
        found = list(zip(subjects, asks.values(), strict=True))
        said = [list(said_by_law(ask, subject.known)) for subject, ask in found]
        refused = {
            subject.listing.reference: list(judge(ask, subject.known, law))
            for (subject, ask), law in zip(found, said, strict=True)
        }
        refuse_any(refused, host_id, at)
        together = new_reference("T")
        _make_pairs(subjects, host_id)
        # A hold writes search rows, which are locked in the order of their listings.
        judged = sorted(zip(found, said, strict=True), key=lambda each: each[0][0].listing.pk)
        return [hold_for(actor, subject, ask, law, at, together) for (subject, ask), law in judged]


def _make_pairs(subjects: Iterable[queries.Subject], host_id: int) -> None:
    """There is a row for the host and each home, made in the order of homes: two teams may make the same ones."""
    new = (each for each in subjects if (facts := each.known.procurement) and facts.pair_id is None)
    for home_id in sorted({each.home.pk for each in new}):
        pair_between(home_id, host_id)


def refuse_any(refused: dict[str, list[Ruled]], host_id: int, at: datetime) -> None:
    """Every clash of every officer at once; else the first thing that refuses one of them, with their name."""
    first = [(officer, refusals[0]) for officer, refusals in refused.items() if refusals]
    if not first:
        return
    names = officers_named((officer for officer, _refusal in first), host_id, at)
    clashes = [
        (officer, monday, free)
        for officer, refusal in first
        if isinstance(refusal, WeekTaken)
        for monday, free in refusal.clashes
    ]
    if clashes:
        raise TeamTaken(clashes, names)
    officer, refusal = first[0]
    raise MemberRefused(refusal, officer, names.get(officer, ""))
