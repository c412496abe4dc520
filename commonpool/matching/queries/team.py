"""Who could serve each part of a team: the order of a search, the hours free for this host, and what they cost."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from time import monotonic
from typing import Any

from django.db.models import OuterRef

from commonpool.access import Actor, Right
from commonpool.agreements.queries import vat_said
from commonpool.availability.models import Listing
from commonpool.bookings.queries import joined_host, offered, prices_of
from commonpool.bookings.rules.keeping import Askable
from commonpool.bookings.rules.vat import treatments
from commonpool.matching.queries.answers import answers_to_each, understood
from commonpool.matching.queries.questions import Answers
from commonpool.matching.queries.reasons import reasons_for_each
from commonpool.matching.queries.results import Row
from commonpool.matching.rules import SLOT, Reason, Wanted
from commonpool.matching.rules.teams import (
    MORE_WEEKS,
    SECONDS,
    Candidate,
    Lists,
    Part,
    Proposal,
    Wishes,
    longer,
    propose,
    within,
)

BEST = 50
"""Of each part's search, and as many with hours free: who stands further down is no match any more."""
LOOKED_THROUGH = 5 * BEST
"""Rows of a part's search, for those with hours free."""
LEAST = 0.5
"""Of the rank of the best, whoever is free: who has less does something else that touches it (ADR 0140)."""


@dataclass(frozen=True)
class Proposed:
    """A proposal, with the listings of whom it names by their reference."""

    proposal: Proposal
    listings: dict[str, Listing]
    found: Lists
    """Who does what each part asks for, the best first, free or not."""
    reasons: dict[tuple[int, str], list[Reason]]
    """Why each member matches, by part and reference."""
    free: dict[str, Askable]
    """What the host could ask for of each, or the rules in the way."""


def team_for(
    actor: Actor,
    host_id: int,
    parts: Sequence[Part],
    wishes: Wishes,
    at: datetime,
    clock: Callable[[], float] = monotonic,
) -> Proposed:
    """The best team for a host within its wishes, and what else could be; or what to relax.

    Requires `request_booking` at the host; refuses `depth_needed` where it does not borrow yet. Candidates are who
    does what each part asks for (`best_of_each`), free or not, but none of the host's own officers; who has nothing
    free in these weeks or soon after, whose council has no agreement with it, or whom a rule keeps from it, is in no
    team. Fourteen SQL queries, however many parts.
    """
    actor.require(Right.REQUEST_BOOKING, host_id)
    joined_host(host_id, "borrow")
    looked_at = longer(wishes.mondays, MORE_WEEKS)
    found = best_of_each([part.words for part in parts], looked_at, host_id, at)
    placed = [_placed(each.shown) for each in found]
    rows: Any = Listing.objects.filter(pk__in={row.listing_id for each in placed for _place, row in each})
    rows = rows.select_related("person", "employment__organisation")
    listings = {
        row.pk: row for row in rows.annotate(vat_said=vat_said(OuterRef("employment__organisation_id")))
    }
    free = offered(listings.values(), [host_id], looked_at[0], looked_at[-1], at)
    prices = prices_of(listings.values(), looked_at)
    lists = [
        [
            _candidate(listings[row.listing_id], place, row, free, prices, looked_at)
            for place, row in each
            if row.listing_id in listings
        ]
        for each in placed
    ]
    named = {listing.reference: listing for listing in listings.values()}
    proposal = propose(parts, lists, wishes, within(SECONDS, clock))
    reasons = _reasons(proposal, parts, found, named)
    return Proposed(
        proposal, named, lists, reasons, {each.reference: free[pk] for pk, each in listings.items()}
    )


def best_of_each(
    words: Sequence[str], mondays: Sequence[date], host_id: int, at: datetime, most: int = LOOKED_THROUGH
) -> list[Answers]:
    """Who does what these words ask for, the best first: who says the thing itself, not merely what stands near it,
    and has LEAST of the rank of the best of them; but who works for the host.

    At most five SQL queries, however many parts.
    """
    known = understood([Wanted(words=text) for text in words], at)
    found = answers_to_each(known, mondays, [host_id], at, names=True, last=most, closely=True)
    return [replace(each, shown=_near_the_best(each.shown)) for each in found]


def _near_the_best(shown: Sequence[Row]) -> list[Row]:
    return [row for row in shown if row.rank >= LEAST * shown[0].rank]


def _placed(shown: Sequence[Row]) -> list[tuple[int, Row]]:
    """Who may serve a part, with their places: the BEST, free or not, and BEST of those with hours free."""
    free = [place for place, row in enumerate(shown) if row.free_minutes >= SLOT]
    return [(place, shown[place]) for place in sorted({*range(len(shown[:BEST])), *free[:BEST]})]


def _candidate(
    listing: Any,
    place: int,
    row: Row,
    free: Mapping[int, Askable],
    prices: Mapping[int, dict[date, int]],
    mondays: Sequence[date],
) -> Candidate:
    home, weeks = listing.employment.organisation, free[listing.pk].weeks
    return Candidate(
        officer=listing.reference,
        council=home.pk,
        region=home.region or home.nation,
        place=place,
        free=weeks,
        hourly=prices[listing.pk],
        vat=treatments(listing.vat_said, mondays),
        bookable=bool(weeks) or (row.free_minutes < SLOT and not free[listing.pk].by),
    )


def _reasons(
    proposal: Proposal, parts: Sequence[Part], found: Sequence[Answers], named: Mapping[str, Listing]
) -> dict[tuple[int, str], list[Reason]]:
    """Why each member of the teams matches, as a search says it. One SQL query; none without a team."""
    teams = [team for team in (proposal.team, *proposal.alternatives) if team]
    members = [
        {piece.officer for team in teams for piece in team.pieces if piece.part == n}
        for n in range(len(parts))
    ]
    several = [
        ([named[officer] for officer in sorted(own)], Wanted(words=part.words), each.asked)
        for own, part, each in zip(members, parts, found, strict=True)
    ]
    reasons = reasons_for_each(several, names=True)
    return {(n, officer): reasons[n][named[officer].pk] for n, own in enumerate(members) for officer in own}
