"""A week is booked for weekdays, for evenings and Saturday, or for Sunday and holidays, each at its price."""

from datetime import date, timedelta

import pytest

from commonpool.bookings import operations, queries
from commonpool.bookings.models import BookingTerms
from commonpool.bookings.rules.refusals import NotLentThen, WhenUnknown
from commonpool.invoices.models import Charge
from commonpool.kernel.money import price_of
from commonpool.timesheets.models import MissingYes, WorkedPart
from tests.factories.bookings import Pair, accept, function_id, make_pair, monday, requested_booking
from tests.factories.councils import set_prices
from tests.factories.hours import FRIDAY, agreed_hours
from tests.factories.people import NOW, actor

pytestmark = pytest.mark.django_db

SATURDAY = {monday(): "evening_saturday"}
SECOND = 5_001
LATER = FRIDAY + timedelta(days=3)


@pytest.fixture
def pair() -> Pair:
    """Home lends on weekdays and Saturdays, and not on Sundays."""
    found = make_pair()
    band = found.officer.employment.grade_band
    set_prices(found.home, {band: 3_200}, seconds={band: SECOND})
    return found


def quote(pair: Pair, when: dict[date, str]) -> queries.Quote:
    return queries.quote(
        actor(pair.booker),
        pair.host.pk,
        pair.officer.reference,
        [(monday(), 120)],
        function_id(),
        purpose="Advice on the new form",
        when=when,
        at=NOW,
    )


def test_quote_terms_week_and_charge_are_at_the_price_of_saturday(pair: Pair) -> None:
    quoted = quote(pair, SATURDAY)
    assert quoted.net_pence == price_of(120, SECOND) == 10_002
    booking = requested_booking(pair, when=SATURDAY)
    assert booking.standing.weeks[0]["when"] == "evening_saturday"
    week = accept(booking).weeks.get()
    assert (week.when, week.hourly_pence, week.net_pence) == ("evening_saturday", SECOND, 10_002)
    agreed_hours(pair, booking, at=LATER)
    assert Charge.objects.get().net_pence == 10_002
    part = WorkedPart.objects.get()
    assert (part.date, part.day_type, part.why) == (monday() + timedelta(days=5), "saturday", "")


def test_hours_on_a_weekday_of_a_week_booked_for_saturday_wait_for_home(pair: Pair) -> None:
    booking = accept(requested_booking(pair, when=SATURDAY))
    agreed_hours(pair, booking, 60)
    assert MissingYes.objects.get().minutes == 60
    assert not Charge.objects.exists()


def test_what_has_no_price_is_not_lent_then(pair: Pair) -> None:
    sunday = {monday(): "sunday_holiday"}
    quoted = quote(pair, sunday)
    assert "not_lent_then" in [check.rule for check in quoted.blocks]
    with pytest.raises(NotLentThen):
        requested_booking(pair, when=sunday)
    with pytest.raises(WhenUnknown):
        requested_booking(pair, when={monday(): "night"})


def test_a_variation_moves_hours_to_saturday_at_its_price_and_back(pair: Pair) -> None:
    booking = accept(requested_booking(pair))
    assert booking.weeks.get().when == "weekday"

    def moved(when: dict[date, str]) -> BookingTerms:
        return operations.vary_booking(
            actor=actor(pair.booker), booking_id=booking.pk, weeks=[(monday(), 120)], when=when, at=NOW
        )

    terms = moved(SATURDAY)
    assert (terms.net_pence, terms.when) == (10_002, SATURDAY)
    operations.accept_booking(actor=actor(booking.officer), booking_id=booking.pk, terms=terms.sha256, at=NOW)
    live = booking.weeks.get(released_at__isnull=True)
    assert (live.when, live.net_pence) == ("evening_saturday", 10_002)
    back = moved({monday(): "weekday"})
    operations.accept_booking(actor=actor(booking.officer), booking_id=booking.pk, terms=back.sha256, at=NOW)
    assert booking.weeks.get(released_at__isnull=True).net_pence == price_of(120, 3_200)
