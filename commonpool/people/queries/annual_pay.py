"""What officers are paid, as their own council's HR recorded it."""

from datetime import date

from django.db.models import QuerySet

from commonpool.access import Actor, Right
from commonpool.kernel.refusals import NotFound
from commonpool.kernel.rows import sole
from commonpool.people.models import AnnualPay, Employment


def annual_pay_of(employment_id: int) -> list[AnnualPay]:
    """All that was recorded of an employment, what counts first; the caller has judged who asks. One SQL query."""
    return list(AnnualPay.objects.filter(employment_id=employment_id).order_by("-starts_on", "-pk"))


def annual_pay_on(recorded: list[AnnualPay], on: date) -> AnnualPay | None:
    """What of it holds on a day; none before the first."""
    return next((each for each in recorded if each.starts_on <= on), None)


def annual_pay_recorded(actor: Actor, employment_id: int) -> tuple[Employment, list[AnnualPay]]:
    """The employment, and all that was recorded, for its council's HR. Refuses `not_found`, also another council's."""
    places = actor.where(Right.CHECK_PAYROLL)
    whole = Employment.objects.select_related("person", "organisation")
    found = sole(whole.filter(pk=employment_id, organisation_id__in=places))
    if found is None:
        raise NotFound
    kept: QuerySet[AnnualPay] = found.annual_pay.select_related("recorded_by").order_by("-starts_on", "-pk")
    return found, list(kept)
