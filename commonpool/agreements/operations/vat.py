"""How a council stands for VAT."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements import rules
from commonpool.agreements.events import VatSet
from commonpool.agreements.models import VatStanding
from commonpool.agreements.operations.depth import evaluate_depth
from commonpool.agreements.operations.starting import require_start
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Refusal

MOST_REASON, MOST_NAME = 600, 120


class VatNumberWrong(Refusal):
    """The number's check digits do not fit (`vat_number_wrong`)."""

    code = "vat_number_wrong"
    message = _("Check this number: it is not a VAT number. It has nine digits, like 123 4567 82.")
    field = "number"


class TreatmentUnknown(Refusal):
    """There is no such treatment of loans (`treatment_unknown`)."""

    code = "treatment_unknown"
    message = _("Choose how your council treats loans for VAT.")
    field = "treatment"


class OutsideScopeUnanswered(Refusal):
    """Outside the scope needs the reason, the VAT officer's name and the date (`outside_scope_unanswered`)."""

    code = "outside_scope_unanswered"
    message = _("Outside the scope needs the reason, your VAT officer’s name and the day they decided it.")
    field = "reason"


def set_vat(
    *,
    actor: Actor,
    organisation_id: int,
    treatment: str,
    starts_on: date,
    at: datetime,
    number: str = "",
    reason: str = "",
    vat_officer: str = "",
    decided_on: date | None = None,
) -> VatStanding:
    """From that day the council's loans bear VAT so: `standard` (VAT-01), `outside_scope` (VAT-02), `no_vat` (VAT-05).

    What was stated before stays in the record. Requires `set_money_terms` and a second factor. Refuses
    `treatment_unknown`, `vat_number_wrong`, `outside_scope_unanswered`, `start_out_of_range`.
    """
    actor.require(Right.SET_MONEY_TERMS, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    registered = treatment != rules.NO_VAT
    if treatment not in rules.TREATMENTS:
        raise TreatmentUnknown
    digits = rules.vat_digits(number) if registered else ""
    if registered and not rules.is_vat_number(digits):
        raise VatNumberWrong
    require_start(starts_on, at)
    answers = _answers(treatment, reason, vat_officer, decided_on, london_date(at))
    with change():
        standing = VatStanding.objects.create(
            organisation_id=organisation_id,
            registered=registered,
            number=digits,
            treatment=treatment,
            starts_on=starts_on,
            set_at=at,
            set_by_id=actor.by,
            **answers,
        )
        fact = VatSet(on_behalf_of=organisation_id, vat_id=standing.pk, starts_on=starts_on)
        publish(fact, actor=actor, at=at)
        evaluate_depth(actor=actor, organisation_id=organisation_id, at=at)
    return standing


def _answers(
    treatment: str, reason: str, vat_officer: str, decided_on: date | None, today: date
) -> dict[str, object]:
    """Why and who: only where loans are outside the scope."""
    if treatment != rules.OUTSIDE_SCOPE:
        return {}
    why, who = reason.strip(), vat_officer.strip()
    if not 0 < len(why) <= MOST_REASON:
        raise OutsideScopeUnanswered(field="reason")
    if not 0 < len(who) <= MOST_NAME:
        raise OutsideScopeUnanswered(field="vat_officer")
    if decided_on is None or decided_on > today:
        raise OutsideScopeUnanswered(field="decided_on")
    return {"reason": why, "vat_officer": who, "decided_on": decided_on}
