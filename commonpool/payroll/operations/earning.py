"""Agreed hours become time back, and time back that is not taken in time lapses."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Min, Sum
from django.db.models.functions import Coalesce

from commonpool.access import Actor
from commonpool.activity.operations import one_by_one, publish
from commonpool.kernel.clock import london_date
from commonpool.payroll import queries
from commonpool.payroll.events import (
    OwnTimeStated,
    TimeBackEarned,
    TimeBackLapsed,
    TimeTakenAgreed,
)
from commonpool.payroll.models import TimeBackAccount, TimeBackEntry
from commonpool.payroll.rules import time_back
from commonpool.people.models import Employment
from commonpool.timesheets.events import HoursAgreed, HoursAllowed, HoursCorrected

LAPSED = Actor.rule("time_back_not_taken_in_time")


def earn_time_back(
    fact: HoursAgreed | HoursAllowed | HoursCorrected | OwnTimeStated | TimeTakenAgreed,
    *,
    actor: Actor,
    at: datetime,
) -> None:
    """The officer's agreed hours are in their time back account, at the council's rate of the day worked.

    Follows agreed, allowed and corrected hours, the officer's statement of them, and time taken, in their
    transaction. What is above the council's cap waits for room and is not lost: its time to be taken begins as it is
    entered. Repeating it changes nothing.
    """
    employment_id = queries.earning_employment(fact)
    if employment_id is None:
        return
    new = None if isinstance(fact, TimeTakenAgreed) else fact.timesheet_id
    earn(lock_account(employment_id), actor=actor, at=at, new=new)


def lock_account(employment_id: int) -> TimeBackAccount:
    """The account that an employment's time back is in, made if there is none, locked until the transaction ends.

    Where a council took over, also a moment ago: the one it goes on in. No account moves to another employment.
    """
    locked = TimeBackAccount.objects.select_for_update(no_key=True)
    account = locked.get_or_create(employment_id=employment_id)[0]
    return account if account.goes_on_in_id is None else locked.get(pk=account.goes_on_in_id)


def earn(account: TimeBackAccount, *, actor: Actor, at: datetime, new: int | None = None) -> None:
    """The locked account holds what was earned, as far as the cap lets it: the writing alone.

    `new`: the timesheet whose hours earn now; what those of others had earned has waited. What waited has its whole
    time from today, and nothing lapses as it is entered.
    """
    employment = Employment.objects.get(pk=account.employment_id)
    terms = queries.time_back_terms(employment.organisation_id)
    balance = time_back.balance(queries.movements(account.pk))
    dues = queries.earning_days(employment)
    today, total = london_date(at), 0
    for due, minutes in time_back.to_earn(dues, balance, terms.cap_minutes_on(today)):
        waited = minutes > 0 and due.timesheet_id != new
        lapses_on = terms.lapses_on(today if waited else due.date)
        if lapses_on is not None and lapses_on <= today:
            lapses_on = terms.lapses_on(today)
        _enter(account, due.date, minutes, due.timesheet_id, lapses_on, actor, at)
        total += minutes
    if total:
        fact = TimeBackEarned(
            on_behalf_of=employment.organisation_id,
            employment_id=employment.pk,
            person_id=employment.person_id,
            minutes=total,
        )
        publish(fact, actor=actor, at=at)


def _enter(
    account: TimeBackAccount,
    day: date,
    minutes: int,
    timesheet_id: int,
    lapses_on: date | None,
    actor: Actor,
    at: datetime,
) -> None:
    before = TimeBackEntry.objects.filter(timesheet_id=timesheet_id, on=day).count()
    TimeBackEntry.objects.create(
        account=account,
        kind="earned",
        on=day,
        minutes=minutes,
        timesheet_id=timesheet_id,
        version=before + 1,
        lapses_on=lapses_on,
        entered_at=at,
        entered_by_id=actor.person_id,
        entered_by_rule=actor.standing_rule,
    )


def lapse_time_back(*, at: datetime, actor: Actor = LAPSED) -> int:
    """Time back whose last day is past is gone; of how many accounts. Each in its own transaction, repeatable."""
    today = london_date(at)

    def lapse(account_id: int) -> bool:
        own = TimeBackAccount.objects.filter(pk=account_id, goes_on_in__isnull=True)
        account = own.select_for_update(no_key=True).first()
        if account is None:
            return False
        minutes = time_back.to_lapse(queries.movements(account.pk), today)
        if minutes:
            _lapse(account, minutes, today - timedelta(days=1), actor, at)
        return bool(minutes)

    return one_by_one(_lapsing(today), lapse)


def _lapsing(today: date) -> Sequence[int]:
    """The accounts with something left, of which some was to be taken before today."""
    entries = TimeBackEntry.objects.annotate(held_in=Coalesce("account__goes_on_in_id", "account_id"))
    held = entries.values("held_in").annotate(left=Sum("minutes"), first=Min("lapses_on"))
    found = held.filter(left__gt=0, first__lt=today).order_by("held_in")
    return list(found.values_list("held_in", flat=True))


def _lapse(account: TimeBackAccount, minutes: int, last: date, actor: Actor, at: datetime) -> None:
    TimeBackEntry.objects.create(
        account=account,
        kind="lapsed",
        on=last,
        minutes=-minutes,
        entered_at=at,
        entered_by_id=actor.person_id,
        entered_by_rule=actor.standing_rule,
    )
    employment = Employment.objects.get(pk=account.employment_id)
    fact = TimeBackLapsed(
        on_behalf_of=employment.organisation_id,
        employment_id=employment.pk,
        person_id=employment.person_id,
        minutes=minutes,
    )
    publish(fact, actor=actor, at=at)
    earn(account, actor=actor, at=at)
