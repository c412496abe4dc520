"""How a price bears VAT: as the home council says it of the day each week begins, frozen with the terms."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.agreements.rules import NO_VAT, OUTSIDE_SCOPE, STANDARD, VAT_PERCENT
from commonpool.kernel import weeks, words
from commonpool.kernel.money import vat_on

if TYPE_CHECKING:
    from commonpool.bookings.rules.pricing import Priced

WORDS = {
    STANDARD: gettext_lazy("Standard rate on the whole charge (Schedule B)."),
    OUTSIDE_SCOPE: gettext_lazy("None: the home council treats its loans as outside the scope of VAT."),
    NO_VAT: gettext_lazy("None: the home council is not registered for VAT."),
}


@dataclass(frozen=True)
class Treatment:
    """How a loan bears VAT, and why where it is outside the scope. A council that has said nothing charges it."""

    treatment: str = STANDARD
    reason: str = ""

    @property
    def percent(self) -> int:
        return VAT_PERCENT[self.treatment]


USUAL = Treatment()
Treatments = Mapping[date, Treatment]


def treatments(said: Iterable[Mapping[str, str]], mondays: Iterable[date]) -> Treatments:
    """For each week the treatment that holds on its Monday. `said`: by the council, what holds first in front."""
    steps = [
        (date.fromisoformat(each["starts_on"]), Treatment(each["treatment"], each["reason"])) for each in said
    ]
    return {
        monday: next((treatment for start, treatment in steps if start <= monday), USUAL)
        for monday in mondays
    }


def vat_of(lines: Iterable["Priced"], by_week: Treatments) -> int:
    """VAT in pence of all the weeks, half-up once for each rate."""
    nets: dict[int, int] = {}
    for line in lines:
        percent = by_week.get(line.monday, USUAL).percent
        nets[percent] = nets.get(percent, 0) + line.net_pence
    return sum(vat_on(net, percent) for percent, net in nets.items())


def as_said(lines: Iterable["Priced"], by_week: Treatments) -> list[dict[str, Any]]:
    """The treatment as it stands in the terms, and the week from which each holds. Of what is free, nothing."""
    found: list[dict[str, Any]] = []
    before = None
    for line in lines:
        now = by_week.get(line.monday, USUAL)
        if line.hourly_pence and now != before:
            found.append(
                {
                    "from": weeks.written(line.monday),
                    "treatment": now.treatment,
                    "percent": now.percent,
                    "reason": now.reason,
                }
            )
            before = now
    return found


def in_words(said: list[dict[str, Any]]) -> str:
    """What the terms say of VAT, for people."""
    return " ".join(_worded(each, alone=len(said) == 1) for each in said)


def _worded(each: Mapping[str, Any], *, alone: bool) -> str:
    text = " ".join(part for part in (str(WORDS[each["treatment"]]), each["reason"]) if part)
    if alone:
        return text
    return _("From the %(week)s: %(words)s") % {
        "week": words.week_of(weeks.read(each["from"])),
        "words": text,
    }
