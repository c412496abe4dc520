"""The officer records time back they take, and their manager answers."""

from datetime import date, datetime, timedelta

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Forbidden, refusing
from commonpool.payroll import queries
from commonpool.payroll.events import AboutTimeTaken, TimeTakenAgreed, TimeTakenRecorded, TimeTakenRefused
from commonpool.payroll.models import TimeBackEntry, TimeTaken
from commonpool.payroll.operations.earning import lock_account
from commonpool.payroll.rules import refusals

YEAR = timedelta(days=366)
WHOLE_DAY_MINUTES = 1440


def record_time_taken(*, actor: Actor, employment_id: int, on: date, minutes: int, at: datetime) -> TimeTaken:
    """The officer's manager is asked to agree that they take so much time back on a day.

    The officer alone, of their own account, and no more than is left beside what waits for an answer. Refuses
    `not_found`, `time_taken_wrong`, `time_taken_day`, `time_taken_twice`, `not_so_much_time_back`.
    """
    employment = queries.own_employment(actor, employment_id)
    if not 1 <= minutes <= WHOLE_DAY_MINUTES:
        raise refusals.TimeTakenWrong
    if abs(on - london_date(at)) > YEAR:
        raise refusals.DayTooFar
    with refusing("time_taken_once_a_day", refusals.DayTaken()), change():
        account = lock_account(employment.pk)
        if minutes > queries.free_minutes(account.pk):
            raise refusals.NotSoMuch
        taken = TimeTaken.objects.create(
            account=account, on=on, minutes=minutes, recorded_at=at, recorded_by_id=actor.by
        )
        tell(TimeTakenRecorded, taken, actor, at)
    return taken


def agree_time_taken(*, actor: Actor, taken_id: int, at: datetime) -> TimeTaken:
    """The time back is taken: it is out of the account.

    Requires `grant_permission` at the officer's council; nobody agrees their own. Refuses `not_found`, `forbidden`,
    `not_your_own_time`, `time_taken_answered`, `not_so_much_time_back`.
    """
    taken = _to_answer(actor, taken_id)
    with refusing("time_back_not_below_nothing", refusals.NotSoMuch()), change():
        taken = _unanswered(taken)
        taken.agreed_at, taken.agreed_by_id = at, actor.by
        taken.save()
        TimeBackEntry.objects.create(
            account=taken.account,
            kind="taken",
            on=taken.on,
            minutes=-taken.minutes,
            taken=taken,
            entered_at=at,
            entered_by_id=actor.by,
        )
        tell(TimeTakenAgreed, taken, actor, at)
    return taken


def refuse_time_taken(*, actor: Actor, taken_id: int, at: datetime) -> TimeTaken:
    """The time back is not taken: it stays in the account. Requires and refuses what agreeing does."""
    taken = _to_answer(actor, taken_id)
    with change():
        taken = _unanswered(taken)
        taken.refused_at, taken.refused_by_id = at, actor.by
        taken.save()
        tell(TimeTakenRefused, taken, actor, at)
    return taken


def _to_answer(actor: Actor, taken_id: int) -> TimeTaken:
    taken = queries.taken_to_answer(actor, taken_id)
    employment = taken.account.employment
    if employment.person_id == actor.by:
        raise refusals.NotYourOwnTime
    actor.require(Right.GRANT_PERMISSION, employment.organisation_id)
    if not actor.may_answer_for(employment.organisation_id, employment.manager_id):
        raise Forbidden
    actor.require_decision()
    return taken


def _unanswered(seen: TimeTaken) -> TimeTaken:
    """The taking, its account locked, while nobody has answered it."""
    lock_account(seen.account.employment_id)
    taken = TimeTaken.objects.select_related("account__employment").get(pk=seen.pk)
    if taken.agreed_at is not None or taken.refused_at is not None:
        raise refusals.AnsweredAlready
    return taken


def tell(fact: type[AboutTimeTaken], taken: TimeTaken, actor: Actor, at: datetime) -> None:
    """What happened to time taken, at the council of its account."""
    employment = taken.account.employment
    publish(
        fact(
            on_behalf_of=employment.organisation_id,
            taken_id=taken.pk,
            employment_id=employment.pk,
            person_id=employment.person_id,
            on=taken.on,
            minutes=taken.minutes,
        ),
        actor=actor,
        at=at,
    )
