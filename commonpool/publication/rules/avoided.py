"""What hours would have cost from an agency or a consultancy: a comparison, and never part of any account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from django.utils.translation import gettext_lazy as _

from commonpool.kernel.money import half_up

KINDS = {"agency": _("Agency or interim"), "consultancy": _("Consultancy")}
LEAST_DAY_MINUTES, MOST_DAY_MINUTES = 60, 720


class Rate(Protocol):
    """Pence before VAT for a day of so many minutes, from a day on."""

    @property
    def day_pence(self) -> int: ...
    @property
    def day_minutes(self) -> int: ...
    @property
    def starts_on(self) -> date: ...


R = TypeVar("R", bound=Rate)


def compared_pence(minutes: int, day_pence: int, day_minutes: int) -> int:
    """Pence before VAT for so many minutes at so much a day of so many minutes, half-up once."""
    return half_up(minutes * day_pence, day_minutes)


def rate_on(rates: Iterable[R], day: date) -> R | None:
    """The rate that holds on a day: the newest that had begun. `rates`: in the order they were said."""
    found = None
    for each in rates:
        if each.starts_on <= day and (found is None or each.starts_on >= found.starts_on):
            found = each
    return found


@dataclass(frozen=True)
class Compared:
    """Minutes worked, what was charged for them, and what they would have cost; pence before VAT."""

    minutes: int
    charged_pence: int
    compared_pence: int

    @property
    def avoided_pence(self) -> int:
        """Below nought, where the comparison would have cost less."""
        return self.compared_pence - self.charged_pence
