"""What bound weeks use of a spending limit's months, and gives back when they are released."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import connection
from django.db.models import F

from commonpool.bookings.models import BookedWeek, SpendingLimit, SpendingMonth
from commonpool.bookings.rules.pricing import month_of
from commonpool.bookings.rules.refusals import LimitExceeded
from commonpool.kernel.refusals import refusing

USE = """
    INSERT INTO bookings_spendingmonth (limit_id, month, cap_pence, used_pence)
    SELECT %s, month, %s, pence FROM unnest(%s::date[], %s::bigint[]) AS added (month, pence) ORDER BY month
    ON CONFLICT (limit_id, month) DO UPDATE SET used_pence = bookings_spendingmonth.used_pence + excluded.used_pence
"""


def use(limit: SpendingLimit, months: Mapping[date, int]) -> None:
    """These pence of each month are used; the caller holds the limit's lock. Refuses `limit_exceeded`."""
    wanted = {month: pence for month, pence in months.items() if pence > 0}
    with refusing("limit_month_not_exceeded", LimitExceeded()), connection.cursor() as cursor:
        cursor.execute(USE, [limit.pk, limit.per_month_pence, list(wanted), list(wanted.values())])


def give_back(weeks: Iterable[BookedWeek]) -> None:
    """What these weeks used of their limits is free again, in order of limit and month."""
    freed: dict[tuple[int, date], int] = {}
    for week in weeks:
        if week.spending_limit_id is not None:
            key = (week.spending_limit_id, month_of(week.monday))
            freed[key] = freed.get(key, 0) + week.net_pence
    for (limit_id, month), pence in sorted(freed.items()):
        SpendingMonth.objects.filter(limit_id=limit_id, month=month).update(
            used_pence=F("used_pence") - pence
        )
