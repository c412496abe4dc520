"""Agreements over £5,000 as a host council publishes them: its call-offs, and the agreement they are made under."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from commonpool.access import Actor
from commonpool.agreements.models import Agreement
from commonpool.bookings.models import CallOff
from commonpool.kernel import weeks
from commonpool.kernel.clock import london_date, london_instant
from commonpool.kernel.words import translated
from commonpool.publication.queries.readers import CONTRACT, published_over, require_reader
from commonpool.publication.rules.quarters import Quarter

SUNDAY = timedelta(days=6)


@dataclass(frozen=True)
class Contract:
    """One agreement that is published. Pence before VAT, the most it can come to; `is_master`: of all call-offs.

    `basis`: why it needed no competition, as the council had answered when it was bound.
    """

    reference: str
    function: str
    supplier: str
    net_pence: int
    starts_on: date
    ends_on: date | None
    is_master: bool = False
    basis: str = ""
    minutes: int = 0
    irrecoverable_vat_pence: int = 0


def contracts_of(actor: Actor, organisation_id: int, quarter: Quarter) -> list[Contract]:
    """The council's call-offs over the amount that were in force in a quarter, as they stood at its end.

    With them the agreement they are made under, where what was called off under it comes to more than the amount
    (TRN-02). Requires `see_money`; refuses `not_found` to other councils. Two SQL queries.
    """
    require_reader(actor, organisation_id)
    over = published_over(CONTRACT, quarter.last).pence
    made = _called_off(organisation_id, quarter)
    found = [each for each in made if each.net_pence > over and _in_force(each, quarter)]
    found.sort(key=lambda each: (each.starts_on, each.reference))
    return _agreements(organisation_id, quarter, made, over) + found


def _called_off(organisation_id: int, quarter: Quarter) -> list[Contract]:
    """The newest call-off of each paid booking that the council had bound by the end of a quarter."""
    ended = london_instant(quarter.last + timedelta(days=1))
    newest = (
        CallOff.objects.filter(
            booking__host_id=organisation_id, booking__kind="paid", made_at__lt=ended, facts__net_pence__gt=0
        )
        .order_by("booking_id", "-version")
        .distinct("booking_id")
        .select_related("booking")
    )
    return [_contract(each) for each in newest]


def _contract(made: CallOff) -> Contract:
    facts: dict[str, Any] = made.facts
    booking = made.booking
    mondays = [weeks.read(each["week"]) for each in facts["weeks"]]
    ends_on = max(mondays) + SUNDAY
    if booking.status == "cancelled" and booking.ended_at is not None:
        ends_on = min(ends_on, london_date(booking.ended_at))
    return Contract(
        reference=booking.reference,
        function=translated(facts["function"]),
        supplier=facts["home"]["name"],
        net_pence=facts["net_pence"],
        starts_on=min(london_date(made.made_at), *mondays),
        ends_on=ends_on,
        basis=facts.get("procurement", {}).get("basis", ""),
        minutes=sum(each["minutes"] for each in facts["weeks"]),
    )


def _in_force(each: Contract, quarter: Quarter) -> bool:
    return each.starts_on <= quarter.last and (each.ends_on is None or each.ends_on >= quarter.first)


def _agreements(organisation_id: int, quarter: Quarter, made: list[Contract], over: int) -> list[Contract]:
    """The council's agreements in force in a quarter, where what was called off since they began is over the amount."""
    signed = Agreement.objects.filter(
        organisation_id=organisation_id, in_force_on__isnull=False, in_force_on__lte=quarter.last
    ).exclude(ends_on__lt=quarter.first)
    found = []
    for each in signed.select_related("text").order_by("in_force_on", "pk"):
        began = each.in_force_on or quarter.first
        under = [
            one
            for one in made
            if one.starts_on >= began and (each.ends_on is None or one.starts_on <= each.ends_on)
        ]
        total = sum(one.net_pence for one in under)
        if total > over:
            found.append(
                Contract(
                    reference=f"A-{each.text.version}",
                    function="",
                    supplier="",
                    net_pence=total,
                    starts_on=began,
                    ends_on=each.ends_on,
                    is_master=True,
                    minutes=sum(one.minutes for one in under),
                )
            )
    return found
