"""Charges follow what happened: hours agreed, a week cancelled late, a host late. Each once, by constraint."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.bookings import queries as bookings
from commonpool.bookings.events import BookingCancelled
from commonpool.bookings.models import BookedWeek, CarriedBooking
from commonpool.bookings.queries import councils_of
from commonpool.bookings.rules.cancelling import HOST_LATE
from commonpool.bookings.rules.refusals import LossNotStated, NothingLost
from commonpool.invoices import queries, rules
from commonpool.invoices.events import ChargeCarriedOver, ChargeMade
from commonpool.invoices.models import CarriedCharge, Charge
from commonpool.kernel.refusals import Forbidden, refusing
from commonpool.timesheets.events import HoursAgreed, HoursAllowed


@dataclass(frozen=True)
class Heir:
    """To whom a side of a charge goes, from which day, by which rule: as a carried booking says it of its weeks."""

    of_home: bool
    now_id: int
    on: date
    carried_by_rule: str


def charge_agreed_week(fact: HoursAgreed, *, actor: Actor, at: datetime) -> None:
    """The agreed minutes of a booked week are a charge at its price. Follows `HoursAgreed`, in its transaction.

    Not those that wait for the home council's yes. No minutes, no charge.
    """
    _charge("agreed_week", fact.booked_week_id, fact.lent_minutes, actor=actor, at=at)


def charge_allowed_hours(fact: HoursAllowed, *, actor: Actor, at: datetime) -> None:
    """Agreed hours outside of what was booked are a charge, as far as the ceiling of their week still reaches.

    Follows `HoursAllowed`, the home council's yes, in its transaction. Nothing left of the ceiling, no charge.
    """
    week = BookedWeek.objects.get(pk=fact.booked_week_id)
    if queries.charged_of(week) < week.net_pence:
        _charge("allowed_hours", week.pk, fact.minutes, actor=actor, at=at)


def charge_late_cancellation(fact: BookingCancelled, *, actor: Actor, at: datetime) -> None:
    """Each week cancelled late is a charge for the minutes still owed (at most two hours), at its price.

    Follows `BookingCancelled`, in its transaction.
    """
    for booked_week_id, minutes in fact.owed:
        _charge("late_cancellation", booked_week_id, minutes, actor=actor, at=at)


def carry_charges(
    *, actor: Actor, organisation_id: int, heirs: Mapping[tuple[int, bool], int], on: date, at: datetime
) -> int:
    """What is owed to and by the council is owed to and by its successors from that day (UK); how many charges.

    `heirs`: the successor by charge and side (`True`: owed to it). Only by the rule of a succession: a person refuses
    `forbidden`. Repeating it changes nothing.
    """
    actor.require_rule()
    with change():
        owed = [each for each in queries.open_charges_of(organisation_id) if each in heirs]
        charges = Charge.objects.in_bulk([charge_id for charge_id, _to_home in owed])
        for charge_id, to_home in owed:
            to = Heir(to_home, heirs[charge_id, to_home], on, actor.standing_rule)
            carry_charge(charges[charge_id], to, at, was_id=organisation_id)
    return len(owed)


def carry_charge(charge: Charge, to: Heir, at: datetime, *, was_id: int) -> None:
    """A side of the charge is another council's from a day, for a change that judged it."""
    CarriedCharge.objects.create(
        charge=charge,
        to_home=to.of_home,
        was_id=was_id,
        now_id=to.now_id,
        on=to.on,
        carried_at=at,
        carried_by_rule=to.carried_by_rule,
    )
    fact = ChargeCarriedOver(
        on_behalf_of=was_id,
        readers=(to.now_id,),
        charge_id=charge.pk,
        to_home=to.of_home,
        was_id=was_id,
        now_id=to.now_id,
        net_pence=charge.net_pence,
    )
    publish(fact, actor=Actor.rule(to.carried_by_rule), at=at)


def make_charge(
    carried: Iterable[CarriedBooking | CarriedCharge],
    *,
    told: tuple[int, int],
    actor: Actor,
    at: datetime,
    **values: Any,
) -> Charge:
    """A charge is made, its home and host `told`, and owed to and by whoever took over what it belongs to.

    Part of the change that judged it.
    """
    charge = Charge.objects.create(
        made_at=at, made_by_id=actor.person_id, made_by_rule=actor.standing_rule, **values
    )
    home_id, host_id = told
    fact = ChargeMade(
        on_behalf_of=home_id,
        readers=(host_id,),
        charge_id=charge.pk,
        booking_id=charge.booking_id,
        booked_week_id=charge.booked_week_id,
        source=charge.source,
        minutes=charge.minutes,
        net_pence=charge.net_pence,
    )
    publish(fact, actor=actor, at=at)
    for each in carried:
        of_home = each.of_home if isinstance(each, CarriedBooking) else each.to_home
        carry_charge(
            charge, Heir(of_home, each.now_id, each.on, each.carried_by_rule), at, was_id=each.was_id
        )
    return charge


def claim_host_late(
    *, actor: Actor, booking_id: int, mondays: Collection[date], because_late: bool, at: datetime
) -> None:
    """What was lost of these weeks because the host was late, an hour of each at most, is charged at their price.

    The officer claims it, or an approver at home, and states that the hours were lost for that reason and no other
    (`because_late`): hours lost to leave or sickness are not charged. A token needs the `decide` scope. Refuses
    `not_found`, `forbidden`, `loss_not_stated`, `nothing_lost` (not lost, or charged already).
    """
    actor.require_decision()
    if not bookings.may_claim(actor, bookings.seen_booking(actor, booking_id)):
        raise Forbidden
    if not because_late:
        raise LossNotStated
    with change(), refusing("charge_once_for_its_source", NothingLost()):
        lost = queries.lost_weeks(bookings.hold(booking_id).booking)
        wanted = set(mondays)
        if not wanted or wanted - {each.week.monday for each in lost}:
            raise NothingLost
        for each in lost:
            if each.week.monday in wanted:
                _charge(HOST_LATE, each.week.pk, each.minutes, actor=actor, at=at)


def _charge(source: str, booked_week_id: int, minutes: int, *, actor: Actor, at: datetime) -> None:
    if not minutes:
        return
    week = BookedWeek.objects.select_related("booking").get(pk=booked_week_id)
    booking = week.booking
    home_id, host_id, carried = councils_of(week)
    make_charge(
        carried,
        told=(booking.home_id, booking.host_id),
        actor=actor,
        at=at,
        source=source,
        booking=booking,
        booked_week=week,
        home_id=home_id,
        host_id=host_id,
        minutes=minutes,
        hourly_pence=week.hourly_pence,
        net_pence=rules.charge_for(minutes, week.hourly_pence, week.net_pence, queries.charged_of(week)),
        ceiling_pence=week.net_pence,
        stated=source == HOST_LATE,
    )
