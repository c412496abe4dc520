"""Needs and their moves; offers to them, and the moves of an offer, a literal path each."""

from collections.abc import Callable
from typing import Any

from ninja import Router

from commonpool.access import Right
from commonpool.agreements.queries import sees_names
from commonpool.api.access import SIGNED_IN, Calling, needs
from commonpool.api.hosts import host_among
from commonpool.api.lists import listed
from commonpool.api.once import Key
from commonpool.api.routes.bookings import asked, booked_or_taken
from commonpool.api.shapes import offers as shapes
from commonpool.api.shapes.bookings import BookingShape
from commonpool.api.shapes.values import InNation, PageNumber, Short
from commonpool.bookings.models import Booking
from commonpool.kernel import weeks
from commonpool.kernel.clock import now
from commonpool.needs import operations, queries
from commonpool.organisations.queries import function_named

router = Router(tags=["Needs"])
SEEING = (Right.SEARCH_POOL, Right.REQUEST_BOOKING)
MOVED = {200: shapes.OfferShape}
NEED = {200: shapes.NeedDetail}


@router.get("needs", response={200: shapes.Needs}, operation_id="needs")
@needs(Right.SEARCH_POOL)
def open_needs(request: Calling, function: Short = "", nation: InNation = "", page: PageNumber = 1) -> Any:
    """Open needs of the network, the newest first. A function takes in its parts."""
    function_id = function_named(function).pk if function else ""
    found = queries.open_needs(request.actor, now(), function_id=function_id, nation=nation)
    named = sees_names(request.actor.where(Right.SEARCH_POOL))
    return listed(request, found, page, lambda need: shapes.need_shape(need, named=named))


@router.get("needs/{reference}", response=NEED, operation_id="need")
@needs(SEEING)
def need(request: Calling, reference: Short) -> Any:
    """One need, and the offers that the caller may see."""
    return shapes.detail_shape(request.actor, queries.need_for(request.actor, reference))


@router.post("needs", response={201: shapes.NeedDetail}, operation_id="post_need")
@needs(Right.REQUEST_BOOKING)
def post_need(request: Calling, sent: shapes.NeedSent) -> Any:
    """The network sees it for sixty days, or until it is filled; or it is kept as a draft."""
    host_id = host_among(request.actor.where(Right.REQUEST_BOOKING), sent.host)
    posted = operations.post_need(
        actor=request.actor, host_id=host_id, said=sent.said(), opened=not sent.draft, at=now()
    )
    return 201, shapes.detail_shape(request.actor, queries.need_for(request.actor, posted.reference))


@router.post("needs/{reference}/change", response=NEED, operation_id="change_need")
@needs(Right.REQUEST_BOOKING)
def change_need(request: Calling, reference: Short, sent: shapes.NeedSaid) -> Any:
    """It says this instead. Its sixty days and weeks that have begun stay; offers in none of its weeks wait no more."""
    return moved_need(request, reference, operations.change_need, sent)


@router.post("needs/{reference}/open", response=NEED, operation_id="open_need")
@needs(Right.REQUEST_BOOKING)
def open_need(request: Calling, reference: Short) -> Any:
    """A draft is put before the network."""
    return moved_need(request, reference, operations.open_need)


@router.post("needs/{reference}/close", response=NEED, operation_id="close_need")
@needs(Right.REQUEST_BOOKING)
def close_need(request: Calling, reference: Short) -> Any:
    """Nobody is wanted for it any more. What was accepted stands."""
    return moved_need(request, reference, operations.close_need)


def moved_need(
    request: Calling, reference: str, verb: Callable[..., Any], sent: shapes.NeedSaid | None = None
) -> Any:
    """The verb is done to the need, and it is answered as it stands then."""
    found = queries.own_need(request.actor, queries.need_for(request.actor, reference).pk)
    said = {"said": sent.said()} if sent else {}
    verb(actor=request.actor, need_id=found.pk, at=now(), **said)
    return shapes.detail_shape(request.actor, queries.need_for(request.actor, reference))


@router.post("needs/{reference}/offers", response={201: shapes.OfferShape}, operation_id="make_offer")
@needs(Right.ANSWER_BOOKING)
def make_offer(request: Calling, reference: Short, sent: shapes.OfferSent) -> Any:
    """The officer offers hours. Nothing is held; accepted, they are asked as for any booking."""
    chosen = [(weeks.read(each.week), each.minutes) for each in sent.weeks]
    made = operations.make_offer(
        actor=request.actor, need=reference, weeks=chosen, words=sent.words, at=now()
    )
    return 201, shapes.offer_shape(queries.offer_for(request.actor, made.reference))


@router.post("needs/{reference}/ask", response={201: BookingShape}, operation_id="ask_for_need")
@needs(Right.REQUEST_BOOKING)
def ask_for_need(request: Calling, reference: Short, sent: shapes.AskSent, key: Key = "") -> Any:
    """An officer is asked directly for a need: a booking like any, whose hours count to it. A taken week as there.

    With an `Idempotency-Key`, the same request sent again within 24 hours is answered the same and done once.
    """
    at, found = now(), queries.own_need(request.actor, queries.need_for(request.actor, reference).pk)
    terms = asked(request, sent.model_copy(update={"host": found.host.code}))

    def held() -> Booking:
        return operations.ask_for_need(actor=request.actor, need_id=found.pk, more=sent.more, at=at, **terms)

    route = f"needs/{reference}/ask"
    return booked_or_taken(request, held, terms, key=key, route=route, sent=sent, at=at)


@router.post("offers/{reference}/change", response=MOVED, operation_id="change_offer")
@needs(Right.ANSWER_BOOKING)
def change_offer(request: Calling, reference: Short, sent: shapes.OfferSent) -> Any:
    """Its officer offers these hours instead, until it is answered."""
    chosen = [(weeks.read(each.week), each.minutes) for each in sent.weeks]
    found = queries.offer_for(request.actor, reference)
    operations.change_offer(actor=request.actor, offer_id=found.pk, weeks=chosen, words=sent.words, at=now())
    return shapes.offer_shape(queries.offer_for(request.actor, reference))


@router.post("offers/{reference}/accept", response={201: BookingShape}, operation_id="accept_offer")
@needs(Right.REQUEST_BOOKING)
def accept(request: Calling, reference: Short, sent: shapes.AcceptSent, key: Key = "") -> Any:
    """The weeks offered are held as a booking, until the officer answers its exact terms. A taken week as above.

    With an `Idempotency-Key`, the same request sent again within 24 hours is answered the same and done once.
    """
    at, found = now(), queries.offer_for(request.actor, reference)

    def held() -> Booking:
        terms = shapes.terms_sent(found, sent)
        return operations.accept_offer(actor=request.actor, offer_id=found.pk, more=sent.more, at=at, **terms)

    wanted = {
        "officer": found.listing.reference,
        "weeks": queries.weeks_of_offer(found),
        "function_id": found.need.function_id,
        "host_id": found.need.host_id,
    }
    route = f"offers/{reference}"
    return booked_or_taken(request, held, wanted, key=key, route=route, sent=sent, at=at)


@router.post("offers/{reference}/shortlist", response=MOVED, operation_id="shortlist_offer")
@needs(Right.REQUEST_BOOKING)
def shortlist(request: Calling, reference: Short) -> Any:
    """The host keeps it in view."""
    return moved(request, reference, operations.shortlist_offer)


@router.post("offers/{reference}/decline", response=MOVED, operation_id="decline_offer")
@needs(Right.REQUEST_BOOKING)
def decline(request: Calling, reference: Short) -> Any:
    """The host says no. No reason is needed."""
    return moved(request, reference, operations.decline_offer)


@router.post("offers/{reference}/withdraw", response=MOVED, operation_id="withdraw_offer")
@needs(SIGNED_IN)
def withdraw(request: Calling, reference: Short) -> Any:
    """The officer takes it back before it is answered."""
    return moved(request, reference, operations.withdraw_offer)


def moved(request: Calling, reference: str, verb: Callable[..., Any]) -> Any:
    """The verb is done to the offer, and it is answered as it stands then."""
    found = queries.offer_for(request.actor, reference)
    verb(actor=request.actor, offer_id=found.pk, at=now())
    return shapes.offer_shape(queries.offer_for(request.actor, reference))
