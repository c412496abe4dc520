"""What a council chooses once: usual limits, purchase orders, where invoices go, what silence means."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements.events import DefaultsSet
from commonpool.agreements.models import Joining
from commonpool.agreements.operations.depth import evaluate_depth, locked_joining
from commonpool.agreements.rules import (
    AVERAGE_WEEKS,
    LEAST_REST_MINUTES,
    MOST_REST_MINUTES,
    REST_MINUTES,
    STARTING_MONTHS,
    STARTING_WEEKLY_MINUTES,
    usual,
)
from commonpool.agreements.rules.electronic import electronic_address_right
from commonpool.kernel.refusals import Refusal

LEAST_WEEKLY_MINUTES, MOST_WEEKLY_MINUTES = 30, 2220
MOST_MONTHS = 24
MOST_PENCE = 100_000_000
MOST_REASON = 300


class WeeklyLimitOutOfRange(Refusal):
    """The usual limit is half an hour to 37 hours a week, in half hours (`weekly_limit_out_of_range`)."""

    code = "weekly_limit_out_of_range"
    message = _("Enter from half an hour to 37 hours a week, in half hours.")
    field = "default_weekly_minutes"


class MonthsOutOfRange(Refusal):
    """A permission usually runs from 1 to 24 months (`months_out_of_range`)."""

    code = "months_out_of_range"
    message = _("Enter from 1 to 24 months.")
    field = "default_months"


class ReasonTooLong(Refusal):
    """How lending helps the council's own area is said in 300 characters (`reason_too_long`)."""

    code = "reason_too_long"
    message = _("Say it in 300 characters or fewer.")
    field = "wellbeing_reason"


class ThresholdOutOfRange(Refusal):
    """A purchase order is asked for from £0 to £1,000,000 (`threshold_out_of_range`)."""

    code = "threshold_out_of_range"
    message = _("Enter an amount from £0 to £1,000,000.")
    field = "purchase_order_from_pence"


class AverageUnknown(Refusal):
    """Working hours are averaged over 17 or 26 weeks (`average_unknown`)."""

    code = "average_unknown"
    message = _("Choose 17 or 26 weeks.")
    field = "average_weeks"


class RestOutOfRange(Refusal):
    """A local agreement makes the daily rest 8 to 15 hours (`rest_out_of_range`)."""

    code = "rest_out_of_range"
    message = _("Enter from 8 to 15 hours of rest.")
    field = "rest_minutes"


class FortnightsFromMonday(Refusal):
    """Fortnights are counted from a Monday (`fortnights_from_monday`)."""

    code = "fortnights_from_monday"
    message = _("Enter a Monday: a fortnight of rest begins on one.")
    field = "rest_fortnights_from"


class RestReasonNeeded(Refusal):
    """Rest is other than usual by an agreement, which is named in 300 characters (`rest_reason_needed`)."""

    code = "rest_reason_needed"
    message = _("Say in up to 300 characters which agreement or decision this rests on.")
    field = "rest_reason"


class ElectronicAddressWrong(Refusal):
    """An electronic address is a scheme of four digits, a colon and an identifier (`electronic_address_wrong`)."""

    code = "electronic_address_wrong"
    message = _(
        "Write it as four digits, a colon and the identifier, like 0088:5060012349998. A GLN has 13 digits, and its"
        " last one must agree with the others."
    )
    field = "invoice_electronic"


def set_defaults(
    *,
    actor: Actor,
    organisation_id: int,
    at: datetime,
    invoice_name: str = "",
    invoice_address: str = "",
    invoice_email: str = "",
    invoice_electronic: str = "",
    purchase_order_from_pence: int = 100_000,
    blanket_purchase_order: str = "",
    silence_agrees: bool = True,
    default_weekly_minutes: int | None = None,
    default_months: int | None = None,
    wellbeing_reason: str = "",
    average_weeks: int = 17,
    rest_minutes: int = REST_MINUTES,
    rest_fortnights_from: date | None = None,
    rest_reason: str = "",
) -> None:
    """The council's settings are these. Minutes a week, months and pence (net).

    What lets more through with nobody asked takes a second factor: higher usual limits of a permission, a higher
    price from which a purchase order is needed, a number for the whole year.
    `wellbeing_reason`: how lending helps the council's own area, which a Scottish council says once (PWR-09).
    `average_weeks`: over which working hours are averaged (WT-01). 26 instead of 17 takes a second factor too.
    `rest_minutes`: the rest between two working days of which no rule warns (WT-03); 11 hours unless a local agreement
    lengthens it or makes up for a shorter one (Working Time Regulations 1998 regs 10, 23 and 24).
    `rest_fortnights_from`: the Monday from which weekly rest is counted by fortnights (WT-04, reg 11(2)). Either
    stands with its `rest_reason`; less rest and fortnights take a second factor.
    `invoice_electronic`: an electronic address of another scheme than e-mail, like `0088:5060012349998` (BT-49).
    Refuses `electronic_address_wrong`, `weekly_limit_out_of_range`, `months_out_of_range`, `threshold_out_of_range`,
    `reason_too_long`, `average_unknown`, `rest_out_of_range`, `fortnights_from_monday`, `rest_reason_needed`.
    """
    actor.require(Right.SET_UP_COUNCIL, organisation_id)
    actor.require_decision()
    _check(default_weekly_minutes, default_months, purchase_order_from_pence)
    if len(wellbeing_reason) > MOST_REASON:
        raise ReasonTooLong
    if average_weeks not in AVERAGE_WEEKS:
        raise AverageUnknown
    if not electronic_address_right(invoice_electronic.strip()):
        raise ElectronicAddressWrong
    _check_rest(rest_minutes, rest_fortnights_from, rest_reason.strip())
    chosen = {
        "invoice_name": invoice_name.strip(),
        "invoice_address": invoice_address.strip(),
        "invoice_email": invoice_email.strip(),
        "invoice_electronic": invoice_electronic.strip(),
        "purchase_order_from_pence": purchase_order_from_pence,
        "blanket_purchase_order": blanket_purchase_order.strip(),
        "silence_agrees": silence_agrees,
        "default_weekly_minutes": default_weekly_minutes,
        "default_months": default_months,
        "wellbeing_reason": " ".join(wellbeing_reason.split()),
        "average_weeks": average_weeks,
        "rest_minutes": rest_minutes,
        "rest_fortnights_from": rest_fortnights_from,
        "rest_reason": " ".join(rest_reason.split()),
        "settled_at": at,
        "settled_by_id": actor.by,
    }
    with change():
        joining = locked_joining(organisation_id)
        if _lets_more_through(joining, chosen):
            actor.require_second_factor()
        for name, value in chosen.items():
            setattr(joining, name, value)
        joining.save(update_fields=[name.removesuffix("_id") for name in chosen])
        publish(
            DefaultsSet(
                on_behalf_of=organisation_id,
                weekly_minutes=default_weekly_minutes,
                months=default_months,
                purchase_order_from_pence=purchase_order_from_pence,
                silence_agrees=silence_agrees,
                average_weeks=average_weeks,
                rest_minutes=rest_minutes,
                rest_fortnights_from=rest_fortnights_from,
            ),
            actor=actor,
            at=at,
        )
        evaluate_depth(actor=actor, organisation_id=organisation_id, at=at)


def _lets_more_through(joining: Joining, chosen: Mapping[str, Any]) -> bool:
    """Whether more could be allowed or bound with nobody asked than before. What is not chosen has its start."""
    starts = {"default_weekly_minutes": STARTING_WEEKLY_MINUTES, "default_months": STARTING_MONTHS}
    raised = any(
        usual(chosen[name], start) > usual(getattr(joining, name), start) for name, start in starts.items()
    )
    dearer = chosen["purchase_order_from_pence"] > joining.purchase_order_from_pence
    blanket = bool(chosen["blanket_purchase_order"]) and not joining.blanket_purchase_order
    longer = chosen["average_weeks"] > joining.average_weeks
    fortnights = bool(chosen["rest_fortnights_from"]) and not joining.rest_fortnights_from
    less = chosen["rest_minutes"] < joining.rest_minutes or fortnights
    return raised or dearer or blanket or longer or less


def _check_rest(minutes: int, fortnights_from: date | None, reason: str) -> None:
    if not LEAST_REST_MINUTES <= minutes <= MOST_REST_MINUTES:
        raise RestOutOfRange
    if fortnights_from is not None and fortnights_from.isoweekday() != 1:
        raise FortnightsFromMonday
    unusual = minutes != REST_MINUTES or fortnights_from is not None
    if len(reason) > MOST_REASON or (unusual and not reason):
        raise RestReasonNeeded


def _check(weekly_minutes: int | None, months: int | None, threshold_pence: int) -> None:
    if weekly_minutes is not None and (
        not LEAST_WEEKLY_MINUTES <= weekly_minutes <= MOST_WEEKLY_MINUTES or weekly_minutes % 30
    ):
        raise WeeklyLimitOutOfRange
    if months is not None and not 1 <= months <= MOST_MONTHS:
        raise MonthsOutOfRange
    if not 0 <= threshold_pence <= MOST_PENCE:
        raise ThresholdOutOfRange
