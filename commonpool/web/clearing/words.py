"""Where a month's clearing stands, and what comes next, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonpool.kernel.words import day
from commonpool.settlement.models import Cycle

STATUSES: dict[str, str | Promise] = {
    "open": gettext_lazy("Open"),
    "closed": gettext_lazy("Closed"),
    "advised": gettext_lazy("To check"),
    "called": gettext_lazy("To pay"),
    "settled": gettext_lazy("Settled"),
    "unwound": gettext_lazy("Unwound"),
}


def next_of(cycle: Cycle) -> str:
    """What happens next, and on which day."""
    words = {
        "open": _("It closes on %(on)s: every invoice issued by then and not disputed is taken in."),
        "closed": _("Every council is told what it owes and is owed next."),
        "advised": _("Until %(on)s finance can take an invoice out. Payments are called after that."),
        "called": _("Payments are to be ordered by %(on)s."),
        "settled": _("Every invoice in it counts as paid on %(on)s."),
        "unwound": _("A council did not pay. Every invoice is owed by itself again, by its own day."),
    }
    days = {
        "open": cycle.close_on,
        "advised": cycle.object_by,
        "called": cycle.pay_by,
        "settled": cycle.value_on,
    }
    on = days.get(cycle.status)
    return words[cycle.status] % {"on": day(on) if on else ""}
