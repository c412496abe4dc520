"""Calls: one message, one reply, up to 30 minutes of talk. They touch no week and need no agreement."""

from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.availability import queries as availability
from commonpool.bookings import queries
from commonpool.bookings.events import AboutCall, CallAnswered, CallAsked, CallLapsed
from commonpool.bookings.lifecycle import CALL
from commonpool.bookings.models import Call
from commonpool.bookings.rules import calling
from commonpool.bookings.rules.refusals import (
    CallMoved,
    CallsClosed,
    DemonstrationApart,
    SameCouncil,
    TooManyCalls,
    WordsWrong,
)
from commonpool.identity.models import Person
from commonpool.identity.queries import require_name
from commonpool.kernel.clock import london_date

LAPSED = Actor.rule("call_lapsed")


def ask_for_call(*, actor: Actor, officer: str, host_id: int, message: str, at: datetime) -> Call:
    """An officer of another council is asked to talk, for up to 30 minutes, free.

    Requires `ask_for_call` at the asker's council, which has joined at least as peer. Refuses `name_needed`,
    `not_found`, `depth_needed`, `words_wrong`, `calls_closed`, `same_council`, `demonstration_apart`, and
    `too_many_calls`: at most five asked by one person and three received by one officer in a week.
    """
    actor.require(Right.ASK_FOR_CALL, host_id)
    require_name(actor)
    if not calling.fits(message):
        raise WordsWrong
    host = queries.joined_host(host_id, "peer")
    listing = queries.listing_in_line(officer, host_id, london_date(at))
    home = listing.employment.organisation
    if listing.host_employs:  # type: ignore[attr-defined]
        raise SameCouncil
    if home.demonstration != host.demonstration:
        raise DemonstrationApart
    if not listing.open_to_calls or not availability.standing_of(listing.pk, at).visible:
        raise CallsClosed
    with change():
        _lock_both(actor.by, listing.person_id)
        asked, received = queries.calls_counted(actor.by, listing.person_id, calling.week_start(at))
        if asked >= calling.ASKED_PER_WEEK or received >= calling.RECEIVED_PER_WEEK:
            raise TooManyCalls
        call = Call.objects.create(
            listing=listing,
            officer_id=listing.person_id,
            home=home,
            host=host,
            message=message.strip(),
            asked_at=at,
            asked_by_id=actor.by,
            answer_by=calling.lapses_at(at),
        )
        tell_of_call(CallAsked, call, for_home=False, actor=actor, at=at)
    return call


def answer_call(*, actor: Actor, call_id: int, accept: bool, at: datetime, reply: str = "") -> Call:
    """The officer has answered: with times that suit, or no. Declining needs no words.

    Refuses `not_found` to anybody else, `words_wrong` (a yes says when), `call_moved`.
    """
    seen = queries.call_to_answer(actor, call_id)
    actor.require(Right.ANSWER_BOOKING, seen.home_id)
    if not calling.fits(reply, needed=accept):
        raise WordsWrong(field="reply")
    with change():
        call = queries.lock_call(call_id)
        if at > call.answer_by:
            raise CallMoved
        call.status = CALL.after(call.status, "accept" if accept else "decline", CallMoved)
        call.reply, call.answered_at, call.answered_by_id = reply.strip(), at, actor.by
        call.save()
        tell_of_call(CallAnswered, call, for_home=True, actor=actor, at=at, accepted=accept)
    return call


def lapse_calls(*, at: datetime, actor: Actor = LAPSED) -> int:
    """Calls nobody answered in a week have lapsed, each in its own transaction; says how many. Repeatable."""
    done = 0
    for call_id in queries.calls_over(at):
        with change():
            call = queries.lock_call(call_id)
            if call.status == "asked" and call.answer_by < at:
                call.status = CALL.after(call.status, "lapse", CallMoved)
                call.answered_at, call.answered_by_rule = at, LAPSED.standing_rule
                call.save()
                tell_of_call(CallLapsed, call, for_home=False, actor=actor, at=at)
                done += 1
    return done


def _lock_both(*person_ids: int) -> None:
    """Both people's counts stand still while one more call is counted."""
    rows = Person.objects.filter(pk__in=person_ids).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk"))


def tell_of_call(
    fact: type[AboutCall], call: Call, *, for_home: bool, actor: Actor, at: datetime, **facts: bool
) -> None:
    """The fact is on the chain of the council that acted, and the other may read it."""
    publish(
        fact(
            on_behalf_of=call.home_id if for_home else call.host_id,
            readers=(call.host_id if for_home else call.home_id,),
            call_id=call.pk,
            listing_id=call.listing_id,
            officer_id=call.officer_id,
            asker_id=call.asked_by_id,
            **facts,
        ),
        actor=actor,
        at=at,
    )
