"""A month's cycle is put on the calendar, and moved along it."""

from collections.abc import Callable
from datetime import date, datetime

from commonpool.access import Actor
from commonpool.activity.operations import change, one_by_one, publish
from commonpool.kernel import months
from commonpool.kernel.clock import london_date
from commonpool.settlement.events import CycleOpened
from commonpool.settlement.models import Cycle, Payment
from commonpool.settlement.operations.calling import call_cycle
from commonpool.settlement.operations.closing import advise_cycle, close_cycle
from commonpool.settlement.operations.settling import settle_cycle
from commonpool.settlement.operations.steps import CALENDAR, holidays, require_runner
from commonpool.settlement.rules.calendar import days_of


def open_cycle(*, actor: Actor, month: date, at: datetime) -> Cycle:
    """The month has a cycle, with its days; the same one where it had it. For a steward or the calendar."""
    require_runner(actor)
    first = month.replace(day=1)
    days = days_of(first, holidays())
    with change():
        cycle, made = Cycle.objects.get_or_create(
            month=first,
            defaults={
                "close_on": days.close_on,
                "object_by": days.object_by,
                "call_on": days.call_on,
                "pay_by": days.pay_by,
                "value_on": days.value_on,
                "opened_at": at,
                "opened_by_id": actor.person_id,
                "opened_by_rule": actor.standing_rule,
            },
        )
        if made:
            fact = CycleOpened(on_behalf_of=None, cycle_id=cycle.pk, month=first, close_on=cycle.close_on)
            publish(fact, actor=actor, at=at)
    return cycle


def keep_calendar(*, at: datetime) -> int:
    """Every step that is due by the calendar is taken, each in a change of its own; how many.

    This month's cycle is opened, and last month's while it can still close on its day. Repeating it changes nothing.
    """
    today = london_date(at)
    before = months.before(today)
    wanted = [today.replace(day=1)] + ([before] if days_of(before, holidays()).close_on >= today else [])
    there = set(Cycle.objects.filter(month__in=wanted).values_list("month", flat=True))
    taken = 0
    for month in sorted(set(wanted) - there):
        open_cycle(actor=CALENDAR, month=month, at=at)
        taken += 1
    for due, step in _steps(today):
        taken += one_by_one(due(), _taking(step, at))
    return taken


Step = Callable[..., object]


def _steps(today: date) -> list[tuple[Callable[[], list[int]], Step]]:
    """Which cycles each step is due for, asked when its turn comes: what was closed is advised at once."""

    def standing(status: str, **due: date) -> Callable[[], list[int]]:
        return lambda: list(
            Cycle.objects.filter(status=status, **due).order_by("month").values_list("pk", flat=True)
        )

    return [
        (standing("open", close_on__lte=today), close_cycle),
        (standing("closed"), advise_cycle),
        (standing("advised", call_on__lte=today), call_cycle),
        (lambda: _paid(today), settle_cycle),
    ]


def _paid(today: date) -> list[int]:
    """Cycles whose value date has come and whose payments are all confirmed."""
    unpaid = Payment.objects.filter(confirmed_at__isnull=True).values("cycle")
    found = Cycle.objects.filter(status="called", value_on__lte=today).exclude(pk__in=unpaid)
    return list(found.order_by("month").values_list("pk", flat=True))


def _taking(step: Step, at: datetime) -> Callable[[int], bool]:
    def taken(cycle_id: int) -> bool:
        step(actor=CALENDAR, month=Cycle.objects.get(pk=cycle_id).month, at=at)
        return True

    return taken
