"""The ledger: accounts and what is in them."""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from commonpool.ledger.queries import AccountBalance


class AccountShape(BaseModel):
    """`pence`: debits less credits, so that a credit is negative and all accounts sum to nought."""

    code: str
    name: str
    pence: int


class TrialBalance(BaseModel):
    accounts: list[AccountShape]


def trial_balance_shape(balances: Sequence[AccountBalance]) -> dict[str, Any]:
    return {
        "accounts": [
            {"code": each.account.code, "name": str(each.account.name), "pence": each.pence}
            for each in balances
        ]
    }
