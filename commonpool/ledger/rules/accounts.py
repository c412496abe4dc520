"""The accounts of every council: their names, and what a balance in each means. A debit is positive."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Account:
    """One account of a council. `meaning` says in plain English what a balance in it is."""

    code: str
    name: str | Promise
    meaning: str | Promise


ACCOUNTS = {
    each.code: each
    for each in (
        Account(
            "receivable",
            _("Receivable"),
            _("What other councils owe this council for officers it lent. A debit: still to come in."),
        ),
        Account(
            "payable",
            _("Payable"),
            _("What this council owes other councils for officers it borrowed. A credit: still to be paid."),
        ),
        Account(
            "income",
            _("Income"),
            _("What this council charged for lending officers, before VAT. A credit: earned."),
        ),
        Account(
            "income_1970_act",
            _("Income under the 1970 Act"),
            _(
                "What this council charged, before VAT, for services under the Local Authorities (Goods and Services)"
                " Act 1970, which asks for an account of its own. A credit: earned."
            ),
        ),
        Account(
            "expense",
            _("Expense"),
            _("What borrowing officers has cost this council, before VAT. A debit: spent."),
        ),
        Account(
            "output_vat",
            _("Output VAT"),
            _("VAT this council charged on officers it lent, and owes to HM Revenue and Customs. A credit."),
        ),
        Account(
            "input_vat",
            _("Input VAT"),
            _("VAT other councils charged this council, which it can normally reclaim. A debit."),
        ),
        Account(
            "clearing",
            _("Clearing"),
            _(
                "What is settled with the other councils together, once a month, but not yet paid."
                " A debit: to come in. A credit: to be paid."
            ),
        ),
        Account(
            "bank",
            _("Bank"),
            _("What went into the bank for officers lent, less what went out for officers borrowed."),
        ),
        Account(
            "transfer",
            _("Transferred with a reorganisation"),
            _(
                "What was still to be paid when councils became others, as it went from the old books to the new."
                " A debit: claims handed over. A credit: claims taken over. With debts it is the other way round."
            ),
        ),
    )
}
"""By code, in the order of a trial balance."""
