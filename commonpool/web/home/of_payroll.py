"""What waits for somebody from payroll: their word on their own hours, and time back to agree."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from commonpool.access import Actor, Right
from commonpool.kernel import words
from commonpool.payroll import queries
from commonpool.web.home.task import Task


def payroll_tasks(actor: Actor) -> Iterator[Task]:
    """Hours that are not paid without the officer's word; time back that waits for the manager's."""
    for sheet in queries.unstated_of(actor):
        facts = {"host": sheet.booking.host.name, "week": words.week_of(sheet.booked_week.monday)}
        yield Task(
            title=_("Say when you worked your hours for %(host)s, %(week)s") % facts,
            text=_("Your council pays them when you have said that they were outside your contracted hours."),
            button=_("Say so"),
            url=reverse("own_time", args=[sheet.booking.reference]),
        )
    if not actor.where(Right.GRANT_PERMISSION):
        return
    for taken in queries.waiting_takings(actor):
        asked = {
            "who": taken.account.employment.person,
            "time": words.hours(taken.minutes),
            "day": words.day(taken.on),
        }
        yield Task(
            title=_("%(who)s takes time back") % asked,
            text=_("%(time)s on %(day)s, earned by hours they lent.") % asked,
            button=_("Answer"),
            url=reverse("answer_time_back", args=[taken.pk]),
        )
