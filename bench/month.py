"""A month of charges among many councils, written by the database itself: what no factory would make in time.

Each council is a copy of one that the operations brought in, each booking of one that they bound; nothing of it is
drawn by lot. Triggers are off while they are written.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from bench.past import copy_rows
from commonpool.access import Role
from commonpool.invoices.models import Charge
from commonpool.kernel.clock import LONDON
from tests.factories.bookings import bound_booking, make_pair, monday
from tests.factories.hours import agreed_hours
from tests.factories.people import make_role
from tests.factories.settlement import chose_netting

COUNCILS = 400
WEEKS = 4
"""Of a booking in the month; each has one charge."""
OF_A_COUNCIL = (
    "agreements_joining", "agreements_bankdetails", "agreements_vatstanding", "agreements_nettingchoice",
)  # fmt: skip
FIRST = 1_000_000_000
"""The id of the first row that is written here, in every table."""
# Bookings go round the councils, and those of a council round its hosts.
BOOKED = """
    CREATE TEMPORARY TABLE booked AS
    SELECT b AS n, %(first)s + b %% %(councils)s AS home,
           %(first)s + (b %% %(councils)s + 1 + (b / %(councils)s) %% %(hosts)s) %% %(councils)s AS host
      FROM generate_series(0::bigint, (%(charges)s - 1) / %(weeks)s) AS b
"""
CHARGED = """
    CREATE TEMPORARY TABLE charged AS
    SELECT c AS n, %(first)s + c / %(weeks)s AS booking, home, host, 100 + (c * 104729) %% 90000 AS pence,
           (%(monday)s::date + 7 * (c %% %(weeks)s)::int) AS day
      FROM generate_series(0::bigint, %(charges)s - 1) AS c JOIN booked ON booked.n = c / %(weeks)s
"""


@dataclass(frozen=True)
class Month:
    """So many charges, each council lending to so many others."""

    charges: int
    hosts: int

    @property
    def pairs(self) -> int:
        """Councils of which one lends to the other, at most: few charges meet fewer."""
        return COUNCILS * self.hosts


def write_councils() -> None:
    """The councils, with the booking and the charge that are copied for a month."""
    pair = make_pair(per_booking_pence=100_000)
    chose_netting(pair.home)
    make_role(pair.home, Role.FINANCE)
    booking = bound_booking(pair, weeks=[(monday(number), 60) for number in range(WEEKS)])
    agreed_hours(pair, booking, week=monday(), at=datetime(2026, 12, 11, 17, 0, tzinfo=LONDON))
    council = {
        "id": f"{FIRST} + n",
        "code": "'BENCH' || n",
        "slug": "'bench-' || n",
        "ons_code": "NULL",
        "name": "'Bench ' || n",
        "official_name": "'Bench ' || n || ' Council'",
    }
    numbers, facts = f"generate_series(0, {COUNCILS - 1}) AS n", {"home": pair.home.pk}
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        copy_rows(cursor, "organisations_organisation", council, numbers, "old.id = %(home)s", facts)
        for table in OF_A_COUNCIL:
            of_each = {"organisation_id": f"{FIRST} + n"}
            copy_rows(cursor, table, of_each, numbers, "old.organisation_id = %(home)s", facts)
        cursor.execute("SET session_replication_role = DEFAULT")


def write_month(month: Month) -> None:
    """So many charges wait for their invoices; where they came from stands behind each."""
    charge = Charge.objects.order_by("pk").first()
    assert charge is not None
    facts = {
        "first": FIRST,
        "councils": COUNCILS,
        "hosts": month.hosts,
        "weeks": WEEKS,
        "charges": month.charges,
        "monday": monday(),
        "booking": charge.booking_id,
        "charge": charge.pk,
    }
    written = f"{FIRST} + booked.n"
    booking = {
        "id": written,
        "reference": "'B' || booked.n",
        "home_id": "booked.home",
        "host_id": "booked.host",
    }
    week = {"id": f"{FIRST} + charged.n", "booking_id": "charged.booking"}
    charged = {
        "id": f"{FIRST} + charged.n",
        "reference": "'G' || charged.n",
        "booking_id": "charged.booking",
        "booked_week_id": f"{FIRST} + charged.n",
        "home_id": "charged.home",
        "host_id": "charged.host",
        "net_pence": "charged.pence",
        "ceiling_pence": "charged.pence",
    }
    of_week = "old.booking_id = %(booking)s AND old.monday = charged.day"
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(BOOKED, facts)
        cursor.execute(CHARGED, facts)
        copy_rows(cursor, "bookings_booking", booking, "booked", "old.id = %(booking)s", facts)
        of_booking = {"booking_id": written}
        copy_rows(
            cursor, "bookings_bookingterms", of_booking, "booked", "old.booking_id = %(booking)s", facts
        )
        copy_rows(cursor, "bookings_bookedweek", week, "charged", of_week, facts)
        copy_rows(cursor, "invoices_charge", charged, "charged", "old.id = %(charge)s", facts)
        cursor.execute("DROP TABLE booked, charged")
        cursor.execute("SET session_replication_role = DEFAULT")
        cursor.execute("VACUUM ANALYZE")
        cursor.execute("CHECKPOINT")
