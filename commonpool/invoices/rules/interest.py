"""Statutory interest on a debt paid late: worked out where somebody asks, and never charged by itself.

Source: Late Payment of Commercial Debts (Interest) Act 1998 sections 1 to 6 and 5A; Late Payment of Commercial Debts
(Rate of Interest) (No. 3) Order 2002 articles 4 and 5 (INV-03).
"""

from dataclasses import dataclass
from datetime import date

from commonpool.kernel.money import half_up

OVER_BASE_HUNDREDTHS = 800
DAYS_A_YEAR = 365
COMPENSATION = ((99_999, 4_000), (999_999, 7_000))
"""Up to so many pence of debt, so many pence once for each invoice; above them all, the last."""
MOST_COMPENSATION = 10_000


@dataclass(frozen=True)
class Interest:
    """Pence that may be claimed. `rate_hundredths`: of a per cent a year."""

    days: int
    rate_hundredths: int
    interest_pence: int
    compensation_pence: int

    @property
    def claim_pence(self) -> int:
        return self.interest_pence + self.compensation_pence


def compensation_of(debt_pence: int) -> int:
    """£40 for a debt under £1,000, £70 under £10,000, £100 from there on (1998 Act section 5A)."""
    return next((pence for most, pence in COMPENSATION if debt_pence <= most), MOST_COMPENSATION)


def statutory_interest(debt_pence: int, base_hundredths: int, due_on: date, paid_on: date) -> Interest:
    """Simple interest for each day after the day by which it was to be paid, at eight per cent over the base rate.

    `debt_pence`: with VAT. `base_hundredths`: the base rate of `reference_day`, in hundredths of a per cent. Paid in
    time, nothing may be claimed.
    """
    days = max((paid_on - due_on).days, 0)
    rate = OVER_BASE_HUNDREDTHS + base_hundredths
    if not days or debt_pence <= 0:
        return Interest(0, rate, 0, 0)
    interest = half_up(debt_pence * rate * days, DAYS_A_YEAR * 10_000)
    return Interest(days, rate, interest, compensation_of(debt_pence))


def reference_day(due_on: date) -> date:
    """The day whose base rate counts for a debt that became late: 31 December, or 30 June, before that half-year."""
    if (due_on.month, due_on.day) >= (12, 31):
        return date(due_on.year, 12, 31)
    if (due_on.month, due_on.day) >= (6, 30):
        return date(due_on.year, 6, 30)
    return date(due_on.year - 1, 12, 31)
