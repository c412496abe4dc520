"""The price of a booking and the exact words of its terms. Pence before VAT, half-up once per booked week."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from commonpool.agreements.rules.when import WEEKDAY
from commonpool.bookings.rules.asking import Ask
from commonpool.bookings.rules.needs import NOTHING, Provision
from commonpool.kernel import weeks
from commonpool.kernel.money import price_of


class Lending(Protocol):
    """A power, as its words stand in the terms."""

    @property
    def power(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def source(self) -> str: ...


@dataclass(frozen=True)
class Priced:
    """A week at its price: minutes, pence an hour, pence before VAT, and when in it (see `WHEN`)."""

    monday: date
    minutes: int
    hourly_pence: int
    net_pence: int
    when: str = WEEKDAY

    @property
    def month(self) -> date:
        return month_of(self.monday)


def month_of(monday: date) -> date:
    """The month whose budget a week uses: that of its Monday, as its first day."""
    return monday.replace(day=1)


def priced(ask: Ask, prices: Mapping[date, int | None]) -> list[Priced]:
    """Each week at the price of its Monday and of when in it: 120 minutes at 3831 are 7662. Peer help is free."""
    return [
        Priced(monday, minutes, hourly, price_of(minutes, hourly), ask.when_of(monday))
        for monday, minutes in ask.weeks
        for hourly in [(prices.get(monday) or 0) if ask.paid else 0]
    ]


def net_of(lines: Iterable[Priced]) -> int:
    """Pence before VAT of all the weeks."""
    return sum(line.net_pence for line in lines)


def by_month(lines: Iterable[Priced]) -> dict[date, int]:
    """Pence before VAT by the month whose budget they use."""
    found: dict[date, int] = {}
    for line in lines:
        found[line.month] = found.get(line.month, 0) + line.net_pence
    return found


def as_weeks(lines: Iterable[Priced]) -> list[dict[str, Any]]:
    """The weeks as they stand in the terms."""
    return [
        {
            "week": weeks.written(line.monday),
            "minutes": line.minutes,
            "when": line.when,
            "hourly_pence": line.hourly_pence,
            "net_pence": line.net_pence,
        }
        for line in lines
    ]


def wording(
    ask: Ask,
    lines: list[Priced],
    *,
    officer_id: int,
    home_id: int,
    host_id: int,
    grade_band: str,
    version: int,
    power: Lending | None,
    vat_pence: int,
    vat: list[dict[str, Any]],
    provision: Provision = NOTHING,
) -> dict[str, Any]:
    """Everything the officer says yes to, as plain values; the power by which they are lent in its own words."""
    return {
        "version": version,
        "officer": officer_id,
        "home": home_id,
        "host": host_id,
        "kind": ask.kind,
        "weeks": as_weeks(lines),
        "purpose": ask.purpose,
        "function": ask.function_id,
        "work": "decisions" if ask.decisions else "advice",
        "needs": list(ask.needs),
        "contact": provision.contact_id,
        "ready_by": provision.ready_on and provision.ready_on.isoformat(),
        "grade_band": grade_band,
        "net_pence": net_of(lines),
        "vat_pence": vat_pence,
        "vat": vat,
        "power": power and {"power": power.power, "text": power.text, "source": power.source},
    }


def sha256_of(words: Mapping[str, Any]) -> str:
    """The SHA-256 of the terms' canonical JSON: sorted keys, no spaces, UTF-8."""
    canonical = json.dumps(words, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
