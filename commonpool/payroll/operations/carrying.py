"""A council has ended: what it had not paid of agreed hours, the one that took over pays."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.payroll import queries
from commonpool.payroll.events import HoursToPayCarriedOver
from commonpool.payroll.models import CarriedPay


def carry_pay(*, actor: Actor, organisation_id: int, heirs: Mapping[int, int], on: date, at: datetime) -> int:
    """Each of these timesheets is paid by its successor from that day (UK); how many. `heirs`: by timesheet.

    Hours of live bookings went with their bookings. Only by the rule of a succession: a person refuses `forbidden`.
    Repeating it changes nothing.
    """
    actor.require_rule()
    with change():
        held = queries.held_sheets(organisation_id, heirs)
        CarriedPay.objects.bulk_create(
            CarriedPay(
                timesheet_id=pk,
                was_id=organisation_id,
                now_id=heirs[pk],
                on=on,
                carried_at=at,
                carried_by_rule=actor.standing_rule,
            )
            for pk in held
        )
        for now_id, number in sorted(Counter(heirs[pk] for pk in held).items()):
            fact = HoursToPayCarriedOver(
                on_behalf_of=organisation_id,
                readers=(now_id,),
                was_id=organisation_id,
                now_id=now_id,
                timesheets=number,
            )
            publish(fact, actor=actor, at=at)
    return len(held)
