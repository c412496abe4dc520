"""Which charges of a month wait for an invoice, and what those invoices would be: one statement over the rows.

The statement is used twice, to show and to issue, so that what is issued is what was shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from commonpool.agreements.models import VatStanding
from commonpool.agreements.rules import STANDARD, VAT_PERCENT
from commonpool.bookings.rules.vat import Treatment
from commonpool.kernel import months
from commonpool.kernel.clock import london_instant
from commonpool.kernel.money import vat_on

# What was corrected of a charge before it is on an invoice is not asked for. Whose a charge is now: its own councils',
# or those of whoever took over from them since. A charge whose councils have become one is owed by nobody.
DUE = """
    taken_back AS MATERIALIZED (
        SELECT original_id, sum(net_pence)::bigint AS pence, sum(minutes)::int AS minutes
          FROM invoices_charge WHERE source = 'correction' AND original_id IS NOT NULL GROUP BY original_id
    ),
    due AS MATERIALIZED (
        SELECT charge.id, charge.source, charge.booked_week_id,
               greatest(charge.minutes + coalesce(less.minutes, 0), 0) AS minutes,
               charge.hourly_pence, charge.net_pence + coalesce(less.pence, 0) AS net_pence, week.monday,
               booking.reference AS booking, booking.id AS booking_id, booking.version,
               booking.purchase_order, coalesce(power.brings, '') = 'PWR-10' AS under_1970_act,
               coalesce(moved.now_id, charge.host_id) AS host_id, standing.treatment, standing.percent
          FROM (
            SELECT own.* FROM invoices_charge own
             WHERE own.home_id = %(home)s AND own.made_at >= %(since)s AND own.made_at < %(until)s
               AND NOT EXISTS (SELECT FROM invoices_carriedcharge went
                                WHERE went.charge_id = own.id AND went.to_home AND went.was_id = %(home)s)
            UNION ALL
            SELECT taken.* FROM invoices_charge taken
              JOIN invoices_carriedcharge came
                ON came.charge_id = taken.id AND came.to_home AND came.now_id = %(home)s
             WHERE taken.home_id <> %(home)s AND taken.made_at >= %(since)s AND taken.made_at < %(until)s
               AND NOT EXISTS (SELECT FROM invoices_carriedcharge went
                                WHERE went.charge_id = taken.id AND went.to_home AND went.was_id = %(home)s)
          ) charge
          LEFT JOIN taken_back less ON less.original_id = charge.id
          JOIN bookings_bookedweek week ON week.id = charge.booked_week_id
          JOIN bookings_booking booking ON booking.id = charge.booking_id
          LEFT JOIN agreements_legalpower power ON power.id = booking.power_id
          LEFT JOIN invoices_carriedcharge moved
            ON moved.charge_id = charge.id AND NOT moved.to_home
           AND NOT EXISTS (SELECT FROM invoices_carriedcharge again
                            WHERE again.charge_id = charge.id AND NOT again.to_home AND again.was_id = moved.now_id)
          JOIN unnest(%(from)s::date[], %(to)s::date[], %(treatment)s::text[], %(percent)s::int[])
               AS standing (since, until, treatment, percent)
            ON week.monday >= standing.since AND week.monday < standing.until
         WHERE charge.net_pence + coalesce(less.pence, 0) > 0
           AND coalesce(moved.now_id, charge.host_id) <> %(home)s
           AND NOT EXISTS (SELECT FROM invoices_invoiceline line
                            WHERE line.charge_id = charge.id AND line.released_at IS NULL)
    )
"""
# A host whose threshold a booking reaches pays nothing without an order number; one for the whole year serves all.
GROUPED = """
    SELECT due.host_id, due.treatment, due.percent, count(*), sum(due.minutes), sum(due.net_pence),
           coalesce(sum(due.net_pence) FILTER (WHERE due.under_1970_act), 0),
           count(*) FILTER (
               WHERE due.purchase_order = '' AND coalesce(joining.blanket_purchase_order, '') = ''
                 AND coalesce(joining.purchase_order_from_pence, 100000) <= coalesce(terms.net_pence, 0)),
           min(due.monday), max(due.monday)
      FROM due
      JOIN organisations_organisation host ON host.id = due.host_id
      LEFT JOIN agreements_joining joining ON joining.organisation_id = due.host_id
      LEFT JOIN bookings_bookingterms terms ON terms.booking_id = due.booking_id AND terms.version = due.version
     GROUP BY due.host_id, host.code, due.treatment, due.percent
     ORDER BY host.code, due.treatment
"""
GROUPS = f"WITH {DUE} {GROUPED}"


@dataclass(frozen=True)
class Standing:
    """How a council's loans bear VAT in weeks that begin from one day until before another."""

    since: date
    until: date
    treatment: str
    reason: str

    @property
    def percent(self) -> int:
        return VAT_PERCENT[self.treatment]


@dataclass(frozen=True)
class Group:
    """One invoice to be: a host and a VAT treatment, how many lines, and pence before VAT.

    `orders_missing`: on how many of its lines the host wants a purchase order number and has given none.
    """

    host_id: int
    treatment: str
    percent: int
    lines: int
    minutes: int
    net_pence: int
    net_1970_act_pence: int
    orders_missing: int
    first_monday: date
    last_monday: date

    @property
    def vat_pence(self) -> int:
        return vat_on(self.net_pence, self.percent)

    @property
    def gross_pence(self) -> int:
        return self.net_pence + self.vat_pence


def first_of(day: date) -> date:
    return day.replace(day=1)


def bounds(month: date) -> tuple[datetime, datetime]:
    """The instants between which a charge was made in this month of the United Kingdom."""
    return london_instant(month), london_instant(months.after(month))


def standings_of(organisation_id: int, on: date) -> list[Standing]:
    """How a council's loans bear VAT, as it has said: of the Monday of the week worked. One SQL query.

    Weeks before it said anything bear VAT as it first said, and where it has said nothing, at the standard rate.
    """
    said = VatStanding.objects.filter(organisation_id=organisation_id).order_by("starts_on", "pk")
    steps: dict[date, Treatment] = {}
    for starts_on, treatment, reason in said.values_list("starts_on", "treatment", "reason"):
        steps[starts_on] = Treatment(treatment, reason)
    if not steps:
        steps[on] = Treatment(STANDARD)
    starts = sorted(steps)
    sinces = [date.min, *starts[1:]]
    untils = [*starts[1:], date.max]
    return [
        Standing(since, until, steps[start].treatment, steps[start].reason)
        for start, since, until in zip(starts, sinces, untils, strict=True)
    ]


def parameters(home_id: int, month: date, standings: Sequence[Standing]) -> dict[str, Any]:
    """What the statement is asked with."""
    since, until = bounds(month)
    return {
        "home": home_id,
        "since": since,
        "until": until,
        "from": [each.since for each in standings],
        "to": [each.until for each in standings],
        "treatment": [each.treatment for each in standings],
        "percent": [each.percent for each in standings],
    }


def groups_due(home_id: int, month: date, standings: Sequence[Standing]) -> list[Group]:
    """The invoices that are to be made of a council's charges of a month, in order of host. One SQL query."""
    return grouped(GROUPS, parameters(home_id, month, standings))


def grouped(statement: str, values: dict[str, Any] | None = None) -> list[Group]:
    """The groups that this statement finds, of those above. One SQL query."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [Group(*map(_whole, row)) for row in cursor.fetchall()]


def _whole(value: Any) -> Any:
    return int(value) if type(value).__name__ == "Decimal" else value


def months_due(organisation_id: int) -> list[date]:
    """The months of which a council has charges without an invoice, the newest first. One SQL query."""
    with connection.cursor() as cursor:
        cursor.execute(MONTHS, {"home": organisation_id})
        return [month for (month,) in cursor.fetchall()]


MONTHS = """
    SELECT DISTINCT date_trunc('month', charge.made_at AT TIME ZONE 'Europe/London')::date AS month
      FROM invoices_charge charge
     WHERE (charge.home_id = %(home)s OR EXISTS (
               SELECT FROM invoices_carriedcharge came
                WHERE came.charge_id = charge.id AND came.to_home AND came.now_id = %(home)s))
       AND NOT EXISTS (SELECT FROM invoices_carriedcharge went
                        WHERE went.charge_id = charge.id AND went.to_home AND went.was_id = %(home)s)
       AND charge.net_pence > -coalesce(
               (SELECT sum(less.net_pence) FROM invoices_charge less
                 WHERE less.source = 'correction' AND less.original_id = charge.id), 0)
       AND charge.net_pence > 0
       AND NOT EXISTS (SELECT FROM invoices_invoiceline line
                        WHERE line.charge_id = charge.id AND line.released_at IS NULL)
       AND coalesce((SELECT moved.now_id FROM invoices_carriedcharge moved
                      WHERE moved.charge_id = charge.id AND NOT moved.to_home ORDER BY moved.id DESC LIMIT 1),
                    charge.host_id) <> %(home)s
     ORDER BY month DESC
"""
