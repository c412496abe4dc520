"""An officer agrees that the 48-hour limit does not hold for them, and gives notice that it holds again."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.identity import queries as identity
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, Refusal, refusing
from commonpool.kernel.rows import sole
from commonpool.people import queries, rules
from commonpool.people.events import OptOutEnded, OptOutGiven
from commonpool.people.models import OptOut
from commonpool.people.operations.state_employment_facts import lock_own


class SignedByAnother(Refusal):
    """The typed name is not the name of the person acting (`signed_by_another`)."""

    code = "signed_by_another"
    message = _("Type your name as it is in your account: {name}.")
    field = "signed_name"


class OptOutBackdated(Refusal):
    """An opt-out holds from the day it is signed, or later (`opt_out_backdated`)."""

    code = "opt_out_backdated"
    message = _("It cannot begin before today: the agreement comes first, the hours after it.")
    field = "starts_on"


class NoticeOutOfRange(Refusal):
    """Notice is seven days to three months (`notice_out_of_range`). WTR 1998 reg 5."""

    code = "notice_out_of_range"
    message = _("Enter from 7 to 89 days: the law allows from seven days to three months.")
    field = "notice_days"


class OptedOutAlready(Conflict):
    """An opt-out of this employment holds today or later (`opted_out_already`)."""

    code = "opted_out_already"
    message = _("You have opted out already. A new opt-out can be signed once that one has ended.")


class NoOptOut(Conflict):
    """There is no opt-out of this employment without an end (`no_opt_out`)."""

    code = "no_opt_out"
    message = _("There is no opt-out to end, or you have given notice already.")


def give_opt_out(
    *,
    actor: Actor,
    employment_id: int,
    starts_on: date,
    signed_name: str,
    notice_days: int = rules.LEAST_NOTICE_DAYS,
    at: datetime,
) -> OptOut:
    """The 48-hour limit does not hold for one's own employment from that day until notice is up.

    WTR 1998 regs 4(1) and 5. Refuses `not_found`, `employment_over`, `signed_by_another`, `opt_out_backdated`,
    `notice_out_of_range`, `opted_out_already`.
    """
    actor.require_decision()
    name, today = identity.myself(actor).name, london_date(at)
    if not signed_name.strip() or not rules.same_name(signed_name, name):
        raise SignedByAnother(name=name)
    if starts_on < today:
        raise OptOutBackdated
    if not rules.LEAST_NOTICE_DAYS <= notice_days <= rules.MOST_NOTICE_DAYS:
        raise NoticeOutOfRange
    with change(), refusing("opt_out_runs_once", OptedOutAlready()):
        employment = lock_own(actor, employment_id, at)
        if queries.opt_out_of(employment.pk, today) is not None:
            raise OptedOutAlready
        given = OptOut.objects.create(
            employment=employment,
            starts_on=starts_on,
            notice_days=notice_days,
            signed_name=" ".join(signed_name.split()),
            recorded_at=at,
            recorded_by_id=actor.by,
        )
        fact = OptOutGiven(
            on_behalf_of=employment.organisation_id,
            opt_out_id=given.pk,
            person_id=employment.person_id,
            starts_on=starts_on,
        )
        publish(fact, actor=actor, at=at)
    return given


def end_opt_out(*, actor: Actor, employment_id: int, at: datetime) -> OptOut:
    """Notice is given: the opt-out of one's own employment holds on so many more days, today not counted.

    Refuses `not_found`, `employment_over`, `no_opt_out`.
    """
    actor.require_decision()
    with change():
        employment = lock_own(actor, employment_id, at)
        running = sole(OptOut.objects.filter(employment=employment, ends_on__isnull=True))
        if running is None:
            raise NoOptOut
        running.ends_on = london_date(at) + timedelta(days=running.notice_days)
        running.ended_at, running.ended_by_id = at, actor.by
        running.save(update_fields=["ends_on", "ended_at", "ended_by"])
        fact = OptOutEnded(
            on_behalf_of=employment.organisation_id,
            opt_out_id=running.pk,
            person_id=employment.person_id,
            ends_on=running.ends_on,
        )
        publish(fact, actor=actor, at=at)
    return running
