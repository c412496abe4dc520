"""Invoices in every state, reached by calling the operations."""

from datetime import date, datetime

from commonpool.access import Role
from commonpool.bookings.models import Booking
from commonpool.identity.models import Person
from commonpool.invoices import operations
from commonpool.invoices.models import Invoice
from commonpool.kernel.clock import LONDON
from commonpool.organisations.models import Organisation
from tests.factories.bookings import Pair, bound_booking, make_pair, monday
from tests.factories.hours import agreed_hours
from tests.factories.people import actor, make_role

DECEMBER = date(2026, 12, 1)
NEW_YEAR = datetime(2027, 1, 4, 10, 0, tzinfo=LONDON)


def finance_of(council: Organisation) -> Person:
    """Somebody in the council's finance team."""
    return make_role(council, Role.FINANCE)


def worked_pair(minutes: tuple[int, ...] = (120,), *, pair: Pair | None = None) -> tuple[Pair, list[Booking]]:
    """A pair of councils with so many minutes agreed in each of the weeks from 7 December 2026, each a booking."""
    pair = pair or make_pair()
    bookings = []
    for number, each in enumerate(minutes):
        booking = bound_booking(pair, weeks=[(monday(number), each)])
        at = datetime(2026, 12, 11 + 7 * number, 17, 0, tzinfo=LONDON)
        agreed_hours(pair, booking, week=monday(number), at=at)
        bookings.append(booking)
    return pair, bookings


def issued(
    home: Organisation, *, month: date = DECEMBER, at: datetime = NEW_YEAR, by: Person | None = None
) -> list[Invoice]:
    """The council's invoices of a month, issued now."""
    finance = actor(by or finance_of(home), at=at)
    run = operations.issue_month(actor=finance, organisation_id=home.pk, month=month, at=at)
    operations.finish_run(run_id=run.pk)
    return list(Invoice.objects.filter(run=run).order_by("number", "pk"))
