"""A council gives notice; its agreement ends at the midnight it states."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements.events import AgreementEnded, AgreementNoticeGiven
from commonpool.agreements.lifecycle import AGREEMENT
from commonpool.agreements.models import Agreement
from commonpool.agreements.operations.depth import evaluate_depth
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, Refusal

LONGEST_NOTICE_DAYS = 366


class NothingInForce(Conflict):
    """The council has no agreement in force (`no_agreement_in_force`)."""

    code = "no_agreement_in_force"
    message = _("Your council has no agreement in force.")


class LastDayOutOfRange(Refusal):
    """The last day is past, or more than a year ahead (`last_day_out_of_range`)."""

    code = "last_day_out_of_range"
    message = _("The last day must be today or later, and at most a year ahead.")
    field = "ends_on"


def end_agreement(*, actor: Actor, organisation_id: int, ends_on: date, at: datetime) -> Agreement:
    """The agreement ends at the UK midnight that ends `ends_on`; a later notice replaces an earlier one.

    Needs a second factor. Refuses `last_day_out_of_range`, `no_agreement_in_force`.
    """
    actor.require(Right.SET_UP_COUNCIL, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    if not 0 <= (ends_on - london_date(at)).days <= LONGEST_NOTICE_DAYS:
        raise LastDayOutOfRange
    with change():
        agreement = (
            Agreement.objects.select_for_update(no_key=True)
            .filter(organisation_id=organisation_id, status="in_force")
            .first()
        )
        if agreement is None:
            raise NothingInForce
        agreement.ends_on, agreement.ended_at, agreement.ended_by_id = ends_on, at, actor.by
        agreement.save(update_fields=["ends_on", "ended_at", "ended_by"])
        notice = AgreementNoticeGiven(
            on_behalf_of=organisation_id, agreement_id=agreement.pk, ends_on=ends_on
        )
        publish(notice, actor=actor, at=at)
    return agreement


def end_due_agreements(*, actor: Actor, at: datetime) -> int:
    """Agreements whose last day is over are ended, their councils' depths closed; says how many. Nightly."""
    due = Agreement.objects.filter(status="in_force", ends_on__lt=london_date(at)).order_by("pk")
    ended = 0
    for agreement_id in list(due.values_list("pk", flat=True)):
        ended += _end(agreement_id, actor, at)
    return ended


def _end(agreement_id: int, actor: Actor, at: datetime) -> int:
    with change():
        agreement = Agreement.objects.select_for_update(no_key=True).get(pk=agreement_id)
        if agreement.status != "in_force" or agreement.governs_on(london_date(at)):
            return 0
        agreement.status = AGREEMENT.after(agreement.status, "end")
        agreement.save(update_fields=["status"])
        ended = AgreementEnded(on_behalf_of=agreement.organisation_id, agreement_id=agreement.pk)
        publish(ended, actor=actor, at=at)
        evaluate_depth(actor=actor, organisation_id=agreement.organisation_id, at=at)
    return 1
