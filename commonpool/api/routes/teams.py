"""POST teams: the best one; POST teams/request: all of it asked, or nobody."""

from typing import Any

from ninja import Router

from commonpool.access import Right
from commonpool.api.access import Calling, needs
from commonpool.api.hosts import host_among, host_and_function
from commonpool.api.once import Key, made_once
from commonpool.api.problems import refusal_problem
from commonpool.api.shapes import bookings as booked
from commonpool.api.shapes import teams as shapes
from commonpool.bookings import operations
from commonpool.bookings.rules.refusals import WeekBegun
from commonpool.bookings.rules.refusals.together import TeamTaken
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, now
from commonpool.matching.queries import alternatives_of_each, team_for
from commonpool.matching.rules.teams import Part, Wishes

router = Router(tags=["Teams"])


@router.post("teams", response={200: shapes.ProposedTeam}, operation_id="propose_team")
@needs(Right.REQUEST_BOOKING)
def propose_team(request: Calling, sent: shapes.TeamSent) -> Any:
    """The best team within the wishes, and others; nothing is held.

    Where the wishes leave no team the answer is 200 all the same, with `team` null: what to `relax` is the answer, and
    `lacking` the parts that nobody does or nobody who is free. Refuses weeks that have begun (`week_begun`).
    """
    at = now()
    host_id = host_among(request.actor.where(Right.REQUEST_BOOKING), sent.host)
    soonest = weeks.monday_of(london_date(at)) + weeks.WEEK
    if min(weeks.read(week) for week in sent.weeks) < soonest:
        raise WeekBegun
    wishes = Wishes(
        mondays=tuple(sorted({weeks.read(week) for week in sent.weeks})),
        budget_pence=sent.budget_pence,
        most_of_region=sent.most_of_region,
        least_councils=sent.least_councils,
        people=sent.people,
    )
    parts = [Part(each.words, each.minutes) for each in sent.parts]
    return shapes.proposal_shape(parts, team_for(request.actor, host_id, parts, wishes, at))


@router.post("teams/request", response={201: shapes.TogetherShape}, operation_id="request_together")
@needs(Right.REQUEST_BOOKING)
def request_together(request: Calling, sent: shapes.TogetherSent, key: Key = "") -> Any:
    """All weeks of all members are held until each answers, or nobody is asked.

    Taken weeks are 409 `team_taken`: `clashes` says who, when and what is free, `alternatives` what else would serve
    each. With an `Idempotency-Key`, the same request within 24 hours is answered the same and done once.
    """
    at = now()
    places = request.actor.where(Right.REQUEST_BOOKING)
    host_id, function_id = host_and_function(places, sent.host, sent.function)
    members = [
        operations.Member(each.officer, tuple((weeks.read(one.week), one.minutes) for one in each.weeks))
        for each in sent.members
    ]

    def held() -> dict[str, Any]:
        made = operations.request_together(
            actor=request.actor,
            host_id=host_id,
            members=members,
            purpose=sent.purpose,
            function_id=function_id,
            decisions=sent.work == "decisions",
            needs=tuple(sent.needs),
            purchase_order=sent.purchase_order,
            contact=sent.contact,
            ready_on=sent.ready_by,
            at=at,
        )
        return {
            "together": made[0].together,
            "bookings": [booked.booking_shape(request.actor, booking) for booking in made],
        }

    try:
        return made_once(request, held, key=key, route="teams", sent=sent, shape=shapes.TogetherShape, at=at)
    except TeamTaken as refusal:
        return taken(request, refusal, members, function_id, host_id)


def taken(
    request: Calling, refusal: TeamTaken, members: list[operations.Member], function_id: str, host_id: int
) -> Any:
    """Who is not free when, and for each of them what else would serve."""
    clashed = {officer for officer, _monday, _free in refusal.taken}
    wanted = {each.officer: each.weeks for each in members if each.officer in clashed}
    ways = alternatives_of_each(request.actor, wanted, function_id, host_id, now())
    others = [
        {"for": officer, "officer": other.reference, "weeks": shapes.weeks_shape(other.weeks)}
        for officer, found in ways.items()
        for other in found
    ]
    clashes = [
        {"officer": officer, "week": weeks.written(monday), "minutes": free}
        for officer, monday, free in refusal.taken
    ]
    return refusal_problem(refusal, clashes=clashes, alternatives=others)
