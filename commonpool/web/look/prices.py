"""Prices in words."""

from django.utils.translation import gettext as _

from commonpool.agreements.rules.when import WHEN
from commonpool.kernel.money import pounds


def priced(when: str, pence: int) -> str:
    """ "On Sunday or a bank holiday: £76.62 an hour before VAT"."""
    return _("%(when)s: %(price)s an hour before VAT") % {"when": WHEN[when], "price": pounds(pence)}
