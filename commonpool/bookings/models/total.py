"""What is bound between two councils, kept as rows: the sums that thresholds and caps are measured by."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from commonpool.agreements.models import Pair
from commonpool.kernel.personal import NOTHING
from commonpool.organisations.models import Function

COUNTED = "('bound', 'worked')"
"""The statuses of bookings that count: what was only asked for binds nobody."""

ADDS = """
        INSERT INTO bookings_runningtotal (pair_id, family_id, month, net_pence)
        SELECT {pair}, {family}, month, pence FROM ({months}) AS moved WHERE pence > 0 ORDER BY month
        ON CONFLICT (pair_id, family_id, month)
        DO UPDATE SET net_pence = bookings_runningtotal.net_pence + excluded.net_pence;
"""
TAKES = """
        UPDATE bookings_runningtotal total SET net_pence = total.net_pence - moved.pence
          FROM ({months}) AS moved
         WHERE total.pair_id = {pair} AND total.family_id = {family} AND total.month = moved.month;
"""
LIVE = (
    "SELECT date_trunc('month', monday)::date AS month, sum(net_pence) AS pence FROM bookings_bookedweek"
    " WHERE booking_id = NEW.id AND released_at IS NULL GROUP BY 1"
)
WITH_THE_BOOKING = f"""
    was := OLD.pair_id IS NOT NULL AND OLD.status IN {COUNTED};
    becomes := NEW.pair_id IS NOT NULL AND NEW.status IN {COUNTED};
    IF was = becomes AND OLD.pair_id IS NOT DISTINCT FROM NEW.pair_id
                     AND OLD.family_id IS NOT DISTINCT FROM NEW.family_id THEN
        RETURN NULL;
    END IF;
    IF was THEN
        {TAKES.format(pair="OLD.pair_id", family="OLD.family_id", months=LIVE)}
    END IF;
    IF becomes THEN
        {ADDS.format(pair="NEW.pair_id", family="NEW.family_id", months=LIVE)}
    END IF;
    RETURN NULL;
"""
OF_BOTH = """
    IF NEW.pair_id IS NOT NULL AND NEW.home_id <> NEW.host_id AND NOT EXISTS (
        SELECT FROM agreements_pair
         WHERE id = NEW.pair_id AND home_id = NEW.home_id AND host_id = NEW.host_id
    ) THEN
        RAISE EXCEPTION 'the pair of booking % is not that of its home and host', NEW.reference
              USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_pair_of_both';
    END IF;
    RETURN NEW;
"""
ONE = "SELECT date_trunc('month', which)::date AS month, {pence}::bigint AS pence"
WITH_THE_WEEK = f"""
    was := CASE WHEN TG_OP = 'INSERT' OR OLD.released_at IS NOT NULL THEN 0 ELSE OLD.net_pence END;
    becomes := CASE WHEN TG_OP = 'DELETE' OR NEW.released_at IS NOT NULL THEN 0 ELSE NEW.net_pence END;
    IF was = becomes THEN
        RETURN NULL;
    END IF;
    which := CASE WHEN TG_OP = 'DELETE' THEN OLD.monday ELSE NEW.monday END;
    SELECT pair_id, family_id INTO pair, family FROM bookings_booking
     WHERE id = CASE WHEN TG_OP = 'DELETE' THEN OLD.booking_id ELSE NEW.booking_id END AND status IN {COUNTED};
    IF pair IS NOT NULL AND becomes > was THEN
        {ADDS.format(pair="pair", family="family", months=ONE.format(pence="(becomes - was)"))}
    ELSIF pair IS NOT NULL THEN
        {TAKES.format(pair="pair", family="family", months=ONE.format(pence="(was - becomes)"))}
    END IF;
    RETURN NULL;
"""  # noqa: S608 (its parts are constants above)


def kept_with_the_booking() -> pgtrigger.Trigger:
    """A booking that binds is counted, one that is no longer bound or worked is not; gone to another pair, there."""
    return pgtrigger.Trigger(
        name="keeps_the_total",
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        declare=[("was", "boolean"), ("becomes", "boolean")],
        func=WITH_THE_BOOKING,
    )


def of_its_two_councils() -> pgtrigger.Trigger:
    """A booking's pair is that of its home and its host: neither changes without the other."""
    return pgtrigger.Trigger(
        name="pair_of_its_two_councils",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("pair_id", "home_id", "host_id"),
        func=OF_BOTH,
    )


def kept_with_the_week() -> pgtrigger.Trigger:
    """A week of a bound booking is counted while it is not released."""
    return pgtrigger.Trigger(
        name="keeps_the_total",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[
            ("was", "bigint"),
            ("becomes", "bigint"),
            ("which", "date"),
            ("pair", "bigint"),
            ("family", "varchar"),
        ],
        func=WITH_THE_WEEK,
    )


class RunningTotal(models.Model):
    """What a host has bound from a home in one month (that of each week's Monday) for one family of functions.

    Pence before VAT. Only triggers on bookings and booked weeks move it: the sum of the live weeks of what is bound
    or worked, at every instant. Whoever moves it holds the lock of its pair.
    """

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="totals")
    family = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    net_pence = models.BigIntegerField()

    PERSONAL: ClassVar = NOTHING

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair", "family", "month"], name="total_month_once"),
            models.CheckConstraint(condition=Q(net_pence__gte=0), name="total_not_below_nothing"),
            models.CheckConstraint(condition=Q(month__day=1), name="total_month_on_its_first"),
        ]
