"""The account a council is paid into: entered by one, confirmed by another after a call, held five working days."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.agreements import queries, rules
from commonpool.agreements.events import BankDetailsConfirmed, BankDetailsEntered, BankDetailsObjected
from commonpool.agreements.models import BankDetails
from commonpool.agreements.operations.depth import evaluate_depth, locked_joining
from commonpool.kernel.clock import london_date
from commonpool.kernel.refusals import Conflict, NotFound, Refusal, refusing
from commonpool.organisations.models import Organisation
from commonpool.organisations.queries import bank_holidays

MOST_NAME, MOST_NUMBER, MOST_KNOWN_FROM = 80, 40, 200


class AccountNameMissing(Refusal):
    """The account's name is missing or too long (`account_name_missing`)."""

    code = "account_name_missing"
    message = _("Enter the name of the account as the bank has it.")
    field = "account_name"


class SortCodeWrong(Refusal):
    """A sort code has six digits (`sort_code_wrong`)."""

    code = "sort_code_wrong"
    message = _("Enter the six digits of the sort code, like 30 90 89.")
    field = "sort_code"


class AccountNumberWrong(Refusal):
    """An account number has eight digits (`account_number_wrong`)."""

    code = "account_number_wrong"
    message = _("Enter the eight digits of the account number. If yours has fewer, put noughts in front.")
    field = "account_number"


class ChangeOutstanding(Conflict):
    """Another change of the bank details is on its way (`bank_change_outstanding`)."""

    code = "bank_change_outstanding"
    message = _(
        "A change of your bank details is on its way already. Object to it first, or wait until it takes effect."
    )


class SamePersonConfirms(Refusal):
    """Whoever entered bank details cannot confirm them (`second_person_needed`)."""

    code = "second_person_needed"
    message = _("You entered these details yourself. Somebody else has to confirm them.")


class CallNotRecorded(Refusal):
    """The number rung, where it was known from, or the day is missing (`call_not_recorded`)."""

    code = "call_not_recorded"
    message = _("Say which number you rang, where you knew it from, and on which day.")


class DetailsMoved(Conflict):
    """The details are not waiting any more (`bank_details_moved`)."""

    code = "bank_details_moved"
    message = _("These bank details have been dealt with since you opened this page.")


def enter_bank_details(
    *,
    actor: Actor,
    organisation_id: int,
    account_name: str,
    sort_code: str,
    account_number: str,
    at: datetime,
) -> BankDetails:
    """These details wait for a second person; until they take effect the old ones stand.

    Requires `enter_bank_details` and a second factor. Refuses `account_name_missing`, `sort_code_wrong`,
    `account_number_wrong` (their form: no list of banks is asked), `bank_change_outstanding`.
    """
    actor.require(Right.ENTER_BANK_DETAILS, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    name = " ".join(account_name.split())
    sort, number = rules.bank_digits(sort_code), rules.bank_digits(account_number)
    if not 0 < len(name) <= MOST_NAME or "\x00" in name:
        raise AccountNameMissing
    if not rules.is_sort_code(sort):
        raise SortCodeWrong
    if not rules.is_account_number(number):
        raise AccountNumberWrong
    with refusing("bank_details_one_to_confirm", ChangeOutstanding()), change():
        locked_joining(organisation_id)
        if queries.bank_change(organisation_id, london_date(at)) is not None:
            raise ChangeOutstanding
        details = BankDetails.objects.create(
            organisation_id=organisation_id,
            account_name=name,
            sort_code=sort,
            account_number=number,
            entered_at=at,
            entered_by_id=actor.by,
        )
        fact = BankDetailsEntered(on_behalf_of=organisation_id, details_id=details.pk)
        publish(fact, actor=actor, at=at)
    return details


def confirm_bank_details(
    *,
    actor: Actor,
    organisation_id: int,
    details_id: int,
    called_number: str,
    known_from: str,
    called_on: date,
    at: datetime,
) -> BankDetails:
    """The details take effect on the fifth working day of the council's nation after today (INV-12).

    `details_id`: those that were shown. Requires `confirm_bank_details` and a second factor, of somebody other than
    who entered them. Refuses `bank_details_moved`, `second_person_needed`, `call_not_recorded` (with the field).
    """
    actor.require(Right.CONFIRM_BANK_DETAILS, organisation_id)
    actor.require_second_factor()
    actor.require_decision()
    today = london_date(at)
    with refusing("bank_details_by_two_people", SamePersonConfirms()), change():
        details = _locked(organisation_id, details_id)
        if details.confirmed_at is not None or details.objected_at is not None:
            raise DetailsMoved
        if details.entered_by_id == actor.by:
            raise SamePersonConfirms
        details.called_number = _said("called_number", called_number, MOST_NUMBER)
        details.known_from = _said("known_from", known_from, MOST_KNOWN_FROM)
        if not london_date(details.entered_at) <= called_on <= today:
            raise CallNotRecorded(
                _("Enter a day from the day the details were entered to today."), field="called_on"
            )
        details.called_on = called_on
        details.confirmed_at, details.confirmed_by_id = at, actor.by
        nation = Organisation.objects.values_list("nation", flat=True).get(pk=organisation_id)
        details.effective_on = rules.takes_effect_on(today, bank_holidays(nation))
        details.save(
            update_fields=[
                "called_number", "known_from", "called_on", "confirmed_at", "confirmed_by", "effective_on",
            ]
        )  # fmt: skip
        fact = BankDetailsConfirmed(
            on_behalf_of=organisation_id, details_id=details.pk, effective_on=details.effective_on
        )
        publish(fact, actor=actor, at=at)
        evaluate_depth(actor=actor, organisation_id=organisation_id, at=at)
    return details


def object_to_bank_details(*, actor: Actor, organisation_id: int, details_id: int, at: datetime) -> None:
    """The change never takes effect; the old details stand. Anybody in finance may, before the day it takes effect.

    Requires `enter_bank_details`, and no second factor: it only stops. Refuses `bank_details_moved`.
    """
    actor.require(Right.ENTER_BANK_DETAILS, organisation_id)
    actor.require_decision()
    with change():
        details = _locked(organisation_id, details_id)
        in_effect = details.effective_on is not None and details.effective_on <= london_date(at)
        if details.objected_at is not None or in_effect:
            raise DetailsMoved
        details.objected_at, details.objected_by_id = at, actor.by
        details.save(update_fields=["objected_at", "objected_by"])
        publish(BankDetailsObjected(on_behalf_of=organisation_id, details_id=details.pk), actor=actor, at=at)


def _locked(organisation_id: int, details_id: int) -> BankDetails:
    found = (
        BankDetails.objects.select_for_update(of=("self",), no_key=True)
        .filter(pk=details_id, organisation_id=organisation_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def _said(field: str, text: str, most: int) -> str:
    words = " ".join(text.split())
    if not 0 < len(words) <= most or "\x00" in words:
        raise CallNotRecorded(field=field)
    return words
