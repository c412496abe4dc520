"""What is needed before the first payroll file: pay table, pension rate, columns."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from types import MappingProxyType

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right, Role
from commonpool.activity.operations import change, publish
from commonpool.agreements import rules
from commonpool.agreements.events import PayrollColumnsSet, PayTableSet, PensionRateSet
from commonpool.agreements.models import PayrollColumns, PayTable, PensionRate
from commonpool.agreements.operations.starting import require_start
from commonpool.agreements.rules import PayRules
from commonpool.kernel.refusals import Refusal

MOST_HEADING = 40
NO_CODES: Mapping[int, str] = MappingProxyType({})
RANGES = {
    "week_hours": (30, 45),
    "divisor": (50_000, 54_000),
    "min_claim_minutes": (0, 240),
    "block_minutes": (1, 60),
    "min_payment_hours_sunday": (0, 8),
    "toil_rate": (100, 500),
    "toil_expiry_days": (1, 1096),
    "toil_cap_hours": (1, 500),
    "part_time_threshold_hours": (30, 45),
}
MAY_BE_EMPTY = ("toil_expiry_days", "toil_cap_hours")
APPROVERS = (Role.APPROVER, Role.HR, Role.FINANCE)


class PayFieldWrong(Refusal):
    """A figure of the pay table is out of its range (`pay_field_wrong`, with the field)."""

    code = "pay_field_wrong"
    message = _("Enter a number from {least} to {most}.")


class RateWrong(Refusal):
    """A rate is missing, below plain time or above five times (`pay_rate_wrong`)."""

    code = "pay_rate_wrong"
    message = _("Enter a rate from 1 to 5 times plain time for every kind of day and time of day.")
    field = "rate_matrix"


class ApproverUnknown(Refusal):
    """There is no such role to approve pay (`pay_approver_unknown`)."""

    code = "pay_approver_unknown"
    message = _("Choose who approves the hours for pay.")
    field = "approver_role"


class PensionRateWrong(Refusal):
    """A pension rate is from 0 to 100 per cent (`pension_rate_wrong`)."""

    code = "pension_rate_wrong"
    message = _("Enter a per cent from 0 to 100, like 19.60.")
    field = "hundredths"


class ColumnsWrong(Refusal):
    """The columns do not make a payroll file (`payroll_columns_wrong`)."""

    code = "payroll_columns_wrong"
    message = _(
        "Choose the payroll number, the date, the multiplier and the hours in one of their forms, "
        "each once and each with a heading of its own."
    )
    field = "columns"


class CutOffWrong(Refusal):
    """The cut-off day is none of the first 28 of a month (`cut_off_day_wrong`)."""

    code = "cut_off_day_wrong"
    message = _("Enter a day of the month from 1 to 28.")
    field = "cut_off_day"


class ElementCodeWrong(Refusal):
    """An element code is of no rate, or too long (`element_code_wrong`)."""

    code = "element_code_wrong"
    message = _("Enter the element code of each rate, in up to 20 characters.")
    field = "element_codes"


class CostCodeWrong(Refusal):
    """The cost code is too long (`cost_code_wrong`)."""

    code = "cost_code_wrong"
    message = _("Enter the cost code in up to 40 characters.")
    field = "cost_code"


def set_pay_table(
    *, actor: Actor, organisation_id: int, pay: PayRules, effective_from: date, at: datetime
) -> PayTable:
    """From that day hours on top of the week are paid so; the tables before stay as they were.

    Requires `set_money_terms` and a second factor. Refuses `pay_field_wrong`, `pay_rate_wrong`,
    `pay_approver_unknown`, `start_out_of_range`.
    """
    actor.require(Right.SET_MONEY_TERMS, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    _check(pay)
    require_start(effective_from, at, field="effective_from")
    with change():
        table = PayTable.objects.create(
            organisation_id=organisation_id,
            effective_from=effective_from,
            set_at=at,
            set_by_id=actor.by,
            **pay.fields(),
        )
        fact = PayTableSet(on_behalf_of=organisation_id, table_id=table.pk, effective_from=effective_from)
        publish(fact, actor=actor, at=at)
    return table


def set_pension_rate(
    *, actor: Actor, organisation_id: int, hundredths: int, starts_on: date, at: datetime
) -> PensionRate:
    """From that day the council pays this into the pension scheme: hundredths of a per cent, 1960 for 19.60 %.

    Requires `set_money_terms` and a second factor. Refuses `pension_rate_wrong`, `start_out_of_range`.
    """
    actor.require(Right.SET_MONEY_TERMS, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    if not 0 <= hundredths <= 10_000:
        raise PensionRateWrong
    require_start(starts_on, at)
    with change():
        rate = PensionRate.objects.create(
            organisation_id=organisation_id,
            hundredths=hundredths,
            starts_on=starts_on,
            set_at=at,
            set_by_id=actor.by,
        )
        fact = PensionRateSet(on_behalf_of=organisation_id, hundredths=hundredths, starts_on=starts_on)
        publish(fact, actor=actor, at=at)
    return rate


def set_payroll_columns(
    *,
    actor: Actor,
    organisation_id: int,
    columns: Sequence[tuple[str, str]],
    starts_on: date,
    at: datetime,
    element_codes: Mapping[int, str] = NO_CODES,
    cost_code: str = "",
    cut_off_day: int = rules.CUT_OFF_DAY,
) -> PayrollColumns:
    """From that day the payroll file has these columns in this order: pairs of a field and its heading.

    `element_codes`: the pay element of each rate, in hundredths of plain time. `cut_off_day`: hours agreed by its end
    are in that month's file. Requires `set_money_terms` and a second factor. Refuses `payroll_columns_wrong`,
    `element_code_wrong`, `cost_code_wrong`, `cut_off_day_wrong`, `start_out_of_range`.
    """
    actor.require(Right.SET_MONEY_TERMS, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    wanted = [(field, " ".join(heading.split())) for field, heading in columns]
    if not rules.are_columns(wanted) or any(len(heading) > MOST_HEADING for _field, heading in wanted):
        raise ColumnsWrong
    codes = {str(rate): code.strip() for rate, code in element_codes.items() if code.strip()}
    _check_file(codes, cost_code.strip(), cut_off_day)
    require_start(starts_on, at)
    with change():
        chosen = PayrollColumns.objects.create(
            organisation_id=organisation_id,
            columns=wanted,
            element_codes=codes,
            cost_code=cost_code.strip(),
            cut_off_day=cut_off_day,
            starts_on=starts_on,
            set_at=at,
            set_by_id=actor.by,
        )
        fact = PayrollColumnsSet(on_behalf_of=organisation_id, columns_id=chosen.pk, starts_on=starts_on)
        publish(fact, actor=actor, at=at)
    return chosen


def _check(pay: PayRules) -> None:
    for name, (least, most) in RANGES.items():
        value = getattr(pay, name)
        if value is None and name in MAY_BE_EMPTY:
            continue
        if value is None or not least <= value <= most:
            raise PayFieldWrong(field=name, least=least, most=most)
    if not rules.is_matrix(pay.rate_matrix):
        raise RateWrong
    if pay.approver_role not in APPROVERS:
        raise ApproverUnknown


def _check_file(codes: Mapping[str, str], cost_code: str, cut_off_day: int) -> None:
    if not 1 <= cut_off_day <= rules.LAST_CUT_OFF_DAY:
        raise CutOffWrong
    least, most = RANGES["toil_rate"]
    for rate, code in codes.items():
        if not least <= int(rate) <= most or len(code) > rules.MOST_ELEMENT:
            raise ElementCodeWrong(field=f"element_{rate}")
    if len(cost_code) > rules.MOST_COST_CODE:
        raise CostCodeWrong
