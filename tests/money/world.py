"""Four councils that borrow from one another, and whoever acts for them: everything by the operations."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from commonpool.access import Actor
from commonpool.bookings.models import BookedWeek, Booking
from commonpool.identity.models import Person
from commonpool.kernel.clock import LONDON
from commonpool.organisations.models import Organisation
from tests.factories.bookings import Pair, bound_by_all, make_pair, monday
from tests.factories.councils import PRICES, council
from tests.factories.hours import agreed_hours
from tests.factories.invoices import finance_of
from tests.factories.people import actor, make_steward
from tests.factories.settlement import chose_netting

BEGINS = datetime(2027, 1, 4, 10, 0, tzinfo=LONDON)
"""The first working day of the year: December's hours are agreed, and nothing is invoiced."""
HOURLY = (3831, 12_345, 9999, 4_007)
LOANS = ((0, 1), (1, 2), (2, 0), (3, 0), (1, 3))
"""Who lends to whom, by number."""


@dataclass
class Week:
    """A booked week: of which loan, what was booked, and how far its hours have come."""

    loan: int
    booking: Booking
    monday: date
    minutes: int
    hourly: int
    booking_net: int
    sent: int | None = None
    sheet: int = 0
    agreed: bool = False


@dataclass
class World:
    """The councils with their finance teams, the loans between them, and the desk."""

    councils: list[Organisation]
    finance: dict[int, Person]
    loans: list[Pair]
    desk: Person
    weeks: list[Week] = field(default_factory=list)
    known: dict[int, Actor] = field(default_factory=dict)

    def who(self, person: Person, at: datetime) -> Actor:
        """What they may do changes with a merger alone."""
        if person.pk not in self.known:
            self.known[person.pk] = actor(person, at=at)
        return self.known[person.pk]

    def hand(self, council: int, at: datetime) -> Actor:
        return self.who(self.finance[council], at)

    def booked(self, loan: int, weeks: list[tuple[date, int]], at: datetime) -> list[Week]:
        """Asked, and everybody says yes."""
        booking = bound_by_all(self.loans[loan], weeks, at=at)
        held = BookedWeek.objects.filter(booking=booking).order_by("monday")
        rows = list(held.values_list("monday", "minutes", "hourly_pence", "net_pence"))
        whole = sum(net for *_week, net in rows)
        return [Week(loan, booking, start, minutes, hourly, whole) for start, minutes, hourly, _net in rows]


def make_world() -> World:
    """Of each loan two weeks of December 2026 are worked and agreed as booked, and two of January 2027 are bound."""
    councils = [council(prices={**PRICES, "Officer": pence}) for pence in HOURLY]
    for place in councils:
        chose_netting(place)
    ample: dict[str, Any] = {
        "weekly_minutes": 600,
        "per_booking_pence": 5_000_000,
        "per_month_pence": 50_000_000,
    }
    loans = [make_pair(home=councils[home], host=councils[host], **ample) for home, host in LOANS]
    finance = {place.pk: finance_of(place) for place in councils}
    world = World(councils, finance, loans, make_steward())
    asked = datetime(2026, 11, 2, 10, 0, tzinfo=LONDON)
    for number, pair in enumerate(loans):
        worked = world.booked(number, [(monday(), 300 + 60 * number), (monday(1), 600 - 30 * number)], asked)
        for each in worked:
            friday = datetime.combine(each.monday + timedelta(days=4), time(17), LONDON)
            agreed_hours(pair, each.booking, week=each.monday, at=friday)
            each.sent, each.agreed = each.minutes, True
        world.weeks += worked
        world.weeks += world.booked(number, [(monday(4), 210), (monday(5), 600)], asked)
    return world
