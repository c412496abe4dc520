"""Charges: what hours and late cancellations cost, once, never above what was agreed."""

from datetime import datetime
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from commonpool.access import Actor, Role
from commonpool.activity.operations import change
from commonpool.bookings.models import BookedWeek
from commonpool.bookings.operations import cancel_booking
from commonpool.invoices import queries, rules
from commonpool.invoices.models import Charge
from commonpool.invoices.operations import charge_agreed_week
from commonpool.kernel.clock import LONDON
from commonpool.kernel.money import price_of
from commonpool.kernel.refusals import Forbidden, NotFound
from commonpool.timesheets.events import HoursAgreed
from tests.factories.bookings import bound_booking, make_pair, monday
from tests.factories.councils import council
from tests.factories.hours import FRIDAY, agreed_hours
from tests.factories.people import actor, make_role


def oracle(minutes: int, hourly_pence: int) -> int:
    """The price to the penny, worked out another way: an exact fraction, its half going up."""
    exact = Fraction(minutes) * hourly_pence / 60
    whole = exact.numerator // exact.denominator
    return whole + (1 if exact - whole >= Fraction(1, 2) else 0)


@settings(max_examples=2000)
@given(worked=st.integers(0, 6000), more=st.integers(0, 6000), hourly=st.integers(1, 100_000))
def test_a_charge_is_to_the_penny_and_never_above_what_was_agreed(
    worked: int, more: int, hourly: int
) -> None:
    booked = worked + more
    ceiling = price_of(booked, hourly)
    assert ceiling == oracle(booked, hourly)
    charge = rules.charge_for(worked, hourly, ceiling)
    assert charge == oracle(worked, hourly)
    assert 0 <= charge <= ceiling


def test_half_a_penny_goes_up() -> None:
    assert rules.charge_for(30, 3831, 10_000) == 1916
    assert rules.charge_for(120, 3831, 10_000) == 7662


def test_nothing_goes_above_the_ceiling() -> None:
    assert rules.charge_for(120, 3831, 7000) == 7000


@pytest.mark.django_db
def test_an_agreed_week_is_charged_at_its_price_to_the_penny() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    agreed_hours(pair, booking, 77)
    charge, week = Charge.objects.get(), booking.weeks.get()
    assert (charge.source, charge.minutes, charge.made_by_id) == ("agreed_week", 77, pair.booker.pk)
    assert charge.net_pence == oracle(77, week.hourly_pence)
    assert charge.ceiling_pence == week.net_pence == oracle(120, week.hourly_pence)
    assert (charge.home_id, charge.host_id) == (pair.home.pk, pair.host.pk)


@pytest.mark.django_db
def test_a_week_called_off_late_is_charged_for_two_hours_at_most() -> None:
    pair = make_pair()
    booking = bound_booking(pair, [(monday(), 180), (monday(2), 120)])
    late = datetime(2026, 12, 2, 17, 1, tzinfo=LONDON)
    cancel_booking(actor=actor(pair.booker, at=late), booking_id=booking.pk, reason="not_needed", at=late)
    charge = Charge.objects.get()
    week = BookedWeek.objects.get(booking=booking, monday=monday())
    assert (charge.source, charge.minutes, charge.booked_week_id) == ("late_cancellation", 120, week.pk)
    assert charge.net_pence == oracle(120, week.hourly_pence) < week.net_pence


@pytest.mark.django_db
def test_a_week_called_off_in_time_costs_nothing() -> None:
    pair = make_pair()
    booking = bound_booking(pair)
    in_time = datetime(2026, 12, 2, 17, 0, tzinfo=LONDON)
    cancel_booking(
        actor=actor(pair.booker, at=in_time), booking_id=booking.pk, reason="not_needed", at=in_time
    )
    assert not Charge.objects.exists()


@pytest.mark.django_db
def test_an_agreed_week_is_charged_once_whatever_happens_twice() -> None:
    pair = make_pair()
    sheet = agreed_hours(pair, bound_booking(pair))
    again = HoursAgreed(
        on_behalf_of=pair.host.pk,
        timesheet_id=sheet.pk,
        booking_id=sheet.booking_id,
        booked_week_id=sheet.booked_week_id,
        officer_id=sheet.booking.officer_id,
        monday=monday(),
        minutes=120,
        lent_minutes=120,
    )
    with pytest.raises(IntegrityError, match="charge_once_for_its_source"), transaction.atomic(), change():
        charge_agreed_week(again, actor=Actor.rule("silence_agrees"), at=FRIDAY)
    assert Charge.objects.count() == 1


@pytest.mark.django_db
def test_both_councils_see_their_charges_and_nobody_else_does() -> None:
    pair = make_pair()
    agreed_hours(pair, bound_booking(pair))
    for place in (pair.home, pair.host):
        reader = actor(make_role(place, Role.FINANCE), at=FRIDAY)
        assert queries.charges_of(reader, place.pk).count() == 1
    stranger = actor(make_role(council(), Role.FINANCE), at=FRIDAY)
    with pytest.raises(NotFound):
        queries.charges_of(stranger, pair.home.pk)
    with pytest.raises(Forbidden):
        queries.charges_of(actor(pair.booker, at=FRIDAY), pair.host.pk)
    owed = queries.totals_of(actor(pair.budget_holder, at=FRIDAY), pair.host.pk)
    assert (owed.owed_pence, owed.due_pence) == (Charge.objects.get().net_pence, 0)
