"""A need is written, put before the network, changed and closed by who may ask for its host; time ends it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, one_by_one
from commonpool.bookings.queries import booking_for, joined_host
from commonpool.identity.queries import require_name
from commonpool.kernel import references
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound
from commonpool.needs import queries
from commonpool.needs.events import NeedChanged, NeedClosed, NeedExpired, NeedOpened, NeedPassed, NeedWritten
from commonpool.needs.lifecycle import NEED, OPEN_NEED
from commonpool.needs.models import Need, NeedSkill, NeedWeek
from commonpool.needs.operations.follow_bookings import fill
from commonpool.needs.operations.setting_aside import (
    ENDED,
    bring_back,
    set_aside_dropped,
    set_aside_waiting,
)
from commonpool.needs.operations.telling import tell
from commonpool.needs.rules import (
    OPEN_FOR,
    AcceptedInWeek,
    LessThanTaken,
    NeedMoved,
    NeedWrong,
    Said,
    SubjectUnknown,
    wrong_need,
)
from commonpool.organisations.models import Nation
from commonpool.organisations.queries import function_named
from commonpool.people.models import Skill

SIXTY_DAYS = Actor.rule("need_sixty_days")
WEEKS_BEGUN = Actor.rule("need_weeks_begun")


def write_need(*, actor: Actor, host_id: int, said: Said, at: datetime) -> Need:
    """A need of this council is written down; nobody else sees it until it is opened.

    Requires `request_booking` at the host. Refuses `name_needed`, `need_wrong`, `need_weeks_wrong`,
    `need_minutes_wrong`, `unknown_function`, `subject_unknown`.
    """
    actor.require(Right.REQUEST_BOOKING, host_id)
    require_name(actor)
    _judge(actor, host_id, said, at)
    with change():
        need = Need(host_id=host_id, written_at=at, written_by_id=actor.by)
        _write(need, said)
        tell(NeedWritten, need, actor=actor, at=at)
    return need


def post_need(*, actor: Actor, host_id: int, said: Said, at: datetime, opened: bool = True) -> Need:
    """A need is written and, unless it is kept for later, opened: both or neither. Refuses what these two do."""
    with change():
        need = write_need(actor=actor, host_id=host_id, said=said, at=at)
        return open_need(actor=actor, need_id=need.pk, at=at) if opened else need


def open_need(*, actor: Actor, need_id: int, at: datetime) -> Need:
    """The network sees it for sixty days, and officers may offer.

    Requires `request_booking` at the host, which has come in to borrow. Refuses `not_found`, `forbidden`,
    `depth_needed`, `need_weeks_wrong` (all its weeks have begun), `need_moved`.
    """
    seen = queries.own_need(actor, need_id)
    joined_host(seen.host_id, "borrow")
    with change():
        need = queries.lock_need(need_id)
        _judge(actor, need.host_id, said_by(need), at)
        need.status = NEED.after(need.status, "open", NeedMoved)
        need.opened_at, need.opened_by_id = at, actor.by
        need.expires_on = london_date(at) + OPEN_FOR
        need.save()
        tell(NeedOpened, need, actor=actor, at=at, minutes=need.minutes)
    return need


def change_need(*, actor: Actor, need_id: int, said: Said, at: datetime) -> Need:
    """It says something else now. Its sixty days stay, and its offers but those that lie in weeks it drops alone: these
    are set aside, and wait again if it wants their weeks again. What is bound may be all that it wants now.

    Weeks of an open need that have begun stay, whether or not they are said again: their hours are part of what it
    wants. Refuses as `write_need` does, and `need_moved`, `less_than_taken`.
    """
    queries.own_need(actor, need_id)
    with change():
        need = queries.lock_need(need_id)
        if need.status not in ("draft", *OPEN_NEED):
            raise NeedMoved
        begun = queries.weeks_begun(need, at) if need.status in OPEN_NEED else []
        said = replace(said, mondays=(*begun, *(each for each in said.mondays if each not in begun)))
        _judge(actor, need.host_id, said, at, begun)
        _judge_taken(need, said)
        dropped = set(need.mondays) - set(said.mondays)
        NeedWeek.objects.filter(need=need).delete()
        NeedSkill.objects.filter(need=need).delete()
        _write(need, said)
        tell(NeedChanged, need, actor=actor, at=at)
        if need.status in OPEN_NEED:
            set_aside_dropped(need, dropped, at=at)
            fill(need, at=at)
        if need.status in OPEN_NEED:
            bring_back(need, at=at)
    return need


def _judge_taken(need: Need, said: Said) -> None:
    """No more of what is taken may be beyond what it wants than was before."""
    taken = queries.taken_of(need.pk)
    if said.wants.beyond(taken) <= need.wants.beyond(taken):
        return
    dropped = [(monday, minutes) for monday, minutes in taken.items() if monday not in said.mondays]
    raise AcceptedInWeek(dropped) if said.each_week and dropped else LessThanTaken


def close_need(*, actor: Actor, need_id: int, at: datetime) -> Need:
    """Nobody is wanted for it any more; who offered is told. What was accepted stands. Refuses `need_moved`."""
    queries.own_need(actor, need_id)
    with change():
        need = queries.lock_need(need_id)
        need.status = NEED.after(need.status, "close", NeedMoved)
        need.ended_at, need.ended_by_id = at, actor.by
        need.save()
        tell(NeedClosed, need, actor=actor, at=at)
        set_aside_waiting(need, actor=ENDED, at=at)
    return need


def expire_needs(*, at: datetime) -> int:
    """Needs that were open for sixty days, or whose weeks have all begun, have ended, each in its own transaction;
    says how many. Repeatable.
    """
    return one_by_one(queries.needs_over(at), lambda need_id: _expire(need_id, at=at))


def _expire(need_id: int, *, at: datetime) -> bool:
    need = queries.lock_need(need_id)
    assert need.expires_on is not None
    if need.status not in OPEN_NEED:
        return False
    begun = not queries.has_weeks_to_come(need, at)
    if not begun and need.expires_on >= london_date(at):
        return False
    actor = WEEKS_BEGUN if begun else SIXTY_DAYS
    need.status = NEED.after(need.status, "expire", NeedMoved)
    need.ended_at, need.ended_by_rule = at, actor.standing_rule
    need.save()
    tell(NeedPassed if begun else NeedExpired, need, actor=actor, at=at)
    set_aside_waiting(need, actor=ENDED, at=at)
    return True


def said_by(need: Need) -> Said:
    """What a need says now."""
    return Said(
        title=need.title,
        what=need.what,
        function_id=need.function_id,
        skill_ids=tuple(need.skill_rows.values_list("skill_id", flat=True)),  # type: ignore[attr-defined]
        mondays=tuple(need.mondays),
        minutes=need.minutes_each_week or need.minutes,
        each_week=need.each_week,
        budget_pence=need.budget_pence,
        nation=need.nation,
        remote=need.remote,
        on_site=need.on_site,
        subject=need.subject_reference,
    )


def _judge(actor: Actor, host_id: int, said: Said, at: datetime, begun: Collection[date] = ()) -> None:
    for refusal in wrong_need(said, london_date(at), Nation.values, begun):
        raise refusal
    function_named(said.function_id)
    if Skill.objects.filter(pk__in=said.skill_ids).count() < len(set(said.skill_ids)):
        raise NeedWrong(field="skills")
    if said.subject:
        _find_subject(actor, host_id, said.subject)


def _find_subject(actor: Actor, host_id: int, subject: str) -> None:
    """What a need is for is a booking that the host has and the actor sees."""
    if not references.WRITTEN.fullmatch(subject):
        raise SubjectUnknown
    try:
        found = booking_for(actor, subject)
    except NotFound:
        raise SubjectUnknown from None
    if found.host_id != host_id:
        raise SubjectUnknown


def _write(need: Need, said: Said) -> None:
    need.title, need.what, need.function_id = said.title, said.what, said.function_id
    need.minutes, need.each_week, need.budget_pence = said.total_minutes, said.each_week, said.budget_pence
    need.nation, need.remote, need.on_site = said.nation, said.remote, said.on_site
    need.subject_kind, need.subject_reference = ("booking" if said.subject else ""), said.subject
    need.save()
    NeedWeek.objects.bulk_create(NeedWeek(need=need, monday=monday) for monday in sorted(said.mondays))
    NeedSkill.objects.bulk_create(NeedSkill(need=need, skill_id=each) for each in sorted(set(said.skill_ids)))
