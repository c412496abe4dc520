"""VAT numbers, bank details and the days on which what is said about money begins to hold."""

from collections.abc import Collection
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.money import VAT_STANDARD_PERCENT
from commonpool.kernel.workdays import WEEKDAYS, nth_working_day_after

STANDARD, OUTSIDE_SCOPE, NO_VAT = TREATMENTS = ("standard", "outside_scope", "no_vat")
"""20 % on the whole charge (VAT-01); outside the scope, answered for by a VAT officer (VAT-02); no VAT (VAT-05)."""
VAT_PERCENT = {STANDARD: VAT_STANDARD_PERCENT, OUTSIDE_SCOPE: 0, NO_VAT: 0}

PLATFORM, OWN_SYSTEM = INVOICE_MODES = ("platform", "own_system")
"""The platform makes the invoice in the home council's name, as its agent (VAT-09); the council's own system does."""

AUTHORITY_BODIES = {
    "council": _("Full council"),
    "executive": _("Cabinet or executive"),
    "committee": _("A committee"),
    "officer": _("An officer, under the scheme of delegation"),
}
"""Which body of a council decides that this person may sign: each constitution says (PWR-14)."""

HOLD_DAYS = 5
HOLD_AT_LEAST = timedelta(days=HOLD_DAYS - 1)
"""New bank details wait five working days (INV-12)."""

WEIGHTS = (8, 7, 6, 5, 4, 3, 2)
MODULUS, NEWER = 97, 55


def vat_digits(typed: str) -> str:
    """A VAT number as typed, without its country, spaces and points."""
    bare = "".join(typed.split()).replace(".", "").replace("-", "").upper()
    return bare.removeprefix("GB")


def is_vat_number(digits: str) -> bool:
    """Whether nine digits are a VAT number of the United Kingdom: either of HMRC's two check sums comes out even."""
    if len(digits) != 9 or not digits.isdecimal() or not digits.isascii() or not int(digits[:7]):
        return False
    weighed = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits[:7], strict=True))
    total = weighed + int(digits[7:])
    return total % MODULUS == 0 or (total + NEWER) % MODULUS == 0


def bank_digits(typed: str) -> str:
    """A sort code or account number as typed, without spaces and hyphens."""
    return "".join(typed.split()).replace("-", "")


def is_sort_code(digits: str) -> bool:
    """Six digits, not all nought."""
    return _are_digits(digits, 6)


def is_account_number(digits: str) -> bool:
    """Eight digits, not all nought: a shorter number has noughts in front."""
    return _are_digits(digits, 8)


def _are_digits(text: str, number: int) -> bool:
    return len(text) == number and text.isascii() and text.isdecimal() and bool(int(text))


def takes_effect_on(confirmed_on: date, holidays: Collection[date]) -> date:
    """The fifth working day after the day on which bank details were confirmed."""
    return nth_working_day_after(confirmed_on, HOLD_DAYS, WEEKDAYS, holidays)


def account_shown(sort_code: str, account_number: str, *, whole: bool) -> tuple[str, str]:
    """`20-00-00` and the account number; to those who may not see them whole, its last four digits alone."""
    if not whole:
        return "••-••-••", masked(account_number)
    return f"{sort_code[:2]}-{sort_code[2:4]}-{sort_code[4:]}", account_number


def masked(account_number: str) -> str:
    """An account number but for its last four digits."""
    return "•" * (len(account_number) - 4) + account_number[-4:]
