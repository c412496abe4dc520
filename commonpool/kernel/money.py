"""Whole pence and whole minutes: half-up once per line, never a float."""

from collections.abc import Sequence

VAT_STANDARD_PERCENT = 20


def half_up(numerator: int, denominator: int) -> int:
    """The nearest whole number to a ratio of non-negative integers, halves going up."""
    return (2 * numerator + denominator) // (2 * denominator)


def price_of(minutes: int, hourly_pence: int) -> int:
    """Pence for so many minutes at so much an hour: 120 minutes at 3831 are 7662."""
    return half_up(minutes * hourly_pence, 60)


def vat_on(net_pence: int, percent: int = VAT_STANDARD_PERCENT) -> int:
    """VAT in pence on a net amount in pence."""
    return half_up(net_pence * percent, 100)


def pounds(pence: int) -> str:
    """`£1,234.50` for 123450."""
    sign = "-" if pence < 0 else ""
    return f"{sign}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def decimal(hundredths: int) -> str:
    """`-1234.50` for -123450: pence in pounds, or hundredths, as a file or a spreadsheet reads them."""
    sign = "-" if hundredths < 0 else ""
    return f"{sign}{abs(hundredths) // 100}.{abs(hundredths) % 100:02d}"


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Parts that sum to `total` exactly, in proportion to the weights, by largest remainder."""
    whole = sum(weights)
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda n: (-(total * weights[n] % whole), n))
    for n in by_remainder[: total - sum(parts)]:
        parts[n] += 1
    return parts
