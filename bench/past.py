"""Ten thousand past bookings between two councils, written by the database itself: what no factory would make in time.

Each is a copy of one booking that the operations made, of another officer in another week. Triggers are off while
they are written, so the sums that triggers keep are written too.
"""

from datetime import date, datetime, timedelta

from django.db import connection

from bench.databases import count_rows
from commonpool.bookings.models import Booking
from commonpool.identity.models import Person

WEEKS, OFFICERS = 100, 100
"""A booking of each officer in each week; of the last week's Monday, `last`, the officer of the first booking too."""

ASKED_LATER_DAYS = 25
"""The booking that is copied was asked for five weeks before its first; most are asked for ten days before."""
COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY ordinal_position"
EARLIER = "old.{column} - (%(back)s{later} + (n / {officers}) * 7) * interval '1 day'"
NUMBERS = "SELECT setval(pg_get_serial_sequence('bookings_booking', 'id'), max(id) + 1000 + %s) FROM bookings_booking"
TOTALS = """
INSERT INTO bookings_runningtotal (pair_id, family_id, month, net_pence)
SELECT booking.pair_id, booking.family_id, date_trunc('month', week.monday)::date, sum(week.net_pence)
  FROM bookings_booking booking JOIN bookings_bookedweek week ON week.booking_id = booking.id
 WHERE booking.pair_id = %s AND booking.status IN ('bound', 'worked') GROUP BY 1, 2, 3
"""
INSTANTS = ("requested_at", "accepted_at", "approved_at", "confirmed_at", "bound_at", "answer_by")
OFFICER = ("officer_id", "accepted_by_id", "bound_by_id")


def write_past(booking: Booking, last: date) -> int:
    """So many bookings stand behind this one, the newest in the week of `last`; how many there are."""
    first = min(monday for monday, _minutes in booking.standing.hours)
    people = [booking.officer_id, *_people(OFFICERS - 1, booking.requested_at)]
    facts = {"booking": booking.pk, "people": people, "back": (first - last).days}
    numbers = f"generate_series(0, {WEEKS * OFFICERS - 1}) AS n"
    who, earlier = f"(%(people)s::bigint[])[1 + n %% {OFFICERS}]", _earlier
    written = "(%(base)s::bigint + n)"
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(NUMBERS, [WEEKS * OFFICERS])
        facts["base"] = int(cursor.fetchone()[0]) - WEEKS * OFFICERS
        changed = {"id": written, "reference": "'P' || n", "status": "'worked'"}
        changed |= dict.fromkeys(OFFICER, who) | {name: earlier(name) for name in INSTANTS}
        copy_rows(cursor, "bookings_booking", changed, numbers, "old.id = %(booking)s", facts)
        changed = {"booking_id": written, "answered_by_id": who}
        changed |= {name: earlier(name) for name in ("offered_at", "answered_at", "answer_by", "approved_at")}
        changed |= {"confirmed_at": earlier("confirmed_at")}
        copy_rows(cursor, "bookings_bookingterms", changed, numbers, "old.booking_id = %(booking)s", facts)
        changed = {
            "booking_id": written,
            "person_id": who,
            "monday": f"({EARLIER.format(column='monday', officers=OFFICERS, later='')})::date",
            "worked_at": "now()",
            "worked_by_rule": "'silence'",
            "worked_minutes": "old.minutes",
            "net_pence": "100",  # within the usual cap of a year: past it, less is asked
        }
        copy_rows(cursor, "bookings_bookedweek", changed, numbers, "old.booking_id = %(booking)s", facts)
        cursor.execute("DELETE FROM bookings_runningtotal WHERE pair_id = %s", [booking.pair_id])
        cursor.execute(TOTALS, [booking.pair_id])
        cursor.execute("SET session_replication_role = DEFAULT")
        count_rows()
        cursor.execute("SELECT count(*) FROM bookings_booking WHERE pair_id = %s", [booking.pair_id])
        return int(cursor.fetchone()[0])


def monday_before(today: date) -> date:
    """The Monday of the last week that is over."""
    return today - timedelta(days=today.weekday() + 7)


def _earlier(column: str) -> str:
    """The same instant, as many weeks earlier as the week is, and as long before it as most are asked for."""
    return EARLIER.format(column=column, officers=OFFICERS, later=f" - {ASKED_LATER_DAYS}")


def _people(number: int, booked_at: datetime) -> list[int]:
    return [
        each.pk
        for each in Person.objects.bulk_create(
            Person(email=f"officer{n}@past.example", name=f"Officer {n}", joined_at=booked_at)
            for n in range(number)
        )
    ]


def copy_rows(
    cursor: object, table: str, changed: dict[str, str], numbers: str, which: str, facts: dict[str, object]
) -> None:
    """Copies of the one row that `which` finds, one for each of `numbers`, with some columns of their own."""
    cursor.execute(COLUMNS, [table])  # type: ignore[attr-defined]
    columns = [name for (name,) in cursor.fetchall() if name != "id" or "id" in changed]  # type: ignore[attr-defined]
    named = ", ".join(f'"{name}"' for name in columns)
    values = [changed.get(name, f'old."{name}"') for name in columns]
    cursor.execute(  # type: ignore[attr-defined]
        f"INSERT INTO {table} ({named}) SELECT {', '.join(values)} FROM {table} old, {numbers}"  # noqa: S608
        f" WHERE {which}",
        facts,
    )
