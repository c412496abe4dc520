"""A council's own record that its chief finance officer made a report under section 114(3)."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from commonpool.access import NETWORK, Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements.events import Section114Concluded, Section114Recorded, Section114Withdrawn
from commonpool.agreements.models import Section114Report
from commonpool.agreements.rules.section_114 import OF_THE_ACT, last_stopped_day
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, NotFound, Refusal, refusing
from commonpool.kernel.rows import sole
from commonpool.organisations.models import Organisation
from commonpool.organisations.queries import bank_holidays

EARLIEST = timedelta(days=366)
"""How long before today a report that is recorded now may have been made."""


class NoSection114Here(Refusal):
    """The Act makes no such report in Scotland and Northern Ireland (`no_section_114_here`)."""

    code = "no_section_114_here"
    message = _("Reports under section 114 are made in England and Wales only.")


class ReportDayWrong(Refusal):
    """The report is made in the future, or more than a year ago (`report_day_wrong`)."""

    code = "report_day_wrong"
    message = _("Enter the day the report was made: not in the future, and within the last year.")
    field = "made_on"


class ReportRecordedAlready(Conflict):
    """There is one of that day already (`report_recorded_already`)."""

    code = "report_recorded_already"
    message = _("A report of that day is recorded already.")
    field = "made_on"


class MeetingDayWrong(Refusal):
    """The meeting is before the report, or in the future (`meeting_day_wrong`)."""

    code = "meeting_day_wrong"
    message = _("Enter the day of the meeting: not before the report, and not in the future.")
    field = "considered_on"


class ReportOver(Conflict):
    """Its meeting is recorded, or it was taken back (`report_over`)."""

    code = "report_over"
    message = _("This report is over already.")


def record_section_114(
    *, actor: Actor, organisation_id: int, made_on: date, at: datetime
) -> Section114Report:
    """From that day on the council enters no new booking for pay, until its meeting is recorded.

    Requires `record_section_114` there (a steward: `run_desk`) and a second factor. LGFA 1988 s.115. Refuses
    `not_found`, `no_section_114_here`, `report_day_wrong`, `report_recorded_already`.
    """
    _require(actor, organisation_id)
    council = sole(Organisation.objects.filter(pk=organisation_id))
    if council is None:
        raise NotFound
    if council.nation not in OF_THE_ACT:
        raise NoSection114Here
    if not made_on <= london_date(at) <= made_on + EARLIEST:
        raise ReportDayWrong
    with change(), refusing("section_114_once_a_day", ReportRecordedAlready()):
        report = Section114Report.objects.create(
            organisation=council, made_on=made_on, recorded_at=at, recorded_by_id=actor.by
        )
        fact = Section114Recorded(on_behalf_of=organisation_id, report_id=report.pk, made_on=made_on)
        publish(fact, actor=actor, at=at)
    return report


def conclude_section_114(
    *, actor: Actor, organisation_id: int, report_id: int, considered_on: date, at: datetime
) -> Section114Report:
    """The full council has considered the report on that day: it stops the council to the next business day.

    A meeting later than 21 days counts like any other: the prohibition went on meanwhile. LGFA 1988 s.115(9), (10).

    Requires and refuses as recording does, and `meeting_day_wrong`, `report_over`.
    """
    _require(actor, organisation_id)
    with change():
        report = _standing(organisation_id, report_id)
        if not report.made_on <= considered_on <= london_date(at):
            raise MeetingDayWrong
        report.considered_on = considered_on
        report.ends_on = last_stopped_day(considered_on, bank_holidays(report.organisation.nation))
        report.concluded_at, report.concluded_by_id = at, actor.by
        report.save(update_fields=["considered_on", "ends_on", "concluded_at", "concluded_by"])
        fact = Section114Concluded(
            on_behalf_of=organisation_id, report_id=report.pk, considered_on=considered_on
        )
        publish(fact, actor=actor, at=at)
    return report


def withdraw_section_114(*, actor: Actor, organisation_id: int, report_id: int, at: datetime) -> None:
    """The report was recorded by mistake: it stops nothing. Requires and refuses as recording does."""
    _require(actor, organisation_id)
    with change():
        report = _standing(organisation_id, report_id)
        report.withdrawn_at, report.withdrawn_by_id = at, actor.by
        report.save(update_fields=["withdrawn_at", "withdrawn_by"])
        publish(Section114Withdrawn(on_behalf_of=organisation_id, report_id=report.pk), actor=actor, at=at)


def _require(actor: Actor, organisation_id: int) -> None:
    if not actor.may(Right.RUN_DESK, NETWORK):
        actor.require(Right.RECORD_SECTION_114, organisation_id)
    actor.require_second_factor()
    actor.require_decision()


def _standing(organisation_id: int, report_id: int) -> Section114Report:
    rows = Section114Report.objects.select_related("organisation").select_for_update(
        of=("self",), no_key=True
    )
    found = sole(rows.filter(pk=report_id, organisation_id=organisation_id))
    if found is None:
        raise NotFound
    if found.considered_on is not None or found.withdrawn_at is not None:
        raise ReportOver
    return found
