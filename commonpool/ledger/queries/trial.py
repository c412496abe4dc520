"""The trial balance: every account, and that all of them come to nought."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from commonpool.access import Actor
from commonpool.ledger.models import Line
from commonpool.ledger.queries.seen import require_books
from commonpool.ledger.rules import ACCOUNTS, Account


@dataclass(frozen=True)
class AccountBalance:
    """An account and the pence in it: a debit is positive, a credit negative."""

    account: Account
    pence: int

    @property
    def debit_pence(self) -> int:
        return max(self.pence, 0)

    @property
    def credit_pence(self) -> int:
        return max(-self.pence, 0)


def trial_balance(
    actor: Actor, organisation_id: int | None, *, on: date | None = None
) -> Sequence[AccountBalance]:
    """Every account of a council, or of all together (None), at the end of a day; nought where nothing was posted.

    Without a day: everything posted, whatever its day. Requires `see_money` there, of all together `run_desk`;
    refuses `not_found` to other councils. One SQL query.
    """
    require_books(actor, organisation_id)
    lines = (
        Line.objects.all() if organisation_id is None else Line.objects.filter(organisation=organisation_id)
    )
    if on is not None:
        lines = lines.filter(entry__on__lte=on)
    sums = dict(lines.order_by().values_list("account").annotate(Sum("pence")))
    return [AccountBalance(account, sums.get(code, 0)) for code, account in ACCOUNTS.items()]
