"""GET officers, GET officers/{reference}, POST calls."""

from typing import Any

from ninja import Router
from pydantic import BaseModel

from commonpool.access import Right
from commonpool.agreements.queries import depth_needed, sees_names
from commonpool.api.access import Calling, needs
from commonpool.api.hosts import host_among
from commonpool.api.lists import answer
from commonpool.api.shapes import officers as shapes
from commonpool.api.shapes.bookings import Sent
from commonpool.api.shapes.values import Asked, InNation, Message, PageNumber, Short, Weeks
from commonpool.availability import queries as availability
from commonpool.bookings import operations as booking
from commonpool.bookings import queries as bookings
from commonpool.kernel import weeks as iso
from commonpool.kernel.clock import london_date, now
from commonpool.matching.queries import search
from commonpool.matching.queries.questions import PAGE
from commonpool.matching.rules import Wanted
from commonpool.organisations.queries import council_by_code, function_named
from commonpool.people.queries import experience_of, participations_of, skill_named

router = Router(tags=["Officers"])


@router.get("officers", response={200: shapes.Officers}, operation_id="officers")
@needs(Right.SEARCH_POOL)
def officers(
    request: Calling,
    q: Short = "",
    skill: Short = "",
    function: Short = "",
    nation: InNation = "",
    region: Short = "",
    weeks: Weeks = "",
    minutes: Asked = 0,
    each_week: bool = False,
    total_minutes: Asked = 0,
    remote: bool = False,
    on_site: bool = False,
    council: Short = "",
    max_hourly_price_pence: Asked = 0,
    unlike_us: bool = False,
    counts: bool = False,
    page: PageNumber = 1,
) -> Any:
    """Officers in the pool, best first. `minutes`: free in at least one of the weeks; with `each_week`, in every one.

    `total_minutes`: in all of them together. Weeks that have begun do not count.
    At most 5,000 are counted and ranked: where there are more, `count` is 5,000 and `capped` is true.
    `council`: the code of the home council; `max_hourly_price_pence`: before VAT, today. Both 422 `depth_needed` to who
    sees neither. `unlike_us`: their council is of another region, and of another type, than the caller's. With
    `counts`, how many of those found each filter would leave; of a skill, function, nation or region that is asked for,
    that one alone.
    """
    places = request.actor.where(Right.SEARCH_POOL)
    if (council or max_hourly_price_pence) and not sees_names(places):
        raise depth_needed(min(places), "peer")
    wanted = Wanted(
        words=q,
        skill_id=skill_named(skill).pk if skill else "",
        function_id=function_named(function).pk if function else "",
        nation=nation,
        region=region,
        mondays=mondays_in(weeks),
        minutes=minutes,
        each_week=each_week,
        total_minutes=total_minutes,
        remote=remote,
        on_site=on_site,
        most_pence=max_hourly_price_pence,
        unlike_us=unlike_us,
        home_id=council_by_code(council).pk if council else 0,
    )
    found = search(request.actor, wanted, now(), page, counted=counts)
    results = [shapes.hit_shape(hit) for hit in found.hits]
    extra: dict[str, Any] = {"capped": found.capped, "loosened": found.loosened}
    extra["counts"] = shapes.counts_shape(found.counts) if counts else None
    return answer(request, found.count, results, page, PAGE) | extra


def mondays_in(text: str) -> tuple[Any, ...]:
    return tuple(iso.read_range(text)) if text else ()


@router.get("officers/{reference}", response={200: shapes.OfficerDetail}, operation_id="officer")
@needs(Right.SEARCH_POOL)
def officer(request: Calling, reference: Short) -> Any:
    """One officer, with the weeks of the next half year that the caller's councils could request now."""
    at = now()
    listing = availability.listing_for(request.actor, reference, at)
    places = request.actor.where(Right.SEARCH_POOL)
    named = sees_names(places)
    first = iso.monday_of(london_date(at)) + iso.WEEK
    free = bookings.free_weeks([listing], places, first, first + 25 * iso.WEEK, at)[listing.pk]
    standing = availability.standing_of(listing.pk, at)
    parts = list(participations_of(listing.person_id))
    done = list(experience_of(listing.person_id))
    return shapes.detail_shape(listing, standing, done, parts, free, named=named)


class CallSent(Sent):
    officer: Short
    message: Message
    host: Short | None = None


class CallShape(BaseModel):
    reference: str
    officer: str
    host: str
    status: str
    message: str
    answer_by: str


@router.post("calls", response={201: CallShape}, operation_id="ask_for_call")
@needs(Right.ASK_FOR_CALL)
def ask_for_call(request: Calling, sent: CallSent) -> Any:
    """A call is asked for: one message, and one reply will come."""
    at = now()
    host_id = host_among(request.actor.where(Right.ASK_FOR_CALL), sent.host)
    asked = booking.ask_for_call(
        actor=request.actor, officer=sent.officer, host_id=host_id, message=sent.message, at=at
    )
    return 201, {
        "reference": asked.reference,
        "officer": sent.officer,
        "host": asked.host.code,
        "status": asked.status,
        "message": asked.message,
        "answer_by": asked.answer_by.isoformat(),
    }
