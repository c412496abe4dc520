"""HR of each council is told once a month of its two lists."""

from datetime import datetime

from commonpool.access import Actor
from commonpool.activity.operations import one_by_one, publish
from commonpool.kernel.clock import london_date
from commonpool.payroll import queries
from commonpool.payroll.events import HrListsReady
from commonpool.payroll.models import MonthTold

MONTHLY = Actor.rule("hr_lists_each_month")


def tell_hr_of_the_month(*, at: datetime, actor: Actor = MONTHLY) -> int:
    """HR of every council that has somebody to check or somebody lent this month is told so; how many councils.

    Once a month (UK) and council: repeating it tells nobody twice. Each in its own transaction.
    """
    month = london_date(at).replace(day=1)
    counts = queries.hr_counts(month, london_date(at))

    def tell(organisation_id: int) -> bool:
        _told, new = MonthTold.objects.get_or_create(
            organisation_id=organisation_id,
            month=month,
            defaults={
                "told_at": at, "told_by_id": actor.person_id, "told_by_rule": actor.standing_rule,
            },
        )  # fmt: skip
        if new:
            to_check, out = counts[organisation_id]
            fact = HrListsReady(on_behalf_of=organisation_id, month=month, to_check=to_check, out=out)
            publish(fact, actor=actor, at=at)
        return new

    told = MonthTold.objects.filter(month=month).values_list("organisation_id", flat=True)
    return one_by_one(sorted(counts.keys() - set(told)), tell)
