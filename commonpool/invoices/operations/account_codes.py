"""The codes of a council's own ledger, for the journal it takes over."""

from collections.abc import Mapping
from datetime import datetime

from commonpool.access import Actor, Right
from commonpool.activity.operations import change, publish
from commonpool.invoices.events import AccountCodesSet
from commonpool.invoices.models import AccountCodes
from commonpool.invoices.operations.crediting import worded
from commonpool.kernel.refusals import NotFound
from commonpool.ledger.rules import ACCOUNTS

MOST_CODE = 40


def set_account_codes(*, actor: Actor, organisation_id: int, codes: Mapping[str, str], at: datetime) -> None:
    """The journal uses these codes from now on, one for each of our accounts; what was taken over stays as it was.

    Requires `set_money_terms` and a second factor. Refuses `not_found`, `reason_missing` and `text_too_long` (with the
    account as field).
    """
    if not actor.rights.get(organisation_id) or codes.keys() - ACCOUNTS.keys():
        raise NotFound
    actor.require(Right.SET_MONEY_TERMS, organisation_id)
    actor.require_decision()
    actor.require_second_factor()
    said = {account: worded(code, account, MOST_CODE) for account, code in codes.items()}
    with change():
        AccountCodes.objects.update_or_create(
            organisation_id=organisation_id,
            defaults={"codes": said, "set_at": at, "set_by_id": actor.by},
        )
        publish(AccountCodesSet(on_behalf_of=organisation_id, codes=len(said)), actor=actor, at=at)
