"""HR records what an officer is paid, so that it can be said what lent hours pay and cost."""

import re
from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import NotFound, Refusal
from commonpool.kernel.rows import sole
from commonpool.people.events import AnnualPayRecorded
from commonpool.people.models import AnnualPay, Employment
from commonpool.people.operations.check_employment import NotYourOwn
from commonpool.people.operations.state_employment_facts import EmploymentOver

LEAST_PENCE, MOST_PENCE = 500_000, 50_000_000
BACK_DAYS, AHEAD_DAYS = 731, 731
POINT = re.compile(r"([^\W_][\w .\-/]{0,19})?")


class AnnualPayWrong(Refusal):
    """Pay for a full year is from £5,000 to £500,000 (`annual_pay_wrong`)."""

    code = "annual_pay_wrong"
    message = _("Enter pay for a full year of full weeks, from £5,000 to £500,000.")
    field = "annual_pence"


class PayPointWrong(Refusal):
    """A pay point is named in 20 letters and digits at most (`pay_point_wrong`)."""

    code = "pay_point_wrong"
    message = _("Enter the pay point in at most 20 letters and digits, like 25, or leave it empty.")
    field = "point"


class PayStartWrong(Refusal):
    """Pay holds from a day within two years, back or ahead (`pay_start_wrong`)."""

    code = "pay_start_wrong"
    message = _("Choose a day within two years, back or ahead.")
    field = "starts_on"


def record_annual_pay(
    *,
    actor: Actor,
    employment_id: int,
    annual_pence: int,
    starts_on: date,
    at: datetime,
    point: str = "",
    above_ceiling: bool = False,
) -> AnnualPay:
    """From that day the officer is paid so much for a full year of full weeks, in pence; said anew, that counts.

    `above_ceiling`: above the point up to which the council pays overtime. Only the home council ever sees it.
    Requires `check_payroll` there; never one's own. Refuses `not_found`, `not_your_own`, `employment_over`,
    `annual_pay_wrong`, `pay_point_wrong`, `pay_start_wrong`.
    """
    actor.require_decision()
    named = " ".join(point.split())
    if not LEAST_PENCE <= annual_pence <= MOST_PENCE:
        raise AnnualPayWrong
    if not POINT.fullmatch(named):
        raise PayPointWrong
    if not -BACK_DAYS <= (starts_on - london_date(at)).days <= AHEAD_DAYS:
        raise PayStartWrong
    with change():
        employment = _judged(actor, employment_id, at)
        made = AnnualPay.objects.create(
            employment=employment,
            point=named,
            annual_pence=annual_pence,
            above_ceiling=above_ceiling,
            starts_on=starts_on,
            recorded_at=at,
            recorded_by_id=actor.by,
        )
        fact = AnnualPayRecorded(
            on_behalf_of=employment.organisation_id,
            employment_id=employment.pk,
            person_id=employment.person_id,
            starts_on=starts_on,
        )
        publish(fact, actor=actor, at=at)
    return made


def _judged(actor: Actor, employment_id: int, at: datetime) -> Employment:
    places = actor.where(Right.CHECK_PAYROLL)
    employment = sole(Employment.objects.filter(pk=employment_id, organisation_id__in=places))
    if employment is None:
        raise NotFound
    if employment.person_id == actor.by:
        raise NotYourOwn
    if not employment.live_on(london_date(at)):
        raise EmploymentOver
    return employment
