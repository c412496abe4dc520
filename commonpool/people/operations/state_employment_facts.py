"""An officer states their job, band, hours and days; a manager and HR confirm them later."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.kernel.bands import GRADE_BANDS
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, NotFound, Refusal
from commonpool.kernel.rows import sole
from commonpool.people import rules
from commonpool.people.events import EmploymentFactsStated
from commonpool.people.models import Employment


class FactMissing(Refusal):
    """A fact that payroll needs is empty (`fact_missing`)."""

    code = "fact_missing"
    message = _("Enter this as your contract has it.")


class UnknownBand(Refusal):
    """The grade band is none of the pool's (`unknown_band`)."""

    code = "unknown_band"
    message = _("Choose one of the grade bands listed.")
    field = "grade_band"


class WeeklyHoursImplausible(Refusal):
    """Contract hours outside half an hour to a hundred hours a week (`weekly_hours_implausible`)."""

    code = "weekly_hours_implausible"
    message = _("Enter your contract hours a week, such as 37.")
    field = "weekly_hours"


class WorkingDaysMissing(Refusal):
    """No working day, or a number that is no weekday (`working_days_missing`)."""

    code = "working_days_missing"
    message = _("Choose the days you usually work.")
    field = "working_days"


class OtherHoursImplausible(Refusal):
    """Hours in other jobs below none or above a hundred a week (`other_hours_implausible`)."""

    code = "other_hours_implausible"
    message = _("Enter the hours a week of your other jobs, such as 6.")
    field = "other_hours"


class BeginsLater(Refusal):
    """The first day at the council is yet to come (`begins_later`)."""

    code = "begins_later"
    message = _("Your first day at the council cannot be in the future.")
    field = "began_on"


class EmploymentOver(Conflict):
    """The employment has ended (`employment_over`)."""

    code = "employment_over"
    message = _("This employment has ended.")


def state_employment_facts(
    *,
    actor: Actor,
    employment_id: int,
    job_title: str,
    grade_band: str,
    weekly_minutes: int,
    working_days: Iterable[int],
    other_jobs: str = "",
    other_minutes: int = 0,
    under_18: bool = False,
    began_on: date | None = None,
    at: datetime,
) -> Employment:
    """The facts of one's own employment stand as stated; HR's check stands only if nothing changed.

    `weekly_minutes`: contract minutes a week; `working_days`: ISO weekdays, Monday 1; `other_jobs`: in words,
    empty for none; `other_minutes` a week for anybody but the councils they are known to work for; `began_on`: their
    first day at work there, where it is less than half a year ago. Refuses `not_found`, `employment_over`,
    `fact_missing`, `unknown_band`, `weekly_hours_implausible`, `working_days_missing`, `other_hours_implausible`,
    `begins_later`.
    """
    stated = {
        "job_title": job_title.strip(),
        "grade_band": grade_band.strip(),
        "weekly_minutes": weekly_minutes,
        "working_days": rules.working_days(working_days),
        "other_jobs": other_jobs.strip(),
        "other_minutes": other_minutes,
        "under_18": under_18,
        "began_on": began_on,
    }
    _refuse_implausible(stated, london_date(at))
    with change():
        employment = lock_own(actor, employment_id, at)
        reset = employment.checked_at is not None and any(
            getattr(employment, field) != value for field, value in stated.items()
        )
        for field, value in stated.items():
            setattr(employment, field, value)
        employment.stated_at, employment.stated_by_id = at, actor.by
        if reset:
            employment.checked_at, employment.checked_by = None, None
        employment.save(update_fields=[*rules.STATED, "stated_at", "stated_by", "checked_at", "checked_by"])
        fact = EmploymentFactsStated(
            on_behalf_of=employment.organisation_id,
            employment_id=employment.pk,
            person_id=employment.person_id,
            check_reset=reset,
        )
        publish(fact, actor=actor, at=at)
    return employment


def _refuse_implausible(stated: dict[str, Any], today: date) -> None:
    for field in ("job_title", "grade_band"):
        if not stated[field]:
            raise FactMissing(field=field)
    if stated["grade_band"] not in GRADE_BANDS:
        raise UnknownBand
    if not rules.plausible_weekly_minutes(stated["weekly_minutes"]):
        raise WeeklyHoursImplausible
    if stated["working_days"] is None:
        raise WorkingDaysMissing
    if not rules.plausible_other_minutes(stated["other_minutes"]):
        raise OtherHoursImplausible
    if stated["other_minutes"] and not stated["other_jobs"]:
        raise FactMissing(_("Say what your other jobs are."), field="other_jobs")
    if stated["began_on"] is not None and stated["began_on"] > today:
        raise BeginsLater


def lock_own(actor: Actor, employment_id: int, at: datetime) -> Employment:
    """The actor's own live employment, locked for this change. Refuses `not_found`, `employment_over`."""
    rows = Employment.objects.select_for_update(of=("self",), no_key=True)
    locked = sole(rows.filter(pk=employment_id, person_id=actor.by))
    if locked is None:
        raise NotFound
    if not locked.live_on(london_date(at)):
        raise EmploymentOver
    return locked
