"""An approver names who decides in their place while they are away, and ends it."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, one_by_one, publish
from commonpool.identity.queries import require_name
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Forbidden, NotFound, Refusal
from commonpool.kernel.rows import sole
from commonpool.people import queries
from commonpool.people.events import DeputyEnded, DeputyNamed
from commonpool.people.models import Deputy, Employment
from commonpool.people.operations.appoint import NotAColleague

OVER = Actor.rule("deputy_over")
FURTHEST = timedelta(days=366)


class DeputyIsYou(Refusal):
    """Nobody is their own deputy (`deputy_is_you`)."""

    code = "deputy_is_you"
    message = _("Enter a colleague’s address, not your own.")
    field = "email"


class DeputyDatesWrong(Refusal):
    """Dates past, turned round or more than a year ahead (`deputy_dates_wrong`)."""

    code = "deputy_dates_wrong"
    message = _("Choose days from today on, within a year, the last not before the first.")
    field = "ends_on"


def name_deputy(
    *,
    actor: Actor,
    organisation_id: int,
    email: str,
    starts_on: date,
    at: datetime,
    ends_on: date | None = None,
) -> Deputy:
    """This colleague decides in the approver's place from a day to a day, or until further notice.

    What waits for the approver waits for both of them; neither decides about themselves. One at a time: whoever
    was named before is deputy no more. Requires `grant_permission` there in one's own right, and a fresh code sent
    to the mailbox there or the second factor. Refuses `forbidden`, `name_needed`, `fresh_code_needed`,
    `not_a_colleague`, `deputy_is_you`, `deputy_dates_wrong`.
    """
    today = london_date(at)
    _require_own(actor, organisation_id)
    actor.require_decision()
    require_name(actor)
    actor.require_fresh_code(queries.mailbox_at(actor.by, organisation_id, today))
    last = starts_on if ends_on is None else ends_on
    if not today <= starts_on <= last <= today + FURTHEST:
        raise DeputyDatesWrong(field="starts_on" if starts_on < today else "ends_on")
    colleague = queries.colleague(organisation_id, email, today)
    if colleague is None:
        raise NotAColleague
    if colleague.pk == actor.by:
        raise DeputyIsYou
    with change():
        # Whoever names one twice at once meets here: the second ends the first.
        jobs = Employment.objects.select_for_update(of=("self",), no_key=True).order_by("id")
        list(jobs.filter(person_id=actor.by, organisation_id=organisation_id).values_list("pk"))
        live = Deputy.objects.filter(
            organisation_id=organisation_id, approver_id=actor.by, ended_at__isnull=True
        )
        for before in live.select_for_update(of=("self",), no_key=True):
            end_deputy_row(before, actor=actor, at=at)
        deputy = Deputy.objects.create(
            organisation_id=organisation_id,
            approver_id=actor.by,
            person=colleague,
            starts_on=starts_on,
            ends_on=ends_on,
            named_at=at,
            named_by_id=actor.by,
        )
        fact = DeputyNamed(
            on_behalf_of=organisation_id,
            deputy_row_id=deputy.pk,
            approver_id=actor.by,
            deputy_id=colleague.pk,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        publish(fact, actor=actor, at=at)
    return deputy


def end_deputy(*, actor: Actor, deputy_id: int, at: datetime) -> Deputy:
    """The approver decides alone again. Ending it again changes nothing. Refuses `not_found` for another's."""
    mine = Deputy.objects.filter(
        pk=deputy_id, approver_id=actor.by, organisation_id__in=actor.where(Right.GRANT_PERMISSION)
    )
    actor.require_decision()
    with change():
        deputy = sole(mine.select_for_update(of=("self",), no_key=True))
        if deputy is None:
            raise NotFound
        if deputy.ended_at is None:
            end_deputy_row(deputy, actor=actor, at=at)
    return deputy


def end_deputies_over(*, at: datetime, actor: Actor = OVER) -> int:
    """Whoever decides in nobody's place any more is off the record, so that nothing revives; how many. Repeatable."""

    def end(deputy_id: int) -> bool:
        deputy = Deputy.objects.select_for_update(of=("self",), no_key=True).get(pk=deputy_id)
        live = deputy.ended_at is None
        if live:
            end_deputy_row(deputy, actor=actor, at=at)
        return live

    return one_by_one(queries.deputies_over(london_date(at)), end)


def _require_own(actor: Actor, organisation_id: int) -> None:
    actor.require(Right.GRANT_PERMISSION, organisation_id)
    if organisation_id in actor.only_deputy:
        raise Forbidden


def end_deputy_row(deputy: Deputy, *, actor: Actor, at: datetime) -> None:
    """The locked naming is over: the writing alone."""
    deputy.ended_at, deputy.ended_by_id, deputy.ended_by_rule = at, actor.person_id, actor.standing_rule
    deputy.save(update_fields=["ended_at", "ended_by", "ended_by_rule"])
    fact = DeputyEnded(
        on_behalf_of=deputy.organisation_id,
        deputy_row_id=deputy.pk,
        approver_id=deputy.approver_id,
        deputy_id=deputy.person_id,
    )
    publish(fact, actor=actor, at=at)
