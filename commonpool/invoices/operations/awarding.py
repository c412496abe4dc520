"""A back-dated pay award is passed on: a supplementary charge, or a credit, for each charge it touches."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.invoices import queries
from commonpool.invoices.events import PayAwardPassedOn
from commonpool.invoices.models import PayAward
from commonpool.invoices.models.charge import AWARD
from commonpool.invoices.operations.charging import make_charge
from commonpool.invoices.operations.crediting import require_issuer, take_back
from commonpool.invoices.queries.awards import Difference, differences
from commonpool.invoices.rules.refusals import (
    AwardedAlready,
    NothingToAward,
    OwnNumberMissing,
    OwnNumberTaken,
    TextTooLong,
)
from commonpool.kernel.refusals import NotFound, refusing


def pass_on_award(
    *,
    actor: Actor,
    organisation_id: int,
    grade_band: str,
    first_monday: date,
    last_monday: date,
    hourly_difference_pence: int,
    at: datetime,
    own_numbers: Mapping[int, str] | None = None,
) -> PayAward:
    """Each charge for hours of that band in those weeks is added to by a supplementary charge, or credited.

    Bookings under £1,000 stay as they are. A supplement names its original and may lie outside the booking's ceiling,
    as the agreement says (clause 9.5); it is invoiced with the month in which it is made. `own_numbers`: by invoice,
    what the council's own system calls its credit note, where that numbers them. Requires `issue_invoices`
    and a second factor. Refuses `not_found`, `nothing_to_award`, `awarded_already`, and what `credit` refuses.
    """
    if not actor.rights.get(organisation_id):
        raise NotFound
    require_issuer(actor, organisation_id)
    asked: dict[str, Any] = {
        "grade_band": grade_band,
        "first_monday": first_monday,
        "last_monday": last_monday,
        "hourly_difference_pence": hourly_difference_pence,
    }
    if last_monday < first_monday:
        raise NothingToAward
    with change(), refusing("pay_award_passed_on_once", AwardedAlready()):
        award = PayAward.objects.create(
            home_id=organisation_id, passed_on_at=at, passed_on_by_id=actor.by, **asked
        )
        wanted = [
            each for each in differences(actor, organisation_id, **asked) if not each.why_not and each.pence
        ]
        if not wanted:
            raise NothingToAward
        if hourly_difference_pence > 0:
            for each in wanted:
                _supplement(each, hourly_difference_pence, actor, at)
        else:
            _credit(wanted, own_numbers or {}, actor, at)
        fact = PayAwardPassedOn(
            on_behalf_of=organisation_id,
            award_id=award.pk,
            charges=len(wanted),
            net_pence=sum(each.pence for each in wanted),
        )
        publish(fact, actor=actor, at=at)
    return award


def number_field(invoice_id: int) -> str:
    """Where a number of the council's own system is given for the credit note of an invoice."""
    return f"own_number_{invoice_id}"


def _supplement(each: Difference, hourly_pence: int, actor: Actor, at: datetime) -> None:
    was = each.charge
    make_charge(
        was.carried.order_by("pk"),  # type: ignore[attr-defined]
        told=(was.home_id, was.host_id),
        actor=actor,
        at=at,
        source=AWARD,
        original=was,
        outside_ceiling=True,
        booking=was.booking,
        booked_week=was.booked_week,
        home_id=was.home_id,
        host_id=was.host_id,
        minutes=each.minutes,
        hourly_pence=hourly_pence,
        net_pence=each.pence,
        ceiling_pence=was.ceiling_pence,
    )


def _credit(wanted: list[Difference], own_numbers: Mapping[int, str], actor: Actor, at: datetime) -> None:
    by_invoice: dict[int, dict[int, int]] = defaultdict(dict)
    for each in wanted:
        if each.line is not None:
            by_invoice[each.line.invoice_id][each.line.pk] = -each.pence
    for invoice_id in sorted(by_invoice):
        try:
            take_back(
                queries.lock_invoice(invoice_id),
                by_invoice[invoice_id],
                reason=_("Back-dated pay award"),
                again=False,
                own_number=own_numbers.get(invoice_id, "").strip(),
                actor=actor,
                at=at,
            )
        except (OwnNumberMissing, OwnNumberTaken, TextTooLong) as refusal:
            refusal.field = number_field(invoice_id)
            raise
