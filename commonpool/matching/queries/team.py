"""Who could serve each part of a team: the order of a search, the hours free for this host, and what they cost."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from time import monotonic
from typing import Any

from django.db.models import OuterRef

from commonpool.access import Actor, Right
from commonpool.agreements.queries import vat_said
from commonpool.availability.models import Listing
from commonpool.bookings.queries import free_weeks, joined_host, prices_of
from commonpool.bookings.rules.vat import treatments
from commonpool.matching.queries.answers import answers_to_each, understood
from commonpool.matching.rules import SLOT, Wanted
from commonpool.matching.rules.teams import (
    MORE_WEEKS,
    SECONDS,
    Candidate,
    Part,
    Proposal,
    Wishes,
    longer,
    propose,
    within,
)

BEST = 50
"""Of each part's search: who stands further down is no match any more."""


@dataclass(frozen=True)
class Proposed:
    """A proposal, with the listings of whom it names by their reference."""

    proposal: Proposal
    listings: dict[str, Listing]
    found: tuple[int, ...]
    """How many each part's search found."""


def team_for(
    actor: Actor,
    host_id: int,
    parts: Sequence[Part],
    wishes: Wishes,
    at: datetime,
    clock: Callable[[], float] = monotonic,
) -> Proposed:
    """The best team for a host within its wishes, and what else could be; or what to relax.

    Requires `request_booking` at the host; refuses `depth_needed` where it does not borrow yet. Candidates are those
    of a search for each part who have something free in these weeks or soon after, so none of the host's own
    officers, and nobody whose council has no agreement with it. Twelve SQL queries, however many parts.
    """
    actor.require(Right.REQUEST_BOOKING, host_id)
    joined_host(host_id, "borrow")
    looked_at = longer(wishes.mondays, MORE_WEEKS)
    best = best_of_each([part.words for part in parts], looked_at, host_id, at)
    rows: Any = Listing.objects.filter(pk__in={pk for pks in best for pk in pks})
    rows = rows.select_related("person", "employment__organisation")
    listings = {
        row.pk: row for row in rows.annotate(vat_said=vat_said(OuterRef("employment__organisation_id")))
    }
    free = free_weeks(listings.values(), [host_id], looked_at[0], looked_at[-1], at)
    prices = prices_of(listings.values(), looked_at)
    lists = [
        [
            _candidate(listings[pk], place, free[pk], prices[pk], looked_at)
            for place, pk in enumerate(pk for pk in pks if free.get(pk))
        ]
        for pks in best
    ]
    named = {listing.reference: listing for listing in listings.values()}
    proposal = propose(parts, lists, wishes, within(SECONDS, clock))
    return Proposed(proposal, named, tuple(len(each) for each in lists))


def best_of_each(
    words: Sequence[str], mondays: Sequence[date], host_id: int, at: datetime, most: int = BEST
) -> list[list[int]]:
    """The listings that a search for each of these words finds among those with something free, the best first.

    At most six SQL queries, however many parts.
    """
    time = Wanted(total_minutes=SLOT, mondays=tuple(mondays))
    known = understood([replace(time, words=text) for text in words], at)
    found = answers_to_each(known, time.mondays, [host_id], at, names=True, last=most)
    return [[row.listing_id for row in each.shown] for each in found]


def _candidate(
    listing: Any, place: int, free: dict[date, int], hourly: dict[date, int], mondays: Sequence[date]
) -> Candidate:
    home = listing.employment.organisation
    return Candidate(
        officer=listing.reference,
        council=home.pk,
        region=home.region or home.nation,
        place=place,
        free=free,
        hourly=hourly,
        vat=treatments(listing.vat_said, mondays),
    )
