"""Who has agreed that the 48-hour limit does not hold for them, and when."""

from datetime import date

from django.db.models import Q

from commonpool.kernel.rows import sole
from commonpool.people.models import OptOut


def opt_out_of(employment_id: int, day: date) -> OptOut | None:
    """The opt-out of an employment that holds on a day or from a later one; the caller has judged who asks."""
    running = OptOut.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=day), employment_id=employment_id
    )
    return sole(running.order_by("starts_on"))
