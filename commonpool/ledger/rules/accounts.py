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
            _("Owed by other councils for officers lent to them. A debit: still to come in."),
        ),
        Account(
            "payable",
            _("Payable"),
            _("Owed to other councils for officers borrowed from them. A credit: still to be paid."),
        ),
        Account(
            "income",
            _("Income"),
            _("Charged for lending officers, before VAT. A credit: earned."),
        ),
        Account(
            "income_1970_act",
            _("Income under the 1970 Act"),
            _(
                "Charged, before VAT, for services under the Local Authorities (Goods and Services)"
                " Act 1970, which asks for an account of its own. A credit: earned."
            ),
        ),
        Account(
            "expense",
            _("Expense"),
            _("What borrowing officers has cost, before VAT. A debit: spent."),
        ),
        Account(
            "output_vat",
            _("Output VAT"),
            _("VAT charged on officers lent, and owed to HM Revenue and Customs. A credit."),
        ),
        Account(
            "input_vat",
            _("Input VAT"),
            _("VAT that other councils charged, which a council can normally reclaim. A debit."),
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
