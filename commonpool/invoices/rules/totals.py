"""What invoices and credit notes come to: VAT once on the sum of the lines, and taken back to the penny."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from commonpool.kernel.money import vat_on

DAYS_TO_PAY = timedelta(days=30)
"""From the day of issue (INV-02; Procurement Act 2023 section 68(2) and 88(2))."""


def due_on(issued_on: date) -> date:
    """The day by which it is to be paid."""
    return issued_on + DAYS_TO_PAY


@dataclass(frozen=True)
class Sums:
    """Pence of a document: before VAT, its VAT, and both."""

    net_pence: int
    vat_pence: int

    @property
    def gross_pence(self) -> int:
        return self.net_pence + self.vat_pence


def sums_of(net_pence: int, percent: int) -> Sums:
    """An invoice whose lines come to so much: VAT half-up once on the sum."""
    return Sums(net_pence, vat_on(net_pence, percent))


def sums_taken_back(net_pence: int, percent: int, *, left_pence: int) -> Sums:
    """A credit note for so much of an invoice of which `left_pence` before VAT still stood.

    Its VAT is what the VAT on what stood falls by, so that an invoice credited line by line is taken back to the penny:
    each note is at most a penny from the rate on its own sum.
    """
    return Sums(net_pence, vat_on(left_pence, percent) - vat_on(left_pence - net_pence, percent))


def left_of(lines: Mapping[int, int], credited: Mapping[int, int]) -> dict[int, int]:
    """Of each line the pence before VAT that still stand; lines of which nothing does are left out."""
    left = {line: pence - credited.get(line, 0) for line, pence in lines.items()}
    return {line: pence for line, pence in left.items() if pence > 0}
