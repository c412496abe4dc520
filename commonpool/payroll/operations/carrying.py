"""A council has ended: what it had not paid of agreed hours, or given back, the one that took over does."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Q

from commonpool.access import Actor
from commonpool.activity.operations import change, publish
from commonpool.payroll import queries
from commonpool.payroll.events import HoursToPayCarriedOver, TimeTakenRefused
from commonpool.payroll.models import CarriedPay, TimeBackAccount
from commonpool.payroll.operations.earning import lock_account
from commonpool.payroll.operations.taking import tell
from commonpool.people.events import EmploymentCarriedOver

ASKED_TWICE = Actor.rule("time_back_asked_twice")


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


def carry_time_back(fact: EmploymentCarriedOver, *, actor: Actor, at: datetime) -> None:
    """What an officer has left to take is left at the council that took over. Follows it, in its transaction.

    Their account goes on in the one they have there; what they took and what waits for an answer is of that one.
    Of a day for which they have more there, what waits is refused: nobody could answer it.
    """
    # From the older to the newer, as by whoever comes from an account to the one it goes on in.
    locked = TimeBackAccount.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
    list(locked.filter(goes_on_in__employment_id=fact.was_employment_id))
    was = locked.filter(employment_id=fact.was_employment_id).first()
    if was is None or was.goes_on_in_id is not None:
        return
    there = lock_account(fact.employment_id)
    TimeBackAccount.objects.filter(Q(pk=was.pk) | Q(goes_on_in=was)).update(goes_on_in=there)
    days = there.takings.filter(refused_at__isnull=True).values("on")
    was.takings.filter(refused_at__isnull=True).exclude(on__in=days).update(account=there)
    for taken in was.takings.filter(agreed_at__isnull=True, refused_at__isnull=True).order_by("pk"):
        taken.refused_at, taken.refused_by_rule = at, ASKED_TWICE.standing_rule
        taken.save(update_fields=["refused_at", "refused_by_rule"])
        tell(TimeTakenRefused, taken, ASKED_TWICE, at)
